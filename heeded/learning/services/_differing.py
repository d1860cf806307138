"""Where standing values of one theme differ on one thing a person says which one counts."""

from collections.abc import Sequence

from django.db import transaction

from heeded.core.transactions import one_at_a_time
from heeded.learning.errors import NoSuchCoding, NotToBeCoded
from heeded.learning.models import Coding
from heeded.learning.queries import visible_codings
from heeded.learning.services._deciding import reject
from heeded.learning.services._permission import must
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@transaction.atomic
def choose(coding: Coding, *, against: Sequence[Coding], by: Viewer) -> list[Coding]:
    """Let this coding count, and not those of its theme and review that say otherwise: they are rejected, each as if
    by itself, and stay on record. Twice is once. Which were rejected is given back.

    Raises:
        NotAllowed: they may not code, or one of the others is somebody else's to take back.
        NoSuchCoding: there is none that they may see.
        NotToBeCoded: it does not stand any more, or the others are of another theme or review.
    """
    must(by, Permission.CODE)
    one_at_a_time("codings", coding.work_id)
    held = visible_codings(by).filter(pk=coding.pk).first()
    if held is None:
        raise NoSuchCoding("There is no such coding.")
    if held.state != "standing":
        raise NotToBeCoded("This coding does not stand any more.", advice="Look at what differs again.")
    if any((one.work_id, one.theme_id) != (held.work_id, held.theme_id) for one in against):
        raise NotToBeCoded("Those are not about the same.")
    return [reject(one, by=by) for one in against if one.value != held.value]
