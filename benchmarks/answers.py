"""Does a question in plain words lead to the right page? Over five real inquiry reports and over the samples.

Run: `python -m benchmarks.answers [--missed]`. The files go through the real intake into their own libraries;
every question of `answers.toml` is asked through `find`, three passages a review. A passage is right where it stands
on a page on which the answer stands. Every third question was set aside, never looked at while the ranking changed.
With `--held FOLDER` the two libraries are kept there and used again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SHARED = Path(os.environ.get("HEEDED_SHARED", Path(__file__).parents[2] / "shared"))
INQUIRIES = SHARED / "data/inquiries"
QUESTIONS = Path(__file__).with_name("answers.toml")
LIBRARIES = ("inquiries", "samples")
PER_REVIEW = 3
_TOP = 10

Place = tuple[str, frozenset[int]]  # file, and the pages that a passage stands on


class Question(NamedTuple):
    """A question with the pages of each file on which its answer stands."""

    ask: str
    style: str
    right: Mapping[str, Sequence[int]]
    aside: bool


class Answer(NamedTuple):
    """How well one question was answered."""

    question: Question
    first: bool
    first_review: bool
    ten: bool
    reciprocal: float
    seen: str


def questions(library: str) -> list[Question]:
    """The questions of one library in the order in which they were written, every third set aside."""
    rows = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))[library]
    return [
        Question(row["ask"], row["style"], row["right"], aside=number % 3 == 2)
        for number, row in enumerate(rows)
    ]


def judged(question: Question, best: Sequence[Place], first_review: Sequence[Place]) -> Answer:
    """An answer by its passages, best first, and by those under the first review."""
    right = [_is_right(question, place) for place in best]
    seen = ", ".join(f"{file} {sorted(pages)}" for file, pages in best[:3])
    return Answer(
        question=question,
        first=right[:1] == [True],
        first_review=any(_is_right(question, place) for place in first_review[:PER_REVIEW]),
        ten=any(right[:_TOP]),
        reciprocal=_reciprocal(question, best),
        seen=seen,
    )


def _is_right(question: Question, place: Place) -> bool:
    file, pages = place
    return bool(pages & set(question.right.get(file, ())))


def _reciprocal(question: Question, best: Iterable[Place]) -> float:
    """One by the place of the first right page; passages on the same pages count once."""
    for at, place in enumerate(dict.fromkeys(best), start=1):
        if _is_right(question, place):
            return 1 / at
    return 0.0


def table(answers: Mapping[str, Sequence[Answer]]) -> str:
    """Shares by library, tuned and set aside, and by the way of asking."""
    rows = [
        "| questions | number | first passage | first review’s three | ten passages | MRR by page |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for library, every in answers.items():
        for name, chosen in (
            ("tuned", [one for one in every if not one.question.aside]),
            ("set aside", [one for one in every if one.question.aside]),
            ("words", [one for one in every if one.question.style == "words"]),
            ("whole questions", [one for one in every if one.question.style == "question"]),
        ):
            rows.append(_row(f"{library}, {name}", chosen))
    together = [one for every in answers.values() for one in every]
    rows.append(_row("**all, tuned**", [one for one in together if not one.question.aside]))
    rows.append(_row("**all, set aside**", [one for one in together if one.question.aside]))
    return "\n".join(rows)


def _row(name: str, chosen: Sequence[Answer]) -> str:
    total = max(len(chosen), 1)
    shares = [sum(bools) / total for bools in zip(*[one[1:5] for one in chosen], strict=True)]
    return f"| {name} | {len(chosen)} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"


def asked(library: str) -> list[Answer]:
    """Ask every question of the library that HEEDED_DATA names."""
    from heeded.cli.library import open_library

    open_library()
    from heeded.people.viewer import ANONYMOUS
    from heeded.search.queries import find
    from heeded.search.request import SearchRequest
    from heeded.search.services import follow

    follow()
    answers = []
    for question in questions(library):
        hits = find(ANONYMOUS, SearchRequest(text=question.ask, per_review=PER_REVIEW)).hits
        ranked = sorted((passage for hit in hits for passage in hit.passages), key=lambda one: one.rank)
        places = [(one.file, frozenset(span.page for span in one.spans)) for one in ranked]
        top = {one.passage for one in hits[0].passages} if hits else set()
        under = [place for one, place in zip(ranked, places, strict=True) if one.passage in top]
        answers.append(judged(question, places, under))
    return answers


def build(library: str, folder: Path) -> None:
    """A library of its own through the real intake; one that stands there already is used again."""
    if folder.exists():
        return
    command = ["samples"] if library == "samples" else ["add", *map(str, sorted(INQUIRIES.glob("*.pdf")))]
    if library == "inquiries":
        command += ["--published", "--wait"]
    heeded = [sys.executable, "-m", "heeded", *command, "--json", "--data", str(folder)]
    subprocess.run(heeded, check=True, stdout=subprocess.DEVNULL, timeout=900)


def _in_its_own_process(library: str, folder: Path) -> list[Answer]:
    """Each library is asked in a process of its own: one process opens one library."""
    import multiprocessing

    os.environ["HEEDED_DATA"] = str(folder)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(asked, (library,))


def main() -> int:
    """Print the table; no mark is set for it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--held", type=Path, help="keep the two libraries here and use them again")
    arguments.add_argument(
        "--missed", action="store_true", help="list tuned questions whose first passage is wrong"
    )
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        answers = {}
        for library in LIBRARIES:
            if library == "inquiries" and not INQUIRIES.exists():
                print(f"skipped: no inquiry reports in {INQUIRIES}")
                continue
            folder = (chosen.held or Path(place)) / library
            build(library, folder)
            answers[library] = _in_its_own_process(library, folder)
    print(table(answers))
    if chosen.missed:
        _print_missed(answers)
    return 0


def _print_missed(answers: Mapping[str, Sequence[Answer]]) -> None:
    """Only of the questions that may be looked at."""
    for one in (one for every in answers.values() for one in every):
        if not one.question.aside and not one.first:
            print(f"{one.reciprocal:.2f}  {one.question.ask}")
            print(f"      wanted {dict(one.question.right)}\n      found {one.seen}")


if __name__ == "__main__":
    sys.exit(main())
