"""What reminders would tell of, each thing with its page and the rules that bring it up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from heeded.practice.models import Action, Addressee, Point, PracticeCheck, ReminderRule
from heeded.practice.queries import DueReminder, TriedLetter
from heeded.web.presenters.practice.reminders import rule_words

_LONGEST = 100  # letters of an action's words
_Named = Mapping[tuple[str, int], tuple[str, str]]


def tried_rows(letters: Iterable[TriedLetter]) -> list[dict[str, Any]]:
    """By person everything that they would be reminded of. Some four queries, whatever the number; for those who keep
    the plan that all of it is on."""
    held = list(letters)
    due = [one for letter in held for one in letter.reminders]
    named = _actions(due) | _answers(due) | _checks(due)
    rules = {one.pk: rule_words(one) for one in ReminderRule.objects.filter(pk__in={one.rule for one in due})}
    return [{"account": letter.account, "things": _things(letter.reminders, named, rules)} for letter in held]


def _things(
    reminders: Sequence[DueReminder], named: _Named, rules: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Each thing once, though two rules remind of it."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for one in reminders:
        if (one.field, one.key) not in named:  # erased while this page was made
            continue
        words, address = named[one.field, one.key]
        first = {"words": words, "address": address, "due": one.due, "rules": []}
        found.setdefault((one.field, one.key), first)["rules"].append(rules[one.rule])
    return list(found.values())


def _keys(due: Iterable[DueReminder], field: str) -> set[int]:
    return {one.key for one in due if one.field == field}


def _actions(due: Sequence[DueReminder]) -> dict[tuple[str, int], tuple[str, str]]:
    rows = Action.objects.filter(pk__in=_keys(due, "action")).values_list("pk", "what", "identifier")
    return {
        ("action", key): (Truncator(what).chars(_LONGEST), reverse("action", args=[identifier]))
        for key, what, identifier in rows
    }


def _answers(due: Sequence[DueReminder]) -> dict[tuple[str, int], tuple[str, str]]:
    rows = Addressee.objects.filter(pk__in=_keys(due, "addressee")).select_related(
        "organisation", "item__point"
    )
    return {
        ("addressee", one.pk): (
            _("The answer of %(who)s to: %(point)s")
            % {"who": one.organisation, "point": _called(one.item.point)},
            reverse("answer", args=[one.item.identifier, one.identifier]),
        )
        for one in rows
    }


def _called(point: Point) -> str:
    """What kind of point it is, with its number: its words are not for everybody who keeps a plan."""
    return f"{point.get_kind_display()} {point.number}".strip()


def _checks(due: Sequence[DueReminder]) -> dict[tuple[str, int], tuple[str, str]]:
    rows = PracticeCheck.objects.filter(pk__in=_keys(due, "check_due")).prefetch_related("actions")
    return {
        ("check_due", one.pk): (
            _("Practice check: %s")
            % Truncator("; ".join(action.what for action in one.actions.all())).chars(_LONGEST),
            reverse("check", args=[one.identifier]),
        )
        for one in rows
    }
