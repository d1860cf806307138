"""Letters that tell a board that something waits for it: written when they are sent, of what waits then. They hold no
words of a report, name no review, and lead to the page that shows it to those who may see it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.library.models import Document
from heeded.library.queries import is_public
from heeded.people.models import Message, Organisation
from heeded.people.queries import viewer_of
from heeded.people.services import Letter
from heeded.people.viewer import Viewer
from heeded.practice.kinds import QuestionKind, Told
from heeded.practice.queries import boards_kept, questions_seen, visible_returns


def letter_for(message: Message) -> Letter | None:
    """The letter of a message of this room; None where it is none of ours, nothing waits any more, or the account does
    not keep that plan now."""
    room, _colon, rest = message.subject.partition(":")
    kind, _colon, identifier = rest.partition(":")
    if room != "practice" or kind not in _WRITERS or message.account is None:
        return None
    viewer = viewer_of(
        message.account, strong=True
    )  # no words of a report stand in it: whoever opens it logs in
    board = Organisation.objects.filter(identifier=identifier, pk__in=boards_kept(viewer)).first()
    lines = _WRITERS[kind](viewer, board) if board is not None else []
    if board is None or not lines:
        return None
    return Letter(_("Heeded: something waits for your board"), "\n".join([*lines, *_foot()]))


def _came_back(viewer: Viewer, board: Organisation) -> list[str]:
    waiting = visible_returns(viewer).filter(item__board=board, state="proposed")
    documents = set(waiting.values_list("learning_point__document", flat=True))
    if not documents:
        return []
    if Document.objects.filter(pk__in=documents).exclude(is_public()).exists():
        return _vaguely(board, "plan-came-back")
    number = waiting.count()
    said = ngettext(
        "A later review may teach again what the plan of %(board)s says has changed.",
        "%(number)d times, a later review may teach again what the plan of %(board)s says has changed.",
        number,
    )
    return [
        said % {"number": number, "board": board.name},
        _(
            "A machine proposes this. A person decides whether it is the same; until then nobody else is told."
        ),
        "",
        *_link("plan-came-back", board),
    ]


def _asked(viewer: Viewer, board: Organisation) -> list[str]:
    """Who asks is no secret to the board; what they ask stands on the page."""
    waiting = questions_seen(viewer).filter(board=board, answered_at__isnull=True).order_by("pk")
    found = [
        (_asks(kind) % {"body": body, "board": board.name})
        for kind, body in _kinds(waiting.values_list("kind", "asker__name"))
    ]
    return [*found, "", *_link("plan-outside", board)] if found else []


def _kinds(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each body once for each of what it does."""
    return list(dict.fromkeys(rows))


def _asks(kind: str) -> str:
    if kind == QuestionKind.ADVICE:
        return _("%(body)s advises %(board)s and waits for an answer.")
    return _("%(body)s asks %(board)s and waits for an answer.")


def _vaguely(board: Organisation, name: str) -> list[str]:
    """Of what only named people may see nothing is told."""
    return [
        _("Something waits for %s in Heeded.") % board.name,
        _("Log in, with your second factor, to see it."),
        "",
        *_link(name, board),
    ]


def _link(name: str, board: Organisation) -> list[str]:
    if not settings.PUBLIC_ADDRESS:
        return [_("Log in and open your board’s plan to see it."), ""]
    return [settings.PUBLIC_ADDRESS.rstrip("/") + reverse(name, args=[board.identifier]), ""]


def _foot() -> list[str]:
    return ["-- ", _("You have this letter because you keep your board’s plan in Heeded.")]


_WRITERS: dict[str, Callable[[Viewer, Organisation], list[str]]] = {
    str(Told.CAME_BACK): _came_back,
    str(Told.ASKED): _asked,
}
