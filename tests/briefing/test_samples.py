"""The briefings of the samples: well made as data, every line on its page, shown to whom they should be."""

import json
import sqlite3
import tomllib
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from heeded.briefing import services
from heeded.briefing.models import Briefing, Line, RecommendationDecision, Version
from heeded.briefing.queries import lines_of, visible_versions
from heeded.briefing.samples import WRITTEN, issue_samples, states_of_briefings
from heeded.briefing.services import BriefingWritten, LineWritten, write_briefing
from heeded.core.errors import NotAllowed, Refused
from heeded.engine.briefing import CausePattern, Is, Role
from heeded.intake.preview import preview
from heeded.intake.samples import BUILT
from heeded.library.models import Document
from heeded.library.services import save_blocks, save_learning_points, save_pages, save_sections
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.library import made
from tests.library_of_samples import loaded_samples
from tests.people.made import viewer

__all__ = ["loaded_samples"]
_TOLD = {path.name: tomllib.loads(path.read_text()) for path in sorted(WRITTEN.glob("*.toml"))}
_ONLY_PROPOSED = "11-brackhithe-child-t.pdf"


@pytest.mark.parametrize("name", _TOLD)
def test_a_written_briefing_is_short_and_whole(name: str) -> None:
    told = _TOLD[name]
    lines = told["lines"]
    words = sum(len(line.get("text", line.get("quote", "")).split()) for line in lines)
    assert "FICTIONAL" in (WRITTEN / name).read_text().split("\n")[0]
    assert 14 <= len(lines) <= 24 and 450 <= words <= 700
    roles = [line["part"] for line in lines]
    order = [role.value for role in Role]
    assert roles == sorted(roles, key=order.index)
    assert set(roles) | set(told.get("notes", {})) == set(order) - {"talk"}


@pytest.mark.parametrize("name", _TOLD)
def test_a_written_briefing_gives_patterns_only_to_what_explains(name: str) -> None:
    for line in _TOLD[name]["lines"]:
        assert ("pattern" in line) == (line.get("why") == Is.EXPLAINS)
        assert line.get("pattern", CausePattern.TOOLS) in set(CausePattern)
    explained = sum("pattern" in line for line in _TOLD[name]["lines"])
    assert (explained == 0) == (
        _TOLD[name]["review"] == "ostlebury-child-dw"
    )  # it describes and never explains


@pytest.mark.parametrize("name", _TOLD)
def test_every_question_of_a_written_briefing_asks_about_a_line(name: str) -> None:
    told = _TOLD[name]
    assert 3 <= len(told["questions"]) <= 5
    assert {row["about"] for row in told["questions"]} <= {line.get("key") for line in told["lines"]}


def test_what_is_issued_rests_on_the_report_alone() -> None:
    """Lines of the editor's own words are left to drafts here: a program is promised a citation for each line."""
    own = [
        told["state"]
        for told in _TOLD.values()
        for line in told["lines"]
        if not line.get("quote", "").strip()
    ]
    assert own == ["draft"]


# Issued twice, checked, drafted by a person, drafted by machine: enough of them to try every state.
_A_FEW = [
    "17-wrenhythe-baby-w.txt",
    "12-killavarn-child-d.html",
    "03b-marrowdale-child-r-revised.pdf",
    "10-corrinshaw-young-person-r.pdf",
    _ONLY_PROPOSED,
]
_seen = cache(preview)


@pytest.fixture
def read_samples(db: None) -> None:
    """A few of the reviews that are briefed, read as intake reads them, published."""
    for file in _A_FEW:
        seen = _seen(BUILT / file)
        held = made.document(
            name=file, work=made.work(fictional=True), state="published", paged=seen.reading.paged
        )
        save_pages(held, seen.reading)
        save_blocks(held, seen.blocks)
        save_sections(held, seen.sections)
        save_learning_points(held, seen.reading.pages, seen.learning_points)


@pytest.mark.slow
def test_the_samples_are_laid_down_once_in_every_state(read_samples: None) -> None:
    assert issue_samples(by=OPERATOR) == 2
    assert sorted(states_of_briefings().values()) == ["checked", "draft", "draft", "issued", "issued"]
    [machine] = Version.objects.filter(by_machine=True)
    held = Document.objects.get(name=_ONLY_PROPOSED)
    assert machine.state == "draft" and machine.sources == [held.identifier]
    for version in Version.objects.filter(by_machine=False):
        assert version.edited_by == OPERATOR.audit_name
    before = Line.objects.count()
    assert issue_samples(by=OPERATOR) == 0
    assert (Line.objects.count(), Briefing.objects.count()) == (before, 5)


@pytest.mark.slow
def test_everybody_sees_what_is_issued_and_nothing_else(read_samples: None) -> None:
    issue_samples(by=OPERATOR)
    seen = list(visible_versions(ANONYMOUS))
    assert len(seen) == 2 and {version.state for version in seen} == {"issued"}
    for version in seen:
        lines = lines_of(ANONYMOUS, version)
        assert len(lines) >= 14 and {line.why_decided_by for line in lines} == {OPERATOR.audit_name}


@pytest.mark.slow
def test_what_recommendations_ask_for_is_decided(read_samples: None) -> None:
    issue_samples(by=OPERATOR)
    decided = RecommendationDecision.objects.filter(current=True)
    assert {one.learning_point.document.name for one in decided} == {_A_FEW[0]}
    assert decided.count() == 4


@pytest.mark.slow
def test_a_withdrawn_or_erased_review_is_passed_over(read_samples: None) -> None:
    Document.objects.filter(name=_A_FEW[0]).delete()
    assert issue_samples(by=OPERATOR) == 1


@pytest.mark.slow
def test_a_review_that_somebody_briefed_already_keeps_theirs(read_samples: None) -> None:
    first = Document.objects.get(name=_A_FEW[0])
    theirs = services.propose_briefing(first.work, by=OPERATOR)
    assert issue_samples(by=OPERATOR) == 1
    assert list(Briefing.objects.filter(work=first.work)) == [theirs]


def test_a_line_with_words_left_out_is_still_the_reports(published: Document) -> None:
    lines = (
        LineWritten(
            "voice",
            "Child Z told his teacher that he slept on the floor. Nobody wrote it down.",
            name="floor",
        ),
        LineWritten(
            "voice", "Child Z told his teacher that he slept on the floor.", "Child Z slept on the floor."
        ),
        LineWritten("voice", "Nobody wrote it down.", "It was not written down."),
        LineWritten("learning", text="Ask him again."),
    )
    version = write_briefing(published, BriefingWritten(lines, (("And now?", "floor"),)), by=OPERATOR)
    held = list(version.lines.order_by("pk"))
    assert [line.origin for line in held] == ["report", "report", "reworded", "editor"]
    assert held[3].document is None and held[0].text == held[0].quote
    assert version.questions.get().about == held[0].key
    assert not version.by_machine and version.state == "draft"


def test_a_quote_that_is_not_in_the_report_is_refused_and_nothing_stays(published: Document) -> None:
    written = BriefingWritten((LineWritten("voice", "The moon was seen to rise over all the rooftops."),))
    with pytest.raises(Refused, match="not in the document"):
        write_briefing(published, written, by=OPERATOR)
    assert not Briefing.objects.exists()


def test_who_may_not_write_a_briefing(published: Document) -> None:
    with pytest.raises(NotAllowed):
        write_briefing(published, BriefingWritten(()), by=viewer("practitioner"))


@pytest.mark.slow
def test_the_command_leaves_briefings_and_one_question_gathered(loaded_samples: Path) -> None:
    rows: list[dict[str, Any]] = json.loads((loaded_samples / "answer.json").read_text())
    states = {row["file"]: row["briefing"] for row in rows}
    assert (
        sorted(state for state in states.values() if state) == ["checked", "draft", "draft"] + ["issued"] * 7
    )
    assert states["07-glanferin-child-12-2014.pdf"] is None
    digests = _rows(
        loaded_samples,
        "SELECT b.asked, v.state, v.by_machine FROM briefing_version v "
        "JOIN briefing_briefing b ON b.id = v.briefing_id WHERE b.kind = 'digest'",
    )
    assert digests == [("fathers and partners not seen", "draft", 1)]


@pytest.mark.slow
def test_every_line_of_the_samples_stands_on_its_page(loaded_samples: Path) -> None:
    texts = {
        (document, number): text
        for document, number, text in _rows(
            loaded_samples, "SELECT document_id, number, text FROM library_page"
        )
    }
    lines = _rows(
        loaded_samples,
        "SELECT l.document_id, l.page, l.spans, l.quote FROM briefing_line l "
        "JOIN briefing_version v ON v.id = l.version_id WHERE l.quote <> '' AND NOT v.by_machine",
    )
    assert len(lines) >= 180
    for document, page, spans, quote in lines:
        places = json.loads(spans)
        words = "".join(texts[document, number][start:end] for number, start, end in places)
        assert places[0][0] == page and _bare(words) == _bare(quote) != ""


def _rows(loaded: Path, asked: str) -> list[Any]:
    with closing(sqlite3.connect(loaded / "library" / "heeded.sqlite3")) as database:
        return database.execute(asked).fetchall()


def _bare(words: str) -> str:
    """Letters and figures alone: the printer breaks lines and words where the quote does not."""
    return "".join(letter for letter in words if letter.isalnum())
