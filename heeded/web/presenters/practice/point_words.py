"""A point to be learnt in words: what it is called, what it says, the pages that it stands on, and its picture."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heeded.engine.vocabulary import LearningPointKind
from heeded.library.models import Document
from heeded.practice.kinds import SourceKind
from heeded.practice.queries import PointShown
from heeded.web.presenters.learning import places_of


@dataclass(frozen=True, slots=True)
class PointWords:
    """A point as a page shows it. Without `text` its words are not for this viewer, or were erased."""

    heading: str
    text: str
    places: list[dict[str, str]]
    pictures: list[dict[str, Any]]
    shown: PointShown
    source: str  # of one that was entered by hand

    @property
    def documents(self) -> set[str]:
        """The documents whose words are shown, for the record of who read what."""
        return {one.learning_point.document.identifier for one in self.shown.printed}


def point_words(shown: PointShown) -> PointWords:
    """One point. One query where it is printed."""
    learning_points = list({one.learning_point.pk: one.learning_point for one in shown.printed}.values())
    prefetch_related_objects(learning_points, "places")
    return PointWords(
        heading=point_heading(shown),
        text=shown.text,
        places=[place for one in learning_points for place in places_of(one)],
        pictures=[
            {
                "address": reverse("picture", args=[one.learning_point.document.identifier, one.page]),
                "page": one.page,
            }
            for one in shown.printed
            if one.page is not None and _has_pictures(one.learning_point.document)
        ],
        shown=shown,
        source=source_words(shown),
    )


def point_heading(shown: PointShown) -> str:
    """ "Recommendation 3"."""
    return f"{LearningPointKind(shown.point.kind).label} {shown.point.number}".strip()


def source_words(shown: PointShown) -> str:
    """Where one that was entered by hand comes from; nothing of a printed one."""
    point = shown.point
    if not shown.is_by_hand or not shown.text:
        return ""
    return source_said(point.source_kind, point.source, point.source_date)


def source_said(kind: str, source: str, on: date | None) -> str:
    """ "An audit: Audit of referrals, 3 March 2019"; nothing of no kind."""
    if not kind:
        return ""
    label = _(SourceKind(kind).label)
    said = _("%(kind)s: %(source)s") % {"kind": label, "source": source} if source else label
    return f"{said}, {date_format(on, 'j F Y')}" if on else said


def _has_pictures(document: Document) -> bool:
    return bool(document.paged)
