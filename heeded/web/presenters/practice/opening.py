"""Putting a review on a plan: its points with whom each is addressed to, as a machine proposes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from heeded.library.models import LearningPoint, Work
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.addressing import addressed_to
from heeded.practice.queries import items_of_points, organisations_called, partners_of, points_to_open
from heeded.web.presenters.learning import learning_groups

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was ticked so far: points, and for each who is asked. Before anything was sent: nothing."""

    points: frozenset[str] = frozenset()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: str = ""

    @property
    def organisations(self) -> frozenset[str]:
        """Everybody who is ticked anywhere."""
        return frozenset().union(*self.asked.values())


def offered(viewer: Viewer, board: Organisation, chosen: Chosen) -> list[Organisation]:
    """Whom to choose from: the partners of the board, and those found by name or ticked before."""
    partners = partners_of(viewer, board)
    found = list(organisations_called(viewer, chosen.words)[:MOST_FOUND])
    there = {one.pk for one in partners}
    return [*partners, *(one for one in found if one.pk not in there)]


def found_by_name(viewer: Viewer, words: str) -> list[str]:
    """The names of the organisations that were looked for."""
    return [one.name for one in organisations_called(viewer, words)[:MOST_FOUND]]


def opening_rows(
    viewer: Viewer, work: Work, board: Organisation, among: list[Organisation], chosen: Chosen | None
) -> list[dict[str, Any]]:
    """The points of a review by kind, each with who is proposed or ticked. `chosen` None: nothing was sent yet; then
    every recommendation that is on no plan yet is ticked."""
    groups = learning_groups(points_to_open(viewer, work))
    same = [point for group in groups for row in group["rows"] for point in row["same"]]
    items = items_of_points(viewer, same, [board])
    for group in groups:
        for row in group["rows"]:
            row["item"] = next((items[one.pk][0] for one in row["same"] if one.pk in items), None)
            row |= _asked(row["point"], among, chosen, is_recommendation=group["kind"] == "recommendation")
    return groups


def _asked(
    point: LearningPoint, among: list[Organisation], chosen: Chosen | None, *, is_recommendation: bool
) -> dict[str, Any]:
    said = addressed_to(point.addressees, point.text, among)
    proposed = {one.identifier for one in among if one.pk in said.organisations}
    ticked = proposed if chosen is None else chosen.asked.get(point.identifier, frozenset())
    return {
        "ticked": is_recommendation if chosen is None else point.identifier in chosen.points,
        "asked": ticked,
        "proposed": proposed,
        "summary": [one.name for one in among if one.identifier in ticked],
        "addressed": said,
    }


def documents_of(groups: Iterable[Mapping[str, Any]]) -> set[str]:
    """The documents whose words are shown."""
    return {one.document.identifier for group in groups for row in group["rows"] for one in row["same"]}
