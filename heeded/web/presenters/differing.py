"""Codings of one theme on one thing whose values differ, with what this viewer can do about it."""

from typing import Any

from heeded.learning.models import Coding
from heeded.learning.queries import Differing, differing, wordings_now
from heeded.library.keeping import may_keep
from heeded.library.models import Work
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.web.presenters.coded import coded_rows, whom_words


def differing_rows(viewer: Viewer, shown: list[Differing]) -> list[dict[str, Any]]:
    """Each thing with the codings that differ about it, and for each whether it can be chosen."""
    names = wordings_now(one.theme.pk for one in shown)
    keeps = {work.pk: may_keep(viewer, Permission.CODE, work) for work in {one.work for one in shown}}
    return [
        {
            "theme": names[one.theme.pk].name if one.theme.pk in names else "",
            "work": one.work,
            "of": whom_words(one.coded[0].coding),
            "name": f"theme-{one.coded[0].coding.identifier}",
            "codings": [
                row | {"may_choose": _may_choose(viewer, row["coding"], one, keeps=keeps[one.work.pk])}
                for row in coded_rows(viewer, one.coded)
            ],
        }
        for one in shown
    ]


def how_many_differ(viewer: Viewer, work: Work) -> int:
    """How many things of a review have been coded in two ways; for those who code."""
    return len(differing(viewer, work=work)) if Permission.CODE in viewer.permissions else 0


def said_otherwise(viewer: Viewer, coding: Coding) -> list[dict[str, Any]]:
    """The codings with another value of what this one is about; for those who code."""
    if Permission.CODE not in viewer.permissions or coding.state != "standing":
        return []
    among = [
        one for one in differing(viewer, work=coding.work) if coding in [row.coding for row in one.coded]
    ]
    return coded_rows(viewer, [row for one in among for row in one.coded if row.coding.value != coding.value])


def _may_choose(viewer: Viewer, coding: Coding, among: Differing, *, keeps: bool) -> bool:
    """Whether all that say otherwise are this viewer's to take back."""
    others = [one.coding for one in among.coded if one.coding.value != coding.value]
    return keeps or all(one.made_by in {"", viewer.audit_name} for one in others)
