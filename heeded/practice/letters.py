"""One letter a person: what is due of theirs, in plain text, of what may be told when it is sent.

What everybody may see is told with its words. Of anything else the letter says what kind of thing it is, whose plan it
is on and when it is due, as a letter box is no second factor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import fill, indent

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.core.clock import today
from heeded.people.models import Organisation
from heeded.people.services import Letter
from heeded.people.viewer import ANONYMOUS
from heeded.practice.kinds import ActionKind
from heeded.practice.models import Action, Addressee, PlanItem, PracticeCheck, Reminder
from heeded.practice.queries import points_shown, visible_actions, visible_items

MOST = 20  # things that one letter tells of; the rest is counted
_WIDE = 76


@dataclass(frozen=True, slots=True)
class _Public:
    """What everybody may see of what a letter tells: actions, and items of plans with their points in words."""

    actions: frozenset[int]
    points: Mapping[int, str]  # by item


def letter_about(reminders: Sequence[Reminder], links: Mapping[int, str]) -> Letter:
    """The letter that tells of these (at least one), with the secrets of the links by the keys of actions."""
    on, told = today(), reminders[:MOST]
    count = len(reminders)
    subject = ngettext("Heeded: %d thing waits for you", "Heeded: %d things wait for you", count) % count
    lines = [
        *_sections(told, _public(told), links, on),
        *_more(count - len(told)),
        *_foot(reminders, bool(links)),
    ]
    return Letter(subject, "\n".join(lines))


def _sections(told: Sequence[Reminder], public: _Public, links: Mapping[int, str], on: date) -> Iterator[str]:
    parts = {
        _("YOUR ACTIONS, PAST THEIR DATE"): [one for one in told if _is_own(one) and one.due < on],
        _("YOUR ACTIONS, DUE SOON"): [one for one in told if _is_own(one) and one.due >= on],
        _("TO BE ANSWERED"): [one for one in told if one.addressee is not None],
        _("WHETHER PRACTICE HAS CHANGED: CHECKS TO BE MADE"): [
            one for one in told if one.check_due is not None
        ],
        _("FOR YOU TO KNOW, ACTIONS OF OTHERS"): [
            one for one in told if one.action is not None and not _is_own(one)
        ],
    }
    for heading, some in parts.items():
        if some:
            yield from (heading, "")
        for one in some:
            yield from _thing(one, public, links, on)


def _is_own(one: Reminder) -> bool:
    return one.action is not None and not one.rule.role


def _thing(one: Reminder, public: _Public, links: Mapping[int, str], on: date) -> Iterator[str]:
    yield _filled(_words(one, public))
    yield indent(_filled(f"{_board(one)}. {_when(one.due, on)}.", wide=_WIDE - 4), "    ")
    yield from _links(one, links)
    yield ""


def _words(one: Reminder, public: _Public) -> str:
    if one.action is not None:
        return one.action.what if one.action.pk in public.actions else _unnamed(one.action)
    if one.addressee is not None:
        asked = public.points.get(one.addressee.item_id) or _("Something to be learnt")
        return _("%(asked)s: the answer of %(who)s") % {"asked": asked, "who": one.addressee.organisation}
    return _("A practice check: has practice changed?")


def _unnamed(action: Action) -> str:
    """An action that not everybody may see, so that its owner knows it from others."""
    kind = ActionKind(action.kind).label.lower() if action.kind else _("kind not said")
    return _("An action (%(kind)s), reference %(reference)s") % {
        "kind": kind,
        "reference": action.identifier,
    }


def _board(one: Reminder) -> str:
    return _held_by(one).name


def _held_by(one: Reminder) -> Organisation:
    held = one.action or one.addressee
    if held is not None:
        return held.item.board
    return one.check_due.board if one.check_due else one.rule.board


def _when(due: date, on: date) -> str:
    day, days = date_format(due, "j F Y"), (due - on).days
    if days == 0:
        return _("Due today, %s") % day
    if days > 0:
        return ngettext("Due on %(day)s, tomorrow", "Due on %(day)s, in %(days)d days", days) % {
            "day": day,
            "days": days,
        }
    return ngettext("Was due on %(day)s, yesterday", "Was due on %(day)s, %(days)d days ago", -days) % {
        "day": day,
        "days": -days,
    }


def _links(one: Reminder, links: Mapping[int, str]) -> Iterator[str]:
    if not settings.PUBLIC_ADDRESS:
        return
    if one.action is not None and one.action.pk in links:
        yield f"    {_('Say how it stands, once, without logging in:')}"
        yield f"    {_address(reverse('action-by-link', args=[links[one.action.pk]]))}"
    yield f"    {_('See all of it (log in):')}"
    yield f"    {_address(_page(one.action or one.addressee or one.check_due))}"


def _page(thing: Action | Addressee | PracticeCheck | None) -> str:
    if isinstance(thing, Action):
        return reverse("action", args=[thing.identifier])
    if isinstance(thing, Addressee):
        return reverse("answer", args=[thing.item.identifier, thing.identifier])
    assert thing is not None
    return reverse("check", args=[thing.identifier])


def _listed(one: Reminder) -> tuple[str, str]:
    """The page that lists a thing, in words and as its path."""
    if one.rule.role == "board-staff" and one.rule.at_board:
        words = _("What is outstanding on the plan of %s") % _board(one)
        return words, reverse("plan", args=[_held_by(one).identifier])
    if one.rule.role == "manager" and one.action is not None:
        return _("The actions of your team and agency"), reverse("team-actions")
    return _("Everything of yours, under “My actions”"), reverse("my-actions")


def _more(count: int) -> Iterator[str]:
    if count:
        yield (
            ngettext(
                "And %d more, after you have logged in.", "And %d more, after you have logged in.", count
            )
            % count
        )
        yield ""


def _foot(reminders: Sequence[Reminder], has_links: bool) -> Iterator[str]:
    """Where what the letter tells of is listed, for the role in which somebody is told of it."""
    places = dict.fromkeys(_listed(one) for one in reminders)
    for words, path in places:
        yield f"{words}: {_address(path)}" if settings.PUBLIC_ADDRESS else _("Log in to Heeded. %s.") % words
    yield ""
    yield "-- "
    yield _("A board whose plan you have a part in asked Heeded to write this.")
    if has_links:
        yield _filled(_("A link that needs no log-in is yours alone: please do not pass this letter on."))


def _public(told: Sequence[Reminder]) -> _Public:
    keys = {one.action_id for one in told if one.action_id}
    seen = visible_actions(ANONYMOUS).filter(pk__in=keys).values_list("pk", flat=True) if keys else []
    items = {one.addressee.item_id: one.addressee.item for one in told if one.addressee is not None}
    return _Public(frozenset(seen), _points(items) if items else {})


def _points(items: Mapping[int, PlanItem]) -> dict[int, str]:
    """Which point each item is about, in words, where everybody may see that."""
    seen = set(visible_items(ANONYMOUS).filter(pk__in=items).values_list("pk", flat=True))
    shown = points_shown(ANONYMOUS, {items[key].point for key in seen}) if seen else {}
    points = {}
    for key in seen:
        known = shown[items[key].point_id]
        title = known.review.work.title if known.review else known.point.source
        points[key] = f"{known.point.get_kind_display()} {known.point.number}, {title}".replace(" ,", ",")
    return points


def _address(path: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def _filled(words: str, *, wide: int = _WIDE) -> str:
    return fill(" ".join(words.split()), wide, break_long_words=False, break_on_hyphens=False)
