"""Why a passage was found, in a sentence."""

from collections.abc import Sequence

from heeded.engine.vocabulary import SectionKind
from heeded.engine.words import Question, Way, Wish, mark
from heeded.search.results import CLOSE

_KINDS = {str(kind): kind.label for kind in SectionKind}


def why(
    ways: Sequence[tuple[Wish, Way]], heading: str, kind: str, question: Question, *, close: bool = False
) -> tuple[str, ...]:
    """Why a passage was found, in plain words."""
    words = list(dict.fromkeys(wish.shown for wish, way in ways if way.reason == "word" and not wish.bonus))
    found = [_listed(words)] if words else []
    for wish, way in ways:
        said = _said(wish, way)
        if said and said not in found:
            found.append(said)
    if in_heading := _in_heading(heading, question):
        found.append(f"the heading “{in_heading}”")
    if close:
        found.append(CLOSE)
    if not found:
        found.append(f"a part of the kind “{_KINDS.get(kind, kind)}”")
    return tuple(found)


def _listed(words: Sequence[str]) -> str:
    quoted = ", ".join(f"“{word}”" for word in words)
    return f"the word {quoted}" if len(words) == 1 else f"the words {quoted}"


def _said(wish: Wish, way: Way) -> str:
    match way.reason:
        case "phrase":
            return f"the phrase “{wish.shown}”"
        case "synonym":
            return f"synonym: {wish.shown} → {way.term}"
        case "spelling":
            return f"spelling: {wish.shown} → {way.term}"
        case "joined":
            return f"other spelling: {wish.shown} → {way.term}"
        case "prefix":
            return f"words beginning with “{way.term.words[0]}”"
    return ""


def _in_heading(heading: str, question: Question) -> str:
    plain = [wish for wish in question.wanted if not wish.term.prefix]
    return heading if heading and mark(heading, plain).marks else ""
