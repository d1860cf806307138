"""Letters that tell whoever asked or advised a board for an outside body that it answered: written when they are sent,
of what was answered by then. They hold no word of question, answer or report, and lead to the page that shows them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.people.models import Message, Organisation
from heeded.people.queries import viewer_of
from heeded.people.services import Letter
from heeded.practice.kinds import Told
from heeded.practice.models import OutsideQuestion
from heeded.practice.queries import answers_to_asker


def letter_for(message: Message) -> Letter | None:
    """The letter of a message of this kind; None where it is none of ours, there is no answer any more, or the account
    does not ask for that body now."""
    kind, _colon, identifier = message.subject.rpartition(":")
    if kind != f"practice:{Told.ANSWERED}" or message.account is None:
        return None
    board = Organisation.objects.filter(identifier=identifier).first()
    # No words of a report stand in it: whoever opens it logs in.
    viewer = viewer_of(message.account, strong=True)
    answered = list(answers_to_asker(viewer, board, since=message.written_at)) if board is not None else []
    if board is None or not answered:
        return None
    return Letter(_("Heeded: a board has answered"), "\n".join(_lines(board, answered)))


def _lines(board: Organisation, answered: Sequence[OutsideQuestion]) -> list[str]:
    number = len(answered)
    said = ngettext(
        "%(board)s has answered what you asked or advised for %(body)s.",
        "%(board)s has answered what you asked or advised for %(body)s, %(number)d times.",
        number,
    )
    bodies = _(" and ").join(dict.fromkeys(one.asker.name for one in answered))
    return [
        said % {"board": board.name, "body": bodies, "number": number},
        _("Its words stand in Heeded alone. Log in, with your second factor, to read them."),
        "",
        *_where(answered),
        "",
        "-- ",
        _("You have this letter because you asked or advised a board in Heeded."),
    ]


def _where(answered: Sequence[OutsideQuestion]) -> list[str]:
    """Its page; of several the list of them."""
    if not settings.PUBLIC_ADDRESS:
        return [_("It stands under “From boards”, with your questions and advice.")]
    one = reverse("outside-question", args=[answered[0].identifier])
    path = one if len(answered) == 1 else reverse("outside") + "?show=asked"
    return [settings.PUBLIC_ADDRESS.rstrip("/") + path]
