"""Of whom something is said: the words, the review, those whom it is about, other adults; as values of a form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heeded.engine.frameworks import CodedThing
from heeded.learning.models import AdultRole, Coding
from heeded.learning.queries import codings_of
from heeded.learning.services import Whose
from heeded.library.filing import filed
from heeded.library.models import Work
from heeded.people.viewer import Viewer
from heeded.web.presenters.coding import adult_words, subject_words
from heeded.web.presenters.reviews import subjects_in

_MOST = 30  # of one kind in one review
_FITTING = {
    "passage": {CodedThing.PASSAGE},
    "review": {CodedThing.REVIEW},
    "subject": {CodedThing.CHILD, CodedThing.ADULT},
    "adult": {CodedThing.ADULT},
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody or something in a review that can be coded."""

    value: str
    words: str
    coded: int = 0  # how many codings of it this viewer may see


def as_value(whose: Whose) -> str:
    """ "review", "subject-1", "adult-mother-1", as `whose_in` reads it."""
    if whose.kind == "subject":
        return f"subject-{whose.number}"
    return f"adult-{whose.role}-{whose.number}" if whose.kind == "adult" else whose.kind


def whose_in(value: str) -> Whose | None:
    """What a form or an address names; none where it names nobody who could be in a review."""
    if value in {"passage", "review"}:
        return Whose(value)
    start, _dash, number = value.rpartition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 2 and 1 <= int(number) <= _MOST):
        return None
    if start == "subject":
        return Whose("subject", int(number))
    role = start.removeprefix("adult-")
    return Whose("adult", int(number), role) if start != role and role in set(AdultRole) else None


def words_of_whose(whose: Whose) -> str:
    """Of whom, in words."""
    if whose.kind == "subject":
        return subject_words(whose.number)
    if whose.kind == "adult":
        return adult_words(whose.role, whose.number)
    return _("The review as a whole") if whose.kind == "review" else _("These words themselves")


def fitting(whose: Whose) -> set[CodedThing]:
    """What a theme must be for."""
    return _FITTING[whose.kind]


def people_of(viewer: Viewer, work: Work, *besides: Whose) -> list[Person]:
    """The review and everybody in it of whom this viewer knows: those with facts or codings that they may see. An
    adult that was coded from a report that they may not see is not told of. `besides` are added."""
    counts: dict[str, int] = {}
    for row in codings_of(viewer, work):
        if row.coding.state in {"standing", "in-round"}:
            value = as_value(whose_of(row.coding))
            counts[value] = counts.get(value, 0) + 1
    facts = subjects_in(filed(viewer, [work]).get(work.pk, {})) or [1]
    known = {"review", *(f"subject-{number}" for number in facts), *counts, *map(as_value, besides)}
    return [
        Person(value, words_of_whose(whose), counts.get(value, 0))
        for value, whose in sorted(_read(known), key=lambda pair: _order(pair[1]))
    ]


def whose_of(coding: Coding) -> Whose:
    """Of whom a coding is."""
    if coding.target == "subject" and coding.subject is not None:
        return Whose("subject", coding.subject.number)
    if coding.target == "adult" and coding.adult is not None:
        return Whose("adult", coding.adult.number, coding.adult.role)
    return Whose(coding.target)


def _read(values: Iterable[str]) -> list[tuple[str, Whose]]:
    return [(value, whose) for value in values if (whose := whose_in(value)) and whose.kind != "passage"]


def _order(whose: Whose) -> tuple[int, int, int]:
    roles = [role.value for role in AdultRole]
    kinds = ["review", "subject", "adult"]
    return kinds.index(whose.kind), roles.index(whose.role) if whose.role else 0, whose.number
