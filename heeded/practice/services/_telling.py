"""A board is told by letter that something waits for it. The outbox holds no words of it: they are written when the
letter is sent, of what waits then (`heeded.practice.letters_to_boards`)."""

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.models import Message, Organisation
from heeded.practice.kinds import Told
from heeded.practice.queries._keepers import keepers_of


@transaction.atomic
def tell_board(board: Organisation, kind: Told, *, by: Actor) -> int:
    """Let those who keep a board's plan know that something such waits for them: call it in the transaction that makes
    what they are told of. Who has a letter of that kind still to come gets no second one. How many are written."""
    one_at_a_time("told", board.pk)
    name = name_of_letter(board, kind)
    waiting = Message.objects.filter(subject=name, sent_at__isnull=True).values_list("account", flat=True)
    told = keepers_of(board).exclude(pk__in=list(waiting))
    letters = [Message(account=one, to=one.email, subject=name, body="", written_at=now()) for one in told]
    Message.objects.bulk_create(letters)
    if letters:
        record("board.tell", by=by, thing_kind="organisation", thing=board.identifier, letters=len(letters))
    return len(letters)


def name_of_letter(board: Organisation, kind: Told) -> str:
    """What a letter of this room is known by in the outbox, until its words are written."""
    return f"practice:{Told(kind)}:{board.identifier}"
