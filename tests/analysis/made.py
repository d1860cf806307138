"""Reviews with decided facts and codings to count. Invented and fictional."""

from itertools import count

from heeded.core.clock import now
from heeded.engine.vocabulary import FactName
from heeded.learning.models import Coding, CodingPlace, Framework, Lesson, LessonMember, Theme
from heeded.library.models import Document, FactDecision, Subject
from tests.library import made

_number = count(1)


def review(
    *, year: int | None = 2010, region: str = "north", state: str = "published", **facts: str
) -> Document:
    """A review with a published (or restricted) document, the year and region that a person decided, and any other
    fact by its name with underscores."""
    document = made.document(state=state)
    if year is not None:
        decide(document, FactName.DATE_OF_PUBLICATION, f"{year}-05")
    if region:
        decide(document, FactName.REGION, region)
    for name, value in facts.items():
        decide(document, FactName(name.replace("_", "-")), value)
    return document


def decide(document: Document, name: FactName, *values: str, subject: int = 0) -> None:
    """What a person decided of it."""
    of = Subject.objects.get_or_create(work=document.work, number=subject)[0] if subject else None
    FactDecision.objects.create(
        work=document.work,
        subject=of,
        name=name,
        values=list(values),
        decided_by="account:1",
        decided_at=now(),
    )


def coded(
    document: Document,
    theme: Theme,
    *,
    value: str = "present",
    target: str = "passage",
    state: str = "standing",
) -> Coding:
    """A coding of it, decided unless another state is said."""
    subject = None
    if target == "subject":
        subject = Subject.objects.get_or_create(work=document.work, number=1)[0]
    coding = Coding.objects.create(
        work=document.work,
        target=target,
        subject=subject,
        theme=theme,
        made_under=theme.versions.get(),
        value=value,
        state=state,
        made_by="" if state == "proposed" else "account:1",
        made_at=now(),
    )
    CodingPlace.objects.create(coding=coding, document=document, page=1)
    return coding


def themes_of(framework: Framework) -> list[Theme]:
    return list(framework.themes.order_by("pk"))


def lesson(*documents: Document, title: str = "", state: str = "confirmed") -> Lesson:
    """A lesson that these reviews teach."""
    said = {"made_by": "account:1", "made_at": now(), "decided_by": "account:1", "decided_at": now()}
    name = title or f"Lesson {next(_number)}"
    held = Lesson.objects.create(state=state, title=name, title_is_open=True, **said)
    for document in documents:
        point = made.learning_point(document)
        LessonMember.objects.create(lesson=held, learning_point=point, state="confirmed", **said)
    return held
