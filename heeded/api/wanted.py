"""An action as a program wants it: organisations, teams and accounts by identifier become those that are meant."""

from dataclasses import replace

from heeded.api.shapes.actions import ActionChanged, ActionSaid
from heeded.core.errors import NotFound
from heeded.people.models import Account, Organisation, Team
from heeded.practice.models import Action, PlanItem
from heeded.practice.queries import OnPlanOf, could_own
from heeded.practice.services import Wanted, wanted_of

_PLAIN = ("what", "intended_change", "how_known", "kind", "owner_role", "start", "due", "state", "done_on")
# What null empties; of the rest null says nothing.
_MAY_BE_NONE = frozenset({"kind", "start", "due", "done_on"})


def wanted_of_said(item: PlanItem, said: ActionSaid) -> Wanted:
    """A new action.

    Raises:
        NotFound: there is no such organisation or team, or nobody such who could own it.
    """
    agency = _agency(said.owner_agency)
    return Wanted(
        **{name: getattr(said, name) for name in _PLAIN},
        owner_agency=agency,
        owner_team=_team(said.owner_team),
        owner=_owner(said.owner, item, agency, None),
    )


def changed_of(action: Action, said: ActionChanged) -> Wanted:
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
        wanted = replace(wanted, owner=_owner(said.owner, action.item, wanted.owner_agency, action.owner))
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
    identifier: str | None, item: PlanItem, agency: Organisation | None, before: Account | None
) -> Account | None:
    """Whoever can own it, or does already: of nobody else is it told whether there is an account."""
    if not identifier:
        return None
    if before is not None and before.identifier == identifier:
        return before
    place = OnPlanOf(item.board_id, agency.pk if agency else None)
    found = could_own([place]).filter(identifier=identifier).first()
    if found is None:
        raise NotFound("Nobody such can own actions of this agency, or of this board.")
    return found
