"""Chooses the lines of a draft: the most worth for the words it costs, no line twice, every part and chapter heard."""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from heeded.engine.briefing._candidate import Candidate
from heeded.engine.briefing._centrality import content
from heeded.engine.briefing._choosing_features import Features
from heeded.engine.briefing._records import Role
from heeded.engine.briefing._unit import Unit

WEIGHTS = Path(__file__).with_name("choosing_weights.toml")
_LONG = 800  # units; a report as long has so many short sentences that they would crowd out what they sum up
_CONSIDERED = 900  # candidates that are weighed against each other, the best


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a draft may be: words in all, and lines of each part."""

    words: int
    lines: Mapping[Role, int]


@dataclass(slots=True)
class _Option:
    """A candidate on the table. `alone` is what it is worth for its words before anything is chosen."""

    candidate: Candidate
    role: Role
    content: frozenset[str]
    section: int
    worth: float
    left: float = 1.0


def worth_of(seen: Sequence[Features]) -> list[float]:
    """How likely each unit is to carry what a briefing has to say, 0 to 1, by choosing_weights.toml."""
    weights, base = settings()["weights"] | settings()["manner"]["long"], float(settings()["base"])
    return [
        1 / (1 + math.exp(-base - sum([weights.get(name, 0.0) * figure for name, figure in one.items()])))
        for one in seen
    ]


@cache
def settings() -> dict[str, Any]:
    """The weights and the manner of choosing, as choosing_weights.toml has them."""
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def chosen(
    units: Sequence[Unit],
    worth: Sequence[float],
    roles: Sequence[Role | None],
    *,
    offered: Sequence[Candidate],
    measure: Measure,
) -> list[tuple[Role, tuple[int, ...]]]:
    """The lines: each the part it belongs to and its units, in the order of the report."""
    table = _Table(units, worth, measure)
    table.lay(offered, roles)
    table.first_of_each_part()
    table.fill()
    return sorted(table.lines(), key=lambda line: line[1])


class _Table:
    """What is chosen so far and what is still to be had."""

    def __init__(self, units: Sequence[Unit], worth: Sequence[float], measure: Measure) -> None:
        self._units, self._worth, self._measure = units, worth, measure
        self._manner = settings()["manner"]
        self._length = float(self._manner["length-long" if len(units) > _LONG else "length"])
        self._least = float(self._manner["least-long" if len(units) > _LONG else "least"])
        self._options: list[_Option] = []
        self._taken: dict[int, Role] = {}
        self._picked: list[_Option] = []
        self._words = 0

    def lay(self, offered: Sequence[Candidate], roles: Sequence[Role | None]) -> None:
        for candidate in offered:
            role = roles[candidate.heart]
            if role is None or not self._measure.lines.get(role):
                continue
            heart = self._units[candidate.heart]
            some = frozenset().union(*(content(self._units[one]) for one in candidate.units))
            worth = sum(self._part_of(candidate, one) for one in candidate.units)
            self._options.append(_Option(candidate, role, some, heart.section, worth))
        self._options.sort(key=self._density, reverse=True)
        del self._options[_CONSIDERED:]

    def first_of_each_part(self) -> None:
        """The best of every part first, so that none goes without while there is something for it."""
        wanted = self._manner["first"]
        for number in range(max(wanted.values())):
            for role, most in self._measure.lines.items():
                if number < min(most, wanted.get(role.value, 0)):
                    self._pick(role)

    def fill(self) -> None:
        while self._pick(None):
            pass

    def lines(self) -> Iterator[tuple[Role, tuple[int, ...]]]:
        """Candidates that share a unit are one line."""
        groups: list[tuple[Role, set[int]]] = []
        for option in self._picked:
            mine = set(option.candidate.units)
            touching = [group for group in groups if group[1] & mine]
            role = touching[0][0] if touching else option.role
            groups = [group for group in groups if not group[1] & mine]
            groups.append((role, mine.union(*(group[1] for group in touching))))
        return ((role, tuple(sorted(members))) for role, members in groups)

    def _pick(self, role: Role | None) -> bool:
        counted = dict.fromkeys(Role, 0)
        for option in self._picked:
            counted[option.role] += 1
        full = {one for one, most in self._measure.lines.items() if counted[one] >= most}
        best, most = None, 0.0
        for option in self._options:
            if option.role in full or (role is not None and option.role != role):
                continue
            if option.worth * option.left < (self._least if role is None else self._manner["least-first"]):
                continue
            density = self._density(option)
            if density > most and self._cost(option) <= self._measure.words - self._words:
                best, most = option, density
        if best is None:
            return False
        self._take(best)
        return True

    def _take(self, option: _Option) -> None:
        self._words += self._cost(option)
        self._picked.append(option)
        self._taken.update((one, option.role) for one in option.candidate.units)
        self._options = [other for other in self._options if self._stays(other, option)]

    def _stays(self, other: _Option, taken: _Option) -> bool:
        """False for what says the same again; the rest counts for less the more it has in common."""
        if self._cost(other) == 0:
            return False
        common = len(other.content & taken.content) / max(1, min(len(other.content), len(taken.content)))
        overlaps = not set(other.candidate.units).isdisjoint(taken.candidate.units)
        if common > self._manner["same"] and not overlaps:
            return False
        other.left *= 1 - self._manner["alike"] * (0.0 if overlaps else common)
        if other.section == taken.section:
            summed_up = self._units[other.candidate.heart].kind == "summary"
            other.left *= self._manner["same-summary" if summed_up else "same-section"]
        return True

    def _part_of(self, candidate: Candidate, unit: int) -> float:
        """What a unit adds: those that only stand beside the heart count for less."""
        return self._worth[unit] * (1.0 if unit == candidate.heart else float(self._manner["beside"]))

    def _cost(self, option: _Option) -> int:
        """The words that a candidate adds to those that stand already."""
        return sum([len(self._units[one].words) for one in option.candidate.units if one not in self._taken])

    def _density(self, option: _Option) -> float:
        fresh = sum(
            [self._part_of(option.candidate, one) for one in option.candidate.units if one not in self._taken]
        )
        part = self._manner["part"].get(option.role.value, 1.0)
        words = min(self._cost(option), self._manner["longest"]) + self._manner["words"]
        return float(part * option.left * fresh / words**self._length)
