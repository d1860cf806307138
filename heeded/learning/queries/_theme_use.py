"""What a theme was used for: in how many reviews, where, with which words. Decided codings only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from heeded.learning.errors import NoSuchTheme
from heeded.learning.models import Coding, CodingPlace, Framework, Theme, ThemeVersion
from heeded.learning.queries._codings import Coded, decided_codings, sees_undecided, visible_places
from heeded.learning.queries._frameworks import visible_frameworks
from heeded.library.placing import place
from heeded.people.viewer import Viewer

PEOPLE = ("subject", "adult")  # targets that are somebody in a review


@dataclass(slots=True)
class ThemeUse:
    """In how many reviews that a viewer may see people decided on a theme, by what they said of it (a `CodeValue`):
    of passages and reviews, and of the children and adults in them."""

    reviews: dict[str, int] = field(default_factory=dict)
    of_people: dict[str, int] = field(default_factory=dict)


def use_of_themes(viewer: Viewer, framework: Framework) -> dict[int, ThemeUse]:
    """The use of each theme by its primary key. Two queries, whatever the number of themes."""
    found: dict[int, ThemeUse] = defaultdict(ThemeUse)
    decided = decided_codings(viewer).filter(theme__framework=framework).order_by()
    for theme, value, reviews in _counted(decided.exclude(target__in=PEOPLE)):
        found[theme].reviews[value] = reviews
    for theme, value, reviews in _counted(decided.filter(target__in=PEOPLE)):
        found[theme].of_people[value] = reviews
    return dict(found)


def _counted(codings: QuerySet[Coding]) -> Iterable[tuple[int, str, int]]:
    rows = codings.values("theme", "value").annotate(reviews=Count("work", distinct=True))
    return rows.values_list("theme", "value", "reviews")


def theme_itself(viewer: Viewer, framework: Framework, identifier: str) -> Theme:
    """The theme of an identifier, also where it was merged, split or retired.

    Raises:
        NoSuchTheme: there is none, or its framework is not for this viewer.
    """
    seen = visible_frameworks(viewer).filter(pk=framework.pk)
    found = Theme.objects.filter(framework__in=seen, identifier=identifier).select_related("framework")
    theme = found.first()
    if theme is None:
        raise NoSuchTheme("There is no such theme.")
    return theme


def wordings_of(theme: Theme) -> list[ThemeVersion]:
    """Every wording that a theme had, the newest first."""
    return list(theme.versions.select_related("theme", "parent").order_by("-since"))


def unused_themes(framework: Framework) -> list[ThemeVersion]:
    """Themes that are not in use any more, as they were worded last, by name."""
    rows = ThemeVersion.objects.filter(theme__framework=framework).exclude(theme__state="in-use")
    last = {row.theme_id: row for row in rows.select_related("theme__merged_into").order_by("since")}
    return sorted(last.values(), key=lambda row: (row.name.casefold(), row.pk))


def codings_with(viewer: Viewer, theme: Theme) -> QuerySet[Coding]:
    """The decided codings of a theme, review by review. Those of children and adults only for those who code or look
    after the library: listed for all, they would tell of a child in one place what its review says in many."""
    found = decided_codings(viewer).filter(theme=theme)
    if not sees_undecided(viewer):
        found = found.exclude(target__in=PEOPLE)
    rows = found.select_related("work", "subject", "adult", "theme", "made_under")
    return rows.order_by("work__title", "work", "pk")


def where_they_stand(viewer: Viewer, codings: Sequence[Coding]) -> list[Coded]:
    """Each of these codings with a place of it that this viewer may see, where it stands today; of several versions
    the newest. Few queries, whatever the number."""
    places = visible_places(viewer).filter(coding__in=[one.pk for one in codings], is_lost=False)
    newest: dict[int, CodingPlace] = {}
    for row in places.select_related("document").order_by("document__version", "pk"):
        newest[row.coding_id] = row
    place([row for row in newest.values() if row.quote])
    return [Coded(one, newest[one.pk]) for one in codings if one.pk in newest]


def are_protected(viewer: Viewer) -> bool:
    """Whether small numbers of children and adults are hidden from this viewer, who cannot list them."""
    return not sees_undecided(viewer)


def reviews_coded_with(viewer: Viewer) -> dict[int, int]:
    """By primary key of a framework, in how many reviews that this viewer may see people decided on its themes."""
    found = decided_codings(viewer)
    if are_protected(viewer):
        found = found.exclude(target__in=PEOPLE)
    counted = found.order_by().values("theme__framework").annotate(reviews=Count("work", distinct=True))
    return dict(counted.values_list("theme__framework", "reviews"))


def themes_in_use(frameworks: Iterable[Framework]) -> dict[int, int]:
    """By primary key of a framework, how many themes it has to code with."""
    rows = ThemeVersion.objects.filter(
        until__isnull=True, heading=False, theme__framework__in=list(frameworks)
    )
    counted = rows.order_by().values("theme__framework").annotate(themes=Count("pk"))
    return dict(counted.values_list("theme__framework", "themes"))


def identifiers_in(framework: Framework) -> set[str]:
    """The identifiers of all its themes, those not in use too: each is taken for good."""
    return set(framework.themes.values_list("identifier", flat=True))
