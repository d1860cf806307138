"""Sets the made-up reports of `learning_points_made` as whole PDFs, in one of several looks, and reads them back.

What the finder is given then is what it is given in life: lines of print, not blocks that somebody named.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import typst

from heeded.engine.flow import clean
from heeded.engine.learning_points import learning_points
from heeded.engine.reading import read_pdf
from heeded.engine.records import Block, LearningPointFound
from heeded.engine.sections import sections
from tests.engine._made_reports import Made

_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~/=+\-])")
_PAGE = """#set page(
  width: {width}, height: {height}, margin: 2cm, header: [{head}],
  footer: align(center, [{foot} #context counter(page).display()]),
)
#set text(font: ("DejaVu Sans", "Liberation Sans", "Libertinus Serif"), size: 11pt, hyphenate: {hyphens}, lang: "en")
#set par(justify: {hyphens}, spacing: 1.1em, leading: 0.6em)
#set list(indent: {indent}, marker: [•])
"""
LOOKS = {
    "plain": {"width": "21cm", "height": "29.7cm", "head": "", "foot": "Page", "hyphens": "false", "indent": "1em"},
    "narrow": {
        "width": "16cm", "height": "14cm", "head": "FICTIONAL: a made report", "foot": "", "hyphens": "true",
        "indent": "0pt",
    },
}  # fmt: skip
_SIZES = {"plain": (17, 14, 12), "narrow": (14, 12, 11)}
_TITLE = "Rimmerdale Safeguarding Children Partnership: review of a child, fictional"


# Ordinary prose after the cover, as every report has: what lines and paragraphs look like is read from the many.
_PROSE = (
    "This paper is made up from beginning to end. The town of Rimmerdale lies on no map, the river that runs "
    "through it rises nowhere, and nobody who is spoken of in these pages was ever born there. It was written so "
    "that a machine could be tried on the print of reports without the words of any real one being kept.",
    "Rimmerdale has two bridges, a market on Thursdays and a library which opens in the afternoon. The older bridge "
    "was built of the same stone as the church and is closed to lorries. The market came back to the square after "
    "the new road was finished, and the library moved into the rooms over the bank, where it has stayed ever since.",
    "The hills to the north are bare and the fields to the south are wet. In winter the road over the moor is shut "
    "for days together, and the children who live beyond it stay in the town with friends. In summer there is a "
    "fair, to which people come from three valleys, and a race along the river that nobody has won twice.",
)


def found_in_print(report: Made, look: str, folder: Path) -> tuple[LearningPointFound, ...]:
    """What the finder finds in a report set in one look."""
    path = folder / "made.pdf"
    path.write_bytes(typst.compile(_source(report, look).encode()))
    reading = read_pdf(path)
    blocks = clean(reading)
    return learning_points(reading, blocks, sections(reading, blocks))


@cache
def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _source(report: Made, look: str) -> str:
    head = _PAGE.format(**LOOKS[look])
    title = f'#text(size: 22pt, weight: "bold")[{_TITLE}]\n\n#pagebreak()\n'
    title += "\n\n".join(_PROSE) + "\n\n"
    return head + title + "\n\n".join(_set(report, look))


def _set(report: Made, look: str) -> Iterator[str]:
    sizes = _SIZES[look]
    levels = {section.first: section.level for section in report.sections}
    numbered = list(enumerate(report.blocks))
    for kind, run in groupby(numbered, key=lambda pair: (pair[1].kind, pair[1].box)):
        blocks = list(run)
        if kind[0] == "row":
            yield _table([block for _, block in blocks])
        elif kind[1]:
            inner = "\n\n".join(_words(block) for _, block in blocks)
            yield f"#block(width: 100%, stroke: 0.7pt, inset: 8pt)[{inner}]"
        elif kind[0] == "item":
            yield "\n".join(_item(block) for _, block in blocks)
        elif kind[0] == "heading":
            yield from (_heading(block, sizes[min(levels[at], 3) - 1]) for at, block in blocks)
        elif kind[0] == "contents":
            yield from (f"{_escaped(block.text)} #box(width: 1fr, repeat[.]) 3" for _, block in blocks)
        else:
            yield from (_words(block) for _, block in blocks)


def _heading(block: Block, size: int) -> str:
    return (
        f'#block(sticky: true, above: 1.4em)[#text(size: {size}pt, weight: "bold")[{_escaped(block.text)}]]'
    )


def _item(block: Block) -> str:
    own = re.match(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?=\s))", block.text)
    mark = "" if own else "- "
    return f"{mark}{_words(block)}" + ("\n" if own else "")


def _words(block: Block) -> str:
    words = _escaped(block.text)
    if block.bold:
        words = f"#strong[{words}]"
    return f"#emph[{words}]" if block.italic else words


def _table(rows: list[Block]) -> str:
    cells = [[cell.strip() for cell in row.text.split("\t")] for row in rows]
    columns = max(len(row) for row in cells)
    flat = [_escaped(cell) for row in cells for cell in (*row, *[""] * (columns - len(row)))]
    widths = {2: "(1fr, 3fr)", 3: "(auto, 3fr, 1fr)"}.get(
        columns, f"(auto, 3fr, {', '.join(['1.5fr'] * (columns - 2))})"
    )
    return f"#text(size: 9pt)[#table(columns: {widths}, {', '.join(f'[{cell}]' for cell in flat)})]"
