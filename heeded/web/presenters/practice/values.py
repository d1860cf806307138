"""Values of an action as its history holds them, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from heeded.people.models import Account, Organisation, Team
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs
from heeded.practice.standing import DAYS
from heeded.web.presenters.practice.action_words import day_words

_CHOICES = {"kind": ActionKind, "state": ActionState, "closed_as": ClosedAs}
_PEOPLE = {"owner_agency": Organisation, "owner_team": Team, "owner": Account}


class Values:
    """Looks up at once every account, agency and team that these values (field, value) name."""

    def __init__(self, values: Iterable[tuple[str, Any]]) -> None:
        keys: dict[str, set[int]] = {field: set() for field in _PEOPLE}
        for field, value in values:
            if field in keys and value:
                keys[field].add(value)
        self._known = {
            field: model._default_manager.in_bulk(keys[field]) if keys[field] else {}
            for field, model in _PEOPLE.items()
        }

    def words(self, field: str, value: Any) -> str:
        """A value as it was written down; nothing of nothing."""
        if value in (None, ""):
            return ""
        if field in _PEOPLE:
            return self.of(field, self._known[field].get(value)) or _("Not known here any more")
        if field in DAYS and isinstance(value, str):
            return day_words(date.fromisoformat(value))
        return self.of(field, value)

    def of(self, field: str, value: Any) -> str:
        """A value as an action holds it."""
        if value in (None, ""):
            return ""
        if isinstance(value, date):
            return day_words(value)
        if isinstance(value, Account) and not value.is_active:
            return _("%s (account closed)") % value.name
        return str(_CHOICES[field](value).label) if field in _CHOICES else str(value)
