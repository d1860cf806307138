"""Where two coders differ, side by side, with what can count of each."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from heeded.engine.frameworks import CodeValue
from heeded.learning.models import CodingRound, RoundUnit
from heeded.learning.queries import Side, SideBySide, side_by_side, themes_of
from heeded.learning.units import BOTH
from heeded.library.layout import spans_from_row
from heeded.library.naming import document_title
from heeded.library.placing import cited_pages, numbers_in
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address, page_words
from heeded.web.presenters.coded import coded_rows
from heeded.web.presenters.rounds import Coders
from heeded.web.presenters.who import Who

_LONGEST_PASSAGE = 700  # characters of the passage that both looked at


def difference_rows(viewer: Viewer, held: CodingRound, units: Sequence[RoundUnit]) -> list[dict[str, Any]]:
    """Each difference with both sides, and what can be chosen."""
    coders, names = Coders(viewer, [held]), {row.theme_id: row.name for row in themes_of(held.framework)}
    who = Who(viewer, [unit.settled_by for unit in units])
    found = side_by_side(viewer, held, units)
    coded = _coded(viewer, found)
    return [
        {
            "unit": shown.unit,
            "name": f"unit-{shown.unit.pk}",
            "theme": names.get(shown.unit.theme_id, ""),
            "review": shown.unit.document.work.title,
            "document": document_title(shown.unit.document),
            "of": _of(shown.unit),
            "passage": _passage(shown.unit),
            "sides": [_side(held, side, coders, coded) for side in (shown.first, shown.second)],
            "choices": _choices(held, shown, coders),
            "settled_by": who.words(shown.unit.settled_by) if shown.unit.settled else "",
            "settled": settled_words(shown.unit.settled),
        }
        for shown in found
    ]


def _coded(viewer: Viewer, found: Sequence[SideBySide]) -> dict[int, dict[str, Any]]:
    """The rows of all codings, by primary key of their place."""
    some = {
        one.place.pk: one for shown in found for side in (shown.first, shown.second) for one in side.coded
    }
    return dict(zip(some, coded_rows(viewer, list(some.values())), strict=True))


def settled_words(value: str) -> str:
    """What was settled, in words."""
    if value == BOTH:
        return _("Both, each on its own words")
    return CodeValue(value).label if value else ""


def _of(unit: RoundUnit) -> str:
    if unit.subject is not None:
        return _("Child or adult reviewed %d") % unit.subject.number
    if unit.adult is not None:
        return f"{unit.adult.get_role_display()} {unit.adult.number}"
    return ""


def _passage(unit: RoundUnit) -> dict[str, str] | None:
    """The passage that was compared, as it stands."""
    spans = spans_from_row(unit.spans)
    if not spans:
        return None
    pages = {page.number: page.text for page in cited_pages(unit.document_id, numbers_in(spans))}
    text = " ".join(pages.get(span.page, "")[span.start : span.end] for span in spans)
    words = " ".join(text.split())
    return {
        "words": words if len(words) <= _LONGEST_PASSAGE else f"{words[:_LONGEST_PASSAGE]} …",
        "page": page_words(spans[0].page, "", paged=unit.document.paged),
        "address": page_address(unit.document.identifier, spans[0].page, spans=spans),
    }


def _side(held: CodingRound, side: Side, coders: Coders, coded: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return {
        "who": coders.words(held, side.coder),
        "value": CodeValue(side.value).label if side.value else _("Said nothing, which is “not mentioned”"),
        "codings": [
            coded[one.place.pk] | {"certainty": one.coding.get_certainty_display()} for one in side.coded
        ],
    }


def _choices(held: CodingRound, shown: SideBySide, coders: Coders) -> list[dict[str, Any]]:
    """Every value, with whose it is; both, where each can stand on its words; and open again."""
    said = {side.value or CodeValue.NOT_MENTIONED.value: side for side in (shown.first, shown.second)}
    theirs = [CodeValue(value) for value in said]
    others = [value for value in CodeValue if value not in theirs]
    found = [
        {"value": value.value, "words": value.label, "hint": _as_said(held, said[value.value], coders)}
        for value in theirs
    ]
    if shown.both_stand_on_words or shown.unit.settled == BOTH:
        found.append({"value": BOTH, "words": settled_words(BOTH), "hint": ""})
    found += [{"value": value.value, "words": value.label, "hint": _("as neither said")} for value in others]
    found.append({"value": "", "words": _("Not settled yet"), "hint": ""})
    return [one | {"chosen": one["value"] == shown.unit.settled} for one in found]


def _as_said(held: CodingRound, side: Side, coders: Coders) -> str:
    return _("as %s said") % coders.words(held, side.coder, begins=False)
