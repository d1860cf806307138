"""Which review a document belongs to: its title, and whether it is a newer version of a report that is here."""

import hashlib
from collections.abc import Sequence
from itertools import islice

from heeded.engine.records import Block, Reading
from heeded.engine.title import title_of
from heeded.library import services
from heeded.library.models import Document
from heeded.library.queries import visible_documents
from heeded.people.models import Account
from heeded.people.queries import viewer_of
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer

_SKETCH = 128  # hashes kept: tells shares of a half apart from shares of a tenth safely
_SAME_REPORT = 0.5  # share of paragraphs two versions of one report have in common at least
_WORDS = 10  # shorter paragraphs stand in many reports


def join_review(document: Document, reading: Reading, blocks: Sequence[Block]) -> None:
    """Give the work its title and, where most paragraphs are those of a report that the adder may see,
    make this its newer version."""
    document.fingerprint = fingerprint(blocks)
    document.kind = document.kind or _kind_of(blocks)
    document.save(update_fields=["fingerprint", "kind"])
    services.propose_title(document, title_of(reading, blocks))
    if document.replaces_id or document.version > 1 or document.work.documents.count() > 1:
        return
    older = _older_version(document)
    if older is not None:
        services.join_as_newer_version(document, older)


def fingerprint(blocks: Sequence[Block]) -> list[int]:
    """The smallest hashes of the paragraphs: two such lists tell how much two reports share."""
    texts = {"".join(c for c in block.text.lower() if c.isalnum()) for block in blocks if block.text.count(" ") >= _WORDS}
    hashes = sorted(int.from_bytes(hashlib.blake2b(t.encode(), digest_size=6).digest(), "big") for t in texts)
    return list(islice(hashes, _SKETCH))


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of paragraphs that two reports have in common, estimated from their fingerprints."""
    if len(one) < 8 or len(other) < 8:
        return 0.0
    smallest = sorted({*one, *other})[: min(_SKETCH, len(one), len(other))]
    both = {*one} & {*other}
    return sum(1 for value in smallest if value in both) / len(smallest)


def _older_version(document: Document) -> Document | None:
    rows = visible_documents(_adder(document)).exclude(pk=document.pk).filter(replaced_by__isnull=True)
    for other in rows.exclude(fingerprint=[]).select_related("work").order_by("-pk"):
        if other.added_at <= document.added_at and share(document.fingerprint, other.fingerprint) >= _SAME_REPORT:
            return other
    return None


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
