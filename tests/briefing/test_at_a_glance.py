"""Recommendations at a glance: one addressee's together, each by its opening words, no column of nothing."""

import io

import pytest
from pptx import Presentation

from heeded.briefing import services
from heeded.briefing.at_a_glance import by_addressee, opening
from heeded.briefing.drafting import Glance, glance_of
from heeded.briefing.exports import Look, as_pptx
from heeded.briefing.exports._layout import glance_table
from heeded.briefing.services import BriefingWritten, LineWritten, write_briefing
from heeded.briefing.shown import show
from heeded.engine.briefing import RecommendationAtAGlance
from heeded.library.models import Document, LearningPoint
from heeded.people.viewer import ANONYMOUS, OPERATOR


def _asked(text: str, *addressees: str) -> Glance:
    guess = RecommendationAtAGlance(0, "1", (), addressees, ())
    return Glance(LearningPoint(text=text, number="1"), guess, guess_shows=False)


@pytest.mark.parametrize(
    ("text", "addressees", "begins"),
    [
        ("The Police should see children.", ("Police",), "should see children."),
        (
            "The trust and the police service should meet.",
            ("The Trust", "Police service"),
            "should meet.",
        ),
        ("Any bruise should be looked at.", ("The Trust",), "Any bruise should be looked at."),
        ("Check, and then close.", ("The Trust",), "Check, and then close."),
        ("The Board should meet.", (), "The Board should meet."),
    ],
)
def test_beside_its_addressee_a_recommendation_begins_with_what_it_asks(
    text: str, addressees: tuple[str, ...], begins: str
) -> None:
    assert opening(_asked(text, *addressees)) == begins


def test_a_long_recommendation_is_cut_between_words() -> None:
    words = [f"word{number}," for number in range(40)]
    cut = opening(_asked(" ".join(words), "Board"))
    assert cut.endswith("word15 …") and len(cut.split()) == 17


def test_those_of_one_addressee_stand_together_in_the_order_of_the_report() -> None:
    asked = [_asked("a", "Police"), _asked("b", "School"), _asked("c", "Police"), _asked("d")]
    found = [(who, [one.point.text for one in held]) for who, held in by_addressee(asked)]
    assert found == [("Police", ["a", "c"]), ("School", ["b"]), ("", ["d"])]


@pytest.fixture
def written(published: Document) -> Document:
    lines = (
        LineWritten("voice", "Nobody wrote it down."),
        LineWritten("learning", "A bruise on a small child is a reason to ask."),
    )
    told = BriefingWritten(lines, notes={"voice": "Little is said of what he felt."})
    version = write_briefing(published, told, by=OPERATOR)
    checked = services.check(version, by=OPERATOR, revision=version.revision)
    services.issue(checked, by=OPERATOR)
    return published


@pytest.mark.django_db
def test_a_table_at_a_glance_has_no_column_of_nothing(written: Document) -> None:
    briefing = written.work.briefings.get()
    seen = glance_table(show(ANONYMOUS, briefing.versions.get()))
    assert "What it asks for" not in seen.heads and "By when" not in seen.heads
    assert len(seen.heads) == len(seen.widths) and abs(sum(seen.widths) - 1) < 0.001
    point = glance_of(OPERATOR, written.work)[0].point
    services.decide_recommendation(point, kinds=["procedure"], agencies=["board"], by=OPERATOR)
    decided = glance_table(show(ANONYMOUS, briefing.versions.get()))
    assert "What it asks for" in decided.heads
    assert len(decided.rows) == 2 and all(len(row) == len(decided.heads) for row in decided.rows)


@pytest.mark.django_db
def test_a_slide_says_what_the_report_lacks_beside_what_it_says(written: Document) -> None:
    version = written.work.briefings.get().versions.get()
    made = as_pptx(show(ANONYMOUS, version), lambda line: "", Look())
    slides = Presentation(io.BytesIO(made.content)).slides
    voice = next(slide for slide in slides if slide.shapes.title.text.startswith("The child"))
    words = "\n".join(shape.text_frame.text for shape in voice.shapes if shape.has_text_frame)
    assert "Little is said of what he felt." in words and "Nobody wrote it down." in words
    assert (
        "checked against the report and issued" in words
    )  # on every slide, should it be taken out of the deck
