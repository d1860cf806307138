"""Headings: which sections of the printed table of contents are found, with the right page.

Run `python -m benchmarks.headings`. The gold (`gold/headings.json`) was taken with another program and checked by
eye. A file may announce its headings itself, by its printed table of contents and by bookmarks; so the figure is
given with both hints, without the table of contents, and with neither (type and place alone). Three of the ten files
were kept aside from tuning. `strangers` are headings found on sampled pages that a reader would not call headings.
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from heeded.engine.flow import clean
from heeded.engine.passages import passages
from heeded.engine.reading import read_pdf
from heeded.engine.records import Reading, SectionFound
from heeded.engine.sections import Sources, sections

_GOLD = Path(__file__).parent / "gold" / "headings.json"
_WAYS = {
    "all hints": Sources(),
    "no contents": Sources(contents=False),
    "layout only": Sources(contents=False, outline=False),
}
MUST_REACH = 0.95


@dataclass(slots=True)
class Result:
    """What was measured on one file."""

    file: str
    set: str
    pages: int
    entries: int
    found: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    sampled: int = 0  # headings found on the pages sampled
    strangers: int = 0  # ... that are none
    missed: int = 0  # headings of the sampled pages that were not found
    milliseconds: dict[str, float] = field(default_factory=dict)


def shared() -> Path:
    """Where the measuring data lies: HEEDED_SHARED, else beside the project."""
    return Path(os.environ.get("HEEDED_SHARED") or Path(__file__).parents[2] / "shared") / "data"


def key_of(title: str) -> str:
    """A title as the gold keeps it: no words, only a short hash of its letters and figures."""
    letters = re.sub(r"[^a-z0-9]+", "", title.lower())
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def keys_of(title: str) -> set[str]:
    """The keys of a heading: as printed, and without the number of a footnote at its end."""
    return {key_of(title), key_of(re.sub(r"\d{1,3}$", "", title))}


def bare(path: Path) -> None:
    """Extracts the text of every page and does nothing with it: what all other times stand beside."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def measure(entry: dict[str, Any], data: Path) -> Result:
    """Reads one file of the gold and counts."""
    reading = read_pdf(data / entry["file"])
    times: dict[str, float] = {}
    _timed(times, "bare extraction", reading, lambda: bare(data / entry["file"]))
    blocks = _timed(times, "clean", reading, lambda: clean(reading))
    result = Result(
        entry["file"], entry["set"], len(reading.pages), len(entry["entries"]), milliseconds=times
    )
    for way, sources in _WAYS.items():
        result.found[way] = _count(entry["entries"], sections(reading, blocks, sources=sources))
    found = _timed(times, "sections", reading, lambda: sections(reading, blocks))
    _timed(times, "passages", reading, lambda: passages(reading, blocks, found))
    result.headings = len(found)
    _judge(result, entry.get("sample", {}), found)
    return result


def _timed(times: dict[str, float], name: str, reading: Reading, work: Any) -> Any:
    """The answer of `work`; its best CPU milliseconds a page of three goes are kept in `times`."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        answer = work()
        best = min(best, time.process_time() - start)
    times[name] = 1000 * best / max(1, len(reading.pages))
    return answer


def _count(entries: Iterable[dict[str, Any]], found: Iterable[SectionFound]) -> int:
    places = {(key, section.page) for section in found for key in keys_of(section.title)}
    return sum(
        (entry["key"], entry["page"]) in places or (entry.get("also"), entry["page"]) in places
        for entry in entries
    )


def _judge(result: Result, sample: dict[str, list[str]], found: Sequence[SectionFound]) -> None:
    """Against the headings of sampled pages, as read by eye."""
    for page, real in sample.items():
        here = [keys_of(section.title) for section in found if section.page == int(page)]
        result.sampled += len(here)
        result.strangers += sum(not (keys & set(real)) for keys in here)
        result.missed += len(set(real) - {key for keys in here for key in keys})


def results(data: Path | None = None) -> list[Result]:
    """All files of the gold, measured. Raises FileNotFoundError where the data is missing."""
    where = data or shared()
    gold = json.loads(_GOLD.read_text("utf-8"))
    return [measure(entry, where) for entry in gold["files"]]


def share(some: Sequence[Result], way: str) -> float:
    """Entries found with the right page, of all entries."""
    return sum(result.found[way] for result in some) / max(1, sum(result.entries for result in some))


def main() -> None:
    if not shared().is_dir():
        print("headings: skipped, no measuring data (set HEEDED_SHARED)")
        return
    some = results()
    print(
        f"{'file':44}{'set':7}{'pages':>6}{'entries':>8}"
        + "".join(f"{way:>13}" for way in _WAYS)
        + f"{'found/page':>12}"
    )
    for result in some:
        shares = "".join(f"{share([result], way):13.3f}" for way in _WAYS)
        per_page = result.headings / result.pages
        print(
            f"{result.file[-42:]:44}{result.set:7}{result.pages:6}{result.entries:8}{shares}{per_page:12.2f}"
        )
    for name in ("tuned", "aside", ""):
        part = [result for result in some if not name or result.set == name]
        shares = "".join(f"{share(part, way):13.3f}" for way in _WAYS)
        print(f"{name or 'all':57}{sum(result.entries for result in part):8}{shares}")
    sampled, strangers = sum(result.sampled for result in some), sum(result.strangers for result in some)
    missed = sum(result.missed for result in some)
    print(f"sampled pages: {sampled} headings found, {strangers} of them none, {missed} missed")
    pages = sum(result.pages for result in some)
    for name in ("bare extraction", "clean", "sections", "passages"):
        spent = sum(result.milliseconds[name] * result.pages for result in some) / pages
        print(f"{name}: {spent:.3f} ms of CPU a page")
    print(f"must reach {MUST_REACH}: {'yes' if share(some, 'all hints') >= MUST_REACH else 'NO'}")


if __name__ == "__main__":
    main()
