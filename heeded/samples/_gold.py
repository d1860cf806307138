"""What a careful reader would find in a document, as its author marked it."""

from typing import Any

from ._inline import plain_text
from ._quotes import title_page_lines
from ._source import Fact, Node, Source, record_text, walk
from ._typst import Placed

Gold = dict[str, Any]


def gold_of(source: Source, placed: Placed | None) -> Gold:
    """The gold of one document; pages are null where the file has none (`placed` is None)."""
    return {
        "review": source.review,
        "records": _records(source, placed),
        "sections": _sections(source, placed),
        "facts": [_fact(source, index, fact, placed) for index, fact in enumerate(source.facts)],
    }


def _records(source: Source, placed: Placed | None) -> list[Gold]:
    found: dict[tuple[str, str, str], Gold] = {}
    printings = (node for node in walk(source.body) if node.kind == "record")
    for index, node in enumerate(printings):
        text = record_text(node)
        entry = found.setdefault((node.record, node.number, text), _record(node, text))
        if placed:
            first, last = placed.records[index]
            entry["pages"] = [*(entry["pages"] or []), first]
            entry["last_pages"] = [*(entry["last_pages"] or []), last]
    return list(found.values())


def _record(node: Node, text: str) -> Gold:
    return {
        "kind": node.record,
        "number": node.number,
        "text": text,
        "addressees": list(node.addressees),
        "pages": None,
        "last_pages": None,
    }


def _sections(source: Source, placed: Placed | None) -> list[Gold]:
    headings = [node for node in walk(source.body) if node.kind == "heading"]
    return [
        {
            "title": plain_text(node.text),
            "level": node.level,
            "kind": node.section,
            "page": placed.headings[index] if placed else None,
        }
        for index, node in enumerate(headings)
    ]


def _fact(source: Source, index: int, fact: Fact, placed: Placed | None) -> Gold:
    entry: Gold = {
        "name": fact.name,
        "value": fact.value,
        "quote": fact.quote,
        "subject": fact.subject,
        "page": None,
    }
    if placed:
        entry["page"] = placed.facts.get(index) or _heading_page(source, fact, placed)
    return entry


def _heading_page(source: Source, fact: Fact, placed: Placed) -> int:
    """Headings carry no marks (the contents would repeat them); what is in none stands on the title page."""
    headings = [node for node in walk(source.body) if node.kind == "heading"]
    for node, page in zip(headings, placed.headings, strict=True):
        if fact.quote in plain_text(node.text):
            return page
    assert any(fact.quote in line for line in title_page_lines(source))
    return 1
