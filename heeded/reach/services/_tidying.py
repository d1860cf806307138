"""What is thrown away by itself, once a day."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from heeded.core.clock import now
from heeded.people.models import Message
from heeded.reach.models import Answer, Chore, KeptHistory, PastSearch, SavedSearch
from heeded.reach.services._history import KEPT_FOR

_EVERY = timedelta(days=1)
_ANSWERS_FOR = timedelta(days=365)
_LETTERS_FOR = timedelta(days=90)  # after they went


def tidy() -> bool:
    """Throw away past searches older than 90 days, answers older than a year, letters long gone, and everything of
    accounts that were closed. Once a day, by one worker of several; whether it was done now."""
    at = now()
    if not _claimed("tidy", at):
        return False
    with transaction.atomic():
        PastSearch.objects.filter(Q(asked_at__lt=at - KEPT_FOR) | Q(account__is_active=False)).delete()
        KeptHistory.objects.filter(account__is_active=False).delete()
        SavedSearch.objects.filter(account__is_active=False).delete()
        Answer.objects.filter(found_at__lt=at - _ANSWERS_FOR).delete()
        Message.objects.filter(sent_at__lt=at - _LETTERS_FOR).delete()
    return True


def _claimed(name: str, at: datetime) -> bool:
    """Whether this worker is the one that does a chore today."""
    if Chore.objects.filter(name=name).exists():
        return bool(Chore.objects.filter(name=name, done_at__lte=at - _EVERY).update(done_at=at))
    try:
        with transaction.atomic():
            Chore.objects.create(name=name, done_at=at)
    except IntegrityError:
        return False  # another worker made the row
    return True
