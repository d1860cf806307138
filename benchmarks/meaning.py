"""Search by meaning: are questions in everyday words answered by passages that say it in other words?

Run: `python -m benchmarks.meaning [--held FOLDER] [--missed]`. The samples and two inquiry reports go through the real
intake into libraries of their own; every question of `gold/meaning` is asked through `find` by words alone, by meaning
alone and by both, as the operator, who sees every document. A passage is right where it covers some of an answer.
Queries in jargon must lose nothing by meaning beside words. Every third of both was set aside and chose nothing;
questions never seen are in everyday words too, written last by somebody who knew nothing of what had been tuned.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import _meaning_gold as gold

MODES = ("words", "meaning", "both")
KINDS = ("everyday words", "jargon", "never seen")
INQUIRIES = ("covid-module-1-report.pdf", "space-economy-report.pdf")
FIVE, TEN, TIMES_WORDS, JARGON = 0.60, 0.70, 2.0, 0.98  # what must be reached
_REVIEWS, _PER_REVIEW = 25, 20  # so many are looked through; a passage beyond counts as not found


class Answer(NamedTuple):
    """At which rank the first right passage stood, 0 where none was found."""

    question: str
    kind: str
    mode: str
    source: str
    aside: bool
    rank: int


class Figures(NamedTuple):
    """Shares of questions with a right passage among the first five and ten, and the mean of one by rank."""

    number: int
    five: float
    ten: float
    reciprocal: float


def figures(answers: Sequence[Answer]) -> Figures:
    """Of some answers; all 0 of none."""
    number = len(answers)
    total = max(number, 1)
    return Figures(
        number,
        sum(0 < one.rank <= 5 for one in answers) / total,
        sum(0 < one.rank <= 10 for one in answers) / total,
        sum(1 / one.rank for one in answers if one.rank) / total,
    )


def chosen(answers: Sequence[Answer], **wanted: object) -> list[Answer]:
    """Those whose fields are as wanted."""
    return [one for one in answers if all(getattr(one, name) == value for name, value in wanted.items())]


def table(answers: Sequence[Answer]) -> str:
    """By kind of question, by source and by what was set aside, one row a mode."""
    rows = [
        "| questions | number | mode | recall@5 | recall@10 | MRR |",
        "| --- | --: | --- | --: | --: | --: |",
    ]
    for kind in KINDS:
        for name, wanted in (
            *((f"{source}, tuned", {"source": source, "aside": False}) for source in gold.SOURCES),
            ("all, tuned", {"aside": False}),
            ("**all, set aside**", {"aside": True}),
            ("**all**", {}),
        ):
            for mode in MODES:
                some = figures(chosen(answers, kind=kind, mode=mode, **wanted))
                if some.number:
                    shares = f"{some.five:.2f} | {some.ten:.2f} | {some.reciprocal:.2f}"
                    rows.append(f"| {kind}: {name} | {some.number} | {mode} | {shares} |")
    return "\n".join(rows)


def missed(answers: Sequence[Answer]) -> list[str]:
    """Which marks were missed, by all questions together, in words."""
    by = {(kind, mode): figures(chosen(answers, kind=kind, mode=mode)) for kind in KINDS for mode in MODES}
    everyday, words, jargon = by[KINDS[0], "both"], by[KINDS[0], "words"], by[KINDS[1], "both"]
    alone = by[KINDS[1], "words"].reciprocal
    marks = {
        f"recall@5 {everyday.five:.2f}, must be {FIVE:.2f}": everyday.five >= FIVE,
        f"recall@10 {everyday.ten:.2f}, must be {TEN:.2f}": everyday.ten >= TEN,
        f"recall@5 {everyday.five:.2f}, words alone {words.five:.2f}, must be twice": everyday.five
        >= TIMES_WORDS * words.five,
        f"MRR of jargon {jargon.reciprocal:.3f}, words alone {alone:.3f}, must be {JARGON:.0%} of it": (
            jargon.reciprocal >= JARGON * alone
        ),
    }
    return [mark for mark, reached in marks.items() if not reached]


def build(source: str, folder: Path) -> None:
    """A library of its own through the real intake, vectors and all; one that stands there already is used again."""
    files = [str(gold.FOLDERS["inquiries"] / name) for name in INQUIRIES]
    words = ["samples"] if source == "samples" else ["add", *files, "--published", "--wait"]
    for command in ([] if folder.exists() else [words]) + [["embed"]]:
        heeded = [sys.executable, "-m", "heeded", *command, "--json", "--data", str(folder)]
        subprocess.run(heeded, check=True, stdout=subprocess.DEVNULL, timeout=900)


def asked(source: str) -> list[Answer]:
    """Ask every question of the library that HEEDED_DATA names."""
    from heeded.cli.library import open_library

    open_library()
    from heeded.library.models import Page
    from heeded.search.services import follow

    follow()
    pages = {
        (name, number): text
        for name, number, text in Page.objects.values_list("document__name", "number", "text")
    }

    def page_text(name: str, number: int) -> str:
        return pages.get((name, number), "")

    kinds = dict(zip(KINDS, (gold.pairs, gold.keywords, gold.unseen), strict=True))
    return [
        Answer(one.question, kind, mode, source, one.aside, _rank(one, mode))
        for kind, load in kinds.items()
        for one in load(source, page_text=page_text)
        for mode in MODES
    ]


def _rank(one: gold.Asked, mode: str) -> int:
    from heeded.people.viewer import OPERATOR
    from heeded.search.queries import find
    from heeded.search.request import SearchRequest

    request = SearchRequest(text=one.question, mode=mode, per_page=_REVIEWS, per_review=_PER_REVIEW)
    results = find(OPERATOR, request)
    if results.mode != mode:
        raise SystemExit(f"Nothing is found by {mode} here: {results.by_word_only}")
    right = [
        passage.rank
        for hit in results.hits
        for passage in hit.passages
        if gold.found(
            one.answers,
            document=passage.file,
            spans=[(span.page, span.start, span.end) for span in passage.spans],
        )
    ]
    return min(right, default=0)


def _in_its_own_process(source: str, folder: Path) -> list[Answer]:
    """Each library is asked in a process of its own: one process opens one library."""
    import multiprocessing

    os.environ["HEEDED_DATA"] = str(folder)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(asked, (source,))


def measured(folder: Path) -> list[Answer]:
    """Both libraries, or the samples alone where the reports are not at hand."""
    answers: list[Answer] = []
    for source in gold.SOURCES:
        if not gold.FOLDERS[source].is_dir():
            print(f"skipped: there is nothing in {gold.FOLDERS[source]}")
            continue
        build(source, folder / source)
        answers += _in_its_own_process(source, folder / source)
    return answers


def main() -> int:
    """Print the table; 1 where a mark is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--held", type=Path, help="keep the two libraries here and use them again")
    arguments.add_argument("--missed", action="store_true", help="list tuned questions beyond the first five")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        answers = measured(wanted.held or Path(place))
    print(table(answers))
    if wanted.missed:
        for one in chosen(answers, kind=KINDS[0], mode="both", aside=False):
            if not 0 < one.rank <= 5:
                print(f"{one.rank:4}  {one.question}")
    short = missed(answers)
    print("\n" + "\n".join(f"missed: {mark}" for mark in short) if short else "\nall marks reached")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
