"""What people say, put into the words of reports."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.meaning._everyday import in_report_words


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ("did mum hit the kid?", "did mother assaulted the child?"),
        ("Mum and Dad", "parents"),
        ("Gran’s neighbours", "grandmother's neighbours"),
        ("she didn’t turn up again", "she did not attend appointments again"),
        ("dadaism and the mammoth", "dadaism and the mammoth"),
        ("the review of 2019", "the review of 2019"),
        ("", ""),
    ],
)
def test_in_report_words(said: str, report: str) -> None:
    assert in_report_words(said) == report


def test_each_saying_has_one_meaning_and_is_no_report_word() -> None:
    written = tomllib.loads(files("heeded.engine.meaning").joinpath("everyday.toml").read_text("utf-8"))
    said = [one for group in written.values() for all_said in group.values() for one in all_said]
    reports = {report for group in written.values() for report in group}
    assert len(said) == len(set(said)) > 300
    assert said == [one.lower().strip() for one in said]
    assert not reports & set(said), "a word that is put in would be taken out again"


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    assert isinstance(in_report_words(text), str)
