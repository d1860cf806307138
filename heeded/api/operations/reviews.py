"""Reviews and other works: the list, one with all that is known of it, and what people decide about it."""

from collections.abc import Sequence

from django.urls import reverse
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import Paging, Part, part_of
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.documents import document_rows
from heeded.api.shapes.facts import (
    FactAnswered,
    FactDecided,
    FactShown,
    facts_of,
    history_of_facts,
    values_said,
)
from heeded.api.shapes.learning import AskedFor, asked_for_of, point_of
from heeded.api.shapes.reviews import ReviewPart, ReviewRow, ReviewShown, TitleSaid, row_of, whereabouts_of
from heeded.briefing.drafting import glance_of
from heeded.briefing.queries import briefings_of, newest_of_each
from heeded.core.errors import NotAllowed
from heeded.engine.vocabulary import FactName, WorkKind
from heeded.library import services
from heeded.library.decisions import decisions_of
from heeded.library.filing import filed, hides_area
from heeded.library.keeping import may_keep
from heeded.library.models import Fact, Work
from heeded.library.naming import Facts
from heeded.library.queries import (
    in_documents,
    visible_documents,
    visible_learning_points,
    visible_works,
    work_for,
)
from heeded.library.services import FactAnswer, note_readings
from heeded.people.permissions import Permission
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Reviews"])


class ReviewPaging(Paging):
    kind: WorkKind | None = Field(None, description="Only works of this kind")
    held: bool | None = Field(None, description="Only those with, or without, a document that you may read")


class FactsOfReview(Shape):
    review: str
    review_title: str
    facts: list[FactShown]


class FactsHeld(Shape):
    facts: list[FactShown]
    history: list[FactDecided]


class FactsPart(Part):
    results: list[FactsOfReview]


@router.get("/reviews", response=ReviewPart, **door(Scope.READ, anonymous=True))
def reviews(request: Caller, asked: Query[ReviewPaging]) -> ReviewPart:
    """Every review that you may see, and those known without a file, newest here first."""
    works = visible_works(request.viewer)
    if asked.kind:
        works = works.filter(kind=asked.kind)
    if asked.held is not None:
        holding = visible_documents(request.viewer).values("work")
        works = works.filter(pk__in=holding) if asked.held else works.exclude(pk__in=holding)
    rows, total, following = part_of(
        request, works, asked, keys=("added_at", "identifier"), newest_first=True
    )
    return ReviewPart(results=_rows(request.viewer, rows), total=total, next=following)


def _rows(viewer: Viewer, works: Sequence[Work]) -> list[ReviewRow]:
    facts = filed(viewer, works)
    states = visible_documents(viewer).filter(work__in=works).values_list("work", "state")
    held = {work for work, _ in states}
    restricted = {work for work, state in states if state != "published"}
    return [
        ReviewRow.model_validate(
            row_of(one, facts.get(one.pk, {}), held=one.pk in held, restricted=one.pk in restricted)
        )
        for one in works
    ]


@router.get("/reviews/{identifier}", response=ReviewShown, **door(Scope.READ, anonymous=True))
def review(request: Caller, identifier: Identifier) -> ReviewShown:
    """One review: what it is, its documents, facts, recommendations with their pages, and briefings."""
    viewer, work = request.viewer, work_for(request.viewer, identifier)
    documents = list(visible_documents(viewer).filter(work=work).order_by("-version", "pk"))
    note_readings({one.identifier for one in documents}, by=viewer, door="api-review")
    # What a person decided may rest on a document that this viewer cannot see: without any, nothing is told.
    facts: Facts = filed(viewer, [work]).get(work.pk, {}) if documents else {}
    restricted = any(one.state != "published" for one in documents)
    points = visible_learning_points(viewer).filter(work=work).select_related("work", "document")
    points = points.prefetch_related("places").order_by("document", "order")
    hides = hides_area(viewer, facts)
    row = row_of(work, facts, held=bool(documents), restricted=restricted)
    return ReviewShown.model_validate(
        {
            **row,
            "board": "" if hides else row["board"],
            "whereabouts": whereabouts_of(work),
            "documents": document_rows(work, documents),
            "facts": facts_of(viewer, facts),
            "area_is_hidden": hides,
            "learning_points": [point_of(viewer, point) for point in points],
            "briefings": [
                version.briefing.identifier for version in newest_of_each(briefings_of(viewer, work))
            ],
            "address": reverse("review", args=[work.identifier]),
        }
    )


@router.get("/facts", response=FactsPart, **door(Scope.READ))
def facts(request: Caller, asked: Query[Paging]) -> FactsPart:
    """What each review that is held is filed under, review by review: for counting and comparing."""
    holding = visible_documents(request.viewer).values("work")
    works = visible_works(request.viewer).filter(pk__in=holding)
    rows, total, following = part_of(
        request, works, asked, keys=("added_at", "identifier"), newest_first=True
    )
    known = filed(request.viewer, rows)
    _note(request, rows)
    results = [
        FactsOfReview(
            review=one.identifier,
            review_title=one.title,
            facts=facts_of(request.viewer, known.get(one.pk, {})),
        )
        for one in rows
    ]
    return FactsPart(results=results, total=total, next=following)


def must_keep(viewer: Viewer, work: Work) -> None:
    """Of a review that another board looks after, nothing is decided here.

    Raises:
        NotAllowed: they do not look after it.
    """
    if not may_keep(viewer, Permission.CONFIRM, work):
        raise NotAllowed(
            "You cannot confirm or correct what is filed of this review.",
            advice="The staff of the board that looks after it can.",
        )


def _note(request: Caller, works: Sequence[Work]) -> None:
    documents = visible_documents(request.viewer).filter(work__in=works)
    note_readings(documents.values_list("identifier", flat=True), by=request.viewer, door="api-facts")


@router.get("/reviews/{identifier}/facts", response=FactsHeld, **door(Scope.DECIDE))
def facts_of_review(request: Caller, identifier: Identifier) -> FactsHeld:
    """The facts of one review with every decision before: for those who decide."""
    work = work_for(request.viewer, identifier)
    must_keep(request.viewer, work)
    _note(request, [work])
    found = facts_of(request.viewer, filed(request.viewer, [work]).get(work.pk, {}))
    return FactsHeld(facts=found, history=history_of_facts(decisions_of(work)))


@router.put("/reviews/{identifier}/facts/{name}", response=FactsHeld, **door(Scope.DECIDE))
def decide_fact(request: Caller, identifier: Identifier, name: FactName, said: FactAnswered) -> FactsHeld:
    """Confirm or correct one fact. The decision before it is kept; what the machine proposed alike is what it
    rests on."""
    work = work_for(request.viewer, identifier)
    values = values_said(name, said)
    rests_on = Fact.objects.filter(work=work, name=name, value__in=values, found=True)
    rests_on = rests_on.filter(document__in=in_documents(request.viewer))
    answer = FactAnswer(name, values, said.subject, said.note)
    services.decide_fact(work, answer, by=request.viewer, proposals=list(rests_on))
    return facts_of_review(request, identifier)


@router.put("/reviews/{identifier}/title", response=ReviewShown, **door(Scope.DECIDE))
def confirm_title(request: Caller, identifier: Identifier, said: TitleSaid) -> ReviewShown:
    """Say what a review is called."""
    services.confirm_title(work_for(request.viewer, identifier), said.title.strip(), by=request.viewer)
    return review(request, identifier)


@router.get("/reviews/{identifier}/asked-for", response=list[AskedFor], **door(Scope.READ, anonymous=True))
def asked_for(request: Caller, identifier: Identifier) -> list[AskedFor]:
    """What the recommendations of a review ask for, of whom and by when: decided, or guessed by the machine for
    those who may see that."""
    work = work_for(request.viewer, identifier)
    glances = glance_of(request.viewer, work)
    note_readings(
        {one.point.document.identifier for one in glances}, by=request.viewer, door="api-recommendations"
    )
    return [asked_for_of(one) for one in glances]
