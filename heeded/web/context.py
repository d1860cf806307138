"""What every page knows: who asks, what they may, whether the library is fiction."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from heeded.library.queries import library_settings
from heeded.people.permissions import Permission
from heeded.people.viewer import ANONYMOUS

DANGER_LINE = "If a child is in danger now, call 999 or your local front door."


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    viewer = getattr(request, "viewer", ANONYMOUS)
    library = library_settings()
    return {
        "viewer": viewer,
        "may_add": Permission.ADD_REPORTS in viewer.permissions,
        "may_confirm": Permission.CONFIRM in viewer.permissions,
        "may_catalogue": Permission.EDIT_CATALOGUE in viewer.permissions,
        "may_answer_problems": Permission.ANSWER_PROBLEMS in viewer.permissions,
        "may_manage_accounts": Permission.MANAGE_ACCOUNTS in viewer.permissions,
        "sees_unconfirmed": Permission.SEE_UNCONFIRMED in viewer.permissions,
        "library_is_fictional": library.fictional,
        "library_name": library.name or "Heeded",
        "danger_line": library.danger_line or DANGER_LINE,
        "search_engines_may_index": settings.SEARCH_ENGINES_MAY_INDEX,
        "is_demo": settings.MODE == "demo",
    }
