"""The list of lessons: narrowed by whom they ask, by kind and by area, each with how often it was taught."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.briefing.queries import decisions_on
from heeded.engine.vocabulary import Agency, LearningPointKind
from heeded.learning.queries import (
    LessonShown,
    Teaching,
    lessons_in_order,
    lessons_shown,
    reviews_known,
    teachings,
)
from heeded.people.viewer import Viewer
from heeded.web.presenters.learning import PLURALS
from heeded.web.presenters.throughlines import figures_of

STATES = {
    "confirmed": gettext_lazy("Confirmed"),
    "proposed": gettext_lazy("Proposed by machine"),
    "rejected": gettext_lazy("Not lessons"),
}
UNKNOWN = "not-yet-confirmed"
_ON_A_PAGE = 20
_FILTER_WORDS = {
    "agency": gettext_lazy("Whom it asks"),
    "kind": gettext_lazy("What it is"),
    "area": gettext_lazy("Area"),
}


@dataclass(frozen=True, slots=True)
class LessonsAsked:
    """What an address asks of the list. What is no value of a filter finds nothing."""

    state: str = "confirmed"
    agency: str = ""
    kind: str = ""
    area: str = ""

    @classmethod
    def from_address(cls, asked: QueryDict, *, staff: bool) -> "LessonsAsked":
        state = asked.get("state", "")
        chosen = {name: asked.get(name, "").strip()[:120] for name in _FILTER_WORDS}
        return cls(state if staff and state in STATES else "confirmed", **chosen)

    def chosen(self) -> dict[str, str]:
        """The filters in use."""
        return {name: value for name in _FILTER_WORDS if (value := str(getattr(self, name)))}

    def address(self) -> str:
        """Where this list stands."""
        pairs = self.chosen() | ({"state": self.state} if self.state != "confirmed" else {})
        return f"{reverse('lessons')}?{urlencode(pairs)}" if pairs else reverse("lessons")


@dataclass(frozen=True, slots=True)
class LessonList:
    """What the page of lessons shows."""

    page: Page[int]
    rows: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    chosen: list[dict[str, str]]


def lesson_list(viewer: Viewer, asked: LessonsAsked, number: str | None) -> LessonList:
    """One page of the lessons asked for, those that most reviews taught first. A lesson is in the list when one of its
    learning points answers every filter."""
    found = _filed(viewer, teachings(viewer, asked.state))
    matching = {key: rows for key, rows in found.items() if any(_answers(row, asked) for row in rows)}
    order = sorted(matching, key=lambda key: -len({row.work for row in matching[key]}))
    page = Paginator(order, _ON_A_PAGE).get_page(number)
    shown = lessons_shown(viewer, lessons_in_order(viewer, page))
    return LessonList(
        page=page,
        rows=lesson_rows(viewer, shown),
        filters=[_filter(name, found, asked) for name in _FILTER_WORDS],
        chosen=[
            {
                "words": f"{_FILTER_WORDS[name]}: {_value_words(name, value)}",
                "address": replace(asked, **{name: ""}).address(),
            }
            for name, value in asked.chosen().items()
        ],
    )


def lesson_rows(viewer: Viewer, shown: Iterable[LessonShown]) -> list[dict[str, Any]]:
    """Lessons as rows, each with its figures."""
    held = list(shown)
    figures = figures_of(viewer, held)
    return [
        {
            "shown": one,
            "address": reverse("lesson", args=[one.lesson.identifier]),
            "figures": figures[one.lesson.pk],
            "proposed": sum(member.state == "proposed" for member in one.members) if one.is_decided else 0,
        }
        for one in held
    ]


@dataclass(frozen=True, slots=True)
class _Taught:
    """A learning point of a list with what each filter knows it by."""

    work: int
    values: Mapping[str, tuple[str, ...]]


def _filed(viewer: Viewer, found: Mapping[int, list[Teaching]]) -> dict[int, list[_Taught]]:
    """Whom it asks as a person decided, else as a machine tells those who may see that; the area as decided."""
    every = [row for rows in found.values() for row in rows]
    decided = {point: tuple(one.agencies) for point, one in decisions_on(row.point for row in every).items()}
    areas = {
        work: known.area
        for work, known in reviews_known(viewer, {row.work for row in every}).items()
        if "area" not in known.guessed
    }

    def taught(row: Teaching) -> _Taught:
        agencies = decided.get(row.point, row.agencies)
        values = {
            "agency": agencies or (UNKNOWN,),
            "kind": (row.kind,),
            "area": (areas.get(row.work) or UNKNOWN,),
        }
        return _Taught(row.work, values)

    return {lesson: [taught(row) for row in rows] for lesson, rows in found.items()}


def _answers(row: _Taught, asked: LessonsAsked) -> bool:
    return all(value in row.values[name] for name, value in asked.chosen().items())


def _filter(name: str, found: Mapping[int, list[_Taught]], asked: LessonsAsked) -> dict[str, Any]:
    """A filter with its values, each with how many lessons of the whole list have it."""
    counts: Counter[str] = Counter()
    for rows in found.values():
        counts.update({value for row in rows for value in row.values[name]})
    chosen = str(getattr(asked, name))
    values = sorted(counts, key=lambda value: (value == UNKNOWN, _value_words(name, value)))
    options = [
        {
            "value": value,
            "words": _value_words(name, value),
            "count": counts[value],
            "chosen": value == chosen,
        }
        for value in values
    ]
    return {"name": name, "words": _FILTER_WORDS[name], "options": options}


def _value_words(name: str, value: str) -> str:
    if value == UNKNOWN:
        return _("Not yet confirmed")
    if name == "agency" and value in set(Agency):
        return Agency(value).label
    if name == "kind" and value in set(LearningPointKind):
        return str(PLURALS[LearningPointKind(value)])
    return value
