"""What can go wrong with themes.

ThemesError
├── UnevenRows     coders' rows of answers are not of one length
├── TooLittle      there is too little to learn from
├── TooMany        there are more themes than can be learned at once
├── NoMeaning      the sentence model that was learned with is not here
├── WrongLines     a file of texts cannot be read
└── WrongFile      a file of what was learned is damaged, too large or from another version
"""

from collections.abc import Sequence


class ThemesError(Exception):
    """Something about themes. `reason` and `advice` are plain words for whoever codes."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason} {self.advice}".strip()


class UnevenRows(ThemesError):
    """Coders' rows of answers are not of one length."""

    def __init__(self, lengths: Sequence[int]) -> None:
        super().__init__(
            f"The coders' rows have different lengths: {', '.join(map(str, lengths))}.",
            "Each coder's row has one place for everything that was coded, left empty where nothing was said.",
        )


class TooLittle(ThemesError):
    """There is too little to learn from."""


class TooMany(ThemesError):
    """There are more themes than can be learned at once."""


class NoMeaning(ThemesError):
    """The sentence model that was learned with is not here, or is another one."""

    def __init__(self) -> None:
        super().__init__(
            "These themes were learned with the sentence model, which is not here.",
            "Run: heeded model add, or learn again without it.",
        )


class WrongLines(ThemesError):
    """A file of texts cannot be read."""


class WrongFile(ThemesError):
    """A file of what was learned is damaged, too large or from another version."""
