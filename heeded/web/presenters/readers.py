"""Those who are named to read a document, and who opened it in an emergency, as rows in words."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from heeded.core.clock import now
from heeded.library.models import Document
from heeded.people.models import EmergencyAccess, Grant
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer
from heeded.web.presenters.who import Who

_MOMENT = timedelta(seconds=1)  # a last day ends where the next one begins


def reader_rows(document: Document, *, viewer: Viewer) -> list[dict[str, Any]]:
    """Those who may read it now first, then those who will, then those who could."""
    rows = Grant.objects.filter(
        thing_kind="document", thing=document.pk, permission=Permission.READ_RESTRICTED
    )
    rows = rows.select_related("account", "team__organisation", "organisation").order_by("since", "pk")
    who = Who(viewer, [grant.given_by for grant in rows])
    return sorted((_row(grant, who) for grant in rows), key=lambda row: _ORDER[row["state"]])


_ORDER = {"now": 0, "later": 1, "over": 2}


def _row(grant: Grant, who: Who) -> dict[str, Any]:
    over = grant.until is not None and grant.until <= now()
    state = "over" if over else "later" if grant.since > now() else "now"
    return {
        "number": grant.pk,
        "who": _who(grant),
        "kind": _kind(grant),
        "since": grant.since,
        "until": grant.until - _MOMENT if grant.until else None,
        "by": who.words(grant.given_by),
        "state": state,
        "state_words": {"now": _("May read it"), "later": _("Not yet"), "over": _("Over")}[state],
    }


def _who(grant: Grant) -> str:
    if grant.account:
        return f"{grant.account.name} ({grant.account.email})"
    if grant.team:
        return f"{grant.team.name}, {grant.team.organisation.name}"
    name = grant.organisation.name if grant.organisation else ""
    return f"{ROLES[grant.role].label}, {name}" if grant.role else name


def _kind(grant: Grant) -> str:
    if grant.account:
        return _("a person")
    if grant.team:
        return _("a team")
    return _("a role") if grant.role else _("everybody of an organisation")


def emergencies(document: Document, *, viewer: Viewer) -> list[dict[str, Any]]:
    """Who opened it in an emergency, when and why, newest first."""
    rows = list(EmergencyAccess.objects.filter(thing_kind="document", thing=document.pk).order_by("-at"))
    who = Who(viewer, [f"account:{row.account_id}" for row in rows])
    return [
        {
            "who": who.words(f"account:{row.account_id}"),
            "at": row.at,
            "until": row.until,
            "reason": row.reason,
        }
        for row in rows
    ]
