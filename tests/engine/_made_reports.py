"""Reads the made-up reports under `learning_points_made` and says what should be found in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from heeded.engine.learning_points import learning_points
from heeded.engine.records import Block, LearningPointFound, Page, Piece, Reading, SectionFound

MADE = Path(__file__).with_name("learning_points_made")
_MARK = re.compile(r"⟦(?P<head>[^|⟧]*)\|(?P<words>[^⟧]*)⟧")
_KINDS = {
    "p": "paragraph",
    "b": "paragraph",
    "i": "paragraph",
    "x": "paragraph",
    "-": "item",
    "|": "row",
    "c": "contents",
    "n": "note",
}
BLOCKS_A_PAGE = 6


@dataclass
class Expected:
    kind: str
    number: str
    text: str
    pages: list[int]
    agencies: frozenset[str] = frozenset()  # where the mark names them


@dataclass
class Made:
    """A made-up report: what the finder is given and what it should find."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    sections: list[SectionFound] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        pages = {block.page for block in self.blocks}
        texts = {page: "\n".join(one.text for one in self.blocks if one.page == page) for page in pages}
        return Reading(tuple(Page(page, texts[page], ()) for page in sorted(pages)))

    def found(self) -> tuple[LearningPointFound, ...]:
        return learning_points(self.reading, self.blocks, self.sections)


def made_reports(name: str) -> list[Made]:
    """The reports of one file, `aside` or `tuned`."""
    reports: list[Made] = []
    for line in (MADE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            reports.append(Made(line[4:]))
        elif line.strip():
            _add(reports[-1], line)
    for report in reports:
        _close(report)
    return reports


def _add(report: Made, line: str) -> None:
    sign, _, rest = line.partition(" ")
    page = 1 + len(report.blocks) // BLOCKS_A_PAGE
    raw = rest if sign != "|" else rest.replace(" | ", "\t")
    text = _MARK.sub(lambda mark: mark["words"], raw).strip(" ")
    slanted = sign == "i" or "|/" in raw
    text = text.replace("/⟧", "").strip("/") if slanted else text
    text = re.sub(r"(?<=\. )/|/(?= \()|/$", "", text) if slanted else text
    start = sum(len(block.text) + 1 for block in report.blocks if block.page == page)
    cells = (0, *(match.end() for match in re.finditer("\t", text))) if sign == "|" else ()
    index = len(report.blocks)
    kind = "heading" if sign.startswith("#") else _KINDS[sign]
    size = {"#": 18.0, "##": 15.0, "###": 13.0}.get(sign, 11.0)
    block = Block(
        kind, text, (Piece(0, page, start, len(text)),), size, sign == "b" or kind == "heading", slanted, cells=cells,
        left=90.0 if sign == "-" else 72.0, box=_box(report, index) if sign == "x" else 0,
    )  # fmt: skip
    report.blocks.append(block)
    if kind == "heading":
        report.sections.append(SectionFound(text, len(sign), "other", page, block.spans(), index, index + 1))
    _expect(report, raw, page)


def _box(report: Made, index: int) -> int:
    """The frame of a boxed paragraph: that of the one before where it is boxed too and no label opens anew."""
    before = report.blocks[-1].box if report.blocks else 0
    return before or index + 1


def _expect(report: Made, raw: str, page: int) -> None:
    for mark in _MARK.finditer(raw):
        words = mark["words"].strip("/")
        head, *agencies = mark["head"].split(" @")
        kind, _, number = head.partition(" ")
        bare = re.sub(r"^•\s+", "", words)
        if kind == "...":
            report.expected[-1].text += "\n" + bare
        elif kind == "again":
            report.expected.append(Expected("again", number, bare, [page]))
        else:
            report.expected.append(Expected(kind, number.strip(), bare, [page], frozenset(agencies)))


def _close(report: Made) -> None:
    """Ends each section where the next as high begins, and joins repetitions to what they repeat."""
    for at, section in enumerate(report.sections):
        after = (one.first for one in report.sections[at + 1 :] if one.level <= section.level)
        last = next(after, len(report.blocks))
        report.sections[at] = SectionFound(
            section.title, section.level, section.kind, section.page, section.spans, section.first, last
        )
    for again in [one for one in report.expected if one.kind == "again"]:
        first = next(one for one in report.expected if one.kind != "again" and one.text == again.text)
        first.pages.extend(again.pages)
        report.expected.remove(again)


def faults(report: Made) -> Iterator[str]:
    """What is wrong with what was found, in plain words; nothing when all is right."""
    found = {(one.kind, one.text.replace("\n", " ")): one for one in report.found()}
    for one in report.expected:
        match = found.pop((one.kind, one.text.replace("\n", " ")), None)
        if match is None:
            yield f"missed {one.kind} {one.number}: {one.text[:70]!r}"
        elif match.number != one.number:
            yield f"number of {one.text[:40]!r} is {match.number!r}, not {one.number!r}"
        elif {place[0].page for place in match.places} != set(one.pages):
            yield f"pages of {one.text[:40]!r} are {[place[0].page for place in match.places]}, not {one.pages}"
    for kind, text in found:
        yield f"false {kind}: {text[:90]!r}"
