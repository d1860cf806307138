"""Rows of the audit in words. Identifiers and numbers only, as in the audit itself."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from heeded.core.models import AuditRow
from heeded.library.queries import visible_documents, visible_works
from heeded.people.models import Account
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer
from heeded.web.presenters.steps import what_words
from heeded.web.presenters.who import Who

_KINDS: dict[str, str | Promise] = {
    "account": gettext_lazy("Accounts"),
    "catalogue": gettext_lazy("Reviews not held"),
    "coding-round": gettext_lazy("Coding rounds"),
    "why": gettext_lazy("Why"),
    "delivery": gettext_lazy("Files handed in"),
    "document": gettext_lazy("Documents"),
    "emergency": gettext_lazy("Emergency access"),
    "fact": gettext_lazy("Facts"),
    "framework": gettext_lazy("Frameworks"),
    "grant": gettext_lazy("Who may read"),
    "learning-point": gettext_lazy("Learning points"),
    "lesson": gettext_lazy("Lessons"),
    "library": gettext_lazy("The library"),
    "organisation": gettext_lazy("Organisations"),
    "problem": gettext_lazy("Reported problems"),
    "role": gettext_lazy("Roles"),
    "section": gettext_lazy("Sections"),
    "step": gettext_lazy("Steps of reading a file"),
    "team": gettext_lazy("Teams"),
    "work": gettext_lazy("Reviews"),
}
_THINGS: dict[str, str | Promise] = {
    "work": gettext_lazy("review"),
    "coding-round": gettext_lazy("coding round"),
    "framework": gettext_lazy("framework"),
    "learning-point": gettext_lazy("learning point"),
    "lesson": gettext_lazy("lesson"),
}
_PAGES = {"document": "document", "work": "review"}


def kind_words(kind: str) -> str:
    """A kind of action in words."""
    return str(_KINDS.get(kind) or kind.replace("-", " ").capitalize())


def audit_table(rows: Iterable[AuditRow], *, viewer: Viewer, who: Who) -> list[dict[str, Any]]:
    """What each row says; a link only to what this viewer may see."""
    rows = list(rows)
    seen, names = _visible(rows, viewer), _names(rows)
    return [
        {
            "at": row.at,
            "who": who.words(row.actor),
            "what": what_words(row),
            "kind": _THINGS.get(row.thing_kind, row.thing_kind),
            "thing": row.thing,
            "name": names.get(row.thing, "") if row.thing_kind == "account" else "",
            "address": seen.get((row.thing_kind, row.thing), ""),
            "more": _more(row),
        }
        for row in rows
    ]


def _more(row: AuditRow) -> str:
    return ", ".join(
        f"{name}: {_value(name, value)}" for name, value in row.details.items() if name != "step"
    )


def _value(name: str, value: object) -> str:
    return ROLES[str(value)].label if name == "role" and str(value) in ROLES else str(value)


def _names(rows: list[AuditRow]) -> dict[str, str]:
    """The people whose accounts were changed, by identifier."""
    named = {row.thing for row in rows if row.thing_kind == "account"}
    return (
        dict(Account.objects.filter(identifier__in=named).values_list("identifier", "name")) if named else {}
    )


def _visible(rows: list[AuditRow], viewer: Viewer) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, things in (("document", visible_documents(viewer)), ("work", visible_works(viewer))):
        named = {row.thing for row in rows if row.thing_kind == kind}
        if named:
            for identifier in things.filter(identifier__in=named).values_list("identifier", flat=True):
                found[kind, identifier] = reverse(_PAGES[kind], args=[identifier])
    return found
