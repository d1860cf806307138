"""How large a framework may be, and how its own words are quoted back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameworkLimits:
    """Themes in all, levels of them, characters of an identifier, of a name, and of any other text or list."""

    themes: int = 5_000
    levels: int = 20
    identifier: int = 120
    name: int = 500
    text: int = 20_000


LIMITS = FrameworkLimits()


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and cut where it is long."""
    shown = " ".join(text.split())
    return f"“{shown[:77]}…”" if len(shown) > 80 else f"“{shown}”"
