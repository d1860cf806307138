"""The outbox is emptied: what fails stays, is tried again later and later, and is given up after a week."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from heeded.core.clock import now
from heeded.people.models import Message

# Minutes from one try to the next; a ninth is not made.
_PAUSES = (1, 5, 15, 60, 4 * 60, 24 * 60, 5 * 24 * 60)
TRIES = len(_PAUSES) + 1


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out, as plain text."""

    subject: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


Writer = Callable[[Message], Letter | None]
_writers: list[Writer] = []


def write_when_sent(writer: Writer) -> None:
    """Let a room write the words of its messages at the moment they are sent, so that the outbox holds none of them
    and they say what may be said then. Such a message waits with an empty body; None: there is nothing to say."""
    if writer not in _writers:
        _writers.append(writer)


def send_waiting_mail(*, limit: int = 50) -> int:
    """Send what waits in the outbox; how many went. What fails stays, with its error, and is tried again after a
    pause that grows. Several workers may do it at once: each message is taken by one."""
    waiting = Message.objects.filter(sent_at__isnull=True, attempts__lt=TRIES).order_by("pk")
    due = [message for message in waiting.defer("body") if _next_try(message) <= now()]
    return sum(_send(message) for message in due[:limit] if _take(message))


def _next_try(message: Message) -> datetime:
    """When to try it next. The time of the last try stands before its error; one without a time was written by an
    older version, and is due."""
    begun, _, _ = message.error.partition(" ")
    try:
        last = datetime.fromisoformat(begun)
    except ValueError:
        return message.written_at
    return last + timedelta(minutes=_PAUSES[message.attempts - 1]) if message.attempts else message.written_at


def _take(message: Message) -> bool:
    """Count a try before it is made: nobody else makes the same one, nor does a process that starts again after this
    one was killed in the middle."""
    same = Message.objects.filter(pk=message.pk, sent_at__isnull=True, attempts=message.attempts)
    message.attempts, message.error = message.attempts + 1, _at("being sent")
    return bool(same.update(attempts=message.attempts, error=message.error))


def _send(message: Message) -> bool:
    """Make one try; whether it went."""
    letter = _letter(message)
    try:
        if letter is not None:
            _mail(message, letter).send()
    except (OSError, ValueError) as error:  # a server that says no, or an address that is none
        Message.objects.filter(pk=message.pk).update(error=_at(type(error).__name__))
        return False
    # What was sent is not kept: the link of an invitation lets in whoever reads it.
    said = "" if letter else "nothing was left to say"
    Message.objects.filter(pk=message.pk).update(sent_at=now(), error=said, body="")
    return letter is not None


def _letter(message: Message) -> Letter | None:
    body = Message.objects.filter(pk=message.pk).values_list("body", flat=True).first()
    if body is None:
        return None  # taken back this very moment
    if body:
        return Letter(message.subject, body)
    return next((letter for writer in _writers if (letter := writer(message))), None)


def _mail(message: Message, letter: Letter) -> EmailMessage:
    """One that keeps its number, so that a copy sent after a breakdown is known as a copy."""
    _, _, host = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    number = f"<{message.pk}.{int(message.written_at.timestamp())}@{host.strip('> ') or 'localhost'}>"
    headers = {"Message-ID": number, "Auto-Submitted": "auto-generated", **letter.headers}
    subject = " ".join(letter.subject.split())
    return EmailMessage(subject, letter.body, None, [message.to], headers=headers)


def _at(words: str) -> str:
    return f"{now().isoformat(timespec='seconds')} {words}"[:200]
