"""A document with several sentences to code, and somebody who codes. Invented and fictional."""

from collections.abc import Sequence

from django.test import Client

from heeded.learning.models import Coding, Framework
from heeded.library.models import Document, Page
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.learning import made
from tests.people.made import account, seen_as
from tests.web.client import PageClient

FIRST = "Nobody asked the grandmother what she had seen."
SECOND = "The father was not seen by anyone."
THIRD = "The father was not seen by anyone again."
PARAGRAPHS = (f"{FIRST} {SECOND}", f"The health visitor carried 620 families. {THIRD}")
TEXT = "\n".join(PARAGRAPHS)


def report(paragraphs: Sequence[str] = PARAGRAPHS, **said: object) -> Document:
    """A document with one page of paragraphs, published unless something else is said, read to its end."""
    document = made.report("\n".join(paragraphs), read_state="read", page_count=1, **said)
    at, blocks = 0, []
    for words in paragraphs:
        piece = [0, 1, at, len(words)]
        blocks.append(["paragraph", words, [piece], 10.0, 0, 0, 50.0, "", "", []])
        at += len(words) + 1
    Page.objects.filter(document=document).update(blocks=blocks, width=595, height=842, source="text")
    return document


def framework() -> Framework:
    """Two themes, and a heading with a theme for children under it."""
    held = made.framework("Father not seen", "Workload", name="Invented list")
    heading = made.theme(held, "The child", heading=True, applies_to=["child"])
    made.theme(held, "Disability", parent=heading, definition="A need of the child’s health.")
    return held


class Coder:
    """A researcher's browser, which checks every page, and the viewer that it is."""

    def __init__(self, role: str = "researcher") -> None:
        self.account: Account = account(role)
        self.viewer: Viewer = seen_as(self.account)
        self.pages = PageClient(self._client())

    def _client(self) -> Client:
        client = Client()
        client.force_login(self.account, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        return client


def at(words: str, text: str = TEXT) -> str:
    """The address of these words on the page."""
    (span,) = made.spans(words, text)
    return f"p1.{span.start}-{span.end}"


def only() -> Coding:
    """The one coding that there is."""
    return Coding.objects.get()
