"""Several themes at once: of the same words, or of one review or person. All of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from heeded.core.errors import Refused
from heeded.engine.records import Span
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import AdultInReview, Coding, Theme
from heeded.learning.queries import visible_codings
from heeded.learning.services._coding import add_adult, code_adult, code_passage, code_review, code_subject
from heeded.learning.services._deciding import reject, write_note
from heeded.learning.services._laying_down import IT_IS_THERE, ReadIn, Said
from heeded.library.models import Document, Work
from heeded.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Whose:
    """Of what something is said: words ("passage"), the review, a child or adult reviewed ("subject") by number, or
    another adult by role and number."""

    kind: str = "passage"
    number: int = 1
    role: str = ""


OF_THE_WORDS = Whose()


@transaction.atomic
def code_words(
    document: Document,
    spans: Sequence[Span],
    themes: Sequence[Theme],
    said: Said = IT_IS_THERE,
    *,
    by: Viewer,
    whose: Whose = OF_THE_WORDS,
) -> list[Coding]:
    """Give the same words several themes, or rest on them what is said of a review or a person.

    Raises:
        NotAllowed, NoSuchDocument, NotToBeCoded, RoundNotOpen: as `code_passage`; then nothing is coded.
    """
    if not themes:
        raise NotToBeCoded("Choose a theme.")
    if whose.kind == "passage":
        return [code_passage(document, spans, theme, said, by=by) for theme in themes]
    read_in = ReadIn(document, tuple(spans))
    return [_code(document.work, whose, theme, said, read_in, by=by) for theme in themes]


@transaction.atomic
def answer_themes(
    work: Work, whose: Whose, answers: Mapping[Theme, Said | None], *, by: Viewer
) -> list[Coding]:
    """What one person says of a review or of somebody in it, theme by theme; `None` takes back what they said before.

    Raises:
        NotAllowed, NoSuchReview, NotToBeCoded, RoundNotOpen: as `code_review`; then nothing is changed.
    """
    made = []
    for theme, said in answers.items():
        own = _own(work, whose, theme, by=by)
        if said is None:
            for coding in own:
                reject(coding, by=by)
            continue
        same = next((coding for coding in own if coding.value == said.value), None)
        if same is not None:
            made.append(write_note(same, said.note, by=by, certainty=said.certainty))
        else:
            made.append(_code(work, whose, theme, said, None, by=by))
    return made


def _code(
    work: Work, whose: Whose, theme: Theme, said: Said, read_in: ReadIn | None, *, by: Viewer
) -> Coding:
    if whose.kind == "review":
        return code_review(work, theme, said, by=by, read_in=read_in)
    if whose.kind == "subject":
        return code_subject(work, whose.number, theme, said, by=by, read_in=read_in)
    if whose.kind == "adult":
        return code_adult(_adult(work, whose, by=by), theme, said, by=by, read_in=read_in)
    raise Refused("Choose of whom this is said.")


def _adult(work: Work, whose: Whose, *, by: Viewer) -> AdultInReview:
    """The adult of that role and number, or, where there is none yet, one more of the role."""
    held = add_adult(work, whose.role, by=by)
    if whose.number == held.number:
        return held
    known = AdultInReview.objects.filter(work=work, role=whose.role, number=whose.number).first()
    return known or add_adult(work, whose.role, by=by, another=True)


def _own(work: Work, whose: Whose, theme: Theme, *, by: Viewer) -> list[Coding]:
    mine = visible_codings(by).filter(
        work=work, theme=theme, made_by=by.audit_name, target=whose.kind, state__in=["standing", "in-round"]
    )
    if whose.kind == "subject":
        mine = mine.filter(subject__number=whose.number)
    if whose.kind == "adult":
        mine = mine.filter(adult__role=whose.role, adult__number=whose.number)
    return list(mine)
