"""Where the words of a coded project stand in a document of the library, and what of its codings can be taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.engine.citation import find_each_again
from heeded.engine.records import Citation, Page, Span
from heeded.learning.models import Coding
from heeded.learning.project_texts import JoinedText
from heeded.learning.queries import of_whom
from heeded.learning.services._laying_down import LONGEST_NOTE
from heeded.learning.services._project_records import PASSAGE, LeftOut, Placed, SourceLook, Whom

_AROUND = 120  # characters before and after a place that tell it from others with the same words
_FITS = {
    "passage": {engine.CodedThing.PASSAGE},
    "review": {engine.CodedThing.REVIEW},
    "subject": {engine.CodedThing.CHILD, engine.CodedThing.ADULT},
    "adult": {engine.CodedThing.ADULT},
}


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the library: its pages, and the same as one text."""

    pages: tuple[Page, ...]
    text: JoinedText


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands beside a coding that was taken: its own note, who coded it, in what, when."""

    project: str
    users: Mapping[str, str]  # their names; empty where nobody shall be named

    def note(self, coding: exchange.Coding, of: Whom) -> str:
        who = self.users.get(coding.user) or ("a person" if coding.user else "a machine")
        said = f"Coded by {who} in “{self.project}”"
        day = f", {coding.at[:10]}" if coding.at else ""
        about = f"Of: {coding.of}" if coding.of and of == PASSAGE else ""
        tail = "\n".join(filter(None, [about, f"{said}{day}."]))[: LONGEST_NOTE // 2]
        own = coding.note.strip()
        room = LONGEST_NOTE - len(tail) - 2
        own = own if len(own) <= room else f"{own[: room - 2].rstrip()} …"
        return f"{own}\n\n{tail}" if own else tail


def place_codings(
    look: SourceLook,
    codings: Sequence[exchange.Coding],
    themes: Mapping[str, engine.Theme | None],
    held: Held,
    notes: Notes,
) -> None:
    citations = _citations(look.source.text, held.text, codings)
    said: dict[tuple[object, ...], Placed] = {}
    for coding, spans in zip(codings, find_each_again(citations, held.pages), strict=True):
        theme = themes.get(coding.theme)
        of = of_whom(coding.of) or (PASSAGE if coding.start is not None else ("review", "", 0))
        why = _cannot(coding, theme, of, spans)
        if not why and theme is not None:
            made = Placed(
                theme.identifier, of, coding.value, spans or (), _certainty(coding), notes.note(coding, of)
            )
            before = said.get(made.thing)
            if before is None or before.value == made.value:
                said[made.thing] = _together(before, made)
                continue
            why = "Somebody else in the file said otherwise of the same words."
        words = look.source.text[coding.start or 0 : coding.end or 0]
        look.left_out.append(LeftOut(_theme_words(coding, theme), " ".join(words[:200].split()), why))
    look.placed = list(said.values())


def _citations(text: str, here: JoinedText, codings: Sequence[exchange.Coding]) -> Iterator[Citation]:
    """The words of each coding with what stands around them; where the text is the document's own, their place too."""
    same = text == here.text
    for coding in codings:
        start, end = coding.start or 0, coding.end or 0
        spans = here.spans(start, end) if same else ()
        quote = " ".join(text[start:end].split())
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        yield Citation(spans, quote, before, after)


def _cannot(
    coding: exchange.Coding, theme: engine.Theme | None, of: Whom, spans: tuple[Span, ...] | None
) -> str:
    if theme is None:
        return "The framework here has no such theme."
    if theme.heading:
        return "The theme only holds others here."
    if theme.applies_to and not set(theme.applies_to) & _FITS[of[0]]:
        return "The theme is not for this here."
    if of == PASSAGE and coding.value == engine.CodeValue.NOT_MENTIONED:
        return "What is not mentioned stands on no words."
    if coding.start is not None and not spans:
        return "Its words are not in the document."
    return ""


def _together(before: Placed | None, made: Placed) -> Placed:
    """Two people of the file who said the same: one coding, with what both wrote."""
    if before is None or made.note in before.note:
        return before or made
    return replace(before, note=f"{before.note}\n\n{made.note}"[:LONGEST_NOTE].rstrip())


def _certainty(coding: exchange.Coding) -> str:
    return coding.certainty if coding.certainty in dict(Coding.CERTAINTIES) else ""


def _theme_words(coding: exchange.Coding, theme: engine.Theme | None) -> str:
    return theme.name if theme is not None else coding.theme
