"""What every page knows: who asks, what they may, whether the library is fiction."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from heeded.library.queries import library_settings
from heeded.people.models import Account
from heeded.people.permissions import Permission
from heeded.people.roles import ROLES, Role
from heeded.people.viewer import ANONYMOUS
from heeded.practice.queries import has_actions
from heeded.web.presenters.following import silence
from heeded.web.public_node import STAYS

DANGER_LINE = "If a child is in danger now, call 999 or your local front door."


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    viewer = getattr(request, "viewer", ANONYMOUS)
    library = library_settings()
    permissions = viewer.permissions & STAYS if library.follows else viewer.permissions
    return {
        "viewer": viewer,
        "may_add": Permission.ADD_REPORTS in permissions,
        "may_confirm": Permission.CONFIRM in permissions,
        "may_catalogue": Permission.EDIT_CATALOGUE in permissions,
        "may_answer_problems": Permission.ANSWER_PROBLEMS in permissions,
        "may_manage_library": Permission.MANAGE_LIBRARY in permissions,
        "may_manage_accounts": Permission.MANAGE_ACCOUNTS in permissions,
        "may_see_audit": Permission.SEE_AUDIT in permissions,
        "may_open_in_emergency": Permission.EMERGENCY_ACCESS in permissions,
        "may_edit_briefings": Permission.EDIT_BRIEFINGS in permissions,
        "may_check_briefings": Permission.CHECK_BRIEFINGS in permissions,
        "may_issue_briefings": Permission.ISSUE_BRIEFINGS in permissions,
        "may_edit_frameworks": Permission.EDIT_FRAMEWORKS in permissions,
        "may_name_lessons": Permission.NAME_LESSONS in permissions,
        "may_own_actions": not library.follows and has_actions(viewer),
        "may_code": Permission.CODE in permissions,
        "may_keep_plan": Permission.MANAGE_PLAN in permissions,
        "may_ask_boards": Permission.ASK_BOARDS in permissions,
        "sees_unconfirmed": Permission.SEE_UNCONFIRMED in permissions,
        "follows": library.follows,
        "silence": silence() if library.follows else "",
        "library_is_fictional": library.fictional,
        "library_name": library.name or "Heeded",
        "danger_line": library.danger_line or DANGER_LINE,
        "search_engines_may_index": settings.SEARCH_ENGINES_MAY_INDEX,
        "is_demo": settings.MODE == "demo",
        "ready": _ReadyAccounts(),
        "is_mine": settings.MODE == "mine",
    }


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready account of the sample library."""

    identifier: str
    role: Role


class _ReadyAccounts:
    """Asked for by the log-in page alone, so looked up only when it is laid out."""

    def __iter__(self) -> Iterator[Ready]:
        found = Account.objects.filter(is_demo=True, is_active=True, memberships__until__isnull=True)
        rows = found.order_by("pk", "-memberships__pk").values_list("identifier", "memberships__role")
        firsts = dict(rows)  # the role that they were made with: what came later is besides
        return iter([Ready(identifier, ROLES[role]) for identifier, role in firsts.items()])
