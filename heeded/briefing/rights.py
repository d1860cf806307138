"""Who may work on a briefing: whose role allows it, and who looks after the review that it is on."""

from heeded.briefing.models import Briefing
from heeded.library.keeping import may_keep
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.viewer import Viewer


def may_work_on(viewer: Viewer, permission: Permission, briefing: Briefing) -> bool:
    """May this person do this with this briefing? A digest is gathered from many reviews and no board's own."""
    if briefing.work is None:
        return may(viewer, permission)
    return may_keep(viewer, permission, briefing.work)
