"""The parts of a Word file: XML with every way out of the file shut, and bounds on what it may unpack to."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from heeded.engine.reading._archive import ArchiveLimits, Stream, open_archive, refuse_bombs
from heeded.engine.reading._errors import FileRefused

if TYPE_CHECKING:
    from types import TracebackType

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_MEGABYTE = 1024 * 1024
_LARGEST_XML = 40 * _MEGABYTE  # bytes of one XML part: some 4,000 pages
_LIMITS = ArchiveLimits(members=20_000, total=1_024 * _MEGABYTE, member=512 * _MEGABYTE)
# "Strict Open XML" files name the same things by other addresses
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_SAVE_AGAIN = "Open it in Word, save it again as DOCX and add the new file."


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: `kind` is the last word of its type; outside targets are never opened."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """An open Word file. Use as a context manager. Raises FileRefused for broken or overflowing files."""

    def __init__(self, path: Path) -> None:
        self.archive = open_archive(path)
        entries = self.archive.infolist()
        refuse_bombs(entries, _LIMITS, stored=path.stat().st_size)
        self._names = {entry.filename.lower().lstrip("/"): entry for entry in entries}
        self.main = self._main_part()

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, kind: object, value: object, trace: "TracebackType | None") -> None:
        self.archive.close()

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        entry = self._names.get(name.lower().lstrip("/"))
        return None if entry is None else self._read(entry)

    def holds(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower().lstrip("/") in self._names

    def xml(self, name: str) -> "_Element | None":
        """A part as a tree, or None where there is none of that name."""
        data = self.data(name)
        return None if data is None else parse(data)

    def relations(self, name: str) -> list[Relation]:
        """What the part of that name points to."""
        folder, leaf = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        return [] if root is None else [_relation(each, folder) for each in root.iter(RELATIONSHIP)]

    def related(self, kind: str) -> "_Element | None":
        """The part that the main document points to as `kind` ("styles", "footnotes"), as a tree."""
        for relation in self.relations(self.main):
            if relation.kind == kind and not relation.outside:
                return self.xml(relation.target)
        return None

    def _main_part(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and not relation.outside:
                return relation.target
        return "word/document.xml"

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.filename.endswith((".xml", ".rels")) and entry.file_size > _LARGEST_XML:
            raise FileRefused(
                "This Word file is too long to be read in one piece.", "Split it and add the parts."
            )
        try:
            with Stream(self.archive.open(entry), entry.file_size) as source:
                return source.read()
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
            raise FileRefused("This Word file is damaged.", _SAVE_AGAIN) from problem


def parse(data: bytes) -> "_Element":
    """XML as a tree: no entity is replaced, no outside file or address is opened."""
    from lxml import etree

    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise FileRefused("This Word file is damaged.", _SAVE_AGAIN) from problem


def value(element: "_Element | None", child: str | None = None) -> str | None:
    """The `w:val` of the element, or of its child of that name."""
    if element is not None and child is not None:
        element = element.find(W + child)
    return None if element is None else element.get(W + "val")


def switched(element: "_Element | None") -> bool:
    """Whether a property that is either there or not is on: `<w:b/>` is, `<w:b w:val="0"/>` is not."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number as the file writes it, or `otherwise` where it writes nonsense."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def unwrap(element: "_Element") -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)


def remove(element: "_Element") -> None:
    """Take an element out with all that it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _relation(element: "_Element", folder: str) -> Relation:
    target = unquote(element.get("Target", ""))
    outside = element.get("TargetMode") == "External"
    if not outside:
        target = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
    return Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, outside)
