"""A draft from what the library holds: the stored report handed to the engine, its answer tied to stored rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from heeded.briefing.models import BriefingSettings, RecommendationDecision
from heeded.briefing.queries import decided_recommendations, sees_drafts
from heeded.engine.briefing import (
    Draft,
    PartSetting,
    RecommendationAtAGlance,
    Report,
    Role,
    at_a_glance,
    draft,
    usual_parts,
)
from heeded.engine.records import Citation, FactFound, LearningPointFound, Page, Span
from heeded.engine.vocabulary import Agency
from heeded.intake.workpiece import stored_reading
from heeded.library.layout import block_from_row, section_from_row, spans_from_row
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.queries import visible_documents, visible_learning_points
from heeded.library.repeats import printed_alike, standing_for
from heeded.people.viewer import Viewer

_SHORT_FORMS = ("summary", "leaflet", "briefing", "easy read", "response", "action plan")


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A document as the engine takes it. `points` are the rows behind `report.learning_points`, in that order."""

    document: Document
    report: Report
    points: tuple[LearningPoint, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The machine's draft on one document. Nobody has looked at it."""

    stored: StoredReport
    draft: Draft


def main_document(viewer: Viewer, work: Work) -> Document | None:
    """The document to brief from: the newest read version of the fullest report that this viewer may see, a public
    one before a restricted one, whose briefing no reader could see."""
    held = visible_documents(viewer).filter(work=work, read_state="read")
    replaced = set(held.values_list("replaces", flat=True))
    standing = [document for document in held if document.pk not in replaced]
    return max(standing, key=_fullness, default=None)


def _fullness(document: Document) -> tuple[bool, bool, int, int]:
    named = f"{document.kind} {document.name}".lower()
    full = not any(word in named for word in _SHORT_FORMS)
    return document.state == "published", full, document.page_count, -document.pk


def stored_report(viewer: Viewer, document: Document) -> StoredReport:
    """What the library holds of one document. Learning points that a person rejected are left out."""
    reading = stored_reading(document)
    rows = document.pages.order_by("number").values_list("blocks", flat=True)
    sections = document.sections.filter(found=True).order_by("order")
    points = _points(viewer, document)
    report = Report(
        reading=reading,
        blocks=tuple(block_from_row(row) for page in rows for row in page),
        sections=tuple(section_from_row(row) for row in sections),
        learning_points=tuple(_point_found(point) for point in points),
        facts=_facts(document),
    )
    return StoredReport(document, report, points)


def propose(viewer: Viewer, document: Document) -> Proposal:
    """The machine's draft on a document that this viewer may see. Stores nothing."""
    stored = stored_report(viewer, document)
    return Proposal(stored, draft(stored.report, parts=parts_of_this_library()))


@dataclass(frozen=True, slots=True)
class Glance:
    """What one recommendation asks for: as a person decided, or else as the machine guesses. Guesses are for those
    who may see what is not confirmed: for others `guess_shows` is false and they are not yet anything."""

    point: LearningPoint
    guess: RecommendationAtAGlance
    decided: RecommendationDecision | None = None
    guess_shows: bool = True

    @property
    def kinds(self) -> tuple[str, ...]:
        if self.decided:
            return tuple(self.decided.kinds)
        return tuple(self.guess.kinds) if self.guess_shows else ()

    @property
    def agencies(self) -> tuple[str, ...]:
        if self.decided:
            return tuple(self.decided.agencies)
        return tuple(self.guess.agencies) if self.guess_shows else ()

    @property
    def addressees(self) -> list[str]:
        """As printed; where nothing is printed, the agencies in words."""
        return list(self.guess.addressees) or [Agency(value).label for value in self.agencies]

    @property
    def by_when(self) -> str:
        if self.decided:
            return self.decided.by_when
        return self.guess.by_when if self.guess_shows else ""


def glance_of(viewer: Viewer, work: Work) -> list[Glance]:
    """The recommendations of a review, one that is printed in two documents once, each with kind and addressees."""
    points = visible_learning_points(viewer).filter(work=work, kind="recommendation")
    rows = (
        points.select_related("document", "work")
        .prefetch_related("places")
        .order_by("document__added_at", "order")
    )
    held = [standing_for(same) for same in printed_alike(row for row in rows if list(row.places.all()))]
    guesses = at_a_glance([_point_found(point) for point in held])
    decided = decided_recommendations(work)
    shows = sees_drafts(viewer)
    return [
        Glance(held[one.learning_point], one, decided.get(held[one.learning_point].pk), guess_shows=shows)
        for one in guesses
    ]


def parts_of_this_library() -> Sequence[PartSetting]:
    """The parts in the order and with the titles that this library has chosen."""
    settings = BriefingSettings.objects.first()
    usual = {part.role: part for part in usual_parts()}
    if settings is None or not settings.parts:
        return usual_parts()
    chosen = [(usual[Role(row["role"])], row["title"]) for row in settings.parts]
    return [PartSetting(part.role, title or part.title, part.lines, part.nothing) for part, title in chosen]


def cited(pages: Sequence[Page], spans: Sequence[Span]) -> Citation:
    """The citation behind a line. Its quote begins on the page of its first span."""
    from heeded.engine.citation import cite

    wanted = {span.page for span in spans}
    return cite([page for page in pages if page.number in wanted], spans)


def _points(viewer: Viewer, document: Document) -> tuple[LearningPoint, ...]:
    found = visible_learning_points(viewer).filter(document=document)
    return tuple(
        point for point in found.prefetch_related("places").order_by("order") if list(point.places.all())
    )


def _point_found(point: LearningPoint) -> LearningPointFound:
    places = sorted(point.places.all(), key=lambda place: place.order)
    return LearningPointFound(
        kind=point.kind,
        number=point.number,
        text=point.text,
        places=tuple(spans_from_row(place.spans) for place in places),
        addressees=tuple(point.addressees),
        agencies=tuple(point.agencies),
        confidence=point.confidence,
    )


def _facts(document: Document) -> tuple[FactFound, ...]:
    rows = document.facts.filter(found=True).select_related("subject")
    return tuple(
        FactFound(
            name=fact.name,
            value=fact.value,
            spans=spans_from_row(fact.spans),
            quote=fact.quote,
            confidence=fact.confidence,
            subject=fact.subject.number if fact.subject else 0,
        )
        for fact in rows
    )
