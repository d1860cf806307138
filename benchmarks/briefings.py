"""How good the draft of a briefing is: `python -m benchmarks.briefings`.

Against `gold/briefings/keypoints.json` (its README says how it was made): the share of key points that the page-long
draft covers, those of weight 2 and all, on the documents to tune on and on those kept aside, beside three baselines
with the same number of words (the first sentences; TextRank; sentences by lot, the mean of five draws). A point is
covered when a line holds seven words in ten of a sentence that carries it, in their order.

Then for every sample and the two real inquiry reports: lines, words, whether each line's quote stands where its
citation says and holds the line's words, and the CPU seconds of a draft once the report is read.
"""

import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heeded.engine.briefing import Draft, Report, draft, judged, running_sentences
from heeded.engine.briefing._centrality import centrality
from heeded.engine.briefing._choosing_cues import words_of
from heeded.engine.briefing._choosing_features import Features, features
from heeded.engine.briefing._choosing_units import units_of
from heeded.engine.briefing._prose import is_prose
from heeded.engine.briefing._unit import Unit
from heeded.engine.citation import cite

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HEEDED_SHARED", ROOT.parent / "shared"))
GOLD = Path(__file__).with_name("gold") / "briefings" / "keypoints.json"
SAMPLES = ROOT / "heeded" / "samples" / "built"
MUST_COVER, MUST_TAKE = 0.70, 3.0
_ENOUGH = 0.7  # of the words of a carrying sentence, in order
_DRAWS = 5
_FOOTNOTE = re.compile(r"(?<=[a-z)’”][.,;:])\d{1,3}$|(?<=[a-z][a-z])\d{1,3}$")
_ENDINGS = (".pdf", ".docx", ".html", ".txt")


@dataclass(frozen=True)
class Measured:
    """A document of the gold, with what the chooser sees of its sentences and what a reader made of them."""

    gold: dict[str, Any]
    report: Report
    units: list[Unit]
    seen: list[Features]
    wanted: list[float]


def documents() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    return found


def tuned() -> list[dict[str, Any]]:
    return [one for one in documents() if not one["aside"]]


def aside() -> list[dict[str, Any]]:
    return [one for one in documents() if one["aside"]]


def report_of(path: Path) -> Report:
    """A file as the earlier steps leave it for the chooser."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heeded.config.settings")
    from heeded.intake.preview import preview

    seen = preview(path)
    return Report(seen.reading, seen.blocks, seen.sections, seen.learning_points, seen.facts)


def sample(source: str) -> Report:
    return report_of(
        next(SAMPLES / f"{source}{ending}" for ending in _ENDINGS if (SAMPLES / f"{source}{ending}").exists())
    )


def measured(some: Sequence[dict[str, Any]]) -> list[Measured]:
    """The documents with the features of each sentence, and 1, a half or 0 for what it carries."""
    return [_measured(gold, sample(gold["source"])) for gold in some]


def _measured(gold: dict[str, Any], report: Report) -> Measured:
    running = running_sentences(report.blocks, report.sections)
    units = units_of(report, running)
    why = {one.sentence.order: one.sureness for one in judged(running, report.sections)}
    seen = features(report, units, why, centrality(units))
    return Measured(gold, report, units, seen, [_carried(unit.words, gold) / 2 for unit in units])


def _carried(line: Sequence[str], gold: dict[str, Any]) -> float:
    """The weight of the weightiest point that a line carries."""
    return max((point["weight"] for point in gold["points"] if carries(line, point)), default=0)


def carries(line: Sequence[str], point: dict[str, Any]) -> bool:
    return any(_holds(line, words_of(sentence)) for sentence in point["any_of"])


def _holds(line: Sequence[str], sentence: Sequence[str]) -> bool:
    enough = _ENOUGH * len(sentence)
    shared = sum((Counter(line) & Counter(sentence)).values())
    return shared >= enough and _in_order(line, sentence) >= enough


def _in_order(line: Sequence[str], sentence: Sequence[str]) -> int:
    """How many words stand in both in the same order (longest common subsequence)."""
    before = [0] * (len(sentence) + 1)
    for word in line:
        now = [0]
        for at, other in enumerate(sentence):
            now.append(before[at] + 1 if word == other else max(now[at], before[at + 1]))
        before = now
    return before[-1]


def covered(lines: Sequence[Sequence[str]], gold: dict[str, Any]) -> tuple[int, int, int, int]:
    """Points of weight 2 covered, all of weight 2, all covered, all points."""
    held = [any(carries(line, point) for line in lines) for point in gold["points"]]
    heavy = [there for there, point in zip(held, gold["points"], strict=True) if point["weight"] == 2]
    return sum(heavy), len(heavy), sum(held), len(held)


def lines_of(drafted: Draft) -> list[list[str]]:
    return [words_of(line.text) for part in drafted.parts for line in part.lines]


def _first(one: Measured) -> list[int]:
    return list(range(len(one.units)))


def _textrank(one: Measured) -> list[int]:
    ranks = centrality(one.units)
    return sorted(range(len(ranks)), key=lambda at: -ranks[at])


def _by_lot(seed: int) -> Callable[[Measured], list[int]]:
    def order(one: Measured) -> list[int]:
        found = list(range(len(one.units)))
        random.Random(seed).shuffle(found)
        return found

    return order


def filled(one: Measured, order: Sequence[int], words: int) -> list[list[str]]:
    """Sentences in the order given until no more words may be had."""
    found: list[list[str]] = []
    for at in order:
        unit = one.units[at]
        if is_prose(unit) and len(unit.words) <= words:
            found.append(unit.words)
            words -= len(unit.words)
    return found


def table(name: str, some: Sequence[Measured]) -> dict[str, tuple[float, float]]:
    """The shares of weight 2 and of all points covered, by each way of choosing."""
    ways: dict[str, list[tuple[int, int, int, int]]] = {}
    for one in some:
        mine = lines_of(draft(one.report))
        words = sum(map(len, mine))
        ways.setdefault("draft", []).append(covered(mine, one.gold))
        orders: dict[str, list[Callable[[Measured], list[int]]]] = {
            "first sentences": [_first],
            "TextRank": [_textrank],
            "by lot": [_by_lot(seed) for seed in range(_DRAWS)],
        }
        for way, several in orders.items():
            ways.setdefault(way, []).extend(
                covered(filled(one, order(one), words), one.gold) for order in several
            )
    shares = {way: _shares(counts) for way, counts in ways.items()}
    for way, (heavy, every) in shares.items():
        print(f"{name:10}{way:18}{heavy:10.3f}{every:10.3f}")
    return shares


def _shares(counts: Sequence[tuple[int, int, int, int]]) -> tuple[float, float]:
    heavy, of_heavy, held, of_all = (sum(one[at] for one in counts) for at in range(4))
    return heavy / of_heavy, held / of_all


def wrong_lines(report: Report, drafted: Draft) -> Iterator[str]:
    """Lines whose quote does not begin on its page, or that hold a word that their quote has not."""
    pages = {page.number: page for page in report.reading.pages}
    for part in drafted.parts:
        for line in part.lines:
            quote = cite([pages[number] for number in {span.page for span in line.spans}], line.spans).quote
            if quote != line.quote or not _bare(pages[line.page].text[line.spans[0].start :]).startswith(
                _bare(quote)[:20]
            ):
                yield f"quote: {line.quote[:80]!r}"
            if not is_part_of(line.text, quote):
                yield f"words: {line.text!r} / {quote!r}"


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def is_part_of(text: str, quote: str) -> bool:
    """True where the words of `text` are words of `quote` in the same order; a word broken by the printer is whole."""
    rest = iter(_bare(_FOOTNOTE.sub("", word)) for word in quote.split())
    return all(word in rest for word in map(_bare, text.split()) if word)


def files() -> list[Path]:
    found = sorted(path for path in SAMPLES.iterdir() if path.suffix in _ENDINGS)
    inquiries = SHARED / "data" / "inquiries"
    return found + sorted(inquiries.glob("*-report.pdf"))


def each(path: Path) -> tuple[int, float]:
    """Drafts one file and says what came of it: wrong lines, and the best CPU seconds of three."""
    report = report_of(path)
    drafted = draft(report)
    spent = []
    for _ in range(3):
        begun = time.process_time()
        draft(report)
        spent.append(time.process_time() - begun)
    wrong = list(wrong_lines(report, drafted))
    lines = lines_of(drafted)
    words = sum(map(len, lines))
    counts = f"{len(report.reading.pages):6}{len(lines):7}{words:7}{len(wrong):7}{min(spent):9.2f}"
    print(f"{path.name[:44]:46}{counts}")
    for one in wrong:
        print(f"    {one}")
    return len(wrong), min(spent)


def main() -> int:
    with_aside = "--tuned" not in sys.argv
    print(f"{'set':10}{'chosen by':18}{'weight 2':>10}{'all':>10}")
    found = [table("tuned", measured(tuned()))]
    if with_aside:
        found.append(table("aside", measured(aside())))
    print(f"\n{'file':46}{'pages':>6}{'lines':>7}{'words':>7}{'wrong':>7}{'seconds':>9}")
    results = [each(path) for path in files()]
    reached = all(shares["draft"][0] >= MUST_COVER for shares in found)
    right = not any(wrong for wrong, _ in results) and all(spent <= MUST_TAKE for _, spent in results)
    print(f"must cover {MUST_COVER} of weight 2: {'yes' if reached else 'NO'}")
    print(f"every line on its page, each within {MUST_TAKE} s: {'yes' if right else 'NO'}")
    return 0 if reached and right else 1


if __name__ == "__main__":
    sys.exit(main())
