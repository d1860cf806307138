"""The plain text layout: what a registry typed or pasted, wrapped at 78 characters."""

from collections.abc import Sequence
from textwrap import fill

from ._marks import FICTIONAL, Notes, numbered_name
from ._quotes import printed_month
from ._source import Node, Source

_WIDTH = 78


def write_plain(source: Source) -> bytes:
    """The source as UTF-8 text; headings in capitals and underlined by level."""
    notes = Notes()
    front = [
        FICTIONAL,
        source.board,
        source.title.upper(),
        source.document.capitalize(),
        printed_month(source.published),
    ]
    blocks = [*(line for line in front if line), *_blocks(source.body, notes)]
    blocks.extend(fill(f"({number}) {text}", _WIDTH) for number, text in enumerate(notes.texts, 1))
    blocks.append(FICTIONAL)
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(nodes: Sequence[Node], notes: Notes) -> list[str]:
    return [block for node in nodes for block in _block(node, notes)]


def _block(node: Node, notes: Notes) -> list[str]:
    words = _line(node.text, notes)
    if node.kind == "heading":
        return [_heading(words, node.level)]
    if node.kind == "record":
        return _record(node, notes)
    if node.kind == "table":
        return ["\n".join(" | ".join(_line(cell, notes) for cell in row) for row in node.rows)]
    if node.kind == "box":
        return [words.upper(), *_blocks(node.children, notes)]
    if node.kind == "break":
        return ["-" * _WIDTH]
    if node.kind in ("bullet", "item"):
        return [fill(words, _WIDTH, initial_indent="  - ", subsequent_indent="    ")]
    indent = "    " if node.kind == "quotation" else ""
    return [fill(words, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)]


def _heading(words: str, level: int) -> str:
    if level == 1:
        return f"{words.upper()}\n{'=' * len(words)}"
    return f"{words}\n{'-' * len(words)}" if level == 2 else words


def _record(node: Node, notes: Notes) -> list[str]:
    first, *rest = (_line(child.text, notes) for child in node.children)
    whom = [f"[{'; '.join(node.addressees)}]"] if node.addressees else []
    paragraphs = [f"{numbered_name(node)}: {first}", *rest, *whom]
    return [fill(text, _WIDTH, break_on_hyphens=False) for text in paragraphs]


def _line(text: str, notes: Notes) -> str:
    return "".join(f"({run.text})" if run.style == "note" else run.text for run in notes.runs(text))
