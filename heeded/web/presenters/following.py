"""What a public node says of the library that it follows, in words."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.reach.following import Standing, silent_since, standing


def silence() -> str:
    """What every page says while the main library is not heard of for too long; else nothing. One query."""
    since = silent_since()
    if since is None:
        return ""
    if since.year == 1:
        return _("This copy of a library has never reached the library that it follows.")
    return _(
        "This copy of a library has heard nothing from the library that it follows since %s. What was withdrawn there "
        "since then may still be shown here."
    ) % _words(since)


def following_groups(*, staff: bool) -> list[dict[str, Any]]:
    """The part of the status page; none where this library follows nobody."""
    found = standing()
    if found is None:
        return []
    rows = [
        (_("Follows"), urlsplit(found.address).hostname or found.address),
        (_("Heard of it last"), _words(found.reached_at) if found.reached_at else _("never")),
        (_("Everything published is here as of"), _words(found.done_at) if found.done_at else _("not yet")),
        (_("Still to be taken"), str(found.waiting)),
        (_("Here now"), _held(found)),
    ]
    if staff and found.error:
        rows.append((_("Last trouble"), found.error))
    return [
        {"title": _("The library that this one follows"), "rows": [{"name": n, "value": v} for n, v in rows]}
    ]


def _held(found: Standing) -> str:
    counts = (found.held.get(kind, 0) for kind in ("work", "document", "briefing"))
    reviews, documents, briefings = counts
    return ", ".join(
        (
            ngettext("%d review", "%d reviews", reviews) % reviews,
            ngettext("%d document", "%d documents", documents) % documents,
            ngettext("%d briefing", "%d briefings", briefings) % briefings,
        )
    )


def _words(at: datetime) -> str:
    return str(date_format(timezone.localtime(at.astimezone(UTC)), "j F Y, H:i"))
