"""A link in a letter by which an owner says, once, how one action stands. Looking at it changes nothing."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.models import Account
from heeded.people.services import hash_of
from heeded.practice.errors import LinkEnded
from heeded.practice.kinds import ActionState
from heeded.practice.models import Action, ActionLink
from heeded.practice.queries import end_of_link, link_of, owner_by_link
from heeded.practice.services._actions import change_action, wanted_of

LINK_GOOD_FOR = timedelta(days=14)
_KEPT_FOR = timedelta(days=90)  # after it ended, to say that it was used


@dataclass(frozen=True, slots=True)
class SaidByLink:
    """How an action stands, and perhaps a later date with its reason."""

    state: ActionState
    done_on: date | None = None
    due: date | None = None
    reason: str = ""


def make_links(account: Account, actions: Iterable[Action]) -> dict[int, str]:
    """A new link for each of these actions that this account owns: its secret by the key of the action. The secrets
    are kept nowhere."""
    at, found = now(), {}
    rows = []
    for action in actions:
        if action.owner_id != account.pk:
            continue
        found[action.pk] = secret = secrets.token_urlsafe(24)
        rows.append(
            ActionLink(
                account=account,
                action=action,
                secret_hash=hash_of(secret),
                version=action.version,
                made_at=at,
                expires_at=at + LINK_GOOD_FOR,
            )
        )
    ActionLink.objects.bulk_create(rows)
    return found


@transaction.atomic
def use_link(secret: str, said: SaidByLink) -> Action:
    """Change an action by its link, as its owner, and end the link.

    Raises:
        NoSuchLink: there is none.
        LinkEnded: it was used, or does not lead on any more; says why.
        Refused: nothing would change, the date would not be later, or as `change_action`.
    """
    found = link_of(secret)
    one_at_a_time(
        "plan-item", found.action.item_id
    )  # as `change_action` takes it: of two at once one is first
    link = link_of(secret)
    if (end := end_of_link(link)) is not None:
        raise LinkEnded(f"{end.label}.", advice="Log in to see it as it is now.")
    by = owner_by_link(link)
    before = link.action.version
    done_on, due = _days(link.action, said)
    wanted = replace(wanted_of(link.action), state=said.state, done_on=done_on, due=due)
    changed = change_action(link.action, wanted, by=by, reason=said.reason, seen=link.version)
    if changed.version == before:
        raise Refused("That is how it stands already.", advice="Say what is different, or close this page.")
    ActionLink.objects.filter(pk=link.pk).update(used_at=now())
    record("action.by-link", by=by, thing_kind="action", thing=changed.identifier, version=changed.version)
    return changed


@transaction.atomic
def try_link(secret: str, said: SaidByLink) -> Action:
    """What `use_link` would do, and then nothing of it: for the page that asks whether it is right."""
    with transaction.atomic():
        changed = use_link(secret, said)
        transaction.set_rollback(True)
    return changed


@transaction.atomic
def throw_links_away() -> int:
    """Links that ended long ago; how many."""
    gone, _ = ActionLink.objects.filter(expires_at__lt=now() - _KEPT_FOR).delete()
    return gone


def _days(action: Action, said: SaidByLink) -> tuple[date | None, date | None]:
    """The day on which it was done, and the one on which it is due."""
    done_on = said.done_on if said.state == ActionState.DONE else None
    if said.state == ActionState.DONE or said.due is None:
        return done_on, action.due
    if action.due is not None and said.due < action.due:
        raise Refused(
            "The new date would be earlier than the one it has.", advice="Log in to move it forward."
        )
    return done_on, said.due
