"""Atom (RFC 4287) as bytes. Plain Python: no library, no viewer; what stands in an entry was decided before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that became public. `identifier` is a tag: URI, the same for ever; `about` is plain text."""

    identifier: str
    title: str
    updated: datetime
    link: str
    about: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `itself` is its own address, `page` that of the page with the same list."""

    identifier: str
    title: str
    subtitle: str
    author: str
    itself: str
    page: str
    entries: Sequence[Entry]


def as_bytes(feed: Feed) -> bytes:
    """The feed as it is sent. Of one without entries the time is the beginning of 1970: nothing happened yet."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    updated = max((entry.updated for entry in feed.entries), default=datetime.fromtimestamp(0, UTC))
    _text(root, "id", feed.identifier)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _instant(updated))
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    _link(root, "self", "application/atom+xml", feed.itself)
    _link(root, "alternate", "text/html", feed.page)
    for entry in feed.entries:
        _entry(root, entry)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, "entry")
    _text(element, "id", entry.identifier)
    _text(element, "title", entry.title)
    _text(element, "updated", _instant(entry.updated))
    _link(element, "alternate", "text/html", entry.link)
    _text(element, "content", entry.about, type="text")


def _text(parent: ElementTree.Element, name: str, words: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = _FORBIDDEN.sub("\ufffd", words)


def _link(parent: ElementTree.Element, relation: str, kind: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
