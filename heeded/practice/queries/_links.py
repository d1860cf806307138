"""Links by which an owner says how one action stands without logging in."""

from heeded.core.clock import now
from heeded.people.permissions import Permission
from heeded.people.queries import viewer_of
from heeded.people.services import hash_of
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchLink
from heeded.practice.kinds import LinkEnd
from heeded.practice.models import Action, ActionLink
from heeded.practice.queries._visible import visible_actions


def link_of(secret: str) -> ActionLink:
    """The link with this secret, with its action; it may have ended.

    Raises:
        NoSuchLink: nobody was ever sent it, or it ended long ago.
    """
    rows = ActionLink.objects.select_related("account", "action__item__board", "action__owner_agency")
    found = rows.filter(secret_hash=hash_of(secret)).first()
    if found is None:
        raise NoSuchLink("This link is not one of ours, or it was cut short.")
    return found


def end_of_link(link: ActionLink) -> LinkEnd | None:
    """Why a link does not lead on any more; None: it does. It is good once, for as long as the action stands as it did
    when the letter was written."""
    action = link.action
    if link.used_at is not None:
        return LinkEnd.USED
    if action.owner_id != link.account_id or not owner_by_link(link).permissions:
        return LinkEnd.NOT_THEIRS
    if action.closed_as or action.item.closed_as:
        return LinkEnd.CLOSED
    if action.version != link.version:
        return LinkEnd.MOVED_ON
    return LinkEnd.EXPIRED if link.expires_at <= now() else None


def words_shown(viewer: Viewer, action: Action, link: ActionLink) -> bool:
    """Whether the words of an action may be shown to whoever holds its link: everybody may see them, or this is the
    owner, logged in with a second factor. A letter box is no second factor."""
    owner = viewer if viewer.account == link.account_id else Viewer()
    return visible_actions(owner).filter(pk=action.pk).exists()


def owner_by_link(link: ActionLink) -> Viewer:
    """The owner, cut down to what the link is for: their own action. What they are besides stays outside."""
    own = viewer_of(link.account, strong=True).permissions & {Permission.OWN_ACTIONS}
    return Viewer(account=link.account_id, permissions=frozenset(own), strong=True)
