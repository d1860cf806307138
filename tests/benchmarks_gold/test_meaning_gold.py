"""The gold of questions in other words: well formed, and every sentence stands on the page it names."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import _meaning_gold as gold

_FILES = ("samples", "inquiries", "keywords")


def _rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((gold.GOLD / f"{name}.toml").read_text(encoding="utf-8"))


def test_there_are_as_many_as_promised_and_every_third_is_aside() -> None:
    counts = {
        (name, kind): (len(rows), [bool(row.get("aside")) for row in rows])
        for name in _FILES
        for kind, rows in _rows(name).items()
    }
    assert {key: count for key, (count, _) in counts.items()} == {
        ("samples", "pair"): 80,
        ("inquiries", "pair"): 40,
        ("inquiries", "keyword"): 20,
        ("keywords", "keyword"): 40,
    }
    for _, aside in counts.values():
        assert aside == [number % 3 == 2 for number in range(len(aside))]


def test_what_was_never_seen_is_all_aside() -> None:
    rows = _rows("unseen")["pair"]
    assert len(rows) == 48 and all(row["aside"] for row in rows)


def test_no_question_is_asked_twice() -> None:
    asked = [
        row["question"].lower()
        for name in (*_FILES, "unseen")
        for rows in _rows(name).values()
        for row in rows
    ]
    assert len(asked) == len(set(asked))


@pytest.mark.slow
def test_every_sentence_stands_on_its_page() -> None:
    every = gold.pairs("samples") + gold.keywords("samples") + gold.unseen("samples")
    assert len(every) == 80 + 40 - 4 - 2 + 36  # the scan's words are known only to a library
    for one in every:
        for place in one.answers:
            assert 0 <= place.start < place.end <= len(gold.as_read(place.document, place.page))


def test_questions_are_over_every_public_sample() -> None:
    asked = {row["document"] for name in ("samples",) for row in _rows(name)["pair"]}
    also = {other["document"] for row in _rows("samples")["pair"] for other in row.get("also", ())}
    built = {
        path.stem
        for path in gold.FOLDERS["samples"].iterdir()
        if path.suffix in (".pdf", ".docx", ".html", ".txt")
    }
    assert built - asked - also == {"19-tarnbridge-child-k-draft"}


def test_questions_share_few_words_with_their_answers() -> None:
    def mean(every: list[gold.Asked]) -> float:
        shared = [
            max(gold.shared_words(one.question, gold.words_of(place)) for place in one.answers)
            for one in every
        ]
        return sum(shared) / len(shared)

    assert mean(gold.pairs("samples")) < 0.1
    assert mean(gold.keywords("samples")) > 0.7


@pytest.mark.slow
def test_the_inquiries_are_read_where_they_lie() -> None:
    if not gold.FOLDERS["inquiries"].is_dir():
        pytest.skip("the inquiry reports are not beside the project")
    for one in gold.pairs("inquiries") + gold.keywords("inquiries"):
        for place in one.answers:
            assert gold.words_of(place).strip(), one.question


def test_a_sentence_is_found_over_line_ends_and_hyphens() -> None:
    page = "He said that it was writ\ufffe\nten down,\nand then  lost."
    start, end = gold.located("it was written down, and then lost", page)
    assert page[start:end].startswith("it was") and page[start:end].endswith("lost")


def test_a_badly_recognised_sentence_is_found_and_a_missing_one_is_not() -> None:
    page = "Before. The m0ther dled in March and nobody toid the schoo1 about it at all. After."
    start, end = gold.located("The mother died in March and nobody told the school about it at all.", page)
    assert page[start:end].startswith("The m") and "all" in page[start:end]
    with pytest.raises(LookupError):
        gold.located("Nothing of this kind was ever printed here by anyone.", page)


def test_a_passage_is_right_where_it_covers_some_of_an_answer() -> None:
    answers = (gold.Place("a.pdf", 3, 100, 200),)
    assert gold.found(answers, document="a.pdf", spans=[(2, 0, 900), (3, 0, 101)])
    assert not gold.found(answers, document="a.pdf", spans=[(3, 0, 100)])
    assert not gold.found(answers, document="b.pdf", spans=[(3, 100, 200)])


def test_files_of_samples_are_named_in_full() -> None:
    assert Path(gold.file_name("01-ellerwick-baby-j")).suffix == ".pdf"
    assert gold.file_name("covid-module-1-report.pdf") == "covid-module-1-report.pdf"
