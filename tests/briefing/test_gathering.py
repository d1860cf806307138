"""What reviews say of one thing: each heard, nothing said twice, everything cited, for staff until it is issued."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from heeded.briefing import queries, services
from heeded.briefing.errors import NothingToBrief
from heeded.briefing.models import Briefing
from heeded.briefing.shown import show
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.briefing import FoundPassage, Is, Judged, Role, RunningSentence, gather
from heeded.engine.passages import passages
from heeded.intake.workpiece import stored_reading
from heeded.library.layout import block_from_row, section_from_row
from heeded.library.models import Document
from heeded.library.services import save_passages
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.search.services import follow
from tests.briefing import made
from tests.library.folders import folders
from tests.people.made import viewer

__all__ = ["folders"]


def judge(sentences: Sequence[RunningSentence]) -> list[Judged]:
    return [
        Judged(one, Is.EXPLAINS, 0.9) if "because" in one.text else Judged(one, Is.DESCRIBES, 0.1)
        for one in sentences
    ]


def passage(text: str, review: int, kind: str = "findings", speaker: str = "reviewer") -> FoundPassage:
    marks = tuple((found.start(), found.end()) for found in re.finditer("bruise", text))
    return FoundPassage(text, kind, speaker, review, marks)


WHY = "Nobody asked about the bruise because the clinic had ten minutes for each baby."


def test_an_explaining_sentence_comes_before_one_that_only_describes() -> None:
    text = f"The worker saw the bruise on a Tuesday in the spring. {WHY}"
    first, second = gather([passage(text, 0)], judge=judge)
    assert (text[first.start : first.end], first.role, first.why) == (WHY, Role.WENT_WRONG, Is.EXPLAINS)
    assert second.role is Role.LEARNING


def test_what_two_reviews_say_in_the_same_words_is_said_once() -> None:
    assert len(gather([passage(WHY, 0), passage(WHY, 1)], judge=judge)) == 1


def test_no_review_drowns_the_others() -> None:
    many = [passage(text, 0) for text in _OF_ONE_REVIEW]
    chosen = gather([*many, passage(WHY, 1)], judge=judge, of_each=2)
    assert sum(one.passage < len(many) for one in chosen) == 2 and len(chosen) == 3


_OF_ONE_REVIEW = (
    "A bruise on the cheek was taken for a birthmark by the nursery.",
    "Managers counted visits and never asked what a bruise might mean.",
    "The hospital letter about a bruise reached an office that had closed.",
    "Two doctors disagreed over the bruise and each waited for the other.",
)


@pytest.mark.parametrize(
    "text",
    [
        "This meant that the bruise was never seen by a doctor at all.",
        "Why did nobody in the whole team ask about the bruise then?",
        "The bruise.",
    ],
)
def test_what_cannot_stand_alone_is_left_out(text: str) -> None:
    assert not gather([passage(text, 0)], judge=judge)


def test_a_sentence_without_the_words_that_were_found_is_left_out() -> None:
    beside = "Nobody asked the grandmother what she had seen on the Sunday before."
    (one,) = gather([passage(f"{WHY} {beside}", 0)], judge=judge)
    assert one.text == WHY


def test_printed_labels_stay_out_of_a_gathered_line() -> None:
    (one,) = gather([passage(f"5.12 Finding 4: {WHY}", 0)], judge=judge)
    assert one.text == WHY


def test_guidance_is_not_what_a_review_found() -> None:
    assert not gather([passage(WHY, 0, speaker="guidance")], judge=judge)


@pytest.fixture
def findable(tmp_path: Path, db: None, folders: None) -> Document:
    held = made.report(tmp_path, state="published")
    blocks = tuple(block_from_row(row) for page in held.pages.all() for row in page.blocks)
    tree = tuple(section_from_row(row) for row in held.sections.order_by("order"))
    save_passages(held, passages(stored_reading(held), blocks, tree), ocr_pages=frozenset())
    follow()
    return held


def test_every_gathered_line_cites_its_page(findable: Document) -> None:
    digest = services.gather_digest("health visitor families", by=OPERATOR)
    version = digest.versions.get()
    lines = list(version.lines.all())
    assert lines and version.sources == [findable.identifier]
    for line in lines:
        assert line.quote and line.text.split()[0] in line.quote
    shown = show(OPERATOR, version)
    assert [part.title for part in shown.parts] == [findable.work.title]
    assert shown.title == "health visitor families" and shown.by_machine


def test_a_digest_is_for_staff_until_it_is_issued(findable: Document) -> None:
    version = services.gather_digest("health visitor families", by=OPERATOR).versions.get()
    assert not queries.visible_versions(ANONYMOUS).exists()
    services.check(version, by=OPERATOR, revision=0)
    services.issue(version, by=OPERATOR)
    assert queries.visible_versions(ANONYMOUS).exists()
    Document.objects.filter(pk=findable.pk).update(state="restricted")
    assert not queries.visible_versions(ANONYMOUS).exists()


def test_who_may_gather_and_what_is_said_no_to(findable: Document) -> None:
    with pytest.raises(NotAllowed):
        services.gather_digest("families", by=viewer("practitioner"))
    with pytest.raises(Refused):
        services.gather_digest("   ", by=OPERATOR)
    with pytest.raises(Refused, match="somebody’s details"):
        services.gather_digest("943 476 5919", by=OPERATOR)
    with pytest.raises(NothingToBrief):
        services.gather_digest("xylophone zeppelin", by=OPERATOR)
    assert not Briefing.objects.exists()
