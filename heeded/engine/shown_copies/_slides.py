"""Slides: those that are shown, with what stands on them; not the notes under them, comments, hidden slides, films,
sounds, or the workbooks behind charts."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import Package, R, remove
from heeded.engine.shown_copies._packages import CannotCopy, Ways, copied, keep_children

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_SPACE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_KEPT_IN = {
    "officeDocument": "sldMasterIdLst sldIdLst sldSz notesSz defaultTextStyle",
    "slide": "cSld clrMapOvr",
    "slideLayout": "cSld clrMapOvr hf",
    "slideMaster": "cSld clrMap sldLayoutIdLst txStyles hf",
}


def slides_copy(source: Path, target: Path) -> dict[str, int]:
    """Write the PPTX `source` to `target` with what it shows; how many of what was left out. Raises FileRefused."""
    left: Counter[str] = Counter()

    def ways(package: Package) -> Ways:
        def clear(kind: str, root: "_Element") -> None:
            _clear(kind, root)
            if kind == "officeDocument":
                _leave_out_hidden(package, root, left)

        return Ways(frozenset(("slide", "slideLayout", "slideMaster")), _MAIN, clear)

    return copied(source, target, ways, left)


def _clear(kind: str, root: "_Element") -> None:
    if kind not in _KEPT_IN:
        return
    keep_children(root, _KEPT_IN[kind])
    for common in root.findall(f"{_SPACE}cSld"):
        keep_children(common, "bg spTree")


def _leave_out_hidden(package: Package, root: "_Element", left: Counter[str]) -> None:
    if root.tag != f"{_SPACE}presentation":
        raise CannotCopy("It is saved in an unusual way.", "Save it as an ordinary PPTX, or as a PDF.")
    targets = {each.id: each.target for each in package.relations(package.main)}
    slides = list(root.iter(f"{_SPACE}sldId"))
    for slide in slides:
        part = package.xml(targets.get(slide.get(f"{R}id", ""), ""))
        if part is not None and part.get("show") in ("0", "false"):
            left["hidden-slides"] += 1
            remove(slide)
    if slides and left["hidden-slides"] == len(slides):
        raise CannotCopy("All of its slides are hidden.")
