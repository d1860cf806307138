"""Where an action stands, from words, letters of a traffic light, or the colour behind a cell; and the keys to them."""

import colorsys
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from heeded.engine.plans._grid import Cell, Grid, filled
from heeded.engine.plans._records import PlanStatus

_COLOURS = {
    "red": "red", "amber": "amber", "orange": "amber", "yellow": "yellow", "green": "green", "blue": "blue",
    "grey": "grey", "gray": "grey", "white": "white", "purple": "purple", "black": "black",
}  # fmt: skip
_LETTERS = {"r": "red", "a": "amber", "y": "yellow", "g": "green", "b": "blue", "w": "white", "p": "purple"}
_COLOUR = "|".join(_COLOURS)
_COLOURED = re.compile(
    rf"(?P<colour>{_COLOUR}|[raygbwp](?=\s*(?:$|[:–—\-=.,/()])))\b(?P<gap>[\s:–—\-=.,/()]*)(?P<rest>.*)",
    re.DOTALL,
)
_IN_KEY = re.compile(
    rf"(?<![\w])(?P<colour>{_COLOUR}|[RAYGBWP]|[raygbwp](?= ?=))\s*(?:=|:|–|—|-)\s*", re.IGNORECASE
)
# What the colours mean nearly everywhere; red and green mean two things each, so that they need a key.
_WITHOUT_KEY = {"amber": PlanStatus.UNDER_WAY, "yellow": PlanStatus.UNDER_WAY, "blue": PlanStatus.DONE}
_BESIDE = 100  # rows
_TITLE = re.compile(r"\b(?:key|legend|b?rag|colours?)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|[.,;:(\n–—-]|and\b|on\b|in\b|\d)")
Key = Mapping[str, PlanStatus | None]


class StatusRead(NamedTuple):
    """Where an action stands, or why that is not understood."""

    status: PlanStatus = PlanStatus.UNKNOWN
    why: str = ""


def read_status(cell: Cell, key: Key, beside: str = "") -> StatusRead:
    """Where an action stands by a cell of the status column, given what the plan's own key says of colours.
    `beside` is the colour of the cell to its left: one of the whole row means nothing unless the key names it."""
    words = " ".join(cell.text.lower().split())
    if not words:
        return _of_fill("" if cell.fill == beside and not key else cell.fill, key)
    status = status_in(words)
    if status is not None:
        return StatusRead(status)
    found = _COLOURED.match(words)
    if found is None:
        return StatusRead(PlanStatus.UNKNOWN, "it is not clear where the action stands")
    status = status_in(found["rest"]) if found["rest"] else None
    if status is None and found["rest"] and not found["gap"].strip():
        return StatusRead(PlanStatus.UNKNOWN, "it is not clear where the action stands")
    return StatusRead(status) if status else _of_colour(_name(found["colour"]), key)


def status_in(words: str) -> PlanStatus | None:
    """Where something stands by the words that it begins with; None where they leave it open or ask."""
    return None if words.endswith("?") else _begins(words)[0]


def status_of_progress(text: str) -> PlanStatus | None:
    """Where an action stands by a column of notes: only where they open with a word for it that stands by itself."""
    words = " ".join(text.lower().split())
    status, end = _begins(words)
    return status if status is not None and _ENDS.match(words, end) else None


def key_of(grid: Grid) -> tuple[dict[str, PlanStatus | None], set[int]]:
    """What the table's own key says of colours, and the rows (from 0) that hold it."""
    key: dict[str, PlanStatus | None] = {}
    rows: set[int] = set()
    for paragraph in grid.before:
        key |= _told(paragraph)
    for at, row in enumerate(grid.rows):
        if found := _told_in(row):
            key |= found
            rows.add(at)
    key |= _told_beside(grid)
    for block in _blocks(grid):
        key |= {colour: status_in(words) for _at, colour, words in block}
        rows |= {at for at, _colour, _words in block}
    return key, rows | {at - 1 for at in rows if at and _is_title(grid.rows[at - 1])}


def _of_fill(fill: str, key: Key) -> StatusRead:
    name = colour_name(fill) if fill and fill != "?" else ("white" if not fill else "?")
    if name == "white":
        return StatusRead(key.get("white") or PlanStatus.UNKNOWN)
    if name == "?":
        return StatusRead(
            PlanStatus.UNKNOWN, "it is only a colour, and which one cannot be told from the file"
        )
    return _of_colour(name, key)


def _of_colour(name: str, key: Key) -> StatusRead:
    name = "amber" if name == "yellow" and "yellow" not in key and "amber" in key else name
    status = key.get(name) or (None if name in key else _WITHOUT_KEY.get(name))
    if status is not None:
        return StatusRead(status)
    if name in key:
        return StatusRead(PlanStatus.UNKNOWN, f"the key's words for {name} are not understood")
    return StatusRead(PlanStatus.UNKNOWN, f"{name} may mean several things and the plan has no key to it")


@lru_cache(maxsize=4096)
def _begins(words: str) -> tuple[PlanStatus | None, int]:
    for status, pattern in _patterns():
        if found := pattern.match(words):
            return status, found.end()
    return None, 0


@cache
def _patterns() -> tuple[tuple[PlanStatus | None, re.Pattern[str]], ...]:
    tables = tomllib.loads(Path(__file__).with_name("statuses.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            None if each["status"] == "unclear" else PlanStatus(each["status"]),
            re.compile(rf"(?:{each['pattern']})(?!\w)"),
        )
        for each in tables["words"]
    )


def _name(words: str) -> str:
    words = words.lower()
    return _COLOURS.get(words) or _LETTERS[words]


def _told_in(row: list[Cell]) -> dict[str, PlanStatus | None]:
    """The key in a row that holds nothing else: "Red = overdue", cell by cell or all in one."""
    found: dict[str, PlanStatus | None] = {}
    for at in filled(row):
        told = _told(row[at].text)
        if not told and not (len(row[at].text) < 20 and _TITLE.search(row[at].text)):
            return {}
        found |= told
    return found if len(found) > 1 and any(found.values()) else {}


def _told_beside(grid: Grid) -> dict[str, PlanStatus | None]:
    """The key in a column of its own beside the table, a line a cell."""
    found: dict[int, dict[str, PlanStatus | None]] = {}
    for row in grid.rows[:_BESIDE]:
        for at in filled(row):
            if len(row[at].text) < 60 and _IN_KEY.match(row[at].text):
                found.setdefault(at, {}).update(_told(row[at].text))
    return next((told for told in found.values() if len(told) > 1), {})


def _told(text: str) -> dict[str, PlanStatus | None]:
    if len(text) > 1_000:
        return {}
    marks = list(_IN_KEY.finditer(text))
    if len(marks) < 2 and not (len(marks) == 1 and marks[0].start() == 0):
        return {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    told = {
        _name(mark["colour"]): status_in(text[mark.end() : end].lower().strip(" ,;|.\n"))
        for mark, end in zip(marks, ends, strict=True)
    }
    return told if len(marks) > 1 or all(told.values()) else {}


def _blocks(grid: Grid) -> Iterable[list[tuple[int, str, str]]]:
    """Two or more rows one under the other that hold a colour and what it means and nothing else."""
    block: list[tuple[int, str, str]] = []
    for at, row in enumerate([*grid.rows, []]):
        line = _key_line(row)
        if line is not None:
            block.append((at, *line))
            continue
        if len({colour for _at, colour, _words in block}) > 1 and _is_key(block, grid):
            yield block
        block = []


def _is_key(block: list[tuple[int, str, str]], grid: Grid) -> bool:
    """Letters alone might be numbers of recommendations: then a red and an amber or green must be among them."""
    letters = all(
        len(grid.rows[at][filled(grid.rows[at])[0]].text) == 1 for at, *_ in block if filled(grid.rows[at])
    )
    named = {colour for _at, colour, _words in block}
    return not letters or ("red" in named and bool(named & {"amber", "green"}))


def _key_line(row: list[Cell]) -> tuple[str, str] | None:
    held = filled(row)
    if len(held) == 2 and held[1] == held[0] + 1:
        colour = row[held[0]].text.strip().lower()
        if colour in _COLOURS or colour in _LETTERS:
            return _name(colour), row[held[1]].text.strip().lower()
    if len(held) == 1 and held[0] and row[held[0] - 1].fill not in ("", "?"):
        words = row[held[0]].text.strip().lower()
        if status_in(words) is not None:
            return colour_name(row[held[0] - 1].fill), words
    return None


def _is_title(row: list[Cell]) -> bool:
    """Whether a row is the title or the heading of a key."""
    held = filled(row)
    words = " ".join(row[at].text.lower() for at in held)
    return 1 <= len(held) <= 2 and len(words) < 40 and bool(_TITLE.search(words))


@lru_cache(maxsize=256)
def colour_name(fill: str) -> str:
    """The word for a colour given as RRGGBB."""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.95:
        return "white"
    if light < 0.08:
        return "black"
    if strong < 0.15:
        return "grey"
    bounds = ((15, "red"), (50, "amber"), (66, "yellow"), (170, "green"), (260, "blue"), (330, "purple"))
    return next((name for most, name in bounds if hue * 360 < most), "red")
