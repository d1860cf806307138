"""Themes are added, reworded, moved, merged, split, retired and brought back. What was coded keeps the wording that it
was made under: of a merged theme it counts under the other one, of a split one it waits to be sorted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.engine import frameworks as engine
from heeded.learning.errors import NoSuchTheme
from heeded.learning.models import Coding, Framework, Theme
from heeded.learning.queries import framework_record, theme_record, where_it_went
from heeded.learning.services._framework_versions import apply, held_framework, must_not_be_in_a_round
from heeded.learning.services._permission import must
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer


@transaction.atomic
def add_theme(framework: Framework, wording: engine.Theme, *, by: Viewer, note: str = "") -> Theme:
    """Add a theme under the one that it names as parent, or at the top. Added twice it is added once.

    Raises:
        NotAllowed: they may not change frameworks.
        FrameworkWrong: with everything that is wrong with it.
        Refused: there is another theme of this identifier, perhaps one that is not used any more.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(framework)
    current = framework_record(held)
    if wording in current.themes:
        return held.themes.get(identifier=wording.identifier)
    _must_be_new(held, [wording])
    wanted = replace(current, themes=(*current.themes, wording))
    _change(held, wanted, "added", [wording.identifier], by=by, note=note)
    return held.themes.get(identifier=wording.identifier)


@transaction.atomic
def reword_theme(
    theme: Theme, wording: engine.Theme, *, by: Viewer, seen: int | None = None, note: str = ""
) -> Theme:
    """Give a theme another name, definition, examples or place. `seen` is the version of the framework that was
    looked at. What was coded points to the wording before.

    Raises:
        NotAllowed, FrameworkWrong: as `add_theme`.
        NoSuchTheme: it is not in use.
        Refused: somebody changed the framework meanwhile.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(theme.framework, seen=seen)
    current = framework_record(held)
    before = _wording(current, theme)
    after = replace(wording, identifier=theme.identifier)
    themes = tuple(after if one is before else one for one in current.themes)
    moved = replace(after, parent=before.parent) == before
    _change(
        held,
        replace(current, themes=themes),
        "moved" if moved else "reworded",
        [theme.identifier],
        by=by,
        note=note,
    )
    return theme


@transaction.atomic
def merge_themes(themes: Sequence[Theme], into: Theme, *, by: Viewer, note: str = "") -> Theme:
    """Merge themes into another of the same framework: what was coded with them counts under it from now on, and what
    stood under them stands under it. Merged twice they are merged once.

    Raises:
        NotAllowed, FrameworkWrong, NoSuchTheme: as `reword_theme`.
        Refused: into itself or another framework, or a round of coding with it is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(into.framework)
    keys = [theme.pk for theme in themes]
    # Codings first and themes then, as whoever changes a coding does it.
    list(Coding.objects.select_for_update().filter(theme__in=keys).order_by("pk").values_list("pk"))
    going = list(Theme.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not going or into.pk in {theme.pk for theme in going}:
        raise Refused(
            "A theme cannot be merged into itself.", advice="Choose the others and the one that stays."
        )
    if {theme.framework_id for theme in going} != {held.pk}:
        raise Refused("Only themes of one framework can be merged.")
    going = [theme for theme in going if where_it_went(theme).pk != into.pk]
    if not going:
        return into
    must_not_be_in_a_round(held, by=by)
    wanted = _without(framework_record(held), going, into)
    Theme.objects.filter(pk__in=[theme.pk for theme in going]).update(state="merged", merged_into=into)
    names = [theme.identifier for theme in going]
    _change(held, wanted, "merged", names, into=[into.identifier], by=by, note=note)
    Coding.objects.filter(theme__in=going).update(theme=into)
    return into


@transaction.atomic
def split_theme(theme: Theme, into: Sequence[engine.Theme], *, by: Viewer, note: str = "") -> list[Theme]:
    """Put several new themes in the place of one. What was coded with it still counts under it, and is listed for
    people to sort (`queries.codings_to_sort`). Split twice in the same way it is split once.

    Raises:
        NotAllowed, FrameworkWrong, NoSuchTheme: as `reword_theme`.
        Refused: fewer than two, themes stand under it, or a round of coding with it is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(theme.framework)
    names = [one.identifier for one in into]
    now_is = Theme.objects.get(pk=theme.pk)
    if (
        now_is.state == "split"
        and held.changes.filter(kind="split", themes=[theme.identifier], into=names).exists()
    ):
        return list(held.themes.filter(identifier__in=names).order_by("pk"))
    if len(into) < 2:
        raise Refused("Split it into two themes or more.", advice="To give it another name, reword it.")
    must_not_be_in_a_round(held, by=by)
    current = framework_record(held)
    _must_stand_alone(current, _wording(current, theme))
    _must_be_new(held, into)
    rest = [one for one in current.themes if one.identifier != theme.identifier]
    Theme.objects.filter(pk=theme.pk).update(state="split")
    _change(
        held,
        replace(current, themes=(*rest, *into)),
        "split",
        [theme.identifier],
        into=names,
        by=by,
        note=note,
    )
    return list(held.themes.filter(identifier__in=names).order_by("pk"))


@transaction.atomic
def retire_theme(theme: Theme, *, by: Viewer, note: str = "") -> Theme:
    """Use a theme no more. What was coded with it stays and still counts.

    Raises:
        NotAllowed: they may not change frameworks.
        Refused: themes stand under it, it is the last one, or a round of coding with it is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(theme.framework)
    theme.refresh_from_db()
    if theme.state != "in-use":
        return theme
    must_not_be_in_a_round(held, by=by)
    current = framework_record(held)
    _must_stand_alone(current, _wording(current, theme))
    rest = tuple(one for one in current.themes if one.identifier != theme.identifier)
    if not rest:
        raise Refused("It is the last theme of its framework.", advice="Retire the framework instead.")
    _change(held, replace(current, themes=rest), "retired", [theme.identifier], by=by, note=note)
    theme.refresh_from_db()
    return theme


@transaction.atomic
def bring_back_theme(theme: Theme, *, by: Viewer, note: str = "") -> Theme:
    """Use a theme again that was merged, split or retired, as it was worded last, at the top where what it stood under
    is gone. What was coded with it counts under it again.

    Raises:
        NotAllowed, FrameworkWrong: as `add_theme`.
        Refused: a round of coding with its framework is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(theme.framework)
    theme.refresh_from_db()
    if theme.state == "in-use":
        return theme
    must_not_be_in_a_round(held, by=by)
    current = framework_record(held)
    again = _last_wording(theme)
    if again.parent not in {one.identifier for one in current.themes}:
        again = replace(again, parent="")
    wanted = replace(current, themes=(*current.themes, again))
    _change(held, wanted, "brought-back", [theme.identifier], by=by, note=note)
    theme.refresh_from_db()
    return theme


@transaction.atomic
def describe_framework(
    framework: Framework, *, name: str, source: str, about: str, by: Viewer, seen: int | None = None
) -> Framework:
    """Say anew what a framework is called, where it comes from and what it is for.

    Raises:
        NotAllowed, FrameworkWrong, Refused: as `reword_theme`.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(framework, seen=seen)
    said = {"name": name.strip(), "source": source.strip(), "about": about.strip()}
    _change(held, replace(framework_record(held), **said), "described", [], by=by, note="")  # type: ignore[arg-type]
    return held


@transaction.atomic
def retire_framework(framework: Framework, *, by: Viewer, back: bool = False) -> Framework:
    """Code with a framework no more, or, with `back`, again. What was coded stays.

    Raises:
        NotAllowed: they may not change frameworks.
        Refused: a round of coding with it is not settled.
    """
    must(by, Permission.EDIT_FRAMEWORKS)
    held = held_framework(framework)
    if (held.retired_at is None) is back:
        return held
    must_not_be_in_a_round(held, by=by)
    held.retired_at = None if back else now()
    held.save(update_fields=["retired_at"])
    what = "brought-back" if back else "retired"
    record(f"framework.{what}", by=by, thing_kind="framework", thing=held.identifier[:64])
    return held


def _change(
    held: Framework,
    wanted: engine.Framework,
    kind: str,
    themes: Sequence[str],
    *,
    by: Viewer,
    note: str,
    into: Sequence[str] = (),
) -> None:
    if apply(held, wanted, kind=kind, by=by, themes=themes, into=into, note=note):
        held.changed_here = True
        held.save(update_fields=["changed_here"])


def _wording(current: engine.Framework, theme: Theme) -> engine.Theme:
    found = next((one for one in current.themes if one.identifier == theme.identifier), None)
    if found is None:
        raise NoSuchTheme("This theme is not used any more.")
    return found


def _must_be_new(held: Framework, wordings: Iterable[engine.Theme]) -> None:
    for one in wordings:
        if held.themes.filter(identifier=one.identifier).exists():
            raise Refused(
                f"There is a theme “{one.identifier}” already, perhaps one that is not used any more.",
                advice="Bring that one back, or choose another identifier.",
            )


def _must_stand_alone(current: engine.Framework, theme: engine.Theme) -> None:
    if current.under(theme.identifier):
        raise Refused("Other themes stand under it.", advice="Move or retire those first.")


def _without(current: engine.Framework, going: Sequence[Theme], into: Theme) -> engine.Framework:
    """The framework without the merged themes: what stood under them stands under the one they went into, and that
    one, where it stood under one of them, under what is above."""
    gone = {theme.identifier: _wording(current, theme) for theme in going}
    target = _wording(current, into)
    parent = target.parent
    while parent in gone:
        parent = gone[parent].parent
    themes = []
    for one in current.themes:
        if one.identifier == target.identifier:
            themes.append(replace(one, parent=parent))
        elif one.identifier not in gone:
            themes.append(replace(one, parent=target.identifier) if one.parent in gone else one)
    return replace(current, themes=tuple(themes))


def _last_wording(theme: Theme) -> engine.Theme:
    rows = theme.versions.select_related("theme", "parent").order_by("-since")
    return theme_record(rows[0])
