"""What programs are told of a briefing that the library holds: guesses are never told as decided."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from heeded.briefing import services
from heeded.briefing.models import Version
from heeded.cli.commands import briefing as command
from heeded.cli.output import Output
from heeded.cli.subject import Asked
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.library import made as library

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(published: Document) -> Version:
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    services.check(version, by=OPERATOR, revision=0)
    return services.issue(version, by=OPERATOR)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*documents: Document, draft: bool = False) -> Any:
        monkeypatch.setattr(command, "asked_for", lambda _: Asked(documents=list(documents)))
        assert command.run(argparse.Namespace(subject="named", draft=draft), Output(json=True)) == 0
        return json.loads(capsys.readouterr().out)

    return run


def _lines(answer: Any) -> list[Any]:
    return [line for part in answer["parts"] for line in part["lines"]]


def test_an_issued_briefing_tells_no_guess(issued: Version, published: Document, answered: Any) -> None:
    draft = answered(published, draft=True)
    assert draft["state"] == "draft" and all(line["why"] for line in _lines(draft))
    answer = answered(published)
    assert answer["state"] == "issued" and _lines(answer)
    assert not any(line["why"] for line in _lines(answer))
    assert not any(one["kind_is_decided"] for one in answer["recommendations"])
    line = issued.lines.order_by("pk")[0]
    issued.lines.filter(pk=line.pk).update(why="explains", why_decided_by="operator")
    decided = answered(published)
    assert [one["why"] for one in _lines(decided) if one["why"]] == ["explains"]


def test_another_document_is_not_answered_with_the_briefing_of_the_first(
    issued: Version, published: Document, answered: Any, tmp_path: Path
) -> None:
    other = made.report(tmp_path, made.REPORT.replace("620", "630"), work=published.work, state="published")
    assert answered(other)["state"] == "draft"
    assert answered(published, other)["state"] == "issued"


def test_a_question_about_a_dropped_line_goes_with_it(
    issued: Version, published: Document, answered: Any
) -> None:
    line = issued.lines.order_by("pk")[0]
    issued.questions.create(order=9, text="What of that?", about=line.key)
    assert "What of that?" in [one["text"] for one in answered(published)["questions"]]
    issued.lines.filter(pk=line.pk).update(kept=False)
    assert "What of that?" not in [one["text"] for one in answered(published)["questions"]]


def test_a_report_that_changed_since_is_said(issued: Version, published: Document, answered: Any) -> None:
    assert answered(published)["source_changed_at"] is None
    library.newer(published)
    assert answered(published)["source_changed_at"]
