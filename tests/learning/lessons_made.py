"""Reviews that teach lessons, as rows with what is filed of them. Invented and fictional."""

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.learning.models import Lesson
from heeded.learning.services import Name, gather_lesson
from heeded.library.models import Document, Fact, FactDecision, LearningPoint, LearningPointPlace, Work
from heeded.people.viewer import OPERATOR
from tests.library import made as library

MEN = (
    "Health visitors should record the name of every man who lives in the home and whether he has been seen.",
    "The trust should make sure that health visitors record who the men in the household are, and see them.",
    "Midwives should record the name of each child’s father and of any man living in the home.",
)
INTERPRETERS = (
    "All agencies should use a professional interpreter and never a family member.",
    "No family member should interpret: the trust should provide professional interpreters.",
)
UNLIKE = "The ambulance service should buy new tyres before winter."


def review(*texts: str, state: str = "published", **filed: str) -> Document:
    """A report with these recommendations, each printed on page 1, and what a person decided is filed of the review:
    `area="Ellerwick"`, `period_from="2005-09"`."""
    document = library.document(state=state)
    for number, text in enumerate(texts, 1):
        point(document, text, number=str(number))
    file(document.work, **filed)
    heard(document)
    return document


def point(of: Document, text: str, *, page: int = 1, **said: object) -> LearningPoint:
    """A learning point that is printed on a page."""
    made = library.learning_point(of, text, **said)
    LearningPointPlace.objects.create(
        learning_point=made, order=0, page=page, spans=[[page, 0, len(text)]], quote=text
    )
    return made


def file(work: Work, **filed: str) -> None:
    """What a person decided."""
    for name, value in filed.items():
        FactDecision.objects.create(
            work=work, name=name.replace("_", "-"), values=[value], decided_by="account:1", decided_at=now()
        )


def guess(document: Document, **proposed: str) -> None:
    """What a machine proposes."""
    for name, value in proposed.items():
        Fact.objects.create(
            work=document.work,
            document=document,
            name=name.replace("_", "-"),
            value=value,
            page=1,
            spans=[],
            quote=value,
            confidence=0.8,
        )


def heard(document: Document, kind: ChangeKind = ChangeKind.LEARNING_POINTS) -> None:
    """What the followers of the change log are told."""
    note_change(kind, thing_kind="document", thing=document.pk)


def points_of(*documents: Document) -> list[LearningPoint]:
    """Their learning points."""
    return list(LearningPoint.objects.filter(document__in=documents).order_by("pk"))


def lesson(*documents: Document, title: str = "Fathers are left out") -> Lesson:
    """A lesson that a person gathered from all that these teach, under a name that everybody may read."""
    return gather_lesson(points_of(*documents), Name(title, is_open=True), by=OPERATOR)
