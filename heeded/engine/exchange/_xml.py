"""XML with every way out of the file shut, and the identifiers that REFI-QDA asks for."""

import re
import uuid
from typing import TYPE_CHECKING

from heeded.engine.reading import FileRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "Heeded"
_OURS = uuid.UUID("6f2f3c1e-6f0c-5b9f-9f43-1f1f2f1d7a60")
_BEFORE_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SAVE_AGAIN = "Export it again from the program that made it."


def parsed(data: bytes, what: str) -> "_Element":
    """XML as a tree. Refused: a document type (there entities are declared), broken XML, elements nested too deep."""
    from lxml import etree

    plain = _in_utf8(data)
    refuse_document_type(plain, what)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        deep = "depth" in str(problem).lower()
        raise FileRefused(
            f"This {what} is nested too deep to be read."
            if deep
            else f"This {what} is not whole: its XML is broken.",
            _SAVE_AGAIN,
        ) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileRefused(f"This {what} declares a document type.", _SAVE_AGAIN)
    return root


def refuse_document_type(data: bytes, what: str) -> None:
    """Raise FileRefused for XML with a document type, where entities are declared that swell without end."""
    data = _in_utf8(data)
    found = _BEFORE_ROOT.match(data)
    start = found.end() if found else 0
    if data[start : start + 9].upper() == b"<!DOCTYPE":
        raise FileRefused(f"This {what} declares a document type, which none of them needs.", _SAVE_AGAIN)


def _in_utf8(data: bytes) -> bytes:
    """UTF-16 and byte order marks taken away, so that what comes before the first element can be read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        return re.sub(r"\A\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def children(element: "_Element | None", name: str) -> "list[_Element]":
    """The elements of that name right inside `element`, whatever version of the schema they are of."""
    return [] if element is None else list(element.iterchildren(f"{{*}}{name}"))


def child(element: "_Element | None", name: str) -> "_Element | None":
    """The first element of that name right inside `element`."""
    return next(iter(children(element, name)), None)


def text_in(element: "_Element | None", name: str) -> str:
    """The text of the first element of that name right inside `element`, or nothing."""
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def writable(text: str) -> str:
    """The text with what XML cannot hold replaced by �, one for one."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def guid_for(*parts: str) -> str:
    """The identifier that the thing with this name has in every file of ours."""
    return str(uuid.uuid5(_OURS, "\n".join(part.encode("utf-8", "replace").decode() for part in parts)))


def plain_guid(text: str | None) -> str:
    """A GUID as it is compared: small letters, no braces."""
    return (text or "").strip().strip("{}").lower()
