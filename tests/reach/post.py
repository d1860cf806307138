"""A mail server on this machine that keeps what it is sent, and can refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings


class Sink:
    """What arrived, in order. `says` is the answer to the next letters, where it is not yes."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.says = ""

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        if self.says:
            return self.says
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        letter["X-To"] = ",".join(envelope.rcpt_tos)
        self.letters.append(letter)
        return "250 OK"


class _AnyPort(Controller):
    """On whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office() -> Iterator[Sink]:
    """A server for a while; Django sends to it."""
    sink = Sink()
    controller = _AnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=controller.port):
            yield sink
    finally:
        controller.stop()
