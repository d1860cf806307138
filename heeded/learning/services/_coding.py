"""A person codes: a passage, a review, a child or adult reviewed, another adult in it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from heeded.core.errors import Refused
from heeded.core.services import record
from heeded.core.transactions import one_at_a_time
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import AdultInReview, AdultRole, Coding, RoundDocument, Theme
from heeded.learning.services._laying_down import IT_IS_THERE, ReadIn, Said, Target, lay_down
from heeded.learning.services._permission import must
from heeded.library.models import Document, Subject, Work
from heeded.library.queries import document_for, visible_documents, work_for
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_MOST_PEOPLE = 30  # of one kind in one review


@transaction.atomic
def code_passage(
    document: Document, spans: Sequence[Span], theme: Theme, said: Said = IT_IS_THERE, *, by: Viewer
) -> Coding:
    """Give words of a document a theme. Asked twice for the same it is one coding; of one theme and the same words
    the newest value of a person counts and the one before stays on record.

    Raises:
        NotAllowed: they may not code.
        NoSuchDocument: they may not see it, or it is gone.
        NotToBeCoded: there are no such words, or the theme or the value is not for passages.
        RoundNotOpen: they code this document blind and have said that they are done.
    """
    must(by, Permission.CODE)
    held = document_for(by, document.identifier)
    if said.value == CodeValue.NOT_MENTIONED:
        raise NotToBeCoded(
            "What is not mentioned stands on no words.", advice="Say it of the review or of the person."
        )
    return lay_down(Target("passage", held.work), theme, said, ReadIn(held, tuple(spans)), by=by)


@transaction.atomic
def code_review(
    work: Work, theme: Theme, said: Said = IT_IS_THERE, *, by: Viewer, read_in: ReadIn | None = None
) -> Coding:
    """Code a review as a whole, from the document that was read; unless one is named, from its fullest.

    Raises:
        NotAllowed, NoSuchDocument, NotToBeCoded, RoundNotOpen: as `code_passage`.
        NoSuchReview: they may not see it.
    """
    must(by, Permission.CODE)
    held = work_for(by, work.identifier)
    return lay_down(Target("review", held), theme, said, _source(held, theme, read_in, by=by), by=by)


@transaction.atomic
def code_subject(
    work: Work,
    number: int,
    theme: Theme,
    said: Said = IT_IS_THERE,
    *,
    by: Viewer,
    read_in: ReadIn | None = None,
) -> Coding:
    """Code a child or adult whom the review is about, counted from 1 as in its facts.

    Raises:
        NotAllowed, NoSuchReview, NoSuchDocument, NotToBeCoded, RoundNotOpen: as `code_review`.
    """
    must(by, Permission.CODE)
    held = work_for(by, work.identifier)
    if not 1 <= number <= _MOST_PEOPLE:
        raise NotToBeCoded(f"Count the children and adults reviewed from 1 to {_MOST_PEOPLE}.")
    source = _source(held, theme, read_in, by=by)
    one_at_a_time("codings", held.pk)
    subject, _ = Subject.objects.get_or_create(work=held, number=number)
    return lay_down(Target("subject", held, subject=subject), theme, said, source, by=by)


@transaction.atomic
def code_adult(
    adult: AdultInReview, theme: Theme, said: Said = IT_IS_THERE, *, by: Viewer, read_in: ReadIn | None = None
) -> Coding:
    """Code a parent, carer or other adult in a review.

    Raises:
        NotAllowed, NoSuchReview, NoSuchDocument, NotToBeCoded, RoundNotOpen: as `code_review`.
    """
    must(by, Permission.CODE)
    held = work_for(by, adult.work.identifier)
    source = _source(held, theme, read_in, by=by)
    return lay_down(Target("adult", held, adult=adult), theme, said, source, by=by)


@transaction.atomic
def add_adult(work: Work, role: str, *, by: Viewer, another: bool = False) -> AdultInReview:
    """The adult of this role in a review; with `another` one more of the same role.

    Raises:
        NotAllowed: they may not code.
        NoSuchReview: they may not see it.
        Refused: no such role, or far too many of it.
    """
    must(by, Permission.CODE)
    held = work_for(by, work.identifier)
    if role not in set(AdultRole):
        raise Refused("Choose who this is from the list.")
    one_at_a_time("codings", held.pk)
    known = AdultInReview.objects.filter(work=held, role=role).order_by("number")
    first = known.first()
    if first is not None and not another:
        return first
    number = (known.aggregate(highest=Max("number"))["highest"] or 0) + 1
    if number > _MOST_PEOPLE:
        raise Refused(f"At most {_MOST_PEOPLE} of one role fit.")
    adult = AdultInReview.objects.create(work=held, role=role, number=number)
    # Not who: the audit is read by people who may not see the report, and stays when it is erased.
    record("coding.add-adult", by=by, thing_kind="work", thing=held.identifier)
    return adult


def _source(work: Work, theme: Theme, read_in: ReadIn | None, *, by: Viewer) -> ReadIn | None:
    """What was read: as it was named, or else the document of it that they code blind, or else the fullest that they
    may see; none of a review that is known without a file."""
    if read_in is not None:
        document = document_for(by, read_in.document.identifier)
        if document.work_id != work.pk:
            raise NotToBeCoded("That document belongs to another review.")
        return ReadIn(document, read_in.spans)
    documents = visible_documents(by).filter(work=work, read_state="read")
    blind = RoundDocument.objects.filter(
        round__state="open",
        round__framework=theme.framework_id,
        round__coders__account=by.account or 0,
        document__in=documents,
    )
    chosen = blind.select_related("document").order_by("pk").first()
    if chosen is not None:
        return ReadIn(chosen.document)
    newest = documents.exclude(replaced_by__in=documents)
    fullest = newest.order_by("-page_count", "pk").first()
    return ReadIn(fullest) if fullest is not None else None
