"""What a worker process runs: `python -m heeded.intake.worker_process`. It ends when nothing waits, or when the
process that started it is gone."""

import os

_PATIENCE = (
    120.0  # seconds that a database or a store of files may be away while somebody waits for the reading
)


def main() -> None:
    """Set Django up on the library that the environment names, and read what waits."""
    parent = os.getppid()
    import django

    from heeded.config.environment import use_settings

    use_settings()
    django.setup()
    from heeded.intake.patience import patiently
    from heeded.intake.workers import read_all

    def go_on() -> bool:
        return os.getppid() == parent

    patiently(lambda: read_all(go_on=go_on), go_on=go_on, seconds=_PATIENCE)


if __name__ == "__main__":
    main()
