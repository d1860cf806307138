"""Rows made directly, for tests of search: a work, its document, its pages and passages, each passage one piece."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Document, Fact, FactDecision, Page, Passage, Subject, Work

_numbers = count(1)


def make_work(title: str = "Review of Child A", **values: object) -> Work:
    return Work.objects.create(title=title, added_at=now(), **{"fictional": True, **values})


def make_document(work: Work | None = None, *, passages: Iterable[object] = (), **values: object) -> Document:
    """A published document with a page for each passage; a passage is its text or a mapping of its fields."""
    number = next(_numbers)
    said = {"state": "published", "published_at": now(), "published_by": "account:1", **values}
    document = Document.objects.create(
        work=work or make_work(f"Review {number}"),
        sha256=f"{number:064x}",
        name=f"report-{number}.pdf",
        bytes=1,
        read_state="read",
        added_at=now(),
        added_by="account:1",
        **said,
    )
    add_passages(document, passages)
    return document


def add_passages(document: Document, passages: Iterable[object]) -> list[Passage]:
    """Passages, one a page, four characters into it; the change log hears of them."""
    made = []
    for order, given in enumerate(passages, document.passages.count()):
        fields: Mapping[str, object] = given if isinstance(given, Mapping) else {"text": given}
        text = str(fields["text"])
        page = order + 1
        Page.objects.get_or_create(
            document=document, number=page,
            defaults={"text": f"\n\n\n\n{text}", "width": 595, "height": 842, "source": "text", "label": f"p{page}"},
        )  # fmt: skip
        pieces = [[0, page, 4, len(text)]]
        defaults = {"kind": "analysis", "speaker": "reviewer", "pieces": pieces, "page": page}
        made.append(Passage.objects.create(document=document, order=order, **{**defaults, **fields}))
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    return made


def decide(work: Work, name: str, values: Sequence[str], *, subject: int = 0) -> FactDecision:
    """What a person decided; earlier decisions become history."""
    whose = Subject.objects.get_or_create(work=work, number=subject)[0] if subject else None
    FactDecision.objects.filter(work=work, name=name, subject=whose).update(current=False)
    made = FactDecision.objects.create(
        work=work, name=name, values=list(values), subject=whose, decided_by="account:1", decided_at=now()
    )
    note_change(ChangeKind.FACTS, thing_kind="work", thing=work.pk)
    return made


def propose(document: Document, name: str, value: str, *, confidence: float = 0.8) -> Fact:
    """What the machine found."""
    made = Fact.objects.create(
        work=document.work,
        document=document,
        name=name,
        value=value,
        page=1,
        spans=[],
        quote="",
        confidence=confidence,
    )
    note_change(ChangeKind.FACTS, thing_kind="work", thing=document.work_id)
    return made
