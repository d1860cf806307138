"""Reviews as rows of a list, and the facts of one review in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heeded.engine.vocabulary import (
    NOT_STATED,
    OF_SUBJECT,
    AgeBand,
    Agency,
    Choice,
    FactName,
    Harm,
    Nation,
    Outcome,
    ReviewType,
)
from heeded.library.filing import filed, hides_area
from heeded.library.models import Document, Work
from heeded.library.naming import Facts, board_of, document_title, year_of
from heeded.library.queries import visible_documents, visible_works
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.search.showing import guidance_now
from heeded.web.presenters.opened import reading_times

CLOSED: dict[FactName, type[Choice]] = {
    FactName.NATION: Nation,
    FactName.REVIEW_TYPE: ReviewType,
    FactName.AGENCIES: Agency,
    FactName.AGE_BAND: AgeBand,
    FactName.OUTCOME: Outcome,
    FactName.HARM: Harm,
}
DATES = frozenset(
    {
        FactName.DATE_OF_INCIDENT,
        FactName.DATE_OF_REPORT,
        FactName.DATE_OF_PUBLICATION,
        FactName.PERIOD_FROM,
        FactName.PERIOD_TO,
    }
)
# The dates by which a review is known to be older than the guidance of today, surest first.
_AFTER_THE_EVENT = (
    FactName.DATE_OF_PUBLICATION,
    FactName.DATE_OF_REPORT,
    FactName.PERIOD_TO,
    FactName.DATE_OF_INCIDENT,
)
PLACES = frozenset({FactName.BOARD, FactName.AREA, FactName.REGION})


def newest_reviews(viewer: Viewer, *, count: int) -> list[dict[str, Any]]:
    """The reviews that came last, as rows."""
    works = list(
        visible_works(viewer).filter(documents__isnull=False).distinct().order_by("-added_at", "-pk")[:count]
    )
    return review_rows(viewer, works)


def review_rows(viewer: Viewer, works: Sequence[Work]) -> list[dict[str, Any]]:
    """Works as rows: title, board and year as far as they are known, badges."""
    facts = filed(viewer, works)
    held = set(visible_documents(viewer).filter(work__in=works).values_list("work", flat=True))
    restricted = set(
        visible_documents(viewer)
        .filter(work__in=works)
        .exclude(state="published")
        .values_list("work", flat=True)
    )
    return [
        {
            "title": work.title,
            "address": reverse("review", args=[work.identifier]),
            "facts": list_facts(work, facts.get(work.pk, {}) if work.pk in held else {}),
            "badges": badges(work, held=work.pk in held, restricted=work.pk in restricted),
        }
        for work in works
    ]


def badges(work: Work, *, held: bool, restricted: bool) -> list[str]:
    """The kinds of badge that a work carries in a list."""
    found = (["fictional"] if work.fictional else []) + (["title"] if work.title_is_guessed else [])
    return found + ([] if held else ["not-held"]) + (["restricted"] if restricted else [])


def list_facts(work: Work, facts: Facts) -> list[str]:
    """Board and year of a work in a list, where decided or catalogued."""
    return [value for value in (board_of(work, facts), year_of(work, facts)) if value]


def document_rows(documents: Sequence[Document]) -> list[dict[str, Any]]:
    """Documents with what each calls itself, and whether a newer version stands in its place."""
    times = reading_times(documents)
    replaced = {one.replaces_id for one in documents if one.state == "published"}
    return [
        {
            "document": one,
            "title": document_title(one),
            "time": times.get(one.pk, ""),
            "is_replaced": one.pk in replaced,
            "for_staff_only": one.pk in replaced and not one.replaced_is_public,
        }
        for one in documents
    ]


def fact_rows(viewer: Viewer, facts: Facts, *, subject: int) -> list[dict[str, Any]]:
    """The facts of the review (subject 0) or of one child or adult, in the order of the vocabulary."""
    proposals_show = Permission.SEE_UNCONFIRMED in viewer.permissions
    rows = []
    for name in FactName:
        one = facts.get((name, subject))
        if one is None or not one.values or (name in PLACES and hides_area(viewer, facts)):
            continue
        precise = viewer.account is not None or viewer.is_operator
        rows.append(
            {
                "name": name.label,
                "value": "; ".join(value_words(name, value, precise=precise) for value in one.values)
                + (_replaced_since(facts) if name is FactName.GUIDANCE else ""),
                "badge": "machine" if not one.is_decided else "confirmed" if proposals_show else "",
                "fact": one,
            }
        )
    return rows


def _replaced_since(facts: Facts) -> str:
    """What is in force today, where the guidance of a review is older."""
    published = next(filter(None, (_first(facts, name) for name in _AFTER_THE_EVENT)), "")
    now = guidance_now(_first(facts, FactName.NATION), published=published) if published else ""
    return _(". Procedures have changed since; in force now: %s") % now if now else ""


def _first(facts: Facts, name: FactName) -> str:
    one = facts.get((name, 0))
    return one.values[0] if one and one.values and one.values[0] != NOT_STATED else ""


def subjects_in(facts: Facts) -> list[int]:
    """The numbers of the children and adults that something is filed about."""
    return sorted({subject for name, subject in facts if name in OF_SUBJECT and subject})


def value_words(name: FactName, value: str, *, precise: bool) -> str:
    """A value in words. To the public, dates are month and year."""
    if value == NOT_STATED:
        return _("Not stated")
    if name in CLOSED and value in set(CLOSED[name]):
        return CLOSED[name](value).label
    return _date_words(value, precise=precise) if name in DATES else value[:1].upper() + value[1:]


def _date_words(value: str, *, precise: bool) -> str:
    parts = [int(part) for part in value.split("-") if part.isdecimal()]
    if len(parts) == 3 and precise:
        return str(date_format(date(*parts), "j F Y"))
    if len(parts) >= 2:
        return str(date_format(date(parts[0], parts[1], 1), "F Y"))
    return value
