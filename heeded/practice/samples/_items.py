"""Items of the sample plans: who was asked and answered, what is done, and how it ended."""

from dataclasses import dataclass

from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import AnswerKind, SourceKind, TakenUpAs
from heeded.practice.models import Addressee, PlanItem, PointPlace, Response, TakenUp
from heeded.practice.samples._actions import act
from heeded.practice.samples._checking import check_and_close
from heeded.practice.samples._evidence import evidence_of, given
from heeded.practice.samples._finding import points_named
from heeded.practice.samples._people import Cast, let_leave
from heeded.practice.samples._told import Row, day, instant
from heeded.practice.services import Answered, Entered, TakenUpSaid


@dataclass(frozen=True, slots=True)
class Laid:
    items: int
    actions: int


def put_items_down(told: Row, cast: Cast, *, by: Viewer) -> Laid:
    """The items of one file that are on no plan yet."""
    points = points_named(told["items"], by=by)
    made: dict[str, PlanItem] = {}
    new: list[tuple[Row, PlanItem]] = []
    for row in told["items"]:
        staff = cast.viewer(str(row.get("by", told["by"])))
        item = _opened(row, told, points, cast, by=staff)
        if item is not None:
            made[row["key"]] = item
            new.append((row, item))
    done = 0
    for row, item in new:
        staff = cast.viewer(str(row.get("by", told["by"])))
        _answers(row, item, cast, staff=staff)
        done += act(row, item, cast, by=staff)
    for row, item in new:
        staff = cast.viewer(str(row.get("by", told["by"])))
        check_and_close(row, item, made, cast, by=staff)
        _show(row, item, by=staff)
    for name in told.get("leave", ()):
        let_leave(cast.accounts[name])
    return Laid(len(new), done)


def _opened(
    row: Row, told: Row, points: dict[str, LearningPoint], cast: Cast, *, by: Viewer
) -> PlanItem | None:
    """The item, new on the plan; None where it is there already, or its report is not."""
    board = cast.organisation(str(row.get("board", told["board"])))
    if "point" not in row:
        entered = Entered(
            row["text"],
            SourceKind(row["source_kind"]),
            row["source"],
            number=row.get("number", ""),
            source_date=day(row.get("source_date")),
        )
        if PlanItem.objects.filter(board=board, point__text=entered.text.strip()).exists():
            return None
        return _since(services.enter_item(entered, board, by=by), row)
    point = points.get(row["point"])
    if point is None or _is_there(point, board.pk):
        return None
    if "taken_up" in row:
        return _taken_up(row, point, cast, by=by)
    return _since(services.open_item(point, board, by=by), row)


def _is_there(point: LearningPoint, board: int) -> bool:
    places = PointPlace.objects.filter(learning_point=point, point__items__board=board)
    return places.exists()


def _taken_up(row: Row, point: LearningPoint, cast: Cast, *, by: Viewer) -> PlanItem:
    said = row["taken_up"]
    evidence = tuple(given(one) for one in said.get("evidence", ()))
    board = cast.organisation(row["board"])
    item = services.take_up(
        point, board, TakenUpSaid(TakenUpAs(said["answer"]), said.get("reason", ""), evidence), by=by
    )
    TakenUp.objects.filter(item=item).update(at=instant(said["on"]))
    return _since(item, row)


def _since(item: PlanItem, row: Row) -> PlanItem:
    """On the plan since the day that the sample says."""
    PlanItem.objects.filter(pk=item.pk).update(opened_at=instant(row["opened"]))
    item.point.__class__.objects.filter(pk=item.point_id).update(made_at=instant(row["opened"]))
    return item


def _answers(row: Row, item: PlanItem, cast: Cast, *, staff: Viewer) -> None:
    for one in row.get("asked", ()):
        organisation = cast.organisation(one["of"])
        asked = services.ask(item, organisation, by=staff, due=day(one.get("due")))
        Addressee.objects.filter(pk=asked.pk).update(asked_at=instant(one.get("on", row["opened"])))
        if "answer" in one:
            _answer(one, asked, item, cast, staff=staff)


def _answer(row: Row, asked: Addressee, item: PlanItem, cast: Cast, *, staff: Viewer) -> None:
    evidence = [evidence_of(item, one, None, by=staff) for one in row.get("evidence", ())]
    said = Answered(AnswerKind(row["answer"]), row.get("reasons", ""), evidence)
    by = cast.viewer(row["by"]) if "by" in row else staff
    made = services.answer(asked, said, by=by)
    Response.objects.filter(pk=made.pk).update(made_at=instant(row["answered"]))


def _show(row: Row, item: PlanItem, *, by: Viewer) -> None:
    if "shown" not in row:
        return
    services.show_item(item, by=by)
    at = instant(row["shown"])
    PlanItem.objects.filter(pk=item.pk).update(shown_at=at)
    Response.objects.filter(addressee__item=item, published_at__isnull=False).update(published_at=at)
    services.say_own_words(item, True, by=by)
