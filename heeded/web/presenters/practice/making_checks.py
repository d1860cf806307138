"""Making a practice check: who could, and how close somebody is from what is known here."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.people.models import Account
from heeded.people.viewer import Viewer
from heeded.practice.kinds import Tie
from heeded.practice.models import Action, PracticeCheck
from heeded.practice.queries import checkers_of, owners_ever

_TIES = {
    Tie.SAME_TEAM: gettext_lazy("Same team: I work in the team that did it"),
    Tie.SAME_AGENCY: gettext_lazy("Same agency: I work for the agency that did it"),
    Tie.ANOTHER_AGENCY: gettext_lazy("Another agency: I work for another agency of the partnership"),
    Tie.INDEPENDENT: gettext_lazy("Independent: I have no part in it"),
}


def tie_choices(furthest: Tie) -> list[tuple[str, str]]:
    """The ties that may be said: none further than what is known here."""
    ties = list(Tie)
    return [(one, str(_TIES[one])) for one in ties[: ties.index(furthest) + 1]]


def tie_known_words(viewer: Viewer, actions: Iterable[Action]) -> str:
    """Why some ties are not offered: what is known here of who checks and who did it."""
    teams = {one.owner_team.name for one in actions if one.owner_team and one.owner_team_id in viewer.teams}
    if teams:
        return _("You are in the team that owns it, as far as is known here: %s.") % ", ".join(sorted(teams))
    agencies = {
        one.owner_agency.name
        for one in actions
        if one.owner_agency and one.owner_agency_id in viewer.organisations
    }
    if agencies:
        return _("You work for the agency that owns it, as far as is known here: %s.") % ", ".join(
            sorted(agencies)
        )
    return _("Nothing that is known here ties you to those who did it. You may know better.")


def could_make(check: PracticeCheck) -> list[Account]:
    """Who checks practice for the board and never owned what is checked."""
    owners = owners_ever(list(check.actions.all()))
    return [one for one in checkers_of(check.board) if one.pk not in owners]
