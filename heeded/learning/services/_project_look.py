"""What a coded project would become here, before any of it is taken: which text is which document, where each coding's
words stand there, and what cannot be taken, each with its reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.engine.citation import find_each_again
from heeded.engine.records import Citation, Page, Span
from heeded.learning.models import Coding, CodingPlace, CodingRound, Framework
from heeded.learning.project_texts import JoinedText, joined
from heeded.learning.queries import framework_record, my_words, of_whom
from heeded.learning.services._laying_down import LONGEST_NOTE
from heeded.learning.services._matching import matched
from heeded.library.layout import spans_from_row
from heeded.library.models import Document
from heeded.library.placing import cited_pages
from heeded.people.viewer import Viewer

_AROUND = 120  # characters before and after a place that tell it from others with the same words
_PASSAGE = ("passage", "", 0)
_FITS = {
    "passage": {engine.CodedThing.PASSAGE},
    "review": {engine.CodedThing.REVIEW},
    "subject": {engine.CodedThing.CHILD, engine.CodedThing.ADULT},
    "adult": {engine.CodedThing.ADULT},
}
Whom = tuple[str, str, int]  # the target's kind, an adult's role, a number


@dataclass(frozen=True, slots=True)
class Placed:
    """A coding that can be taken: what is said of which theme (by its identifier here), of what, on which words."""

    theme: str
    of: Whom
    value: engine.CodeValue
    spans: tuple[Span, ...]
    certainty: str
    note: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What may be said once only: one theme of one thing; of a review or a person whatever the words."""
        return (self.theme, self.of, self.spans if self.of == _PASSAGE else ())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A coding that cannot be taken: its theme, the beginning of its words, and why."""

    theme: str
    words: str
    why: str


@dataclass(slots=True)
class SourceLook:
    """One text of a project: the document that it is, what can be taken, what is here already, what is left out."""

    source: exchange.Source
    codings: int
    document: Document | None = None
    why: str = ""
    placed: list[Placed] = field(default_factory=list)
    here: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProjectLook:
    """A project as it would be taken, text by text."""

    project: exchange.Project
    sources: tuple[SourceLook, ...]

    @property
    def to_take(self) -> int:
        """How many codings can be taken and are not here."""
        return sum(len(one.placed) for one in self.sources)


def look_at_project(project: exchange.Project, framework: Framework | None, *, by: Viewer) -> ProjectLook:
    """What the project would become, coded with a framework that is here, or with its own as a new one. Stores
    nothing."""
    themes = _themes(project.framework, framework)
    coded = list(project.codings)
    held = matched(project.sources, coded, by=by)
    blind = _in_rounds(framework)
    users = {user.identifier: user.name or user.identifier for user in project.users}
    found = []
    for source in project.sources:
        mine = [coding for coding in coded if coding.source == source.identifier]
        look = SourceLook(source, len(mine), held.get(source.identifier))
        look.why = _why_not(look, blind)
        if not look.why and look.document is not None:
            pages = cited_pages(look.document.pk)
            here = _Held(pages, joined(pages))
            _place(look, mine, themes, here, _Notes(project.name, users))
            _without_what_is_here(look, framework, here.text, by=by)
        found.append(look)
    return ProjectLook(project, tuple(found))


def _why_not(look: SourceLook, blind: set[int]) -> str:
    if not look.codings:
        return "Nothing was coded in it."
    if look.document is None:
        return "No document that you can see has its words."
    if look.document.pk in blind:
        return "It is being coded blind in a round with this framework. Take it in when the round is settled."
    return ""


def _in_rounds(framework: Framework | None) -> set[int]:
    if framework is None:
        return set()
    rounds = CodingRound.objects.filter(state__in=["open", "settling"], framework=framework)
    return set(rounds.filter(documents__isnull=False).values_list("documents__document", flat=True))


def _themes(read: engine.Framework, framework: Framework | None) -> dict[str, engine.Theme | None]:
    """For each theme of the file the one to code with: of the same identifier, else of the same mark of other
    programs, else the only one of its name."""
    if framework is None:
        return {theme.identifier: theme for theme in read.themes}
    here = framework_record(framework).themes
    by_identifier = {theme.identifier: theme for theme in here}
    by_guid = {theme.guid: theme for theme in here if theme.guid}
    names: dict[str, list[engine.Theme]] = {}
    for theme in here:
        names.setdefault(engine.as_read(theme.name), []).append(theme)
    found: dict[str, engine.Theme | None] = {}
    for theme in read.themes:
        alike = names.get(engine.as_read(theme.name), [])
        only = alike[0] if len(alike) == 1 else None
        found[theme.identifier] = by_identifier.get(theme.identifier) or by_guid.get(theme.guid) or only
    return found


@dataclass(frozen=True, slots=True)
class _Held:
    """A document of the library: its pages, and the same as one text."""

    pages: tuple[Page, ...]
    text: JoinedText


@dataclass(frozen=True, slots=True)
class _Notes:
    """What stands beside a coding that was taken: its own note, who coded it, in what, when."""

    project: str
    users: Mapping[str, str]

    def note(self, coding: exchange.Coding, of: Whom) -> str:
        who = self.users.get(coding.user, "")
        said = f"Coded by {who} in “{self.project}”" if who else f"Coded by a machine in “{self.project}”"
        day = f", {coding.at[:10]}" if coding.at else ""
        about = f"Of: {coding.of}" if coding.of and of == _PASSAGE else ""
        tail = "\n".join(filter(None, [about, f"{said}{day}."]))[: LONGEST_NOTE // 2]
        own = coding.note.strip()
        room = LONGEST_NOTE - len(tail) - 2
        own = own if len(own) <= room else f"{own[: room - 2].rstrip()} …"
        return f"{own}\n\n{tail}" if own else tail


def _place(
    look: SourceLook,
    codings: Sequence[exchange.Coding],
    themes: Mapping[str, engine.Theme | None],
    held: _Held,
    notes: _Notes,
) -> None:
    citations = _citations(look.source.text, held.text, codings)
    said: dict[tuple[object, ...], Placed] = {}
    for coding, spans in zip(codings, find_each_again(citations, held.pages), strict=True):
        theme = themes.get(coding.theme)
        of = of_whom(coding.of) or (_PASSAGE if coding.start is not None else ("review", "", 0))
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
    if of == _PASSAGE and coding.value == engine.CodeValue.NOT_MENTIONED:
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


def _without_what_is_here(
    look: SourceLook, framework: Framework | None, here: JoinedText, *, by: Viewer
) -> None:
    """What this person said of the same words before stays as it is: the same is here already, otherwise theirs
    counts and the file's is left out."""
    if framework is None or look.document is None:
        return
    mine = {
        thing: row.coding.value
        for row in my_words(by, framework, look.document)
        for thing in _things(row, here)
    }
    new = []
    for one in look.placed:
        held = mine.get(one.thing)
        if held is None:
            new.append(one)
        elif held == one.value:
            look.here += 1
        else:
            look.left_out.append(LeftOut(one.theme, "", "You said otherwise of the same words here."))
    look.placed = new


def _things(row: CodingPlace, here: JoinedText) -> Iterator[tuple[object, ...]]:
    """What a coding that is here says something of, as `Placed.thing` names it."""
    coding = row.coding
    if coding.subject is not None:
        yield coding.theme.identifier, ("subject", "", coding.subject.number), ()
    elif coding.adult is not None:
        yield coding.theme.identifier, ("adult", coding.adult.role, coding.adult.number), ()
    elif coding.target == "review":
        yield coding.theme.identifier, ("review", "", 0), ()
    else:
        for start, end in here.places(spans_from_row(row.spans)):
            yield coding.theme.identifier, _PASSAGE, here.spans(start, end)
