from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from heeded.learning.models import Coding, CodingPlace, CodingRound, Framework, ThemeVersion
from heeded.learning.queries._codings import decided_codings, sees_undecided, visible_codings, visible_places
from heeded.learning.queries._rounds import visible_rounds
from heeded.library.models import Document, Work
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What this viewer says of one theme of a review or of a person in it, today."""

    coding: Coding
    place: CodingPlace | None

    @property
    def note(self) -> str:
        """What they wrote beside it."""
        return self.place.note if self.place else ""


def proposed_places(viewer: Viewer, framework: Framework) -> QuerySet[CodingPlace]:
    """What a machine proposes with a framework and nobody has decided, theme by theme, the likeliest first: for those
    who see what is undecided."""
    if not sees_undecided(viewer):
        return CodingPlace.objects.none()
    found = visible_places(viewer).filter(
        coding__state="proposed", coding__theme__framework=framework, is_lost=False
    )
    rows = found.select_related(
        "coding", "coding__theme", "coding__work", "coding__made_under", "document__work"
    )
    return rows.order_by("coding__theme", "-coding__score", "pk")


def proposals_by_framework(viewer: Viewer) -> dict[int, int]:
    """By primary key of a framework, how many proposals wait for a person."""
    if not sees_undecided(viewer):
        return {}
    waiting = visible_codings(viewer).filter(state="proposed").order_by()
    counted = waiting.values("theme__framework").annotate(number=Count("pk"))
    return dict(counted.values_list("theme__framework", "number"))


def most_used(viewer: Viewer) -> int | None:
    """The primary key of the framework in use with which most of what this viewer sees was coded; none where nothing
    was."""
    counted = (
        decided_codings(viewer)
        .filter(theme__framework__retired_at__isnull=True)
        .order_by()
        .values("theme__framework")
        .annotate(number=Count("pk"))
    )
    return counted.order_by("-number", "theme__framework").values_list("theme__framework", flat=True).first()


def said_by(viewer: Viewer, work: Work, framework: Framework) -> list[OwnAnswer]:
    """What this viewer themselves say with a framework of a review and of the people in it: also in a round."""
    mine = visible_codings(viewer).filter(
        work=work,
        made_by=viewer.audit_name,
        state__in=["standing", "in-round"],
        theme__framework=framework,
    )
    rows = list(mine.exclude(target="passage").order_by("pk"))
    places: dict[int, CodingPlace] = {}
    for place in visible_places(viewer).filter(coding__in=rows).order_by("pk"):
        places[place.coding_id] = place
    return [OwnAnswer(row, places.get(row.pk)) for row in rows]


def wordings_now(themes: Iterable[int]) -> dict[int, ThemeVersion]:
    """By primary key of a theme its newest wording, also of one that is not used any more."""
    rows = ThemeVersion.objects.filter(theme__in=set(themes)).select_related("theme", "theme__framework")
    return {row.theme_id: row for row in rows.order_by("since")}


def blind_round(viewer: Viewer, document: Document, framework: Framework) -> CodingRound | None:
    """The open round in which this viewer codes this document blind with this framework."""
    if viewer.account is None:
        return None
    mine = visible_rounds(viewer).filter(state="open", framework=framework, coders__account=viewer.account)
    return mine.filter(documents__document=document).first()
