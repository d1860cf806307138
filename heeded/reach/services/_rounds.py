"""Going through the saved searches that are due: from a worker, again and again, or by `heeded alerts run`."""

import time
from dataclasses import dataclass

from django.db.models import QuerySet

from heeded.core.clock import now
from heeded.reach.models import SavedSearch
from heeded.reach.services._looking import look

_OF_ONE = 10.0  # seconds for one search, of those that a round has


@dataclass(slots=True)
class Round:
    """What a round came to: searches looked after, new answers, letters written; searches still due. Loose
    answers are not counted."""

    searches: int = 0
    answers: int = 0
    letters: int = 0
    left: int = 0


def run_alerts(*, seconds: float = 10.0, whenever: bool = False, dry_run: bool = False) -> Round:
    """Look after the searches that are due (all that are looked after at all, with `whenever`), for about so many
    seconds. Several workers may do it at once. A dry run writes nothing."""
    done, until = Round(), time.monotonic() + seconds
    for key in list(_due(whenever=whenever).order_by("next_look_at", "pk").values_list("pk", flat=True)):
        if time.monotonic() > until:
            break
        search = _due(whenever=whenever).select_related("account").filter(pk=key).first()
        if search is None:
            continue  # another worker was quicker
        looked = look(search, seconds=min(_OF_ONE, seconds), telling=True, dry_run=dry_run)
        done.searches += 1
        done.answers += sum(found.strong for found in looked.found.values())
        done.letters += looked.told
    done.left = _due(whenever=False).count()
    return done


def _due(*, whenever: bool) -> QuerySet[SavedSearch]:
    looked_after = SavedSearch.objects.filter(account__is_active=True, next_look_at__isnull=False)
    return looked_after if whenever else looked_after.filter(next_look_at__lte=now())
