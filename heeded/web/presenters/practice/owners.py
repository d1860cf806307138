"""Who owns an action, in words for those who may know."""

from django.utils.translation import gettext as _

from heeded.practice.models import Action


def owner_words(action: Action) -> str:
    """ "Named nurse, Duty team, Invented Trust (Person 3)"; nothing where nobody owns it."""
    team = action.owner_team.name if action.owner_team else ""
    agency = action.owner_agency.name if action.owner_agency else ""
    parts = ", ".join(part for part in (action.owner_role, team, agency) if part)
    if action.owner is None:
        return parts
    name = action.owner.name if action.owner.is_active else _("%s, who has left") % action.owner.name
    return f"{parts} ({name})" if parts else name
