"""Whom the public may ask about a board's reviews and plan."""

from django.db import transaction

from heeded.core.services import record
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.services._holding import checked_words, must_for

_LONGEST = 600


@transaction.atomic
def say_whom_to_ask(board: Organisation, words: str, *, by: Viewer) -> Organisation:
    """Say it on every public page of this board; empty words take it back. The same twice is once.

    Raises:
        NotAllowed: they do not keep that board's plan.
        Refused: the words are too long.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    said = checked_words(words, what="whom to ask", most=_LONGEST)
    held = Organisation.objects.select_for_update().get(pk=board.pk)
    if held.ask != said:
        held.ask = said
        held.save(update_fields=["ask"])
        record("board.contact", by=by, thing_kind="organisation", thing=held.identifier)
    return held
