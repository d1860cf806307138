"""The gold of key points and of recommendations: well formed, word for word, kept aside as the README says."""

import hashlib
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.recommendations import fingerprint, words
from heeded.engine.vocabulary import Agency
from heeded.samples._inline import plain_text
from heeded.samples._source import Node, Source, node_texts, read_source, record_text, walk
from tests.samples.printed import letters, pages_of, without_furniture

_HOUSE = Path(__file__).parents[2]
_GOLD = _HOUSE / "benchmarks" / "gold" / "briefings"
_BUILT = _HOUSE / "heeded" / "samples" / "built"
_SOURCES = _HOUSE / "heeded" / "samples" / "sources"
_SHARED = Path(os.environ.get("HEEDED_SHARED") or _HOUSE.parent / "shared") / "data" / "inquiries"
_KEYPOINTS: dict[str, Any] = json.loads((_GOLD / "keypoints.json").read_text(encoding="utf-8"))
_DOCUMENTS: list[dict[str, Any]] = _KEYPOINTS["documents"]
_POINTS: list[dict[str, Any]] = [point for document in _DOCUMENTS for point in document["points"]]
_ENTRIES: list[dict[str, Any]] = json.loads((_GOLD / "recommendations.json").read_text(encoding="utf-8"))[
    "entries"
]
_SAMPLES = [entry for entry in _ENTRIES if not entry["document"].endswith(".pdf")]
_INQUIRIES = [entry for entry in _ENTRIES if entry["document"].endswith(".pdf")]
_PARTS = ["background", "child", "went-well", "went-wrong", "learning", "to-do"]
_LAYOUT_GROUPS = {"docx": "no pages", "html": "no pages", "plain": "no pages"}
_KINDS = {
    "procedure",
    "training",
    "practice",
    "supervision",
    "resources",
    "joint working",
    "information sharing",
    "structure",
}
_KEYS = {
    "id",
    "document",
    "number",
    "fingerprint",
    "kinds",
    "addressees",
    "addressees_also",
    "by_when",
    "opener",
    "weak_opener",
    "strength",
    "doubtful",
    "aside",
}


@cache
def _source(name: str) -> Source:
    return read_source(_SOURCES / f"{name}.md")


@cache
def _printed(name: str) -> tuple[str, ...]:
    """The words of every block of a sample but its headings, without marks."""
    blocks = [node for node in walk(_source(name).body) if node.kind != "heading"]
    return tuple(plain_text(text) for node in blocks for text in node_texts(node))


@cache
def _recommendations(name: str) -> dict[str, Node]:
    records = [node for node in walk(_source(name).body) if node.record == "recommendation"]
    return {node.number: node for node in records}


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document["source"])
def test_every_sentence_stands_in_the_report(document: dict[str, Any]) -> None:
    printed = _printed(document["source"])
    quoted = [sentence for point in document["points"] for sentence in point["any_of"]]
    assert [sentence for sentence in quoted if not any(sentence in text for text in printed)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "document",
    [document for document in _DOCUMENTS if document["layout"] != "scan"],  # a scan has no text to read
    ids=lambda document: document["source"],
)
def test_every_sentence_can_be_read_in_the_built_file(document: dict[str, Any]) -> None:
    file = next(_BUILT.glob(f"{document['source']}.*"), None)
    if file is None:
        pytest.skip("the samples are not built (make samples)")
    head = _source(document["source"]).running_head
    text = "".join(without_furniture(page, head) for page in pages_of(file))
    quoted = [sentence for point in document["points"] for sentence in point["any_of"]]
    assert [sentence for sentence in quoted if letters(sentence) not in text] == []


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda document: document["source"])
def test_a_document_has_a_briefing_s_worth_of_points(document: dict[str, Any]) -> None:
    source = _source(document["source"])
    assert (document["review"], document["layout"]) == (source.review, source.layout)
    assert 12 <= len(document["points"]) <= 25
    found = {point["part"] for point in document["points"]}
    assert found <= set(_PARTS)
    assert {"background", "went-wrong", "to-do"} <= found
    assert set(document["nothing_for"]) <= {*_PARTS, "why"}
    assert not found & set(document["nothing_for"])


def test_points_are_well_formed() -> None:
    assert _KEYPOINTS["parts"] == _PARTS
    assert [name for name, times in Counter(point["id"] for point in _POINTS).items() if times > 1] == []
    for point in _POINTS:
        assert set(point) == {"id", "part", "weight", "point", "any_of"}
        assert point["weight"] in (1, 2)
        assert point["point"].strip()
        assert point["any_of"] and len(set(point["any_of"])) == len(point["any_of"]), point["id"]


def test_what_a_briefing_fails_without_is_neither_all_nor_nothing() -> None:
    for document in _DOCUMENTS:
        weighty = sum(point["weight"] == 2 for point in document["points"])
        assert 0.3 <= weighty / len(document["points"]) <= 0.6, document["source"]


def test_two_documents_of_a_common_layout_are_kept_aside_and_one_of_a_rare_one() -> None:
    layouts = Counter(_LAYOUT_GROUPS.get(document["layout"], document["layout"]) for document in _DOCUMENTS)
    aside = Counter(
        _LAYOUT_GROUPS.get(document["layout"], document["layout"])
        for document in _DOCUMENTS
        if document["aside"]
    )
    assert aside == {layout: 2 if times >= 4 else 1 for layout, times in layouts.items()}


def test_documents_of_one_review_are_on_one_side() -> None:
    sides: dict[str, set[bool]] = {}
    for document in _DOCUMENTS:
        sides.setdefault(document["review"], set()).add(document["aside"])
    assert all(len(side) == 1 for side in sides.values())


def test_every_recommendation_of_the_samples_is_labelled() -> None:
    for document in _DOCUMENTS:
        name = document["source"]
        labelled = [entry["number"] for entry in _SAMPLES if entry["document"] == name]
        assert sorted(labelled) == sorted(_recommendations(name)), name


@pytest.mark.parametrize("entry", _SAMPLES, ids=lambda entry: entry["id"])
def test_a_label_belongs_to_the_recommendation_as_printed(entry: dict[str, Any]) -> None:
    record = _recommendations(entry["document"])[entry["number"]]
    text = record_text(record)
    assert fingerprint(words(text)[:10]) == entry["fingerprint"]
    assert entry["by_when"] is None or entry["by_when"] in text
    unfiled = [
        name.lower() for name in entry["addressees"] if name not in {agency.value for agency in Agency}
    ]
    assert set(unfiled) <= {name.lower() for name in record.addressees}


def test_labels_are_well_formed() -> None:
    agencies = {agency.value for agency in Agency}
    assert len({entry["id"] for entry in _ENTRIES}) == len(_ENTRIES)
    for entry in _ENTRIES:
        assert set(entry) == _KEYS, entry["id"]
        assert 1 <= len(entry["kinds"]) <= 3 and set(entry["kinds"]) <= _KINDS, entry["id"]
        assert entry["addressees"] and len(set(entry["addressees"])) == len(entry["addressees"])
        assert set(entry["addressees_also"]) <= agencies - set(entry["addressees"]), entry["id"]
        assert entry["strength"] in ("stronger", "intermediate", "weaker")
        assert isinstance(entry["weak_opener"], bool) and entry["opener"]
        assert set(entry["doubtful"]) <= _KEYS


def test_the_third_kept_aside_follows_from_the_rule() -> None:
    for entry in _ENTRIES:
        sample = not entry["document"].endswith(".pdf")
        review = _source(entry["document"]).review if sample else entry["document"]
        figure = int(hashlib.sha256(f"{review}|{entry['number']}".encode()).hexdigest(), 16)
        assert entry["aside"] == (figure % 3 == 0), entry["id"]
    assert 0.25 <= sum(entry["aside"] for entry in _ENTRIES) / len(_ENTRIES) <= 0.4


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the inquiry reports (HEEDED_SHARED) are not here")
def test_the_fifty_of_the_inquiries_are_labelled() -> None:
    gold = json.loads((_SHARED / "recommendations.json").read_text(encoding="utf-8"))
    expected = {
        (entry["document"], entry["number"], fingerprint(words(entry["first_words"])[:10])) for entry in gold
    }
    assert {(entry["document"], entry["number"], entry["fingerprint"]) for entry in _INQUIRIES} == expected
