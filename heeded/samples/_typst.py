"""PDF layouts: a source written as typst, set by typst, and the pages of its marks as typst placed them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import typst

from ._inline import Run, plain_text, runs_of, split_at
from ._quotes import PendingQuotes, printed_month
from ._source import Node, Source

_LAYOUTS = Path(__file__).parent / "layouts"
_WRAPPERS = {"": "{}", "bold": "#strong[{}]", "italic": "#emph[{}]", "note": "#footnote[{}]"}


@dataclass(frozen=True, slots=True)
class Placed:
    """Pages, from 1 in the file, as the typesetter placed things.

    `records` holds (first, last) for each printing in reading order; `facts` the page by its number.
    """

    headings: tuple[int, ...]
    records: tuple[tuple[int, int], ...]
    facts: dict[int, int]


def set_pdf(source: Source) -> tuple[bytes, Placed]:
    """The PDF of a source and where its marks came to stand."""
    written = _Writer(source).document().encode()
    compiler = typst.Compiler(written, root=str(_LAYOUTS), ignore_system_fonts=True)
    found = json.loads(compiler.query("<gold>", field="value", one=True))
    pdf = compiler.compile(written, format="pdf", pdf_tags=False)
    assert isinstance(pdf, bytes)  # one document, not a list of pictures
    return pdf, _placed(found)


def _placed(found: dict[str, list[list[int]]]) -> Placed:
    pages = {str(value): page for value, page in found["marks"]}
    count = sum(1 for value in pages if value.startswith("start-"))
    return Placed(
        headings=tuple(int(str(page)) for page in found["headings"]),
        records=tuple((pages[f"start-{index}"], pages[f"end-{index}"]) for index in range(count)),
        facts={int(value[5:]): page for value, page in pages.items() if value.startswith("fact-")},
    )


class _Writer:
    """Writes one source as typst, counting the records printed and marking the facts' quotes."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._quotes = PendingQuotes(source.facts)
        self._printed = 0
        self._section = ""

    def document(self) -> str:
        source = self._source
        settings = {
            "title": source.title,
            "board": source.board,
            "status": source.document.capitalize(),
            "published": printed_month(source.published),
            "head": source.running_head,
        }
        given = ", ".join(f"{name}: {_string(value)}" for name, value in settings.items())
        bare = "" if source.contents else ", contents: false"
        head = f'#import "/{source.layout}.typ": *\n#show: report.with({given}{bare})\n'
        return head + self._blocks(source.body)

    def _blocks(self, nodes: Sequence[Node]) -> str:
        return "\n".join(
            self._neighbours(kind, list(group)) for (kind, _), group in groupby(nodes, key=_grouping)
        )

    def _neighbours(self, kind: str, nodes: list[Node]) -> str:
        if kind == "record":
            return self._records(nodes)
        if kind in ("bullet", "item"):
            return f"#{kind}s({', '.join(f'[{self._line(node.text)}]' for node in nodes)})"
        return "\n".join(self._writers()[kind](node) for node in nodes)

    def _writers(self) -> dict[str, Callable[[Node], str]]:
        return {
            "heading": self._heading,
            "paragraph": lambda node: f"#para[{self._line(node.text)}]",
            "quotation": lambda node: f"#quotation[{self._line(node.text)}]",
            "table": self._table,
            "box": lambda node: f"#boxed([{self._line(node.text)}])[{self._blocks(node.children)}]",
            "break": lambda node: "#pagebreak(weak: true)",
        }

    def _heading(self, node: Node) -> str:
        self._section = node.section
        numbered = "false" if node.section == "appendix" else "true"
        return f"#section({node.level}, numbered: {numbered})[{_text(node.text)}]"

    def _table(self, node: Node) -> str:
        widths = [max(len(row[column]) for row in node.rows) for column in range(len(node.rows[0]))]
        columns = "".join(f"{min(max(width, 13), 60)}fr, " for width in widths)
        cells = ", ".join(f"[{self._line(cell)}]" for row in node.rows for cell in row)
        return f"#data-table(({columns}), {cells})"

    def _records(self, nodes: list[Node]) -> str:
        listed = "true" if self._section == "recommendations" else "false"
        entries = ", ".join(self._record(node) for node in nodes)
        return f'#records("{nodes[0].record}", {listed}, ({entries},))'

    def _record(self, node: Node) -> str:
        index, self._printed = self._printed, self._printed + 1
        last = len(node.children) - 1
        first, *rest = (
            _mark(f"start-{index}" * (at == 0))
            + self._line(child.text)
            + _mark(f"end-{index}" * (at == last))
            for at, child in enumerate(node.children)
        )
        below = "".join(
            f"#par[{line}]" if child.kind == "paragraph" else f"#list([{line}])"
            for child, line in zip(node.children[1:], rest, strict=True)
        )
        addressees = _string("; ".join(node.addressees))
        return (
            f"(number: {_string(node.number)}, addressees: {addressees}, first: [{first}], rest: [{below}])"
        )

    def _line(self, text: str) -> str:
        runs, written, at = runs_of(text), "", 0
        for offset, fact in self._quotes.in_text(plain_text(text)):
            before, runs = split_at(runs, offset - at)
            written += _runs(before) + _mark(f"fact-{fact}")
            at = offset
        return written + _runs(runs)


def _grouping(node: Node) -> tuple[str, str]:
    return node.kind, node.record


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_WRAPPERS[run.style].format(_text(run.text)) for run in runs)


def _mark(value: str) -> str:
    return f"#mark({_string(value)})" if value else ""


def _text(text: str) -> str:
    return f"#{_string(text)};"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
