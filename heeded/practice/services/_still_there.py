"""What people are to be reminded of, as it is now: between looking and writing down some of it may be gone."""

from collections.abc import Mapping, Sequence

from django.db.models import Model

from heeded.practice.models import Action, Addressee, PracticeCheck
from heeded.practice.queries import DueReminder

_THINGS: Mapping[str, type[Model]] = {"action": Action, "addressee": Addressee, "check_due": PracticeCheck}


def still_there(due: Sequence[DueReminder]) -> list[DueReminder]:
    """Those whose action, addressee or check is there, and stays so until this transaction ends. What somebody is
    changing at this moment is left out until the next time, so that nobody waits for anybody."""
    found: set[tuple[str, int]] = set()
    for field, model in _THINGS.items():
        keys = {one.key for one in due if one.field == field}
        held = model._default_manager.select_for_update(no_key=True, skip_locked=True).filter(pk__in=keys)
        found |= {(field, key) for key in held.values_list("pk", flat=True)}
    return [one for one in due if (one.field, one.key) in found]
