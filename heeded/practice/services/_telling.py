"""A board is told by letter that something waits for it, and whoever asked it that it answered. The outbox holds no
words of it: they are written when the letter is sent, of what waits then (`heeded.practice.letters_to_boards` and
`letters_to_askers`)."""

from django.db import transaction

from heeded.core.actors import Actor
from heeded.core.clock import now
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.people.models import Message, Organisation
from heeded.practice.kinds import Told
from heeded.practice.models import OutsideQuestion
from heeded.practice.queries import asker_of
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


@transaction.atomic
def tell_asker(question: OutsideQuestion, *, by: Actor) -> int:
    """Let whoever asked or advised know that the board answered, if they still ask for that body: call it in the
    transaction that answers. Who has a letter of that board's answers still to come gets no second one. How many are
    written."""
    account = asker_of(question)
    if account is None or question.answered_at is None:
        return 0
    one_at_a_time("told", question.board_id)
    name = name_of_letter(question.board, Told.ANSWERED)
    if Message.objects.filter(account=account, subject=name, sent_at__isnull=True).exists():
        return 0
    # The letter tells of what was answered from then on.
    Message.objects.create(
        account=account, to=account.email, subject=name, body="", written_at=question.answered_at
    )
    record("asker.tell", by=by, thing_kind="outside-question", thing=question.identifier)
    return 1


def name_of_letter(board: Organisation, kind: Told) -> str:
    """What a letter of this room is known by in the outbox, until its words are written."""
    return f"practice:{Told(kind)}:{board.identifier}"
