"""What came back in the samples: proposed by machine as in any library; a person decides on some of it."""

from collections.abc import Iterable

from heeded.library.models import LearningPoint
from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import When
from heeded.practice.models import CameBack, PlanItem
from heeded.practice.samples._finding import points_named
from heeded.practice.samples._people import Cast
from heeded.practice.samples._told import Row, instant


def decide_returns(told: Row, cast: Cast, *, by: Viewer) -> int:
    """Let the machine look, and say of what the sample names that it is the same; how many."""
    services.find_what_came_back(by=by)
    rows: list[Row] = told["came_back"]
    points = points_named([*_named(rows, "of"), *_named(rows, "in")], by=by)
    return sum(_decided(row, points, cast) for row in rows)


def _named(rows: Iterable[Row], name: str) -> list[Row]:
    return [{"point": row[name]} for row in rows]


def _decided(row: Row, points: dict[str, LearningPoint], cast: Cast) -> bool:
    former, later = points.get(row["of"]), points.get(row["in"])
    board = cast.organisation(row["board"])
    item = PlanItem.objects.filter(board=board, point__places__learning_point=former).first()
    if item is None or later is None or item.came_back.exclude(state="proposed").exists():
        return False
    found = item.came_back.filter(learning_point__work=later.work).first()
    who, when = cast.viewer(row["by"]), When(row.get("when", When.NOT_KNOWN))
    if found is not None:
        found = services.decide_what_came_back(found, same=True, by=who, when=when, note=row["note"])
    else:
        found = services.say_it_came_back(item, later, by=who, when=when, note=row["note"])
    at = instant(row["on"])
    CameBack.objects.filter(pk=found.pk).update(proposed_at=at, decided_at=at)
    return True
