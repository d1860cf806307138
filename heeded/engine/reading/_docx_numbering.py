"""Word's automatic numbers as text: "1.", "4.2", "(a)". They are nowhere in the file: they are counted."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import W, switched, value, whole
from heeded.engine.reading._numbers import printed_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = "•"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and prints."""

    start: int
    form: str
    pattern: str
    restart: int | None  # the level (from 1) whose next item begins it anew; 0: never; None: any above
    legal: bool
    gap: str
    style: str


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and where each has counted to."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of one file. Call `label` once for each numbered paragraph, in document order."""

    def __init__(self, root: "_Element | None") -> None:
        self._abstract: dict[str, _Element] = {}
        self._links: dict[str, str] = {}
        self._uses: dict[str, _Element] = {}
        self._lists: dict[str, _List] = {}
        self._own: dict[str, dict[int, _Level]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, list_id: str, level: int | None, style_id: str = "") -> str:
        """The number of the next paragraph of that list and level (from 0; None: as its style says), with the
        blank after it. Empty where the list prints none."""
        use = self._uses.get(list_id)
        if use is None:
            return ""
        abstract = self._abstract_of(use)
        counted = self._list(abstract)
        levels = counted.levels | self._own_levels(list_id, use, counted.levels)
        at = self._level(levels, level, style_id)
        if at not in levels:
            return ""
        self._begin(list_id, use, counted, at)
        _count(counted, levels, at)
        return _text(levels, counted.counts, at)

    def _load(self, root: "_Element") -> None:
        for each in root.iterchildren(W + "abstractNum"):
            number = each.get(W + "abstractNumId", "")
            self._abstract[number] = each
            if link := value(each, "styleLink"):
                self._links[link] = number
        for each in root.iterchildren(W + "num"):
            self._uses[each.get(W + "numId", "")] = each

    def _abstract_of(self, use: "_Element") -> str:
        number = value(use, "abstractNumId") or ""
        element = self._abstract.get(number)
        link = value(element, "numStyleLink") if element is not None else None
        return self._links.get(link, number) if link else number

    def _list(self, abstract: str) -> _List:
        if abstract not in self._lists:
            element = self._abstract.get(abstract)
            self._lists[abstract] = _List({} if element is None else _levels(element))
        return self._lists[abstract]

    def _own_levels(self, list_id: str, use: "_Element", shared: dict[int, _Level]) -> dict[int, _Level]:
        """Levels that one use of a list lays over those of the abstract list."""
        if list_id not in self._own:
            own: dict[int, _Level] = {}
            for override in use.iterchildren(W + "lvlOverride"):
                own.update(_levels(override))
                at, start = whole(override.get(W + "ilvl")), value(override, "startOverride")
                if start is not None and (at in own or at in shared):
                    own[at] = replace(own.get(at) or shared[at], start=whole(start, 1))
            self._own[list_id] = own
        return self._own[list_id]

    def _level(self, levels: dict[int, _Level], level: int | None, style_id: str) -> int:
        if level is not None:
            return min(max(level, 0), _LEVELS - 1)
        return next((at for at, each in levels.items() if style_id and each.style == style_id), 0)

    def _begin(self, list_id: str, use: "_Element", counted: _List, at: int) -> None:
        """The first paragraph at a level for which this use has a start of its own begins to count anew."""
        if (list_id, at) in self._begun:
            return
        self._begun.add((list_id, at))
        for override in use.iterchildren(W + "lvlOverride"):
            if whole(override.get(W + "ilvl")) == at and override.find(W + "startOverride") is not None:
                counted.counts.pop(at, None)


def _levels(parent: "_Element") -> dict[int, _Level]:
    return {whole(each.get(W + "ilvl")): _read_level(each) for each in parent.iterchildren(W + "lvl")}


def _read_level(element: "_Element") -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        start=whole(value(element, "start"), 0),
        form=value(element, "numFmt") or "decimal",
        pattern=value(element, "lvlText") or "",
        restart=None if restart is None else whole(restart),
        legal=switched(element.find(W + "isLgl")),
        gap="" if value(element, "suff") == "nothing" else " ",
        style=value(element, "pStyle") or "",
    )


def _count(counted: _List, levels: dict[int, _Level], at: int) -> None:
    counts = counted.counts
    for above in range(at):
        if above not in counts and above in levels:
            counts[above] = levels[above].start  # a list that begins below its first level
    counts[at] = counts[at] + 1 if at in counts else levels[at].start
    for below in [each for each in counts if each > at]:
        restart = levels[below].restart if below in levels else None
        if restart is None or (restart and at + 1 <= restart):
            del counts[below]


def _text(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        return _BULLET + level.gap

    def figure(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        form = levels[which].form if which in levels else "decimal"
        plain = level.legal and form not in ("none", "bullet")
        return printed_number(counts.get(which, 1), "decimal" if plain else form)

    label = re.sub(r"%([1-9])", figure, level.pattern)
    return label + level.gap if label.strip() else ""
