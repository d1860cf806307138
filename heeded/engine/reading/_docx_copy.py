"""Copies of a Word file that are safe to hand on: built anew from the parts that print and from no others.

Whatever is not reached by a link known here (properties, comments, macros, embedded workbooks,
templates, custom data, thumbnails) is left behind, and so is a kind of metadata that nobody thought of.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_fields import drop_unsafe_fields
from heeded.engine.reading._docx_package import RELATIONSHIP, Package, R, Relation, W, parse, remove
from heeded.engine.reading._docx_settle import (
    drop_marks,
    settle,
    take_out_comments,
    take_out_covered,
    take_out_unseen,
)
from heeded.engine.reading._docx_styles import Styles
from heeded.engine.reading._picture_metadata import without_picture_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = frozenset(
    re.findall(
        r"\S+",
        "officeDocument styles numbering settings fontTable theme footnotes endnotes header footer image "
        "font chart diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing chartColorStyle "
        "chartStyle",
    )
)
_WORDED = ("document", "footnotes", "endnotes", "header", "footer")
_GONE_WITH_TARGET = frozenset(
    re.findall(
        r"\S+",
        "altChunk control OLEObject attachedTemplate subDoc externalData headerSource dataSource "
        "saveThroughXslt printerSettings",
    )
)
_TELLTALES = frozenset(
    re.findall(
        r"\S+",
        "rsids rsid trackRevisions docVars mailMerge attachedTemplate docId dataBinding proofErr permStart "
        "permEnd documentProtection writeProtection removePersonalInformation",
    )
)
_TYPES = "[Content_Types].xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same copy every time


def settled_docx(source: Path, target: Path, *, covered: bool = True) -> None:
    """Write `source` to `target` as readers see it: changes accepted, nothing commented or hidden.

    `covered` takes out paragraphs with a bar drawn over them too; leave them for a copy that is printed
    to PDF, where the reader of the PDF sees exactly which words are covered. Raises FileRefused.
    """
    with Package(source) as package:
        styles = Styles(package.related("styles"))

        def clear(root: "_Element") -> None:
            settle(root)
            if covered:
                take_out_covered(root)
            take_out_unseen(root, styles)
            drop_unsafe_fields(root)

        _Copy(package, clear).write(target)


def docx_without_metadata(source: Path, target: Path) -> None:
    """Write `source` to `target` with its words as they are, but without who, when, comments, macros and fields
    that would fetch something or start a program on a reader's machine.

    For serving a published original, whose changes are settled already. Raises FileRefused.
    """

    def clear(root: "_Element") -> None:
        take_out_comments(root)
        drop_unsafe_fields(root)

    with Package(source) as package:
        _Copy(package, clear).write(target)


class _Copy:
    """Follows the links of a file from its root and writes what it reaches."""

    def __init__(self, package: Package, clear: Callable[["_Element"], None]) -> None:
        self._package = package
        self._clear = clear
        self._kept: dict[str, list[Relation]] = {}
        self._kinds: dict[str, str] = {}

    def write(self, target: Path) -> None:
        self._follow("")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, _TYPES, self._types())
            for name in self._kept:
                if name:
                    _add(archive, name, self._part(name))
                if links := self._links(name):
                    folder, leaf = posixpath.split(name)
                    _add(archive, posixpath.join(folder, "_rels", f"{leaf}.rels"), links)

    def _follow(self, name: str) -> None:
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part in self._kept:
                continue
            self._kept[part] = [each for each in self._package.relations(part) if self._stays(each)]
            for each in self._kept[part]:
                if not each.outside:
                    self._kinds[each.target] = each.kind
                    waiting.append(each.target)

    def _stays(self, relation: Relation) -> bool:
        if relation.outside:
            return (
                relation.kind == "hyperlink"
                and re.match(r"(?i)(https?|mailto):", relation.target) is not None
            )
        return relation.kind in _KEPT and self._package.holds(relation.target)

    def _part(self, name: str) -> bytes:
        data = self._package.data(name) or b""
        kind = self._kinds.get(name, "")
        if kind in ("image", "font"):
            return without_picture_metadata(data)
        root = parse(data)
        if name == self._package.main or kind in _WORDED:
            self._clear(root)
            drop_marks(root)
        self._drop_dangling(name, root)
        _drop_telltales(root)
        return _bytes(root)

    def _drop_dangling(self, name: str, root: "_Element") -> None:
        """Take out what points to parts that were left behind, which Word would call damage."""
        known = {each.id for each in self._kept[name]}
        for element in list(root.iter()):
            for attribute in [key for key in element.attrib if str(key).startswith(R)]:
                if element.get(attribute) in known:
                    continue
                if _local(element) in _GONE_WITH_TARGET:
                    remove(element)
                else:
                    del element.attrib[attribute]

    def _links(self, name: str) -> bytes | None:
        folder, leaf = posixpath.split(name)
        data = self._package.data(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        if not data or not self._kept[name]:
            return None
        root = parse(data)
        known = {each.id for each in self._kept[name]}
        for each in list(root.iter(RELATIONSHIP)):
            if each.get("Id") not in known:
                root.remove(each)
        return _bytes(root)

    def _types(self) -> bytes:
        root = parse(self._package.data(_TYPES) or b"<Types/>")
        kept = {name.lower() for name in self._kept}
        for each in list(root.iterchildren("{*}Override")):
            name = each.get("PartName", "").lstrip("/")
            if name.lower() not in kept:
                root.remove(each)
            elif name == self._package.main:
                each.set("ContentType", _MAIN_TYPE)
        return _bytes(root)


def _drop_telltales(root: "_Element") -> None:
    for element in _elements(root):
        if _local(element) in _TELLTALES:
            remove(element)
            continue
        for key in list(element.attrib):
            name = str(key).rsplit("}", 1)[-1]
            if name.startswith("rsid") or (name == "date" and str(key).startswith(W)):
                del element.attrib[key]
            elif name in ("author", "initials") and str(key).startswith(W):
                element.set(key, "Author")
            elif name in ("name", "descr", "title") and re.search(
                r"\w:\\|^file:|^/(Users|home)/", element.get(key, "")
            ):
                element.set(key, "")


def _elements(root: "_Element") -> "Iterator[_Element]":
    yield from [each for each in root.iter() if isinstance(each.tag, str)]


def _local(element: "_Element") -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _bytes(root: "_Element") -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
