"""What of a foreign project Heeded has no place for, counted and said in plain sentences."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from heeded.engine.exchange._xml import child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAID = {
    "texts": ("text that is not in the file (or is there as a Word file only), with its codings", "texts that are not"
              " in the file (or are there as Word files only), with their codings"),
    "places": ("coding whose place is outside its text", "codings whose places are outside their texts"),
    "codes": ("coding with a code that the file does not hold", "codings with codes that the file does not hold"),
    "users": ("coding by somebody whom the file does not name: it stands without a user", "codings by people whom the"
              " file does not name: they stand without a user"),
    "instants": ("date that cannot be read: its coding stands without one", "dates that cannot be read: their codings"
                 " stand without one"),
    "time zones": ("date without a time zone, taken as UTC", "dates without a time zone, taken as UTC"),
    "notes": ("note that belongs to no coding", "notes that belong to no coding"),
    "pdf": ("coding of an area on a PDF page: Heeded codes words", "codings of areas on PDF pages: Heeded codes words"),
    "pictures": ("picture", "pictures"),
    "recordings": ("recording of sound or film", "recordings of sound or film"),
    "links": ("link between parts", "links between parts"),
    "graphs": ("drawing of a network", "drawings of networks"),
    "cases": ("case with its variables", "cases with their variables"),
}  # fmt: skip


def told_of(lost: Counter[str]) -> tuple[str, ...]:
    """A sentence for each kind of thing that was not taken as it was."""
    return tuple(
        f"{lost[kind]:,} {one if lost[kind] == 1 else many}."
        for kind, (one, many) in _SAID.items()
        if lost[kind]
    )


def elsewhere(root: "_Element") -> Counter[str]:
    """What a project holds besides codes, texts and what was coded in them."""
    sources = child(root, "Sources")
    return Counter(
        {
            "pdf": sum(1 for pdf in children(sources, "PDFSource") for _ in _coded_areas(pdf)),
            "pictures": len(children(sources, "PictureSource")),
            "recordings": len(children(sources, "AudioSource")) + len(children(sources, "VideoSource")),
            "links": len(children(child(root, "Links"), "Link")),
            "graphs": len(children(child(root, "Graphs"), "Graph")),
            "cases": len(children(child(root, "Cases"), "Case")),
        }
    )


def _coded_areas(pdf: "_Element") -> "Iterator[_Element]":
    for area in children(pdf, "PDFSelection"):
        yield from children(area, "Coding")
