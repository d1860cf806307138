"""What can go wrong while a file is read.

ReadingError
├── FileRefused     the file cannot be taken as it is: why, and what to do, in plain words
├── ReaderTooSlow   the reader was stopped at its time limit
├── ReaderTooBig    the reader asked for more memory or disk than it may have
└── ReaderCrashed   the reader died or failed in a way nobody foresaw
"""


class ReadingError(Exception):
    """A file that could not be read. `reason` and `advice` are plain words for the person who added it."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason} {self.advice}".strip()


class FileRefused(ReadingError):
    """The file cannot be taken as it is."""


class ReaderTooSlow(ReadingError):
    """The reader was stopped at its time limit."""


class ReaderTooBig(ReadingError):
    """The reader asked for more memory or disk than it may have."""


class ReaderCrashed(ReadingError):
    """The reader died or failed in a way nobody foresaw."""
