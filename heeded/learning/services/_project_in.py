"""A coded project is taken: its codings become those of whoever takes it, with who coded them there in the note."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from heeded.core.errors import NotAllowed, Refused
from heeded.core.services import record
from heeded.engine.exchange import Project
from heeded.learning.models import AdultInReview, Coding, Framework, Theme
from heeded.learning.services._coding import add_adult, code_adult, code_passage, code_review, code_subject
from heeded.learning.services._laying_down import ReadIn, Said
from heeded.learning.services._permission import must
from heeded.learning.services._project_look import look_at_project
from heeded.learning.services._project_records import LeftOut, Placed, SourceLook
from heeded.library.models import Document
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

MOST_AT_ONCE = 1_000  # codings: some twelve seconds


@dataclass(slots=True)
class ProjectTaken:
    """How many codings were made, were here already, could not be taken, and are left for another time."""

    made: int = 0
    here: int = 0
    left_out: int = 0
    waiting: int = 0


def take_project(
    project: Project, framework: Framework, sources: Collection[str], *, by: Viewer, naming: bool = True
) -> ProjectTaken:
    """Code what the project says of these sources (by identifier), text by text, as this person. What is there
    already is not made twice, so that a large project is taken in several goes. `naming`: the notes, which everybody
    reads who sees the codings, name those who coded it there.

    Raises:
        NotAllowed: they may not code.
        Refused: no source was chosen.
    """
    must(by, Permission.CODE)
    look = look_at_project(project, framework, by=by, naming=naming)
    chosen = [one for one in look.sources if one.source.identifier in sources and one.document is not None]
    if not chosen:
        raise Refused("Choose at least one text.")
    done = ProjectTaken()
    for one in chosen:
        done.here += one.here
        if done.made + len(one.placed) > MOST_AT_ONCE and done.made:
            done.waiting += len(one.placed)
            continue
        _take_source(one, framework, done, by=by)
    record(
        "framework.project-in",
        by=by,
        thing_kind="framework",
        thing=framework.identifier[:64],
        codings=done.made,
    )
    return done


@transaction.atomic
def _take_source(look: SourceLook, framework: Framework, done: ProjectTaken, *, by: Viewer) -> None:
    themes = {theme.identifier: theme for theme in framework.themes.filter(state="in-use")}
    assert look.document is not None
    for one in look.placed[:MOST_AT_ONCE]:
        try:
            with transaction.atomic():
                _code(look.document, themes[one.theme], one, by=by)
        except NotAllowed:
            raise
        except (Refused, KeyError) as error:
            look.left_out.append(LeftOut(one.theme, "", str(error)))
        else:
            done.made += 1
    done.waiting += len(look.placed[MOST_AT_ONCE:])
    done.left_out += len(look.left_out)


def _code(document: Document, theme: Theme, one: Placed, *, by: Viewer) -> Coding:
    said = Said(one.value, one.note, one.certainty)
    kind, role, number = one.of
    read_in = ReadIn(document, one.spans)
    if kind == "review":
        return code_review(document.work, theme, said, by=by, read_in=read_in)
    if kind == "subject":
        return code_subject(document.work, number, theme, said, by=by, read_in=read_in)
    if kind == "adult":
        return code_adult(_adult(document, role, number, by=by), theme, said, by=by, read_in=read_in)
    return code_passage(document, one.spans, theme, said, by=by)


def _adult(document: Document, role: str, number: int, *, by: Viewer) -> AdultInReview:
    """The adult of this role and number, with those before them where there are fewer."""
    known = AdultInReview.objects.filter(work=document.work, role=role)
    adult = known.filter(number=number).first()
    while adult is None:
        made = add_adult(document.work, role, by=by, another=known.exists())
        adult = made if made.number >= number else known.filter(number=number).first()
    return adult
