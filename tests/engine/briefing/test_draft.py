"""The draft of a briefing as a whole, on invented reports and on the samples."""

import re
from pathlib import Path

import pytest

from heeded.engine.briefing import Draft, Is, LineDrafted, PartSetting, Report, Role, draft, usual_parts
from heeded.engine.citation import cite
from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.reading import read_pdf
from heeded.engine.records import Page, Reading
from heeded.engine.sections import sections
from tests.engine.briefing.draft_made import GUIDANCE, MENU, REVIEW, report_of

BUILT = Path(__file__).parents[3] / "heeded" / "samples" / "built"


@pytest.fixture
def made(tmp_path: Path) -> Report:
    return report_of(tmp_path, REVIEW)


def lines_of(drafted: Draft) -> list[LineDrafted]:
    return [line for part in drafted.parts for line in part.lines]


def texts(drafted: Draft, role: Role) -> list[str]:
    return [line.text for part in drafted.parts if part.role == role for line in part.lines]


def bare(text: str) -> list[str]:
    return [word for word in re.sub(r"[^\w\s]", "", text.lower()).split() if word]


def is_part_of(text: str, quote: str) -> bool:
    rest = iter(bare(quote))
    return all(word in rest for word in bare(text))


def test_every_line_is_the_reports_words_and_stands_on_its_page(made: Report) -> None:
    drafted = draft(made)
    assert 10 <= len(lines_of(drafted)) <= 60
    for line in lines_of(drafted):
        assert line.quote == cite(made.reading.pages, line.spans).quote
        assert is_part_of(line.text, line.quote), (line.text, line.quote)


def test_what_is_asked_for_stands_under_what_to_do_now(made: Report) -> None:
    drafted = draft(made)
    asked = texts(drafted, Role.DO_NOW)
    assert any(text.startswith("The board should make sure") for text in asked)
    assert not any("should make sure" in text for text in texts(drafted, Role.LEARNING))


def test_good_practice_and_findings_lose_their_labels(made: Report) -> None:
    drafted = draft(made)
    assert any(text.startswith("The nursery manager rang") for text in texts(drafted, Role.WENT_WELL))
    assert not any(
        text.startswith(("Good practice:", "Finding 1")) for text in (line.text for line in lines_of(drafted))
    )


def test_a_belief_of_the_time_never_stands_alone(made: Report) -> None:
    for line in lines_of(draft(made)):
        if "low risk" in line.text:
            assert "This was wrong" in line.text
        assert "good influence" not in line.text


def test_lines_that_explain_say_so(made: Report) -> None:
    why = {line.text: line.why for line in lines_of(draft(made))}
    carried = [value for text, value in why.items() if "because she carried" in text]
    assert carried == [Is.EXPLAINS]


def test_no_line_is_said_twice(tmp_path: Path) -> None:
    twice = REVIEW.replace("<h2>5 Learning</h2>", "<h2>4a Analysis</h2><p>Men who join a family are not seen by anyone"
                           " whose work it is to know them.</p><h2>5 Learning</h2>")  # fmt: skip
    found = [line.text for line in lines_of(draft(report_of(tmp_path, twice)))]
    assert sum("Men who join a family" in text for text in found) == 1


def test_lines_of_a_part_stand_in_the_order_of_the_report(made: Report) -> None:
    for part in draft(made).parts:
        assert [line.order for line in part.lines] == sorted(line.order for line in part.lines)


def test_what_the_report_lacks_is_said(tmp_path: Path) -> None:
    start, end = REVIEW.index("<h2>2 The voice"), REVIEW.index("<h2>3 Analysis")
    drafted = draft(report_of(tmp_path, REVIEW[:start] + REVIEW[end:]))
    notes = {part.role: part.note for part in drafted.parts}
    assert notes[Role.VOICE] == "The report does not say how the child saw it."


def test_a_boards_own_parts_are_kept_to(made: Report) -> None:
    only = [PartSetting(Role.LEARNING, "What we take from it", 1, "Nothing.")]
    drafted = draft(made, parts=only)
    assert [part.title for part in drafted.parts] == ["What we take from it"]
    assert len(lines_of(drafted)) == 1
    assert drafted.questions == ()


def test_questions_ask_about_lines_of_the_draft(made: Report) -> None:
    drafted = draft(made)
    held = {line.text for line in lines_of(drafted)}
    assert 3 <= len(drafted.questions) <= 6
    assert len({one.text for one in drafted.questions}) == len(drafted.questions)
    assert all(one.about in held for one in drafted.questions)


def test_a_reader_is_warned_of_what_the_lines_speak_of(made: Report) -> None:
    (note,) = draft(made).content_notes
    assert note.startswith("This briefing speaks of")
    assert "injuries to a child" in note


@pytest.mark.parametrize("text", [GUIDANCE, MENU])
def test_what_is_no_review_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    drafted = draft(report_of(tmp_path, text))
    assert not drafted.looks_like_a_review
    assert drafted.note.startswith("This does not look like a review")
    assert lines_of(drafted) == []
    assert [part.role for part in drafted.parts] == [part.role for part in usual_parts()]


def test_an_empty_reading_makes_no_lines() -> None:
    drafted = draft(Report(Reading((Page(1, "", ()),)), (), (), ()))
    assert not drafted.looks_like_a_review
    assert lines_of(drafted) == [] and drafted.questions == ()


def test_capitals_and_no_headings_still_make_a_draft(tmp_path: Path) -> None:
    plain = re.sub(r"</?h\d>", lambda tag: "<p>" if "/" not in tag[0] else "</p>", REVIEW)
    drafted = draft(report_of(tmp_path, plain))
    assert drafted.looks_like_a_review and lines_of(drafted)
    loud = re.sub(r">([^<]+)<", lambda match: f">{match[1].upper()}<", REVIEW)
    for line in lines_of(draft(report_of(tmp_path, loud))):
        assert is_part_of(line.text, line.quote)


def pdf(name: str) -> Report:
    found = sorted(BUILT.glob(f"{name}-*.pdf"))
    if not found:
        pytest.skip("the sample library is not built")
    reading = read_pdf(found[0])
    blocks = clean(reading)
    tree = sections(reading, blocks)
    return Report(reading, blocks, tree, learning_points(reading, blocks, tree))


def test_a_report_that_only_describes_is_said_to() -> None:
    drafted = draft(pdf("06"))
    assert drafted.note.startswith("Described, not explained:")
    assert {line.why for line in lines_of(drafted)} == {Is.DESCRIBES}


@pytest.mark.parametrize("name", ["02b", "05", "11", "13", "18"])
def test_sample_drafts_fit_a_page_and_are_the_reports_words(name: str) -> None:
    report = pdf(name)
    drafted = draft(report)
    assert drafted.looks_like_a_review and not drafted.note
    assert 10 <= len(lines_of(drafted)) <= 60
    assert sum(len(line.text.split()) for line in lines_of(drafted)) <= 780
    for line in lines_of(drafted):
        # a word broken at the end of a printed line is whole in both, whatever its hyphen
        joined = [word.replace("-", "") for word in line.quote.split()]
        rest = iter(bare(" ".join(joined)))
        assert all(word in rest for word in bare(line.text.replace("-", ""))), line
