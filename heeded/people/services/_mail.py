from django.core.mail import send_mail

from heeded.core.clock import now
from heeded.people.models import Message


def send_waiting_mail(*, limit: int = 50) -> int:
    """Send what waits in the outbox; how many went. What fails stays, with its error, and is tried again."""
    sent = 0
    for message in Message.objects.filter(sent_at__isnull=True, attempts__lt=8).order_by("pk")[:limit]:
        try:
            send_mail(message.subject, message.body, None, [message.to])
            # What was sent is not kept: the link of an invitation lets in whoever reads it.
            message.sent_at, message.error, message.body = now(), "", ""
            sent += 1
        except OSError as error:
            message.error = type(error).__name__
        message.attempts += 1
        message.save(update_fields=["sent_at", "error", "attempts", "body"])
    return sent
