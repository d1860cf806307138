"""Recommendations at a glance: those of one addressee together, each by its opening words."""

from collections.abc import Iterable

from heeded.briefing.drafting import Glance

_OPENING = 16  # words of a recommendation that tell it from the others
_LITTLE_WORDS = frozenset({"the", "and", "each", "all", "every", "its", "their", "our"})


def by_addressee(recommendations: Iterable[Glance]) -> list[tuple[str, list[Glance]]]:
    """Whom they are addressed to, as printed, with what is asked of them; in the order of the report."""
    found: dict[str, list[Glance]] = {}
    for one in recommendations:
        found.setdefault("; ".join(one.addressees), []).append(one)
    return list(found.items())


def opening(one: Glance) -> str:
    """The words with which a recommendation begins, as printed; all of them where they are few. Beside its
    addressee it begins with "should" where only their name stands before that."""
    words = one.point.text.split()
    if "should" in words and _is_named(words[: words.index("should")], one.addressees):
        words = words[words.index("should") :]
    if len(words) <= _OPENING + 3:
        return " ".join(words)
    return " ".join(words[:_OPENING]).rstrip(",;:") + " …"


def _is_named(words: list[str], addressees: list[str]) -> bool:
    names = {word for name in addressees for word in _bare(name)}
    return bool(words) and set(_bare(" ".join(words))) <= names | _LITTLE_WORDS


def _bare(words: str) -> list[str]:
    return [word.strip(",;:()") for word in words.casefold().replace("’", "'").split()]
