"""Reviews with recommendations that say the same, for tests of lessons' pages. Invented and fictional."""

from dataclasses import dataclass
from itertools import count

from django.test import Client

from heeded.core.actors import SYSTEM
from heeded.learning import services
from heeded.learning.models import Lesson
from heeded.learning.services import Name, PointProposed
from heeded.library.models import Document, LearningPoint, LearningPointPlace
from heeded.people.models import Account
from heeded.people.viewer import OPERATOR
from tests.learning import made
from tests.library import made as library
from tests.people import made as people
from tests.web.client import PageClient
from tests.web.made import decide

SAYS = (
    "Health visitors should write to the referrer within ten days to say what became of a referral.",
    "Whoever makes a referral should be told in writing within ten days what became of it.",
    "The council should answer each referral in writing, within ten days, and say what was decided.",
)
OTHER = "Every school should name a person who looks after children that move house often."
_number = count(1)


@dataclass(frozen=True)
class Facts:
    """What is known of a review."""

    area: str = ""
    board: str = ""
    began: str = ""
    ended: str = ""
    published: str = ""


def point(
    text: str, facts: Facts | None = None, *, state: str = "published", **said: object
) -> LearningPoint:
    """A recommendation on page 1 of a review of its own, of which these facts were decided."""
    document = made.report(
        text, state=state, work=library.work(f"Fictional review {next(_number)}", fictional=True)
    )
    found = library.learning_point(document, text, **said)
    LearningPointPlace.objects.create(
        learning_point=found, order=0, page=1, spans=[[1, 0, len(text)]], quote=text[:40]
    )
    known = facts or Facts()
    for name, value in (
        ("area", known.area),
        ("board", known.board),
        ("period-from", known.began),
        ("period-to", known.ended),
        ("date-of-publication", known.published),
    ):
        if value:
            decide(document.work, name, value)
    return found


def three() -> list[LearningPoint]:
    """The same, recommended in three reviews of two boards, the last one about the earliest time."""
    return [
        point(SAYS[0], Facts("Westmarch", "Westmarch Board", "2008-01", "2009-06", "2011-03")),
        point(SAYS[1], Facts("Eastfold", "Eastfold Board", "2013-02", "2015-01", "2016-05")),
        point(SAYS[2], Facts("Westmarch", "Westmarch Board", "2005-01", "2006-12", "2017-09")),
    ]


def lesson(
    points: list[LearningPoint], title: str = "Referrers are answered", *, is_open: bool = True
) -> Lesson:
    """A confirmed lesson with a name."""
    return services.gather_lesson(points, Name(title, is_open=is_open), by=OPERATOR)


def proposed(points: list[LearningPoint]) -> Lesson:
    """What a machine proposes."""
    group = [PointProposed(one, 0.9, "Both ask for an answer in writing.") for one in points]
    return services.propose_lessons([group], proposer="groups 1", by=SYSTEM)[0]


def restrict(found: LearningPoint) -> Document:
    """Only those who are named may see its review from now on."""
    document = found.document
    Document.objects.filter(pk=document.pk).update(
        state="restricted", published_at=None, published_by="", restrictions_checked=False
    )
    return document


def logged_in(account: Account) -> PageClient:
    """The browser of somebody who logged in without a second factor."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return PageClient(client)


def somebody(role: str = "researcher") -> PageClient:
    return logged_in(people.account(role))
