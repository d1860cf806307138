"""What a worker process runs: `python -m heeded.intake.worker_process`. It ends when nothing waits, or when the
process that started it is gone."""

import os


def main() -> None:
    """Set Django up on the library that the environment names, and read what waits."""
    parent = os.getppid()
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from heeded.intake.workers import read_all

    read_all(go_on=lambda: os.getppid() == parent)


if __name__ == "__main__":
    main()
