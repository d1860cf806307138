"""Reminder rules and letters in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.practice.kinds import Fate, RemindsOf
from heeded.practice.models import ReminderLetter, ReminderRule

# Which letters the page shows first, and how a person is told of each.
FATES = (Fate.UNKNOWN, Fate.REFUSED, Fate.WAITING, Fate.SENDING, Fate.SENT, Fate.NOT_NEEDED)
LOST = frozenset({Fate.UNKNOWN, Fate.REFUSED})


def rule_words(rule: ReminderRule) -> str:
    """A rule as a sentence without its end: when, of what, and whom it reminds."""
    return f"{_when(rule)}: {_whom(rule)}"


def hours_words(rule: ReminderRule) -> str:
    """At which hours its letters go out."""
    return _("%(first)02d:00 to %(last)02d:00") % {"first": rule.first_hour, "last": rule.last_hour}


def rule_rows(rules: Iterable[ReminderRule]) -> list[dict[str, Any]]:
    """Rules as a page lists them."""
    return [
        {"rule": rule, "of": RemindsOf(rule.of).label, "words": rule_words(rule), "hours": hours_words(rule)}
        for rule in rules
    ]


def letter_rows(letters: Iterable[ReminderLetter]) -> list[dict[str, Any]]:
    """Letters as a page lists them."""
    return [
        {
            "letter": letter,
            "fate": Fate(letter.fate).label,
            "is_lost": letter.fate in LOST,
            "at": letter.settled_at or letter.claimed_at or letter.not_before,
        }
        for letter in letters
    ]


def _when(rule: ReminderRule) -> str:
    if rule.days == 0:
        return _("On the day")
    if rule.days < 0:
        return ngettext("%d day before", "%d days before", -rule.days) % -rule.days
    return ngettext("%d day after", "%d days after", rule.days) % rule.days


def _whom(rule: ReminderRule) -> str:
    if rule.role == "board-staff":
        return _("the staff of the board")
    if rule.role == "manager" or (not rule.role and rule.of == RemindsOf.ANSWER):
        return _("the managers of the agency")
    if rule.role:
        return _("everybody who is “%s” there") % rule.get_role_display()
    return _("who is asked to check") if rule.of == RemindsOf.CHECK else _("the owner")
