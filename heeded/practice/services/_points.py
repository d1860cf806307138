"""What is to be learnt comes onto a board's plan: a learning point of a report, or one entered by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_learning_points, visible_works
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchPoint
from heeded.practice.kinds import SourceKind
from heeded.practice.models import PlanItem, Point, PointPlace
from heeded.practice.services._holding import checked_words, hold_plan, kept_item, must_for, tell


@dataclass(frozen=True, slots=True)
class Entered:
    """A point that a person enters by hand, with its source: where it is said, for whoever wants to look it up."""

    text: str
    source_kind: SourceKind
    source: str
    kind: LearningPointKind = LearningPointKind.RECOMMENDATION
    number: str = ""
    source_link: str = ""
    source_date: date | None = None
    work: Work | None = None  # a review, perhaps one that is known without a file


@transaction.atomic
def open_item(learning_point: LearningPoint, board: Organisation, *, by: Viewer) -> PlanItem:
    """Put a learning point on a board's plan, to be answered and followed. Twice is once; what the review prints
    alike elsewhere is the same point.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchPoint: there is none that they may see.
        Refused: it is good practice, which asks for nothing.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    hold_plan(board)
    return put_on_plan(point_of(learning_point, by=by), board, origin="own", by=by)


@transaction.atomic
def enter_item(entered: Entered, board: Organisation, *, by: Viewer) -> PlanItem:
    """Put a point on a board's plan that no report here has. The same entered twice is one.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchPoint: the review is not one that they may see.
        Refused: no words, no source, or too long.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    if entered.work is not None and not visible_works(by).filter(pk=entered.work.pk).exists():
        raise NoSuchPoint("There is no such review.")
    said = {
        "work": entered.work,
        "kind": LearningPointKind(entered.kind),
        "number": checked_words(entered.number, what="its number", most=30),
        "text": checked_words(entered.text, what="what is to be learnt", needed=True),
        "source_kind": SourceKind(entered.source_kind),
        "source": checked_words(entered.source, what="where it is said", needed=True, most=400),
        "source_link": _link(entered.source_link),
        "source_date": entered.source_date,
    }
    hold_plan(board)
    point = Point.objects.filter(items__board=board, **said).first()
    if point is None:
        point = Point.objects.create(made_by=by.audit_name, made_at=now(), sources=_documents(said), **said)
        record("point.enter", by=by, thing_kind="point", thing=point.identifier)
    return put_on_plan(point, board, origin="own", by=by)


@transaction.atomic
def place_point(item: PlanItem, learning_point: LearningPoint, *, by: Viewer) -> Point:
    """Say that a point is printed there too: in a newer version that words it differently, or in a report that came
    after it was entered by hand.

    Raises:
        NoSuchItem, NotAllowed: they do not keep the plan that it is on.
        NoSuchPoint: there is no such learning point.
        Refused: it is another point already.
    """
    hold_plan(item.board_id)
    one_at_a_time(
        "points", learning_point.work_id
    )  # before the item, as whoever puts points on plans takes turns
    held = kept_item(item, by=by)
    _must_see(learning_point, by=by)
    placed, is_new = PointPlace.objects.get_or_create(
        learning_point=learning_point, defaults={"point": held.point}
    )
    if placed.point_id != held.point_id:
        raise Refused("It is on a plan already, as a point of its own.")
    if is_new:
        _draw_from(held.point, [learning_point])
        held.point.work = held.point.work or learning_point.work
        held.point.save(update_fields=["work"])
        tell("point.place", held, by=by, learning_point=learning_point.identifier)
    return held.point


@transaction.atomic
def follow_points(*, by: Actor, works: Iterable[int] | None = None) -> int:
    """Look up points in documents and versions that came since, of all reviews or of these (by key): what is printed
    alike there is the same point. How many places are new."""
    with_points = Point.objects.filter(places__isnull=False)
    if works is not None:
        with_points = with_points.filter(work__in=list(works))
    found = 0
    unplaced = LearningPoint.objects.filter(work__in=with_points.values("work"), point_place__isnull=True)
    for new in unplaced.order_by("pk"):
        one_at_a_time("points", new.work_id)
        point = _printed_alike(new)
        if point is not None:
            found += _add_places(point, [new])
    if found:
        record("point.follow", by=by, thing_kind="library", thing="points", places=found)
    return found


def point_of(learning_point: LearningPoint, *, by: Viewer) -> Point:
    """The point that a learning point is, made where there is none yet.

    Raises:
        NoSuchPoint: there is none that they may see.
        Refused: it is good practice.
    """
    _must_see(learning_point, by=by)
    if learning_point.kind == LearningPointKind.GOOD_PRACTICE:
        raise Refused("Good practice asks for nothing.", advice="Choose a recommendation or a finding.")
    one_at_a_time("points", learning_point.work_id)
    point = _printed_alike(learning_point)
    if point is None:
        point = Point.objects.create(
            work=learning_point.work,
            kind=learning_point.kind,
            number=learning_point.number,
            made_by=by.audit_name,
            made_at=now(),
        )
        record("point.make", by=by, thing_kind="point", thing=point.identifier)
    _add_places(point, _alike(learning_point))
    return point


def put_on_plan(point: Point, board: Organisation, *, origin: str, by: Viewer) -> PlanItem:
    """The item of a board's plan that a point is, made where there is none yet."""
    hold_plan(board)
    item, is_new = PlanItem.objects.get_or_create(
        point=point, board=board, defaults={"origin": origin, "opened_by": by.audit_name, "opened_at": now()}
    )
    if is_new:
        tell("plan.open", item, by=by, point=point.identifier, board=board.identifier)
    return item


def _must_see(learning_point: LearningPoint, *, by: Viewer) -> None:
    if not visible_learning_points(by).filter(pk=learning_point.pk).exists():
        raise NoSuchPoint("There is no such learning point.")


def _alike(point: LearningPoint) -> list[LearningPoint]:
    """The learning points of its review that are printed as it is, itself among them."""
    rows = LearningPoint.objects.filter(work=point.work_id, kind=point.kind).select_related("document")
    return [row for row in rows.order_by("pk") if _said(row) == _said(point)]


def _printed_alike(point: LearningPoint) -> Point | None:
    """The point that it is already, by what is printed alike."""
    places = PointPlace.objects.filter(learning_point__in=_alike(point)).select_related("point")
    found = places.order_by("pk").first()
    return found.point if found else None


def _said(point: LearningPoint) -> tuple[str, str]:
    return point.number.casefold(), " ".join(point.text.split()).casefold()


def _add_places(point: Point, learning_points: Iterable[LearningPoint]) -> int:
    held = list(learning_points)
    there = set(PointPlace.objects.filter(learning_point__in=held).values_list("learning_point", flat=True))
    new = [one for one in held if one.pk not in there]
    PointPlace.objects.bulk_create(PointPlace(point=point, learning_point=one) for one in new)
    _draw_from(point, new)
    return len(new)


def _draw_from(point: Point, learning_points: Iterable[LearningPoint]) -> None:
    """Remember every document that it ever stood in: what is written beside it may repeat its words."""
    sources = sorted({*point.sources, *(one.document.identifier for one in learning_points)})
    if sources != point.sources:
        point.sources = sources
        point.save(update_fields=["sources"])


def _documents(said: Mapping[str, object]) -> list[str]:
    """What somebody typed in may be copied from a report of that review."""
    work = said["work"]
    if not isinstance(work, Work):
        return []
    return list(work.documents.order_by("identifier").values_list("identifier", flat=True))


def _link(address: str) -> str:
    said = address.strip()
    if said and not said.startswith(("https://", "http://")):
        raise Refused("Give an address that begins with https://.")
    if len(said) > 600:
        raise Refused("The address is too long.")
    return said
