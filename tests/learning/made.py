"""Frameworks, themes, documents and people to code with, as rows. Invented and fictional."""

from itertools import count

from heeded.core.clock import now
from heeded.engine.records import Span
from heeded.learning.models import Framework, Theme, ThemeVersion
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.library import made
from tests.people.made import account, seen_as

_number = count(1)
TEXT = (
    "Nobody asked the grandmother what she had seen. The health visitor carried 620 families. "
    "The father was not seen by anyone. The nursery manager rang three times until somebody listened."
)


def framework(*names: str, **said: object) -> Framework:
    """A framework with themes of these names."""
    given: dict[str, object] = {
        "name": f"Invented framework {next(_number)}",
        "made_at": now(),
        "made_by": "operator",
    }
    made_framework = Framework.objects.create(**{**given, **said})
    for name in names or ("Father not seen", "Workload"):
        theme(made_framework, name)
    return made_framework


def theme(of: Framework, name: str = "Workload", **said: object) -> Theme:
    found = Theme.objects.create(framework=of, identifier=name.lower().replace(" ", "-"))
    order = ThemeVersion.objects.filter(theme__framework=of).count()
    ThemeVersion.objects.create(theme=found, since=of.version, order=order, name=name, **said)
    return found


def report(text: str = TEXT, **said: object) -> Document:
    """A document with one page, published unless something else is said."""
    document = made.document(**{"state": "published", **said})
    made.page(document, text)
    return document


def spans(words: str, text: str = TEXT, page: int = 1) -> tuple[Span, ...]:
    """Where these words stand in a page's text."""
    start = text.index(words)
    return (Span(page, start, start + len(words)),)


def coder(role: str = "researcher") -> Viewer:
    return seen_as(account(role))


def account_of(viewer: Viewer) -> Account:
    return Account.objects.get(pk=viewer.account)
