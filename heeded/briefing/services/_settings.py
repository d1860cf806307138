"""How this library's briefings are made."""

import re
from collections.abc import Sequence

from django.db import transaction

from heeded.briefing.models import BriefingSettings
from heeded.briefing.services._permission import must
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.briefing import Role
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_TITLE = 80  # characters
MOST_RECOMMENDATIONS = 1_000
_CONTRAST = 4.5  # to white, as WCAG asks of words


@transaction.atomic
def save_briefing_settings(
    *,
    by: Viewer,
    parts: Sequence[tuple[str, str]] = (),
    checker_differs: bool = False,
    usual_recommendations: int | None = None,
    colour: str = "",
) -> BriefingSettings:
    """Save the parts (role, title) in order, who may check, and how what is taken away looks. No parts: as usual.

    Raises:
        NotAllowed: they may not set up this library.
        Refused: a part twice or one that there is not, a title too long, a number that cannot be, or a colour that is
            none or too pale to be read on white.
    """
    must(by, Permission.MANAGE_LIBRARY, "You cannot set up this library.")
    roles = [role for role, _ in parts]
    if not set(roles) <= set(Role) or len(set(roles)) != len(roles):
        raise Refused("Name each part once.")
    if any(len(title.strip()) > LONGEST_TITLE for _, title in parts):
        raise Refused(f"The title of a part has at most {LONGEST_TITLE} characters.")
    _must_be_read(colour.lower())
    if usual_recommendations is not None and not 0 < usual_recommendations < MOST_RECOMMENDATIONS:
        raise Refused(f"The usual number of recommendations is between 1 and {MOST_RECOMMENDATIONS - 1}.")
    one_at_a_time("briefing-settings")
    settings = BriefingSettings.objects.select_for_update().first() or BriefingSettings()
    settings.parts = [{"role": role, "title": title.strip()} for role, title in parts]
    settings.checker_differs, settings.usual_recommendations = checker_differs, usual_recommendations
    settings.colour = colour.lower()
    settings.save()
    record("briefing.settings", by=by, thing_kind="settings", thing="briefing")
    return settings


def _must_be_read(colour: str) -> None:
    if colour and not _COLOUR.fullmatch(colour):
        raise Refused("Give the colour as six figures or letters after #, such as #1d70b8.")
    if colour and 1.05 / (_light_of(colour) + 0.05) < _CONTRAST:
        raise Refused("This colour is too pale to be read on white.", advice="Choose a darker one.")


def _light_of(colour: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white), as WCAG has it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
