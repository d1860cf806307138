"""A machine proposes codings of passages, each with the sentence that earned it and a plain reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change, record
from heeded.core.transactions import one_at_a_time
from heeded.engine.frameworks import CodedThing, CodeValue
from heeded.engine.records import Span
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import Coding, CodingPlace, Framework, ThemeVersion
from heeded.learning.services._citing import WordsOf
from heeded.library.errors import NoSuchDocument
from heeded.library.layout import spans_from_row
from heeded.library.models import Document

_LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Proposed:
    """A theme of the framework, by its identifier, that a machine would give these words, and why it thinks so.
    `proposer` where it is not that of all."""

    theme: str
    spans: tuple[Span, ...]
    score: float
    reason: str
    value: CodeValue = CodeValue.PRESENT
    proposer: str = ""


@transaction.atomic
def propose(
    document: Document, framework: Framework, proposals: Sequence[Proposed], *, proposer: str, by: Actor
) -> list[Coding]:
    """Put down what a machine proposes for a document with a framework, in the place of what it proposed before.

    What people decided stays: nothing is proposed again that was accepted, changed or rejected, nor what somebody has
    coded already. Themes that are not used any more and words that are not there are left out. Which is waiting is
    given back.

    Raises:
        NoSuchDocument: it is gone.
    """
    one_at_a_time("codings", document.work_id)
    held = Document.objects.select_for_update().select_related("work").filter(pk=document.pk).first()
    if held is None:
        raise NoSuchDocument("There is no such document.")
    on_record = _OnRecord(held, framework)
    wordings = _wordings(framework)
    words = WordsOf(held, [span for proposal in proposals for span in proposal.spans])
    waiting: list[Coding] = []
    for proposal in proposals:
        wording = wordings.get(proposal.theme)
        if wording is not None and not on_record.is_settled(wording.theme_id, proposal.spans):
            place = on_record.open_place(wording.theme_id, proposal.spans) or _new(held, wording)
            if _fill(place, proposal, words, proposer):
                on_record.remember(place, proposal.spans)
                waiting.append(place.coding)
    kept = {coding.pk for coding in waiting}
    gone = [coding.pk for coding in on_record.proposed() if coding.pk not in kept]
    Coding.objects.filter(pk__in=gone, state="proposed").update(state="dropped")
    record(
        "coding.propose",
        by=by,
        thing_kind="document",
        thing=held.identifier,
        framework=framework.pk,
        proposed=len(waiting),
        dropped=len(gone),
    )
    note_change(ChangeKind.CODINGS, thing_kind="work", thing=held.work_id)
    return waiting


class _OnRecord:
    """The codings of a document with one framework, by theme and words."""

    def __init__(self, document: Document, framework: Framework) -> None:
        rows = CodingPlace.objects.filter(
            document=document, is_lost=False, coding__target="passage", coding__theme__framework=framework
        )
        self._rows = [
            (row, spans_from_row(row.spans)) for row in rows.select_related("coding").order_by("pk")
        ]

    def is_settled(self, theme: int, spans: Sequence[Span]) -> bool:
        """Did a person decide on these words with this theme, or code words that overlap with them?"""
        for row, held in self._rows:
            coding = row.coding
            if coding.theme_id == theme and coding.state not in {"proposed", "dropped", "in-round"}:
                if coding.state == "standing" and _overlap(held, spans):
                    return True
                if not coding.made_by and held == tuple(spans):
                    return True
        return False

    def open_place(self, theme: int, spans: Sequence[Span]) -> CodingPlace | None:
        """Where the same was proposed before and nobody has decided."""
        for row, held in self._rows:
            waits = row.coding.theme_id == theme and row.coding.state in {"proposed", "dropped"}
            if waits and held == tuple(spans):
                return row
        return None

    def remember(self, place: CodingPlace, spans: Sequence[Span]) -> None:
        if place not in (row for row, _ in self._rows):
            self._rows.append((place, tuple(spans)))

    def proposed(self) -> list[Coding]:
        return [row.coding for row, _ in self._rows if row.coding.state == "proposed"]


def _wordings(framework: Framework) -> dict[str, ThemeVersion]:
    """By identifier the wordings that count of themes that can be given to passages; merged ones lead to where they
    went, as a machine may have learned before."""
    rows = ThemeVersion.objects.filter(theme__framework=framework, until__isnull=True, theme__state="in-use")
    counts = {row.theme_id: row for row in rows.select_related("theme") if _for_passages(row)}
    found: dict[str, ThemeVersion] = {}
    for theme in framework.themes.select_for_update().order_by("pk"):  # none is merged meanwhile
        now_at = theme
        while now_at.merged_into is not None:
            now_at = now_at.merged_into
        if now_at.pk in counts:
            found[theme.identifier] = counts[now_at.pk]
    return found


def _for_passages(wording: ThemeVersion) -> bool:
    return not wording.heading and (not wording.applies_to or CodedThing.PASSAGE in wording.applies_to)


def _new(document: Document, wording: ThemeVersion) -> CodingPlace:
    coding = Coding(work=document.work, target="passage", theme=wording.theme, made_under=wording)
    return CodingPlace(coding=coding, document=document)


def _fill(place: CodingPlace, proposal: Proposed, words: WordsOf, proposer: str) -> bool:
    """Save a proposal with its place; not where its words are not there."""
    try:
        words.give(place, proposal.spans)
    except NotToBeCoded:
        return False
    coding = place.coding
    coding.value, coding.state, coding.score = proposal.value, "proposed", proposal.score
    coding.proposer, coding.made_at = (proposal.proposer or proposer)[:120], now()
    coding.save()
    place.coding, place.reason = coding, proposal.reason[:_LONGEST_REASON]
    place.save()
    return True


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a.page == b.page and a.start < b.end and b.start < a.end for a in one for b in other)
