"""Sending reminders: a letter is claimed, written of what holds at that moment, handed to the mail server, settled.

What the mail server refuses for certain waits and is tried again. What broke off in the middle is of unknown fate.
"""

import time
from collections import Counter
from collections.abc import Callable
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from heeded.core.clock import now
from heeded.people.services import Letter
from heeded.practice.kinds import Fate
from heeded.practice.letters import MOST, letter_about
from heeded.practice.models import ReminderLetter
from heeded.practice.queries import still_due
from heeded.practice.services._links import make_links
from heeded.practice.services._reminding import (
    claim_letter,
    is_quiet_now,
    letter_not_needed,
    letter_refused,
    letter_went,
)

_AT_ONCE = 20  # letters over one connection: mail servers close it after some
# What the server said no to, or what it was never given.
_REFUSALS = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)


def send_reminders(*, seconds: float = 30.0, go_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Send letters that wait, for about so long; how many there were of each outcome: "sent", "refused", "not-needed",
    "later" (quiet hours), "unknown". Several workers may do it at once.

    Raises:
        OSError: the mail server cannot be reached; nothing was claimed.
    """
    until, done = time.monotonic() + seconds, Counter[str]()
    while time.monotonic() < until and go_on() and (some := _waiting()):
        with get_connection() as post:  # opened before anything is claimed
            for letter in some:
                outcome = _send(letter, post)
                done[outcome] += 1
                if outcome in {"refused", "unknown"} or time.monotonic() >= until or not go_on():
                    break  # what is left is asked for anew, over a new connection
    done.pop("taken", None)
    return done


def _waiting() -> list[ReminderLetter]:
    waiting = ReminderLetter.objects.filter(fate=Fate.WAITING, not_before__lte=now())
    return list(waiting.select_related("account").order_by("not_before", "pk")[:_AT_ONCE])


def _send(letter: ReminderLetter, post: BaseEmailBackend) -> str:
    if is_quiet_now(letter):
        return "later"
    if not claim_letter(letter):
        return "taken"
    try:
        words = _written(letter)
    except Exception as error:  # nothing was sent yet, for certain
        letter_refused(letter, type(error).__name__)
        raise
    if words is None:
        letter_not_needed(letter)
        return "not-needed"
    try:
        post.send_messages([_mail(letter, words)])
    except _REFUSALS as error:
        letter_refused(letter, _in_words(error))
        return "refused"
    except OSError:
        return "unknown"  # it stays claimed, and is listed as one that may not have arrived
    letter_went(letter)
    return "sent"


@transaction.atomic
def _written(letter: ReminderLetter) -> Letter | None:
    """What a letter says now, with new links, and which of its reminders it tells of; None: nothing is left."""
    due = still_due(letter)
    letter.reminders.update(told=False)
    told = [one.thing for one in due]
    letter.reminders.filter(thing__in=told).update(told=True)
    if not due:
        return None
    actions = [one.action for one in due[:MOST] if one.action is not None and not one.rule.role]
    links = make_links(letter.account, actions) if settings.PUBLIC_ADDRESS else {}
    return letter_about(due, links)


def _mail(letter: ReminderLetter, words: Letter) -> EmailMessage:
    """One that keeps its number, so that a copy is known as a copy."""
    _, _, host = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    number = f"<reminder.{letter.identifier}@{host.strip('> ') or 'localhost'}>"
    headers = {"Message-ID": number, "Auto-Submitted": "auto-generated"}
    return EmailMessage(words.subject, words.body, None, [letter.account.email], headers=headers)


def _in_words(error: Exception) -> str:
    """What is kept of a refusal: its kind and number, as its words may name an address."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
