from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from heeded.engine import frameworks as engine
from heeded.learning.errors import NoSuchFramework, NoSuchTheme
from heeded.learning.models import Coding, Framework, FrameworkChange, Theme, ThemeVersion
from heeded.learning.queries._codings import decided_codings, sees_undecided, visible_codings
from heeded.people.viewer import Viewer


def visible_frameworks(viewer: Viewer) -> QuerySet[Framework]:
    """Every framework, by name; those that are retired only for staff and where this viewer sees something coded."""
    found = Framework.objects.order_by("name", "pk")
    if sees_undecided(viewer):
        return found
    coded = decided_codings(viewer).filter(theme__framework=OuterRef("pk"))
    return found.filter(Q(retired_at__isnull=True) | Exists(coded))


def framework_for(viewer: Viewer, identifier: str) -> Framework:
    """Fetch and check in one call.

    Raises:
        NoSuchFramework: there is none, or not for this viewer.
    """
    found = visible_frameworks(viewer).filter(identifier=identifier).first()
    if found is None:
        raise NoSuchFramework("There is no such framework.")
    return found


def theme_for(viewer: Viewer, framework: Framework, identifier: str) -> Theme:
    """The theme that counts now under an identifier: of a merged one, what it was merged into.

    Raises:
        NoSuchTheme: there is none, or its framework is not for this viewer.
    """
    seen = visible_frameworks(viewer).filter(pk=framework.pk)
    theme = Theme.objects.filter(framework__in=seen, identifier=identifier).first()
    if theme is None:
        raise NoSuchTheme("There is no such theme.")
    return where_it_went(theme)


def where_it_went(theme: Theme) -> Theme:
    """A theme, or what it was merged into, however often."""
    while theme.merged_into is not None:
        theme = theme.merged_into
    return theme


def themes_of(framework: Framework, *, version: int | None = None) -> list[ThemeVersion]:
    """The themes of a framework as they are worded now, or as they were in an earlier version, each followed by those
    under it. Frameworks are nobody's secret: whose is seen is asked before."""
    number = framework.version if version is None else version
    counted = Q(until__isnull=True) | Q(until__gt=number)
    rows = ThemeVersion.objects.filter(counted, theme__framework=framework, since__lte=number)
    return _as_a_tree(rows.select_related("theme", "parent").order_by("order", "pk"))


def framework_record(framework: Framework, *, version: int | None = None) -> engine.Framework:
    """A framework as the engine knows it, to write to a file or to learn from: now, or as it was."""
    return engine.Framework(
        identifier=framework.identifier,
        name=framework.name,
        version=str(framework.version if version is None else version),
        source=framework.source,
        status=_status(framework.status),
        about=framework.about,
        themes=tuple(theme_record(row) for row in themes_of(framework, version=version)),
    )


def theme_record(row: ThemeVersion) -> engine.Theme:
    """One wording of a theme as the engine knows it."""
    return engine.Theme(
        identifier=row.theme.identifier,
        name=row.name,
        definition=row.definition,
        includes=tuple(row.includes),
        excludes=tuple(row.excludes),
        terms=tuple(row.terms),
        parent=row.parent.identifier if row.parent else "",
        source=row.source,
        status=_status(row.status),
        applies_to=tuple(engine.CodedThing(value) for value in row.applies_to),
        heading=row.heading,
        colour=row.colour,
        guid=row.guid,
    )


def framework_changes(viewer: Viewer, framework: Framework) -> QuerySet[FrameworkChange]:
    """What was done to a framework, newest first."""
    seen = visible_frameworks(viewer).filter(pk=framework.pk)
    return FrameworkChange.objects.filter(framework__in=seen).order_by("-version")


def codings_to_sort(viewer: Viewer, framework: Framework) -> QuerySet[Coding]:
    """What was coded with themes that have been split since: it still counts under the old one until a person says
    which of the new ones it is. For those who code: nobody else sorts them."""
    if not sees_undecided(viewer):
        return Coding.objects.none()
    found = visible_codings(viewer).filter(theme__framework=framework, theme__state="split", state="standing")
    return found.select_related("work").order_by("theme", "work", "pk")


def reviews_by_theme(viewer: Viewer, framework: Framework) -> dict[int, int]:
    """By primary key of a theme, in how many reviews that this viewer may see it was found present by a person."""
    found = decided_codings(viewer).filter(theme__framework=framework, value=engine.CodeValue.PRESENT)
    counted = found.order_by().values("theme").annotate(reviews=Count("work", distinct=True))
    return dict(counted.values_list("theme", "reviews"))


def _as_a_tree(rows: Iterable[ThemeVersion]) -> list[ThemeVersion]:
    under: dict[int, list[ThemeVersion]] = {}
    for row in rows:
        under.setdefault(row.parent_id or 0, []).append(row)
    found: list[ThemeVersion] = []
    waiting = under.get(0, [])[::-1]
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting += under.get(row.theme_id, [])[::-1]
    return found


def _status(value: str) -> engine.Status | None:
    return engine.Status(value) if value else None
