"""One way in which a framework changes: what it shall say is checked as a whole, then each theme that differs gets a
new wording, and the change is written down. Wordings that were are never touched, as codings point to them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.services import ChangeKind, note_change, record
from heeded.engine import frameworks as engine
from heeded.learning.errors import FrameworkWrong, NoSuchFramework
from heeded.learning.models import Coding, CodingRound, Framework, FrameworkChange, Theme, ThemeVersion
from heeded.learning.queries import framework_record, visible_rounds
from heeded.people.viewer import Viewer

_WORDING = ("name", "definition", "source", "heading", "colour", "guid")
_APART = 1_000  # between the places of two themes, for others to come between
_LISTS = ("includes", "excludes", "terms", "applies_to")


def checked_record(wanted: engine.Framework) -> engine.Framework:
    """The framework, its themes in order.

    Raises:
        FrameworkWrong: with everything that is wrong.
    """
    try:
        return engine.checked(wanted)
    except engine.FrameworkRefused as error:
        raise FrameworkWrong(error.problems) from None


def held_framework(framework: Framework, *, seen: int | None = None) -> Framework:
    """The framework as it is now; nobody else changes it until this transaction ends. `seen` is the version that
    somebody was looking at.

    Raises:
        NoSuchFramework: it is gone.
        Refused: somebody changed it meanwhile.
    """
    held = Framework.objects.select_for_update().filter(pk=framework.pk).first()
    if held is None:
        raise NoSuchFramework("There is no such framework.")
    if seen is not None and held.version != seen:
        raise Refused("Somebody changed this framework meanwhile.", advice="Look at it again.")
    return held


def open_round_with(framework: Framework) -> CodingRound | None:
    """A round of coding with this framework that is not settled."""
    return framework.rounds.filter(state__in=["open", "settling"]).order_by("pk").first()


def must_not_be_in_a_round(framework: Framework, *, by: Actor) -> None:
    """Whose themes go elsewhere or away must not be coded blind at the moment. The round is named for those who may
    see it.

    Raises:
        Refused: they are.
    """
    open_round = open_round_with(framework)
    if open_round is not None:
        raise Refused(
            f"{_round_words(open_round, by=by)} codes with this framework and is not settled.",
            advice="Settle that round first.",
        )


def _round_words(held: CodingRound, *, by: Actor) -> str:
    """What people call a round may tell of a report."""
    seen = isinstance(by, Viewer) and visible_rounds(by).filter(pk=held.pk).exists()
    return f"The round “{held.name}”" if seen else "A round of coding"


def apply(
    framework: Framework,
    wanted: engine.Framework,
    *,
    kind: str,
    by: Actor,
    themes: Sequence[str] = (),
    into: Sequence[str] = (),
    note: str = "",
) -> bool:
    """Make a held framework say what is wanted, as its next version; False where it says so already. Themes that are
    wanted no more are retired, unless they have been merged or split."""
    current = framework_record(framework)
    found = checked_record(wanted)
    if framework.version and replace(found, version=current.version) == current:
        return False
    before = framework.name
    framework.version += 1
    differing = _reword(framework, current, found)
    framework.name, framework.source, framework.about = found.name, found.source, found.about
    framework.status = found.status or ""
    framework.save(update_fields=["version", "name", "source", "about", "status"])
    FrameworkChange.objects.create(
        framework=framework,
        version=framework.version,
        kind=kind,
        themes=list(themes) or differing,
        into=list(into),
        name_before=before if before != framework.name else "",
        note=note.strip()[:300],
        by=by.audit_name,
        at=now(),
    )
    record(
        f"framework.{kind}",
        by=by,
        thing_kind="framework",
        thing=framework.identifier[:64],
        version=framework.version,
    )
    note_change(ChangeKind.CODINGS, thing_kind="framework", thing=framework.pk)
    return True


def _reword(framework: Framework, current: engine.Framework, wanted: engine.Framework) -> list[str]:
    """Close the wordings that differ and open new ones; the identifiers of the themes that were touched."""
    known = {theme.identifier: theme for theme in framework.themes.all()}
    for one in wanted.themes:
        if one.identifier not in known:
            known[one.identifier] = Theme.objects.create(framework=framework, identifier=one.identifier)
    counting = ThemeVersion.objects.filter(theme__framework=framework, until__isnull=True)
    orders = dict(counting.values_list("theme__identifier", "order"))
    was = {one.identifier: (orders[one.identifier], one) for one in current.themes}
    shall = dict(_ordered(wanted.themes, orders))
    touched = [key for key in {**was, **shall} if was.get(key) != shall.get(key)]
    version = framework.version
    counting.filter(theme__identifier__in=touched).update(until=version)
    ThemeVersion.objects.bulk_create(
        _row(known, *shall[key], since=version) for key in touched if key in shall
    )
    _settle_states(framework, known, {one.identifier for one in wanted.themes})
    return [key for key in touched if key not in was or key not in shall or was[key][1] != shall[key][1]]


def _ordered(
    themes: Sequence[engine.Theme], orders: dict[str, int]
) -> Iterator[tuple[str, tuple[int, engine.Theme]]]:
    """Each theme with its place, by which it stands among others: the one that it has, wherever that still fits, so
    that putting one in between makes no new wording of all that follow."""
    last, highest = 0, max((orders.get(one.identifier, 0) for one in themes), default=0)
    for one in themes:
        held = orders.get(one.identifier, 0)
        room = last + (1 if highest > last else _APART)
        last = held if held > last else room
        yield one.identifier, (last, one)


def _settle_states(framework: Framework, known: dict[str, Theme], wanted: set[str]) -> None:
    """What is wanted is in use, whatever it was, and what was coded with it counts under it; what is not wanted and
    was in use is retired."""
    for key, theme in known.items():
        if key in wanted and theme.state != "in-use":
            came_along = _merged_into(framework, theme)
            Theme.objects.filter(pk=theme.pk).update(state="in-use", merged_into=None)
            Coding.objects.filter(made_under__theme__in=came_along).update(theme=theme)
    framework.themes.filter(state="in-use").exclude(identifier__in=wanted).update(state="retired")


def _merged_into(framework: Framework, theme: Theme) -> set[int]:
    """A theme and those that were merged into it, by primary key."""
    rows = dict(framework.themes.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    found = {theme.pk}
    while more := {one for one, into in rows.items() if into in found} - found:
        found |= more
    return found


def _row(known: dict[str, Theme], order: int, one: engine.Theme, *, since: int) -> ThemeVersion:
    row = ThemeVersion(theme=known[one.identifier], since=since, order=order, status=one.status or "")
    for name in _WORDING:
        setattr(row, name, getattr(one, name))
    for name in _LISTS:
        setattr(row, name, list(getattr(one, name)))
    row.parent = known[one.parent] if one.parent else None
    return row
