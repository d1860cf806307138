"""How this library's briefings are made."""

import re
from collections.abc import Sequence

from django.db import transaction

from heeded.briefing.models import BriefingSettings
from heeded.briefing.services._permission import must
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine.briefing import Role
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_COLOUR = re.compile(r"#[0-9a-f]{6}")


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
        Refused: a part twice or one that there is not, or a colour that is none.
    """
    must(by, Permission.MANAGE_LIBRARY, "You cannot set up this library.")
    roles = [role for role, _ in parts]
    if not set(roles) <= set(Role) or len(set(roles)) != len(roles):
        raise Refused("Name each part once.")
    if colour and not _COLOUR.fullmatch(colour.lower()):
        raise Refused("Give the colour as six figures or letters after #, such as #1d70b8.")
    settings = BriefingSettings.objects.first() or BriefingSettings()
    settings.parts = [{"role": role, "title": title.strip()} for role, title in parts]
    settings.checker_differs, settings.usual_recommendations = checker_differs, usual_recommendations
    settings.colour = colour.lower()
    settings.save()
    record("briefing.settings", by=by, thing_kind="settings", thing="briefing")
    return settings
