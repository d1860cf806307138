"""Reading a source file: TOML front matter and the small Markdown described in README.md."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ._inline import plain_text

RECORD_KINDS = ("recommendation", "finding", "learning", "question", "good-practice")
LAYOUTS = (
    "one-column",
    "two-column",
    "numbered-paragraphs",
    "boxed",
    "tables",
    "scan",
    "docx",
    "html",
    "plain",
)
_HEADING = re.compile(r"(#{1,4}) (.+?)(?: *\{kind=([a-z-]+)\})?$")
_RECORD = re.compile(r":::(" + "|".join(RECORD_KINDS) + r")(?: +([\w.()-]+))? *(?:\|(.*))?$")
_REPEAT = re.compile(r":::repeat +(" + "|".join(RECORD_KINDS) + r")(?: +([\w.()-]+))?$")
_ITEM = re.compile(r"(?:- |\d+\. )(.+)$")


class SourceError(ValueError):
    """A source file that breaks the rules of README.md: the message names file and place."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the front matter with the report's own words; `subject` 0 is the review itself."""

    name: str
    value: str
    quote: str
    subject: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A block of the body. `text` still carries its inline marks; `rows` only in tables; `children` in
    boxes and records; `section` is a heading's kind; a `repeat` record prints one that stands elsewhere."""

    kind: str  # heading | paragraph | bullet | item | quotation | table | record | box | break
    text: str = ""
    level: int = 0
    section: str = ""
    record: str = ""
    number: str = ""
    addressees: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    children: tuple["Node", ...] = ()
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One document as written: what its front matter says and the blocks of its body."""

    name: str
    review: str
    title: str
    board: str
    area: str
    nation: str
    review_type: str
    year: int
    document: str
    published: str
    layout: str
    running_head: str = ""
    contents: bool = True
    facts: tuple[Fact, ...] = ()
    body: tuple[Node, ...] = field(default=())


def read_source(path: Path) -> Source:
    """The document written in `path`; raises SourceError where it breaks the format."""
    _, front, body = _parts(path)
    try:
        entries: dict[str, Any] = tomllib.loads(front)
        facts = tuple(Fact(**fact) for fact in entries.pop("facts", []))
        nodes = _resolve_repeats(_parse(body.splitlines()))
        return Source(name=path.stem, facts=facts, body=nodes, **entries)
    except (tomllib.TOMLDecodeError, TypeError, SourceError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def record_text(node: Node) -> str:
    """The exact words of a record, its blocks parted by line feeds."""
    return "\n".join(plain_text(child.text) for child in node.children)


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every block in reading order, a box or record before what it holds."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def node_texts(node: Node) -> tuple[str, ...]:
    """The texts printed by a block itself, without its children's."""
    return (node.text, *(cell for row in node.rows for cell in row))


def _parts(path: Path) -> tuple[str, str, str]:
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise SourceError(f"{path.name}: no front matter between two lines +++")
    return parts[0], parts[1], parts[2]


def _parse(lines: Sequence[str]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        if not line:
            at += 1
        elif line.startswith(":::") and not line.startswith(":::repeat"):
            end = _closing(lines, at)
            nodes.append(_fence(line, lines[at + 1 : end]))
            at = end + 1
        else:
            node, at = _block(lines, at)
            nodes.append(node)
    return _with_section_kinds(nodes)


def _closing(lines: Sequence[str], opening: int) -> int:
    for at in range(opening + 1, len(lines)):
        if lines[at].strip() == ":::":
            return at
        if lines[at].startswith(":::") and not lines[at].startswith(":::repeat"):
            break
    raise SourceError(f"{lines[opening]!r} is not closed before the next mark")


def _fence(line: str, inside: Sequence[str]) -> Node:
    children = _parse(inside)
    if line.startswith(":::box"):
        return Node("box", text=line[6:].strip(), children=children)
    match = _RECORD.match(line)
    if not match:
        raise SourceError(f"{line!r} is no mark that we know")
    if not children or any(child.kind not in ("paragraph", "bullet", "item") for child in children):
        raise SourceError(f"{line!r} must hold paragraphs or list items and nothing else")
    return Node(
        "record",
        record=match[1],
        number=match[2] or "",
        addressees=tuple(part.strip() for part in (match[3] or "").split(";") if part.strip()),
        children=children,
    )


def _block(lines: Sequence[str], at: int) -> tuple[Node, int]:
    line = lines[at].rstrip()
    if line == "{{pagebreak}}":
        return Node("break"), at + 1
    if match := _REPEAT.match(line):
        return Node("record", record=match[1], number=match[2] or "", repeat=True), at + 1
    if match := _HEADING.match(line):
        return Node("heading", text=match[2], level=len(match[1]), section=match[3] or ""), at + 1
    if line.startswith("|"):
        return _table(lines, at)
    end = _end_of_text(lines, at)
    return _text_node([each.strip() for each in lines[at:end]]), end


def _end_of_text(lines: Sequence[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not lines[end].startswith((":::", "#", "|", "{{")):
        if _ITEM.match(lines[end]) or (lines[end].startswith("> ") and not lines[at].startswith("> ")):
            break
        end += 1
    return end


def _text_node(lines: Sequence[str]) -> Node:
    first = lines[0]
    if first.startswith("> "):
        return Node("quotation", text=" ".join(line.removeprefix(">").strip() for line in lines))
    match = _ITEM.match(first)
    if not match:
        return Node("paragraph", text=" ".join(lines))
    kind = "bullet" if first.startswith("- ") else "item"
    return Node(kind, text=" ".join((match[1], *lines[1:])))


def _table(lines: Sequence[str], at: int) -> tuple[Node, int]:
    rows: list[tuple[str, ...]] = []
    while at < len(lines) and lines[at].startswith("|"):
        cells = tuple(cell.strip() for cell in lines[at].strip().strip("|").split("|"))
        if not all(set(cell) <= set("-: ") for cell in cells):
            rows.append(cells)
        at += 1
    if len({len(row) for row in rows}) != 1:
        raise SourceError(f"the table that ends at {lines[at - 1]!r} has rows of different lengths")
    return Node("table", rows=tuple(rows)), at


def _with_section_kinds(nodes: Sequence[Node]) -> tuple[Node, ...]:
    kinds = {0: "other"}
    found = []
    for node in nodes:
        if node.kind == "heading":
            above = kinds[max(level for level in kinds if level < node.level)]
            node = replace(node, section=node.section or above)
            kinds = {level: kind for level, kind in kinds.items() if level < node.level}
            kinds[node.level] = node.section
        found.append(node)
    return tuple(found)


def _resolve_repeats(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    originals: dict[tuple[str, str], Node] = {}
    for node in walk(nodes):
        if node.kind == "record" and not node.repeat:
            if node.number and (node.record, node.number) in originals:
                raise SourceError(f"{node.record} {node.number} stands twice: write :::repeat")
            originals[node.record, node.number] = node
    return tuple(_resolved(node, originals) for node in nodes)


def _resolved(node: Node, originals: dict[tuple[str, str], Node]) -> Node:
    if node.children:
        return replace(node, children=tuple(_resolved(child, originals) for child in node.children))
    if not node.repeat:
        return node
    if (node.record, node.number) not in originals:
        raise SourceError(f":::repeat {node.record} {node.number} repeats nothing")
    return replace(originals[node.record, node.number], repeat=True)
