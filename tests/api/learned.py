"""Codings, lessons and frameworks over the small library, of the public review and of what must look missing."""

from dataclasses import dataclass

from heeded.core.clock import now
from heeded.learning.models import Coding, CodingPlace, Framework, Lesson, LessonMember, Theme
from heeded.library.models import Document, LearningPoint, Page
from tests.learning import made
from tests.web.made import World


@dataclass(frozen=True, slots=True)
class Learned:
    """What there is of one document: identifiers."""

    coding: str
    lesson: str


def framework_of() -> Framework:
    """A framework with two themes, under a name that addresses hold."""
    return made.framework("Workload", "Father not seen", identifier="invented", name="An invented framework")


def learned_of(document: Document, theme: Theme, *, with_point: LearningPoint | None = None) -> Learned:
    """A coding of the first words of a document, and a confirmed lesson that its recommendation teaches."""
    page = Page.objects.get(document=document, number=1)
    coding = Coding.objects.create(
        work=document.work,
        target="passage",
        theme=theme,
        made_under=theme.versions.get(),
        value="present",
        state="standing",
        made_by="operator",
        made_at=now(),
    )
    CodingPlace.objects.create(
        coding=coding,
        document=document,
        page=1,
        spans=[[1, 0, 20]],
        quote=page.text[:20],
        note=f"A note on {page.text[:20]}",
    )
    points = [document.learning_points.order_by("pk")[0], *([with_point] if with_point else [])]
    lesson = Lesson.objects.create(
        state="confirmed",
        title=f"A lesson of {document.name}",
        title_sources=[document.identifier],
        sources=[document.identifier],
        called_after=points[0],
        made_by="operator",
        made_at=now(),
        decided_by="operator",
        decided_at=now(),
    )
    for point in points:
        LessonMember.objects.create(
            lesson=lesson,
            learning_point=point,
            state="confirmed",
            made_by="operator",
            made_at=now(),
            decided_by="operator",
            decided_at=now(),
        )
    return Learned(coding.identifier, lesson.identifier)


def everything_learned(library: World) -> dict[str, Learned]:
    """The same of the public document ("public") and of every hidden one, by its state."""
    theme = framework_of().themes.get(identifier="workload")
    documents = {"public": library.public, **library.hidden}
    return {state: learned_of(document, theme) for state, document in documents.items()}
