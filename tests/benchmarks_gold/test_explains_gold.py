"""The gold of explaining sentences: well formed, and every sentence of a sample stands on the page it names."""

import hashlib
import json
import math
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from heeded.engine.flow import clean, sentences
from heeded.engine.reading import read_pdf
from tests.samples.printed import letters, pages_of

_HOUSE = Path(__file__).parents[2]
_GOLD: dict[str, list[dict[str, Any]]] = json.loads(
    (_HOUSE / "benchmarks/gold/briefings/explains.json").read_text(encoding="utf-8")
)
_SAMPLES, _INQUIRIES = _GOLD["samples"], _GOLD["inquiries"]
_BUILT = _HOUSE / "heeded/samples/built"
_SHARED = Path(os.environ.get("HEEDED_SHARED") or _HOUSE.parent / "shared") / "data" / "inquiries"
_COMMON = {"id", "document", "page", "is", "doubtful", "alone", "drawn", "aside"}
_PATTERNS = range(1, 7)  # the six of the Learning Together model, in its order


def fingerprint(text: str) -> tuple[int, str]:
    """How many words `text` has and the first 16 hexadecimal figures of their hash."""
    words = re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower().replace("’", "'"))
    return len(words), hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


@cache
def _printed(document: str) -> list[str]:
    return [letters(page) for page in pages_of(_BUILT / document)]


@cache
def _sentences_by_page(document: str) -> dict[int, list[str]]:
    """Running text of an inquiry report, by the page on which each sentence begins."""
    found: dict[int, list[str]] = {}
    for block in clean(read_pdf(_SHARED / document)):
        if block.kind not in ("paragraph", "item"):
            continue
        for start, end in sentences(block.text):
            page = block.spans(start, end)[0].page
            found.setdefault(page, []).append(block.text[start:end])
    return found


def test_ids_are_unique() -> None:
    ids = Counter(entry["id"] for entry in _SAMPLES + _INQUIRIES)
    assert [one for one, times in ids.items() if times > 1] == []


def test_entries_have_their_form() -> None:
    for entry in _SAMPLES:
        assert (
            _COMMON | {"text", "pattern"} <= set(entry) <= _COMMON | {"text", "pattern", "why_note", "second"}
        )
        assert entry["pattern"] is None or entry["pattern"] in _PATTERNS and entry["is"] == "explains", entry
    for entry in _INQUIRIES:
        assert set(entry) - {"second"} == _COMMON | {"sentence_on_page", "words", "fingerprint"}, entry
        assert re.fullmatch(r"[0-9a-f]{16}", entry["fingerprint"]), entry
    for entry in _SAMPLES + _INQUIRIES:
        assert entry["is"] in ("explains", "describes"), entry
        assert isinstance(entry["doubtful"], bool) and isinstance(entry["aside"], bool), entry
        assert isinstance(entry["alone"], bool) == (entry["is"] == "explains"), entry


def test_enough_was_labelled() -> None:
    everything = _SAMPLES + _INQUIRIES
    assert len(_SAMPLES) >= 600 and len(_INQUIRIES) >= 350
    assert sum(entry["is"] == "explains" for entry in everything) >= 200
    for rows in (_SAMPLES, _INQUIRIES):
        aside = [entry for entry in rows if entry["aside"]]
        assert 0.28 <= len(aside) / len(rows) <= 0.40
        assert sum(entry["is"] == "explains" for entry in aside) >= 20


def test_the_second_reader_was_given_what_the_hash_drew() -> None:
    for rows, drawn in ((_SAMPLES, 160), (_INQUIRIES, 80)):
        first = sorted(rows, key=_draw, reverse=True)[:drawn]
        assert {entry["id"] for entry in rows if "second" in entry} == {entry["id"] for entry in first}
        assert {entry["second"] for entry in first} == {"explains", "describes"}


def _draw(entry: dict[str, Any]) -> float:
    figures = int(hashlib.sha256(f"second reader {entry['id']}".encode()).hexdigest()[:12], 16)
    return math.log((figures + 1) / 16**12) / (2 if entry["drawn"] == "analysis" else 1)


@pytest.mark.parametrize(
    ("rows", "kappa", "f1"),
    [(_SAMPLES + _INQUIRIES, 0.851, 0.895), (_SAMPLES, 0.864, 0.912), (_INQUIRIES, 0.791, 0.828)],
)
def test_the_two_readers_agree_as_the_page_says(rows: list[dict[str, Any]], kappa: float, f1: float) -> None:
    pairs = [
        (entry["is"] == "explains", entry["second"] == "explains") for entry in rows if "second" in entry
    ]
    first, second = (sum(side) for side in zip(*pairs, strict=True))
    count, both = len(pairs), sum(one and other for one, other in pairs)
    agreed = sum(one == other for one, other in pairs) / count
    chance = (first * second + (count - first) * (count - second)) / count**2
    assert (agreed - chance) / (1 - chance) == pytest.approx(kappa, abs=0.001)
    assert 2 * both / (first + second) == pytest.approx(f1, abs=0.001)


def test_where_the_readers_differ_the_label_is_doubtful() -> None:
    assert [
        e["id"] for e in _SAMPLES + _INQUIRIES if e.get("second", e["is"]) != e["is"] and not e["doubtful"]
    ] == []


def test_whole_stretches_are_kept_aside() -> None:
    sides: dict[str, set[bool]] = {}
    for entry in _SAMPLES + _INQUIRIES:
        sides.setdefault(entry["id"].split(".")[0], set()).add(entry["aside"])
    assert {stretch for stretch, side in sides.items() if True in side} == {
        stretch for stretch in sides if int(stretch) % 3 == 1
    }
    assert all(len(side) == 1 for side in sides.values())


def test_no_sentence_stands_on_both_sides() -> None:
    tuned = {letters(entry["text"]) for entry in _SAMPLES if not entry["aside"]}
    tuned |= {entry["fingerprint"] for entry in _INQUIRIES if not entry["aside"]}
    aside = {
        entry.get("fingerprint") or letters(entry["text"])
        for entry in _SAMPLES + _INQUIRIES
        if entry["aside"]
    }
    assert tuned & aside == set()


def test_the_same_words_have_the_same_label() -> None:
    labels: dict[str, set[str]] = {}
    for entry in _SAMPLES:
        labels.setdefault(entry["text"], set()).add(entry["is"])
    assert {text for text, said in labels.items() if len(said) > 1} == set()


@pytest.mark.parametrize("document", sorted({entry["document"] for entry in _SAMPLES}))
def test_sentences_of_samples_stand_on_their_page(document: str) -> None:
    pages = _printed(document)
    for entry in _SAMPLES:
        if entry["document"] == document:
            words = letters(entry["text"])
            if document.endswith(
                ".docx"
            ):  # Word counts "Learning point 2:" itself: that is nowhere in the text
                words = letters(re.sub(r"^(Learning point|Good practice) \d+: ", "", entry["text"]))
            assert _begins_on(pages, entry["page"], words), entry["id"]


def _begins_on(pages: list[str], page: int, words: str) -> bool:
    """Whether `words` stand on `page`, or begin at its foot and end on the next page after its running head."""
    if words in pages[page - 1]:
        return True
    after = pages[page] if page < len(pages) else ""
    return any(
        words[:cut] in pages[page - 1] and words[cut:] in after for cut in range(len(words) - 1, 0, -1)
    )


@pytest.mark.slow
@pytest.mark.parametrize("document", sorted({entry["document"] for entry in _INQUIRIES}))
def test_fingerprints_fit_the_inquiry_reports(document: str) -> None:
    if not (_SHARED / document).exists():
        pytest.skip("the inquiry reports are not beside the project")
    by_page = _sentences_by_page(document)
    for entry in _INQUIRIES:
        if entry["document"] == document:
            prints = [fingerprint(text) for text in by_page[entry["page"]]]
            assert (entry["words"], entry["fingerprint"]) in prints, entry["id"]
