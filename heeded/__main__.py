"""`python -m heeded`: the same as the console script."""

from heeded.cli.main import run

if __name__ == "__main__":
    run()
