"""Which review a document belongs to: its title, and whether it is a newer version of a report that is here."""

from collections.abc import Sequence

from heeded.engine.records import Block, Reading
from heeded.engine.title import title_of
from heeded.intake._same_report import fingerprint, share
from heeded.library import services
from heeded.library.models import Document, Work
from heeded.library.queries import visible_documents
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer

_SAME_REPORT = 0.5  # share of paragraphs two versions of one report have in common at least
_ROOMS = frozenset({"library", "intake"})  # whose rows move along, or are only about the file


def join_review(document: Document, reading: Reading, blocks: Sequence[Block]) -> None:
    """Give the work its title and, where most paragraphs are those of a report that the adder may see, make the
    one that was added later a newer version of the other. Only at the first reading: a review that somebody has
    decided on or published keeps its identifier."""
    document.fingerprint = fingerprint(blocks)
    document.kind = document.kind or _kind_of(blocks)
    document.save(update_fields=["fingerprint", "kind"])
    services.propose_title(document, title_of(reading, blocks))
    if document.read_state == "read":
        return
    for other in _same_report(document):
        older, newer = sorted((other, document), key=lambda one: (one.added_at, one.pk))
        if _may_move(newer) and not older.replaced_by.exists():
            services.join_as_newer_version(newer, older)
            return


def _may_move(newer: Document) -> bool:
    """Nobody has said where it belongs, and its own review is only this file."""
    work = newer.work
    alone = newer.replaces_id is None and work.documents.count() == 1
    undecided = not work.title_is_confirmed and not work.catalogued and not work.fact_decisions.exists()
    return alone and undecided and newer.published_at is None and not _is_built_on(work)


def _is_built_on(work: Work) -> bool:
    """Whether a room above has written anything about the review, such as a briefing: it would go with it."""
    above = (tie for tie in Work._meta.related_objects if tie.related_model._meta.app_label not in _ROOMS)
    return any(tie.related_model._default_manager.filter(**{tie.field.name: work}).exists() for tie in above)


def _same_report(document: Document) -> list[Document]:
    """Documents that have most paragraphs in common with this one, the newest first."""
    others = visible_documents(_adder(document)).exclude(pk=document.pk).exclude(work=document.work_id)
    rows = others.exclude(fingerprint=[]).order_by("-pk").values_list("pk", "fingerprint")
    alike = [pk for pk, sketch in rows.iterator() if share(document.fingerprint, sketch) >= _SAME_REPORT]
    return list(Document.objects.filter(pk__in=alike).select_related("work").order_by("-added_at", "-pk"))


def _adder(document: Document) -> Viewer:
    kind, _, number = document.added_by.partition(":")
    if kind == "operator":
        return OPERATOR
    account = Account.objects.filter(pk=number).first() if kind == "account" else None
    return viewer_of(account, strong=True) if account else ANONYMOUS


def _kind_of(blocks: Sequence[Block]) -> str:
    """What the file calls itself on its first page."""
    words = " ".join(block.text for block in blocks[:12] if block.page == 1).lower()
    for name in ("executive summary", "overview report", "action plan", "response", "learning briefing"):
        if name in words:
            return name
    return "report"
