"""Of an erased document nothing stays in this room, and what rests on others stays."""

import json

import pytest
from django.apps import apps

from heeded.core.actors import SYSTEM
from heeded.core.models import Tombstone
from heeded.engine.briefing import Is
from heeded.learning import services
from heeded.learning.models import AdultInReview, Coding, CodingPlace, Lesson, Why
from heeded.learning.queries import codings_on, lesson_for, lessons_shown
from heeded.learning.services import Name, PointProposed, Said, WhySaid
from heeded.library.services import erase
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.learning import made
from tests.library import made as library

pytestmark = pytest.mark.django_db
SECRET = "Xanthippe"
TEXT = f"A preface. {SECRET} was not seen by anyone at all. The end of it."


def _everything() -> str:
    """All that this room has written down."""
    rows = [list(model.objects.values()) for model in apps.get_app_config("learning").get_models()]
    return json.dumps(rows, default=str)


@pytest.fixture(autouse=True)
def no_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index has its own tests."""
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)


def test_a_coding_goes_with_its_only_document() -> None:
    theme, document = made.framework("Voice").themes.get(), made.report(TEXT)
    said = Said(note=f"{SECRET} again")
    spans = made.spans(f"{SECRET} was not seen", TEXT)
    services.code_passage(document, spans, theme, said, by=OPERATOR)
    services.code_review(document.work, theme, said, by=OPERATOR)
    assert SECRET in _everything()
    erase(document, reason="court-order", by=OPERATOR)
    assert SECRET not in _everything() and not Coding.objects.exists()


def test_a_review_that_stays_known_keeps_nobody_of_the_family() -> None:
    theme = made.framework("Voice").themes.get()
    document = made.report(TEXT, work=library.work(catalogued=True))
    known = services.add_adult(library.work(catalogued=True), "father", by=OPERATOR)
    services.code_adult(services.add_adult(document.work, "mother", by=OPERATOR), theme, by=OPERATOR)
    erase(document, reason="court-order", by=OPERATOR)
    assert list(AdultInReview.objects.all()) == [known]


def test_a_coding_that_stands_in_a_corrected_version_stays_there_alone() -> None:
    theme, document = made.framework("Voice").themes.get(), made.report(TEXT)
    spans = made.spans("was not seen by anyone at all.", TEXT)
    coding = services.code_passage(document, spans, theme, Said(note=SECRET), by=OPERATOR)
    corrected = library.newer(document, state="published")
    library.page(corrected, TEXT.replace(SECRET, "The child"))
    services.move_codings()
    erase(document, reason="identified-someone", by=OPERATOR)
    assert [coded.coding for coded in codings_on(ANONYMOUS, corrected)] == [coding]
    assert SECRET not in _everything() and CodingPlace.objects.get().document == corrected


def test_a_lesson_loses_the_members_and_the_name_that_was_drawn_from_them() -> None:
    erased, stays = (library.learning_point(made.report(), f"See {who}.") for who in (SECRET, "fathers"))
    group = [PointProposed(one, 0.9, f"Both say {SECRET}") for one in (erased, stays)]
    services.propose_lessons([group], proposer="groups 1", by=SYSTEM)
    lesson = services.gather_lesson([erased, stays], Name(f"The lesson of {SECRET}"), by=OPERATOR)
    services.name_lesson(lesson, Name(f"{SECRET} once more"), by=OPERATOR)
    alone = services.gather_lesson([erased], Name(SECRET), by=OPERATOR)
    services.decide_why(erased, WhySaid(Is.DESCRIBES, note=SECRET), by=OPERATOR)
    erase(erased.document, reason="court-order", by=OPERATOR)
    assert SECRET not in _everything() and not Why.objects.exists()
    [shown] = lessons_shown(ANONYMOUS, [lesson_for(ANONYMOUS, lesson.identifier)])
    assert (shown.title, shown.is_named) == ("See fathers.", False)
    assert not Lesson.objects.filter(pk=alone.pk).exists()
    assert Tombstone.objects.filter(thing_kind="lesson", thing=alone.identifier).exists()


def test_a_name_that_repeats_no_single_report_stays() -> None:
    erased, stays = (library.learning_point(made.report(), f"See {who}.") for who in (SECRET, "fathers"))
    lesson = services.gather_lesson([erased, stays], Name("Men are left out", is_open=True), by=OPERATOR)
    erase(erased.document, reason="court-order", by=OPERATOR)
    assert lessons_shown(ANONYMOUS, [Lesson.objects.get(pk=lesson.pk)])[0].title == "Men are left out"


def test_what_was_merged_away_keeps_leading_on() -> None:
    erased, stays = (library.learning_point(made.report(), f"See {who}.") for who in (SECRET, "fathers"))
    going = services.gather_lesson([erased], Name(SECRET), by=OPERATOR)
    staying = services.gather_lesson([stays], Name("Men"), by=OPERATOR)
    services.merge_lessons(going, staying, by=OPERATOR)
    erase(erased.document, reason="court-order", by=OPERATOR)
    assert lesson_for(ANONYMOUS, going.identifier) == staying and SECRET not in _everything()
