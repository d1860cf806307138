"""An action as a program wants it: organisations, teams and accounts by identifier become those that are meant."""

from dataclasses import replace

from heeded.api.shapes.actions import ActionChanged, ActionSaid
from heeded.core.errors import NotFound
from heeded.people.models import Account, Organisation, Team
from heeded.people.viewer import Viewer
from heeded.practice.models import Action
from heeded.practice.queries import could_own
from heeded.practice.services import Wanted, wanted_of

_PLAIN = ("what", "intended_change", "how_known", "kind", "owner_role", "start", "due", "state", "done_on")
# What null empties; of the rest null says nothing.
_MAY_BE_NONE = frozenset({"kind", "start", "due", "done_on"})


def wanted_of_said(viewer: Viewer, said: ActionSaid) -> Wanted:
    """A new action.

    Raises:
        NotFound: there is no such organisation or team, or nobody such who could own it.
    """
    agency = _agency(said.owner_agency)
    return Wanted(
        **{name: getattr(said, name) for name in _PLAIN},
        owner_agency=agency,
        owner_team=_team(said.owner_team),
        owner=_owner(viewer, said.owner, agency, None),
    )


def changed_of(viewer: Viewer, action: Action, said: ActionChanged) -> Wanted:
    """An action as it is, with what was sent.

    Raises:
        NotFound: as `wanted_of_said`.
    """
    wanted, sent = wanted_of(action), said.model_fields_set
    plain = {name: getattr(said, name) for name in _PLAIN if name in sent}
    wanted = replace(
        wanted, **{name: value for name, value in plain.items() if value is not None or name in _MAY_BE_NONE}
    )
    if "owner_agency" in sent:
        wanted = replace(wanted, owner_agency=_agency(said.owner_agency))
    if "owner_team" in sent:
        wanted = replace(wanted, owner_team=_team(said.owner_team))
    if "owner" in sent:
        wanted = replace(wanted, owner=_owner(viewer, said.owner, wanted.owner_agency, action.owner))
    return wanted


def _agency(identifier: str | None) -> Organisation | None:
    if not identifier:
        return None
    found = Organisation.objects.filter(identifier=identifier).first()
    if found is None:
        raise NotFound("There is no such organisation.")
    return found


def _team(identifier: str | None) -> Team | None:
    if not identifier:
        return None
    found = Team.objects.filter(identifier=identifier).first()
    if found is None:
        raise NotFound("There is no such team.")
    return found


def _owner(
    viewer: Viewer, identifier: str | None, agency: Organisation | None, before: Account | None
) -> Account | None:
    """Whoever can own actions of the agency, is the owner already, or asks: nobody else's account is told of."""
    if not identifier:
        return None
    if before is not None and before.identifier == identifier:
        return before
    able = could_own([agency]) if agency is not None else Account.objects.none()
    found = able.filter(identifier=identifier).first()
    found = found or Account.objects.filter(pk=viewer.account or 0, identifier=identifier).first()
    if found is None:
        raise NotFound("Nobody such can own actions of this agency.")
    return found
