"""Facts proposed on the sample reviews' gold, and on real documents that are no reviews: `python -m benchmarks.facts`.

The samples SET_ASIDE were not looked at while the rules were written; the figures of both parts are printed. The gold
is what a sample's writer listed, filled up with the board, area, nation, kind and date of publication of its front
matter. A value from a closed list, a board or an area must be equal, a date
equal or more exact (the day where the gold has the month); words as stated (method, author's role,
ethnicity, disability, legal status, service level, guidance) are right when they rest on words that overlap the
gold's or say the same (`_alike`). Proposals for a fact that the gold is silent about count as wrong.
"""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from heeded.engine.facts import propose
from heeded.engine.flow import clean
from heeded.engine.reading._docx import read_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._pdf import read_pdf
from heeded.engine.reading._plain import read_plain
from heeded.engine.records import FactFound, Reading
from heeded.engine.sections import sections
from heeded.engine.vocabulary import FactName
from heeded.samples._source import read_source

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HEEDED_SHARED", ROOT.parent / "shared"))
BUILT = ROOT / "heeded" / "samples" / "built"
SOURCES = ROOT / "heeded" / "samples" / "sources"
SET_ASIDE = ("04", "08", "11", "14", "17")
_READERS = {".pdf": read_pdf, ".docx": read_docx, ".html": read_html, ".txt": read_plain}
_AS_STATED = {
    FactName.METHOD, FactName.AUTHOR_ROLE, FactName.ETHNICITY, FactName.DISABILITY, FactName.LEGAL_STATUS,
    FactName.SERVICE_LEVEL, FactName.GUIDANCE,
}  # fmt: skip
Gold = tuple[str, int, str, str]  # name, subject, value, quote


def gold_of(file: str, listed: Sequence[dict[str, object]]) -> list[Gold]:
    """The gold of one sample: the listed facts and those of its front matter."""
    gold = [(str(f["name"]), int(str(f["subject"])), str(f["value"]), str(f["quote"])) for f in listed]
    source = read_source(SOURCES / f"{Path(file).stem}.md")
    front = {
        "board": source.board, "area": source.area if source.board else "", "nation": source.nation,
        "review-type": source.review_type, "date-of-publication": source.published,
    }  # fmt: skip
    known = {name for name, *_ in gold}
    return gold + [(name, 0, value, value) for name, value in front.items() if value and name not in known]


def right(found: FactFound, gold: Gold) -> bool:
    """Does a proposal say what the gold says?"""
    name, subject, value, quote = gold
    if (found.name, found.subject) != (name, subject):
        return False
    if found.value == value or (_is_date(name) and found.value.startswith(value)):
        return True
    return name in _AS_STATED and _alike(found, value, quote)


def _is_date(name: str) -> bool:
    return name.startswith(("date-", "period-"))


def _alike(found: FactFound, value: str, quote: str) -> bool:
    if {found.value, value} & {"none", "not stated"}:
        return _plain(found.value).split()[:1] == _plain(value).split()[:1] or _plain(found.quote) in _plain(
            quote
        )
    same_words = _plain(found.quote) in _plain(quote) or _plain(quote) in _plain(found.quote)
    return same_words or fuzz.token_set_ratio(_plain(found.value), _plain(value)) >= 80


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def read(path: Path) -> Reading:
    """Any sample file as a reading."""
    return _READERS[path.suffix](path)


def facts_of(reading: Reading) -> tuple[tuple[FactFound, ...], float]:
    """The proposals for a reading, and the CPU milliseconds they took."""
    blocks = clean(reading)
    found = sections(reading, blocks)
    propose(reading, blocks, found)  # once to have the tables loaded, as a worker has
    started = time.process_time()
    return propose(reading, blocks, found), (time.process_time() - started) * 1000


def main(only: str = "") -> None:
    """Print both tables; with `only`, what is wrong and missing in the tuned samples whose name begins so."""
    listed = json.loads((BUILT / "gold.json").read_text(encoding="utf-8"))
    for name, aside in (("samples, tuned on", False), ("samples, set aside", True)):
        scores: dict[str, Counter[str]] = {}
        milliseconds, pages, by_confidence = 0.0, 0, Counter[tuple[str, bool]]()
        for file, record in listed.items():
            if (file[:2] in SET_ASIDE) is not aside or not (BUILT / file).exists():
                continue
            reading = read(BUILT / file)
            if not any(page.lines for page in reading.pages):
                continue
            found, taken = facts_of(reading)
            milliseconds, pages = milliseconds + taken, pages + len(reading.pages)
            gold = gold_of(file, record["facts"])
            count(found, gold, scores, by_confidence)
            if only and not aside and file.startswith(only):
                _show(file, found, gold)
        _table(name, scores)
        print(
            f"{milliseconds / max(pages, 1):.3f} ms CPU a page over {pages} pages; of proposals with confidence"
        )
        for step in sorted({step for step, _ in by_confidence}):
            yes, no = by_confidence[step, True], by_confidence[step, False]
            print(f"  {step}: {yes} of {yes + no} right ({yes / (yes + no):.2f})")
        print()
    if not only:
        _others()


def count(
    found: Sequence[FactFound],
    gold: list[Gold],
    scores: dict[str, Counter[str]],
    steps: Counter[tuple[str, bool]],
) -> None:
    """Add one document to the scores."""
    for one in gold:
        scores.setdefault(one[0], Counter())["gold"] += 1
        scores[one[0]]["found"] += any(right(fact, one) for fact in found)
    for fact in found:
        is_right = any(right(fact, one) for one in gold)
        scores.setdefault(fact.name, Counter()).update(proposed=1, right=int(is_right))
        steps[f"{int(fact.confidence * 10) / 10:.1f}", is_right] += 1


def _show(file: str, found: Sequence[FactFound], gold: list[Gold]) -> None:
    print(f"== {file}")
    for fact in found:
        if not any(right(fact, one) for one in gold):
            where = f"{fact.confidence} p{fact.spans[0].page} {fact.quote[:90]!r}"
            print(f"  wrong    {fact.name} {fact.subject} {fact.value!r} {where}")
    for one in gold:
        if not any(right(fact, one) for fact in found):
            print(f"  missing  {one[0]} {one[1]} {one[2][:70]!r} {one[3][:90]!r}")


def _table(title: str, scores: dict[str, Counter[str]]) -> None:
    print(f"{title:22} {'right':>6} {'proposed':>9} {'found':>6} {'gold':>6}  precision recall")
    total = Counter[str]()
    for name in FactName:
        if name.value in scores:
            print(_line(name.value, scores[name.value]))
            total.update(scores[name.value])
    print(_line("all", total))


def _line(name: str, score: Counter[str]) -> str:
    precision, recall = score["right"] / max(score["proposed"], 1), score["found"] / max(score["gold"], 1)
    counts = f"{score['right']:6} {score['proposed']:9} {score['found']:6} {score['gold']:6}"
    return f"{name:22} {counts}  {precision:9.3f} {recall:6.3f}"


def _others() -> None:
    """The real documents, none of them a review: little should be proposed, nothing of a child."""
    for path in _documents():
        reading = read_pdf(path)
        found, taken = facts_of(reading)
        said = ", ".join(f"{fact.name} {fact.value} ({fact.confidence})" for fact in found)
        print(f"{path.name[:44]:44} {taken / max(len(reading.pages), 1):6.3f} ms a page  {said or 'nothing'}")


def _documents() -> Iterator[Path]:
    for folder in ("inquiries", "guidance"):
        yield from sorted((SHARED / "data" / folder).glob("*.pdf"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
