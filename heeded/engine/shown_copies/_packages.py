"""Spreadsheets and slides built anew from the parts that show and from no others, as copies of Word files are.

What is not reached from the main part by a link known here (properties, comments, people, macros, embedded files,
custom data, thumbnails, printers) is left behind. What would leave a hole where a reader sees something is refused.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import RELATIONSHIP, Package, R, Relation, parse, remove
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._picture_metadata import without_picture_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHARED = frozenset(
    "officeDocument theme themeOverride tableStyles styles image chart chartStyle chartColorStyle chartUserShapes "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing hyperlink drawing".split()
)
_WITHOUT_AN_ID = frozenset(
    "theme themeOverride tableStyles styles sharedStrings chartStyle chartColorStyle diagramDrawing slideLayout "
    "slideMaster".split()
)
_GONE_WITH_TARGET = frozenset(
    "hlinkClick hlinkHover hlinkMouseOver hyperlink videoFile audioFile wavAudioFile quickTimeFile externalData "
    "sheet legacyDrawing legacyDrawingHF".split()
)
_COUNTED = {
    "comments": "comments",
    "threadedComment": "comments",
    "notesSlide": "notes",
    "video": "recordings",
    "audio": "recordings",
    "package": "embedded",
    "pivotCacheDefinition": "embedded",
    "externalLink": "embedded",
    "vbaProject": "macros",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same copy every time


@dataclass(frozen=True, slots=True)
class Ways:
    """How files of one kind are copied: the links followed besides those of all, the type of the main part, what is
    taken out of a part of each kind (`officeDocument`, `worksheet`), and what is done when all were."""

    kept: frozenset[str]
    main_type: str
    clear: Callable[[str, "_Element"], None]
    finish: Callable[[dict[str, list["_Element"]]], None] = lambda _parts: None


class Copying:
    """One file on its way to its copy. `left` counts what is left out."""

    def __init__(self, package: Package, ways: Ways, left: Counter[str]) -> None:
        self._package = package
        self._ways = ways
        self._left = left
        self._roots: dict[str, _Element] = {}
        self._raw: dict[str, bytes] = {}
        self._kept: dict[str, list[Relation]] = {}
        self._by_kind: dict[str, list[_Element]] = {}

    def write(self, target: Path) -> None:
        """Raises FileRefused."""
        waiting = [(self._package.main, "officeDocument")]
        while waiting:
            name, kind = waiting.pop(0)
            if name not in self._kept:
                waiting += self._take(name, kind)
        self._ways.finish(self._by_kind)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, _TYPES, self._types())
            _add(archive, "_rels/.rels", self._first_link())
            for name in self._kept:
                root = self._roots.get(name)
                _add(archive, name, self._raw[name] if root is None else _bytes(root))
                if self._kept[name]:
                    _add(archive, _links_of(name), self._links(name))

    def _take(self, name: str, kind: str) -> list[tuple[str, str]]:
        """Take one part in; what it leads to."""
        self._kept[name] = []
        if kind == "image":
            self._raw[name] = without_picture_metadata(self._package.data(name) or b"")
            return []
        root = self._roots[name] = parse(self._package.data(name) or b"")
        self._by_kind.setdefault(kind, []).append(root)
        _drop_besides(kind, root, self._left)
        self._ways.clear(kind, root)
        ids = {value for element in root.iter() for key, value in element.attrib.items() if _is_link(key)}
        for each in self._package.relations(name):
            if self._stays(each, kind, ids):
                self._kept[name].append(each)
            elif counted := _COUNTED.get(each.kind):
                self._left[counted] += 1
        known = {each.id for each in self._kept[name]}
        self._left["hidden-sheets"] += _drop_dangling(root, known)
        return [(each.target, each.kind) for each in self._kept[name] if not each.outside]

    def _stays(self, relation: Relation, kind: str, ids: set[str]) -> bool:
        if relation.outside:
            is_web = re.match(r"(?i)(https?|mailto):", relation.target) is not None
            return relation.kind == "hyperlink" and is_web and relation.id in ids
        if relation.kind == "slide" and kind != "officeDocument":
            return False  # a jump to another slide, which may be a hidden one
        if relation.kind not in _SHARED | self._ways.kept or not self._package.holds(relation.target):
            return False
        return relation.kind in _WITHOUT_AN_ID or relation.id in ids

    def _links(self, name: str) -> bytes:
        root = parse(self._package.data(_links_of(name)) or b"")
        known = {each.id for each in self._kept[name]}
        for each in list(root.iter(RELATIONSHIP)):
            if each.get("Id") not in known:
                root.remove(each)
        return _bytes(root)

    def _first_link(self) -> bytes:
        kind = f"{R[1:-1]}/officeDocument"
        return (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{kind}" '
            f'Target="{self._package.main}"/></Relationships>'
        ).encode()

    def _types(self) -> bytes:
        root = parse(self._package.data(_TYPES) or b"<Types/>")
        kept = {name.lower() for name in self._kept}
        for each in list(root.iterchildren("{*}Override")):
            name = each.get("PartName", "").lstrip("/").lower()
            if name not in kept:
                root.remove(each)
            elif name == self._package.main.lower():
                each.set("ContentType", self._ways.main_type)
        return _bytes(root)


def copied(source: Path, target: Path, ways: Callable[[Package], Ways], left: Counter[str]) -> dict[str, int]:
    """Write the copy of an office file; what was left out. Raises FileRefused."""
    try:
        with Package(source) as package:
            Copying(package, ways(package), left).write(target)
    except CannotCopy:
        raise
    except FileRefused as problem:  # the words of that are of Word files
        raise CannotCopy("It is damaged, locked with a password or too large.") from problem
    return dict(left)


class CannotCopy(FileRefused):
    """No copy can be made of this file: why, with what to do."""

    def __init__(self, why: str, advice: str = "Save it as a PDF, add that and show that instead.") -> None:
        super().__init__(f"No copy without hidden data can be made of this file. {why}", advice)


def local(element: "_Element") -> str:
    """The name of an element without its namespace; empty for what is none."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def keep_children(root: "_Element", names: str) -> None:
    """Take out every child but those of these names."""
    kept = names.split()
    for child in list(root):
        if local(child) not in kept:
            root.remove(child)


def is_on(value: str | None) -> bool:
    """Whether a switch of the file is on."""
    return value in ("1", "true", "on")


def _drop_besides(kind: str, root: "_Element", left: Counter[str]) -> None:
    """What no reader sees, in parts of every kind: other programs' additions, hidden shapes, places on a disk."""
    for element in list(root.iter("{*}AlternateContent")):
        _settle(element)
    if not kind.startswith("diagram"):  # there it says which drawing is the diagram's
        for element in list(root.iter("{*}extLst", "{*}custDataLst")):
            remove(element)
    for element in list(root.iter("{*}cNvPr")):
        if is_on(element.get("hidden")):
            left["hidden-shapes"] += 1
            _remove_shape(element)
        for name in ("name", "descr", "title"):
            if re.search(r"\w:\\|^file:|^/(Users|home)/", element.get(name, "")):
                element.set(name, "")


def _settle(element: "_Element") -> None:
    """Of several forms of one thing the one for programs that know no other; where there is none it is left out."""
    parent = element.getparent()
    if parent is None:
        return
    plain = element.find("{*}Fallback")
    at = parent.index(element)
    for offset, child in enumerate([] if plain is None else list(plain)):
        parent.insert(at + offset, child)
    parent.remove(element)


def _remove_shape(properties: "_Element") -> None:
    """The shape of these properties; with it, on a sheet, the anchor that holds nothing else."""
    around = properties.getparent()
    shape = None if around is None else around.getparent()
    if shape is None:
        return
    holder = shape.getparent()
    remove(holder if holder is not None and local(holder).endswith("Anchor") else shape)


def _drop_dangling(root: "_Element", known: set[str]) -> int:
    """Take out what points to parts that were left behind; how many sheets went so. Raises CannotCopy where a
    reader would miss something."""
    sheets = 0
    for element in list(root.iter()):
        lost = [key for key, value in element.attrib.items() if _is_link(key) and value not in known]
        if not lost:
            continue
        if local(element) in _GONE_WITH_TARGET:
            sheets += local(element) == "sheet"
            _remove_from_list(element)
        elif local(element) == "pageSetup" or any(_is_link(key) for key in element.attrib if key not in lost):
            for key in lost:
                del element.attrib[key]
        else:
            raise CannotCopy("It shows something that lies in another file or is embedded whole.")
    return sheets


def _remove_from_list(element: "_Element") -> None:
    """Take an element out, and a list of links that would be left empty: programs call that damage."""
    around = element.getparent()
    remove(element)
    if around is not None and local(around) == "hyperlinks" and not len(around):
        remove(around)


def _is_link(key: object) -> bool:
    return str(key).startswith(R)


def _links_of(name: str) -> str:
    folder, leaf = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{leaf}.rels")


def _bytes(root: "_Element") -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
