"""What became of something that was recommended, in words that a parent can read: for the throughline, and shorter
beside a recommendation."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.core.clock import local_day, today
from heeded.library.models import LearningPoint
from heeded.practice.kinds import ActionState, AnswerKind, ClosedAs, TakenUpAs, When
from heeded.practice.models import Action
from heeded.practice.queries import AskedOf, ItemLine, PointThroughline, Printed, Returned
from heeded.web.presenters.learning import places_of

_ANSWERED = {
    AnswerKind.ACCEPTED: gettext_lazy("accepted by %s"),
    AnswerKind.IN_PART: gettext_lazy("accepted in part by %s"),
    AnswerKind.NOT_ACCEPTED: gettext_lazy("not accepted by %s"),
    AnswerKind.ALREADY_SO: gettext_lazy("already so, says %s"),
}
_TAKEN_UP = {
    TakenUpAs.APPLIES: gettext_lazy("taken up from elsewhere: it could happen here"),
    TakenUpAs.ALREADY_SO: gettext_lazy("looked at from elsewhere: already so here"),
    TakenUpAs.DOES_NOT_APPLY: gettext_lazy("looked at from elsewhere: does not apply here"),
}
_LOOKED_AT = {
    TakenUpAs.APPLIES: gettext_lazy("Looked at by the board on %(day)s: it could happen here"),
    TakenUpAs.ALREADY_SO: gettext_lazy("Looked at by the board on %(day)s: already so here"),
    TakenUpAs.DOES_NOT_APPLY: gettext_lazy("Looked at by the board on %(day)s: does not apply here"),
}
_FEW = 3  # organisations that are named one by one


def outcome_rows(line: PointThroughline | None) -> list[dict[str, Any]]:
    """Of each board that has it on its plan, a line of what became of it; none where nothing is known."""
    if line is None:
        return []
    address = reverse("point", args=[line.point.point.identifier])
    return [
        {
            "board": item.item.board,
            "facts": item_facts(item),
            "address": address,
            "is_shown": item.item.shown_at is not None,
        }
        for item in line.items
    ]


def item_facts(line: ItemLine) -> list[str]:
    """What became of it on one board's plan, in a few short pieces."""
    found = [str(_TAKEN_UP[TakenUpAs(line.taken_up.answer)])] if line.taken_up else []
    found += answers_said(line.asked)
    found += actions_said([one.action for one in line.actions])
    if line.item.closed_as:
        found.append(closed_words(line.item.closed_as))
    return found + [returned_named(one) for one in came_back(line)]


def looked_at_words(line: ItemLine) -> str:
    """What a board said of what was recommended elsewhere, and when; nothing where it is its own."""
    if line.taken_up is None:
        return ""
    day = {"day": date_format(local_day(line.taken_up.at), "j F Y")}
    return str(_LOOKED_AT[TakenUpAs(line.taken_up.answer)]) % day


def came_back(line: ItemLine) -> list[Returned]:
    """What a person decided is the same."""
    return [one for one in line.came_back if one.came_back.state == "same"]


def answers_said(asked: Iterable[AskedOf]) -> list[str]:
    """Who answered what; several who answered alike together."""
    by_answer: dict[AnswerKind, list[str]] = {}
    waiting = 0
    for one in asked:
        if one.response is None:
            waiting += 1
        else:
            kind = AnswerKind(one.response.answer)
            by_answer.setdefault(kind, []).append(one.addressee.organisation.name)
    found = [str(_ANSWERED[kind]) % _named(by_answer[kind]) for kind in AnswerKind if kind in by_answer]
    if waiting:
        said = ngettext(
            "no answer known of %d that was asked", "no answer known of %d that were asked", waiting
        )
        found.append(said % waiting)
    return found


def _named(organisations: list[str]) -> str:
    if len(organisations) <= _FEW:
        return ", ".join(organisations)
    return ngettext("%d organisation", "%d organisations", len(organisations)) % len(organisations)


def actions_said(actions: Iterable[Action], *, on: date | None = None) -> list[str]:
    """How many actions there are, and how many of them are done or overdue."""
    held, day = list(actions), on or today()
    if not held:
        return []
    states = Counter(one.state for one in held)
    said = ngettext("%d action", "%d actions", len(held)) % len(held)
    counted = [
        (states[ActionState.DONE], ngettext("%d done", "%d done", states[ActionState.DONE])),
        (late := sum(is_overdue(one, day) for one in held), ngettext("%d overdue", "%d overdue", late)),
    ]
    parts = [words % number for number, words in counted if number]
    return [f"{said}: {', '.join(parts)}" if parts else said]


def is_overdue(action: Action, on: date) -> bool:
    """Whether it should have been done before that day."""
    open_still = action.state != ActionState.DONE and not action.closed_as
    return open_still and action.due is not None and action.due < on


def closed_words(closed_as: str) -> str:
    """How it ended."""
    if closed_as == ClosedAs.PRACTICE_CHANGED:
        return _("practice changed")
    return _("closed: %s") % _(str(ClosedAs(closed_as).label)).lower()


def returned_words(returned: Returned) -> str:
    """ "taught again in 2019, p. 31" """
    where = ", ".join(part for part in (_year(returned), pages_words(returned.printed)) if part)
    when = returned.came_back.when
    if when == When.LATER:
        said = _("taught again in %s") if _year(returned) else _("taught again, %s")
        return said % where if where else _("taught again")
    said = (
        _("same lesson, earlier practice")
        if when == When.EARLIER
        else _("same lesson; it is not known whether its practice is later")
    )
    return f"{said} ({where})" if where else said


def returned_named(returned: Returned) -> str:
    """The same with the review that says so: "taught again in 2019, p. 31 of Child T"."""
    said = returned_words(returned)
    if returned.review is None:
        return said
    words = _("%(said)s of %(review)s") if pages_words(returned.printed) else _("%(said)s: %(review)s")
    named = words % {"said": said.removesuffix(")"), "review": returned.review.work.title}
    return f"{named})" if said.endswith(")") else named


def _year(returned: Returned) -> str:
    return str(returned.review.year or "") if returned.review else ""


def pages_words(printed: Iterable[Printed]) -> str:
    """ "p. 31": the first page on which it stands, where its document has pages."""
    return next((f"p. {one.page}" for one in printed if one.page), "")


def places_shown(points: Iterable[LearningPoint]) -> dict[int, list[dict[str, str]]]:
    """By key of each learning point, the pages on which it is printed, with their addresses. Two queries."""
    held = {one.pk: one for one in points}
    prefetch_related_objects(list(held.values()), "places", "document__work")
    return {key: places_of(one) for key, one in held.items()}


def printed_points(printed: Iterable[Printed]) -> list[LearningPoint]:
    """The learning points that are printed there, each once."""
    return list({one.learning_point.pk: one.learning_point for one in printed}.values())


def documents_read(lines: Iterable[PointThroughline]) -> set[str]:
    """The identifiers of the documents whose words stand in these."""
    found: set[str] = set()
    for line in lines:
        printed = [
            *line.point.printed,
            *(p for item in line.items for one in item.came_back for p in one.printed),
        ]
        found |= {one.learning_point.document.identifier for one in printed}
    return found
