"""Reports with passages that were coded, enough to learn two themes from. Invented and fictional."""

from heeded.core.clock import now
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, CodingPlace, Framework
from heeded.library.models import Document, Passage
from heeded.people.viewer import Viewer
from tests.learning import made

WHO = ("the midwife", "the school", "the police", "the surgery", "the hostel", "the nursery")
VOICE = (
    "Child K was never seen alone by {}.",
    "What daily life was like for the child was not asked by {}.",
    "{} spoke to the parents and the child's wishes stayed unheard.",
)
WORKLOAD = (
    "{} carried twice as many families as planned.",
    "Vacancies at {} meant that visits were put off.",
    "Sickness and turnover left {} without staff for months.",
)
OTHER = (
    "{} attended on two days in the spring.",
    "A copy of the report was sent to {}.",
    "The review heard from {} in Hollinsford.",
)


def framework() -> Framework:
    found = made.framework("Voice", "Workload")
    for theme, term in (("voice", "child seen alone"), ("workload", "too many families")):
        wording = found.themes.get(identifier=theme).versions.get()
        wording.terms = [term]
        wording.save()
    return found


def sentences(who: str, *, themes: tuple[tuple[str, ...], ...] = (VOICE, WORKLOAD, OTHER)) -> list[str]:
    return [(one.format(who))[:1].upper() + one.format(who)[1:] for own in themes for one in own]


def report(who: str = "the midwife", **said: object) -> Document:
    """A report of one page with a passage a sentence, nothing of it coded."""
    lines = sentences(who)
    document = made.report(" ".join(lines), **said)
    start = 0
    for place, line in enumerate(lines):
        Passage.objects.create(
            document=document,
            order=place,
            page=1,
            text=line,
            pieces=[[0, 1, start, len(line)]],
            kind="analysis",
            speaker="reviewer",
        )
        start += len(line) + 1
    return document


def coded_report(framework: Framework, by: Viewer, who: str, **said: object) -> Document:
    """The same, each sentence coded with its theme by a person."""
    document = report(who, **said)
    passages = {passage.text: passage for passage in document.passages.all()}
    for theme in framework.themes.filter(state="in-use", identifier__in=["voice", "workload"]):
        for line in sentences(who, themes=(VOICE if theme.identifier == "voice" else WORKLOAD,)):
            _, page, start, length = passages[line].pieces[0]
            coding = Coding.objects.create(
                work=document.work,
                target="passage",
                theme=theme,
                made_under=theme.versions.latest("since"),
                value=CodeValue.PRESENT,
                state="standing",
                made_by=by.audit_name,
                made_at=now(),
            )
            CodingPlace.objects.create(
                coding=coding, document=document, page=page, spans=[[page, start, start + length]], quote=line
            )
    return document


def library(framework: Framework, by: Viewer) -> list[Document]:
    """Six reviews, all coded."""
    return [coded_report(framework, by, who) for who in WHO]
