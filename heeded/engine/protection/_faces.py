"""One theme in many tables: what one table hides another may give away.

A review stands in one year, in one region, of one kind: each table of a theme cuts the same reviews another way, and
who sets all of them side by side knows more than each table tells. So what is hidden is tried once more against all
tables together, by linear programming over the reviews that no table tells apart.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

_HAIR = 1e-6  # what a solver may be off by


@dataclass(frozen=True, slots=True)
class Face:
    """One figure as a table shows it: the things that can be counted in it, and how many are."""

    members: frozenset[int]
    value: int


def protect_faces(faces: Sequence[Face], hidden: Collection[int], *, below: int = 10) -> frozenset[int]:
    """Which faces to hide, by their places: those that are hidden already, and as many more as it takes that by all the
    others each small one could be as little as 1 and as much as `below`, or as there are."""
    found = set(hidden) | {place for place, face in enumerate(faces) if 0 < face.value < below}
    known = _Known(faces)
    small = sorted(place for place in found if 0 < faces[place].value < below)
    for place in small:
        while (
            not known.is_safe(place, found, below=below) and (more := _next(faces, found, place)) is not None
        ):
            found.add(more)  # what hides more never gives away another
    return frozenset(found)


def _next(faces: Sequence[Face], hidden: set[int], place: int) -> int | None:
    """The smallest face shown that has things in common with one that is given away; something before nothing."""
    shown = [other for other in range(len(faces)) if other not in hidden]
    near = [other for other in shown if faces[other].members & faces[place].members] or shown
    return min(near, key=lambda other: (faces[other].value == 0, faces[other].value, other), default=None)


class _Known:
    """What everybody knows of these faces: which things stand in which, not which of them are counted."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = faces
        signatures: dict[tuple[bool, ...], int] = {}
        for thing in sorted(frozenset().union(*(face.members for face in faces))):
            signature = tuple(thing in face.members for face in faces)
            signatures[signature] = signatures.get(signature, 0) + 1
        self._inside = np.array(list(signatures), float).T.reshape(len(faces), -1)
        self._bounds = [(0, size) for size in signatures.values()]

    def is_safe(self, place: int, hidden: set[int], *, below: int) -> bool:
        """Whether what is shown leaves open what a small face is."""
        face = self._faces[place]
        most = min(below, len(face.members))
        least = 0 if len(face.members) < below else min(1, face.value)
        shown = [other for other in range(len(self._faces)) if other not in hidden]
        sums = (
            {"A_eq": self._inside[shown], "b_eq": [self._faces[other].value for other in shown]}
            if shown
            else {}
        )
        for sign, wanted in ((1, least), (-1, -most)):
            answer = linprog(sign * self._inside[place], bounds=self._bounds, **sums)
            if answer.status != 0 or answer.fun > wanted + _HAIR:
                return False
        return True
