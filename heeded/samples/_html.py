"""The HTML layout: a board's web page as a content system would give it out."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from ._marks import FICTIONAL, Notes, numbered_name
from ._quotes import printed_month
from ._source import Node, Source

_TAGS = {"": "{}", "bold": "<strong>{}</strong>", "italic": "<em>{}</em>", "note": "<sup>{}</sup>"}
_STYLE = "body{max-width:42em;margin:2em auto;font-family:Georgia,serif}.fictional{font-weight:bold}"


def write_html(source: Source) -> bytes:
    """The source as one HTML page with its own few styles and no script."""
    notes = Notes()
    body = _blocks(source.body, notes)
    head = (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(source.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    opening = (
        f'<header>\n<p class="fictional">{FICTIONAL}</p>\n<p>{escape(source.board)}</p>\n'
        f"<h1>{escape(source.title)}</h1>\n<p>{escape(source.document.capitalize())}</p>\n"
        f"<p>{printed_month(source.published)}</p>\n</header>\n"
    )
    contents = _contents(source) if source.contents else ""
    closing = f'{_notes(notes)}<footer>\n<p class="fictional">{FICTIONAL}</p>\n</footer>\n</body>\n</html>\n'
    return f"{head}{opening}{contents}<main>\n{body}\n</main>\n{closing}".encode()


def _contents(source: Source) -> str:
    chapters = [node.text for node in source.body if node.kind == "heading" and node.level == 1]
    entries = "".join(
        f'<li><a href="#part-{index}">{escape(words)}</a></li>\n' for index, words in enumerate(chapters, 1)
    )
    return f"<nav>\n<h2>Contents</h2>\n<ol>\n{entries}</ol>\n</nav>\n"


def _blocks(nodes: Sequence[Node], notes: Notes) -> str:
    written: list[str] = []
    chapters = 0
    for kind, group in groupby(nodes, key=lambda node: node.kind):
        for node in (entries := list(group)):
            if kind == "heading":
                chapters += node.level == 1
                written.append(_heading(node, chapters, notes))
            elif kind not in ("bullet", "item"):
                written.append(_block(node, notes))
        if kind in ("bullet", "item"):
            written.append(_list("ul" if kind == "bullet" else "ol", entries, notes))
    return "\n".join(written)


def _heading(node: Node, chapters: int, notes: Notes) -> str:
    anchor = f' id="part-{chapters}"' if node.level == 1 else ""
    return f"<h{node.level + 1}{anchor}>{_line(node.text, notes)}</h{node.level + 1}>"


def _list(tag: str, entries: Sequence[Node], notes: Notes) -> str:
    items = "\n".join(f"<li>{_line(entry.text, notes)}</li>" for entry in entries)
    return f"<{tag}>\n{items}\n</{tag}>"


def _block(node: Node, notes: Notes) -> str:
    if node.kind == "table":
        return _table(node, notes)
    if node.kind == "record":
        return _record(node, notes)
    if node.kind == "box":
        title = _line(node.text, notes)
        return f"<aside>\n<p><strong>{title}</strong></p>\n{_blocks(node.children, notes)}\n</aside>"
    if node.kind == "quotation":
        return f"<blockquote><p>{_line(node.text, notes)}</p></blockquote>"
    return f"<p>{_line(node.text, notes)}</p>" if node.kind == "paragraph" else "<hr>"


def _record(node: Node, notes: Notes) -> str:
    whom = f"\n<p><em>For: {escape('; '.join(node.addressees))}</em></p>" if node.addressees else ""
    return f"<h4>{numbered_name(node)}</h4>\n{_blocks(node.children, notes)}{whom}"


def _table(node: Node, notes: Notes) -> str:
    head = "".join(f'<th scope="col">{_line(cell, notes)}</th>' for cell in node.rows[0])
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{_line(cell, notes)}</td>" for cell in row) + "</tr>" for row in node.rows[1:]
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _notes(notes: Notes) -> str:
    if not notes.texts:
        return ""
    items = "\n".join(f"<li>{escape(text)}</li>" for text in notes.texts)
    return f"<section>\n<h2>Notes</h2>\n<ol>\n{items}\n</ol>\n</section>\n"


def _line(text: str, notes: Notes) -> str:
    return "".join(_TAGS[run.style].format(escape(run.text)) for run in notes.runs(text))
