"""How well recommendations are found: `python -m benchmarks.recommendations`.

Measures, each named with its set:

* `inquiries`: two real reports with 50 recommendations (read where they lie, `HEEDED_SHARED`). Precision, recall,
  text right (first ten and last eight words alike and the number of words within 2), pages right (the pages on which
  each begins are exactly those of the gold).
* `guidance`: five real documents that make none of their own: false recommendations in each. The two responses to
  somebody else's report count the same way.
* `samples`: the fictional sample library, when it is built.

The gold of the inquiries came from a list aligned by machine. Where the page says otherwise than that list, read by
eye, `gold/recommendations_corrected.json` says what is right: the number of words and a fingerprint of the last
eight (no third-party sentence is kept here). Both figures are printed: as the gold stands, and corrected.
"""

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.reading import read_pdf
from heeded.engine.records import LearningPointFound
from heeded.engine.sections import sections

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HEEDED_SHARED", ROOT.parent / "shared"))
CORRECTED = Path(__file__).with_name("gold") / "recommendations_corrected.json"
SAMPLES = ROOT / "heeded" / "samples" / "built"
FIRST, LAST, SLACK = 10, 8, 2
_WORD = re.compile(r"[\w&%£]+(?:[’'.,/-][\w]+)*")


@dataclass
class Score:
    """Counts over one set. `text` and `pages` are of those found."""

    name: str
    gold: int = 0
    found: int = 0
    right: int = 0
    text: int = 0
    pages: int = 0
    notes: list[str] = field(default_factory=list)

    def line(self) -> str:
        right = max(self.right, 1)
        return (
            f"{self.name:38} gold {self.gold:4} found {self.found:4}  precision {self.right / max(self.found, 1):.3f}  "
            f"recall {self.right / max(self.gold, 1):.3f}  text {self.text / right:.3f}  pages {self.pages / right:.3f}"
        )


def words(text: str) -> list[str]:
    """Words as they are compared: small letters, straight quotation marks, no signs."""
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("\u2011", "-").replace("–", "-")
    return [word.replace("-", "").replace("'", "") for word in _WORD.findall(plain)]


def fingerprint(some: Sequence[str]) -> str:
    """A short hash of words, so that a correction needs no quoting."""
    return hashlib.sha256("".join(some).encode()).hexdigest()[:12]


def found_in(path: Path) -> tuple[tuple[LearningPointFound, ...], float, int]:
    """The learning points of a PDF, the CPU milliseconds their finding took, and the number of pages."""
    reading = read_pdf(path)
    blocks = clean(reading)
    tree = sections(reading, blocks)
    begun = time.process_time()
    found = learning_points(reading, blocks, tree)
    return found, (time.process_time() - begun) * 1000, len(reading.pages)


def recommendations(found: Sequence[LearningPointFound]) -> list[LearningPointFound]:
    return [one for one in found if one.kind == "recommendation"]


def _begins_alike(gold: dict[str, Any], text: list[str]) -> bool:
    return "".join(text[: FIRST + 3]).startswith("".join(words(gold["first_words"]))[:40])


def _text_right(gold: dict[str, Any], text: list[str]) -> bool:
    if abs(len(text) - gold["words"]) > SLACK:
        return False
    if "last" in gold:
        return bool(fingerprint(text[-LAST:]) == gold["last"])
    return "".join(text).endswith("".join(words(gold["last_words"])))


def score(name: str, gold: Sequence[dict[str, Any]], found: Sequence[LearningPointFound]) -> Score:
    """Compares what was found with gold entries of one document: matched by their first words."""
    result = Score(name, gold=len(gold), found=len(found))
    left = [(one, words(one.text)) for one in found]
    for entry in gold:
        match = next((pair for pair in left if _begins_alike(entry, pair[1])), None)
        if match is None:
            result.notes.append(f"missed {entry['number']}: {entry['first_words'][:60]}")
            continue
        left.remove(match)
        one, text = match
        result.right += 1
        pages = sorted({place[0].page for place in one.places})
        result.text += (right_text := _text_right(entry, text))
        result.pages += (right_pages := pages == sorted(entry["pages"]))
        if not right_text:
            result.notes.append(f"text of {entry['number']}: {len(text)} words, gold {entry['words']}")
        if not right_pages:
            result.notes.append(f"pages of {entry['number']}: {pages}, gold {entry['pages']}")
        if one.number != entry["number"]:
            result.notes.append(f"number of {entry['number']} is {one.number!r}")
    result.notes.extend(f"false {one.number}: {one.text[:70]!r}" for one, _ in left)
    return result


def inquiries() -> Iterator[Score]:
    """The two real reports, by the gold as it stands and as corrected by eye."""
    folder = SHARED / "data" / "inquiries"
    gold = json.loads((folder / "recommendations.json").read_text(encoding="utf-8"))
    corrections = json.loads(CORRECTED.read_text(encoding="utf-8"))["entries"]
    for document in sorted({entry["document"] for entry in gold}):
        found, spent, pages = found_in(folder / document)
        entries = [entry for entry in gold if entry["document"] == document]
        mended = [{**entry, **_correction(corrections, entry)} for entry in entries]
        as_given = score(
            f"inquiries, {document.removesuffix('.pdf')}, as given", entries, recommendations(found)
        )
        as_given.notes = []
        yield as_given
        corrected = score(
            f"inquiries, {document.removesuffix('.pdf')}, corrected", mended, recommendations(found)
        )
        corrected.notes.append(f"{spent / pages:.3f} ms of CPU a page")
        yield corrected


def _correction(corrections: Sequence[dict[str, Any]], entry: dict[str, Any]) -> dict[str, Any]:
    return next(
        (
            one
            for one in corrections
            if one["document"] == entry["document"] and one["number"] == entry["number"]
        ),
        {},
    )


def negatives() -> Iterator[tuple[str, int, list[str]]]:
    """Documents that make no recommendations of their own: how many were found all the same."""
    data = SHARED / "data"
    for path in [
        *sorted((data / "guidance").glob("*.pdf")),
        *sorted((data / "inquiries").glob("*-response.pdf")),
    ]:
        found = recommendations(found_in(path)[0])
        yield path.stem, len(found), [one.text[:90] for one in found]


def samples() -> Iterator[Score]:
    """The sample library's own gold, all kinds of learning point."""
    gold_file = SAMPLES / "gold.json"
    if not gold_file.exists():
        return
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    for name, document in sorted(gold.items()):
        if name.endswith(".pdf") and document.get("records") and _has_text(SAMPLES / name):
            yield _sample(name, document["records"])


def _has_text(path: Path) -> bool:
    """Whether a file has words to read without a scanner's eye."""
    return any(page.text.strip() for page in read_pdf(path).pages)


def _sample(name: str, gold: Sequence[dict[str, Any]]) -> Score:
    found = list(found_in(SAMPLES / name)[0])
    result = Score(f"samples, {name}", gold=len(gold), found=len(found))
    for entry in gold:
        match = next((one for one in found if _is_sample(one, entry)), None)
        if match is None:
            result.notes.append(f"missed {entry['kind']} {entry.get('number')}: {entry['text'][:60]}")
            continue
        found.remove(match)
        result.right += 1
        result.text += (right_text := match.text == entry["text"])
        pages = sorted({place[0].page for place in match.places})
        result.pages += (right_pages := pages == sorted(set(entry["pages"] or [1])))
        result.notes.extend(_differences(entry, match, pages, right_text=right_text, right_pages=right_pages))
    result.notes.extend(f"false {one.kind} {one.number}: {one.text[:70]!r}" for one in found)
    return result


def _is_sample(one: LearningPointFound, entry: dict[str, Any]) -> bool:
    return one.kind == entry["kind"] and words(one.text)[:6] == words(entry["text"])[:6]


def _differences(
    entry: dict[str, Any], match: LearningPointFound, pages: list[int], *, right_text: bool, right_pages: bool
) -> Iterator[str]:
    if not right_text:
        yield f"text of {entry['number']}: {match.text[-90:]!r}, gold {entry['text'][-90:]!r}"
    if not right_pages:
        yield f"pages of {entry['kind']} {entry['number']}: {pages}, gold {entry['pages']}"
    # R3 is printed for what the gold counts as 3
    if re.sub(r"^[A-Z]+(?=\d)", "", match.number) != entry["number"]:
        yield f"number of {entry['kind']} {entry['number']!r} is {match.number!r}"
    if list(match.addressees) != entry["addressees"] and entry["addressees"]:
        yield f"addressees of {entry['kind']} {entry['number']}: {match.addressees}, gold {entry['addressees']}"


def _total(results: Sequence[Score]) -> Score:
    """All scores of a set together; of the inquiries those by the corrected gold."""
    counted = [one for one in results if not one.name.endswith("as given")]
    names = ("gold", "found", "right", "text", "pages")
    label = counted[0].name.split(",")[0] if counted else "nothing"
    return Score(f"{label}, together", *(sum(getattr(one, name) for one in counted) for name in names))


def run(say: Callable[[str], None] = print, *, verbose: bool = False) -> list[Score]:
    """Measures everything that is there and says it; returns the scores."""
    scores: list[Score] = []
    sets = [samples]
    if (SHARED / "data" / "inquiries").is_dir():
        sets.insert(0, inquiries)
    else:
        say("inquiries and guidance: not here (HEEDED_SHARED), skipped")
    for one_set in sets:
        results = list(one_set())
        scores.extend(results)
        for result in results:
            say(result.line())
            for note in result.notes if verbose else ():
                say(f"    {note}")
        say(_total(results).line())
    if (SHARED / "data" / "guidance").is_dir():
        for name, number, texts in negatives():
            say(f"false recommendations, {name[:60]:62} {number}")
            for text in texts if verbose else ():
                say(f"    {text!r}")
    return scores


if __name__ == "__main__":
    run(verbose="-v" in sys.argv)
