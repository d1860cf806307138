"""Lessons, what was said before, frameworks and codings, as a program gets them, over the API itself."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from heeded import client
from heeded.learning.models import Lesson
from tests.api.asking import secret_of
from tests.api.learned import Learned, everything_learned
from tests.client.inside import LibraryInside
from tests.web.made import SECRETS, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned(library: World) -> dict[str, Learned]:
    return everything_learned(library)


def asked_by(library: World, who: str = "reader") -> LibraryInside:
    return LibraryInside("" if who == "anonymous" else secret_of(library.people[who]))


def test_lessons_are_a_table_and_one_has_its_throughline(library: World, learned: dict[str, Learned]) -> None:
    asked = asked_by(library)
    frame = pd.DataFrame(asked.lessons().table())
    assert learned["public"].lesson in set(frame["identifier"])
    assert not set(frame["identifier"]) & {one.lesson for state, one in learned.items() if state != "public"}
    lesson = asked.lesson(learned["public"].lesson)
    assert [member.point.document for member in lesson.members] == [library.public.identifier]
    line = asked.throughline(lesson.identifier)
    assert (line.reviews, line.first) == (1, library.public.work.identifier)
    assert line.taught[0].board == "Ashbourne Board"
    for state, one in learned.items():
        if state != "public":
            with pytest.raises(client.NotFound):
                asked.throughline(one.lesson)


def test_said_before_without_a_token(library: World) -> None:
    point = library.public.learning_points.get()
    before = asked_by(library, "anonymous").said_before(point.text)
    assert before.results[0].text == point.text
    assert before.results[0].is_same
    assert before.times >= 1
    assert [secret for secret in SECRETS if secret in repr(before)] == []


def test_frameworks_codings_and_a_file(library: World, learned: dict[str, Learned], tmp_path: Path) -> None:
    asked = asked_by(library)
    assert [one.identifier for one in asked.frameworks()] == ["invented"]
    themes = {theme.identifier: theme.reviews for theme in asked.framework("invented", version=1).themes}
    assert themes["workload"] == {"present": 1}
    frame = pd.DataFrame(asked.codings(framework="invented", theme="workload").table())
    assert list(frame["identifier"]) == [learned["public"].coding]
    assert set(frame["document"]) == {library.public.identifier}
    assert pd.DataFrame(asked.codings(value="absent").table()).empty
    target = tmp_path / "themes.csv"
    asked.download_framework("invented", "csv", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) > 2


def test_coding_and_deciding(library: World, learned: dict[str, Learned]) -> None:
    asked = asked_by(library, "named")
    made = asked.code("invented", "workload", document=library.public.identifier, at="p1.0-9", value="absent")
    assert (made.value, made.state) == ("absent", "standing")
    assert asked.decide_coding(made.identifier, "rejected").state == "rejected"
    assert [one.decision for one in asked.coding(made.identifier).decisions] == ["rejected"]
    review = asked.code("invented", "workload", target="review", review=library.public.work.identifier)
    assert review.citation is None
    with pytest.raises(client.NotAllowed):
        asked_by(library).code("invented", "workload", document=library.public.identifier, at="p1.0-9")


def test_gathering_and_deciding_lessons(library: World) -> None:
    asked = asked_by(library, "named")
    point = library.public.learning_points.get()
    made = asked.gather_lesson("Who was there", [point.identifier], is_open=True)
    assert (made.state, made.title) == ("confirmed", "Who was there")
    assert asked.decide_lesson(made.identifier, "rejected").state == "rejected"
    again = asked.decide_lesson(made.identifier, "confirmed", title="Who was in the home", is_open=True)
    assert Lesson.objects.get(identifier=again.identifier).title == "Who was in the home"


def test_counts_are_a_table_and_list_what_stands_behind_them(
    library: World, learned: dict[str, Learned], tmp_path: Path
) -> None:
    asked = asked_by(library, "anonymous")
    counted = asked.analysis(framework="invented", by="type")
    assert [table.name for table in counted.tables] == ["by-year", "side-by-side", "together", "lessons"]
    frame = pd.DataFrame(client.figures_of(counted.tables[0]))
    assert set(frame["row"]) == {"held", "workload"}
    by_column = frame[frame["row"] == "workload"].set_index("column")["count"]
    for column, count in by_column.items():
        behind = asked.reviews_behind("by-year", "workload", str(column), framework="invented")
        assert len(behind) == count
    with pytest.raises(TypeError, match="nations"):
        asked.analysis(colour="red")
    with pytest.raises(client.NotFound):
        asked.reviews_behind("by-year", "workload", framework="invented", whose="children")
    target = tmp_path / "figures.csv"
    asked_by(library).download_analysis("csv", target, table="by-year", framework="invented")
    assert "Counted on" in target.read_text(encoding="utf-8-sig")
