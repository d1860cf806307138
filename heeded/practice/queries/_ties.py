"""How close somebody is to what was done: whether they ever owned it, and from what is known of them here."""

from collections.abc import Sequence

from heeded.people.viewer import Viewer
from heeded.practice.kinds import Tie
from heeded.practice.models import Action, ActionChange


def owners_ever(actions: Sequence[Action]) -> set[int]:
    """Every account, by key, that owns or ever owned one of these actions."""
    rows = ActionChange.objects.filter(action__in=actions, field="owner").values_list("after", flat=True)
    return {int(one) for one in rows if one is not None}


def known_tie(viewer: Viewer, actions: Sequence[Action]) -> Tie:
    """The furthest tie that somebody may say they have: their teams and organisations may be known to be closer."""
    teams = {one.owner_team_id for one in actions if one.owner_team_id}
    agencies = {one.owner_agency_id for one in actions if one.owner_agency_id}
    if teams & viewer.teams:
        return Tie.SAME_TEAM
    return Tie.SAME_AGENCY if agencies & viewer.organisations else Tie.INDEPENDENT
