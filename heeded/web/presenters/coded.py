"""Codings as rows: whose, what was said, the words with their page, who said it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultRole, Coding
from heeded.learning.queries import Coded
from heeded.library.layout import spans_from_row
from heeded.library.naming import document_title
from heeded.people.viewer import Viewer
from heeded.web.presenters.addresses import page_address, page_words
from heeded.web.presenters.who import Who

_LONGEST_SHOWN = 600  # characters of a quote on a list


def coded_rows(viewer: Viewer, coded: Sequence[Coded]) -> list[dict[str, Any]]:
    """For readers: each coding with the review, the words and the address of their page."""
    who = Who(viewer, [one.coding.made_by for one in coded])
    return [_row(one, who) for one in coded]


def _row(one: Coded, who: Who) -> dict[str, Any]:
    coding, place = one.coding, one.place
    document = place.document
    return {
        "coding": coding,
        "work": coding.work,
        "of": whom_words(coding),
        "value": CodeValue(coding.value).label,
        "is_plain": coding.value == CodeValue.PRESENT.value,
        "quote": _cut(place.quote),
        "before": place.before if place.quote else "",
        "after": place.after if place.quote else "",
        "note": place.note,
        "who": who.words(coding.made_by) if coding.made_by else _("a machine, accepted by a person"),
        "document": document_title(document) if document else "",
        "restricted": document is not None and document.state != "published",
        "page": page_words(place.page, "", paged=document.paged) if document and place.page else "",
        "address": page_address(
            document.identifier, place.page, spans=spans_from_row(place.spans)
        ) if document and place.page else "",
    }  # fmt: skip


def whom_words(coding: Coding) -> str:
    """What was coded, where it is no passage."""
    if coding.subject is not None:
        return _("Child or adult reviewed %d") % coding.subject.number
    if coding.adult is not None:
        role = str(AdultRole(coding.adult.role).label)
        return f"{role} {coding.adult.number}" if coding.adult.number > 1 else role
    return _("The review as a whole") if coding.target == "review" else ""


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_SHOWN else f"{quote[:_LONGEST_SHOWN].rsplit(' ', 1)[0]} …"
