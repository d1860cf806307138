"""Makes a sample library into a main library with something of every state, and says on standard output, as JSON, a
token for a follower and everything that no follower may ever hold. Run in a process of its own, with HEEDED_DATA set.
"""

import json
import sys
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from heeded.cli.library import open_library

open_library()

from heeded.core.clock import now  # noqa: E402
from heeded.learning.models import Coding, Lesson  # noqa: E402
from heeded.library import services  # noqa: E402
from heeded.library.models import Document, Fact, Work  # noqa: E402
from heeded.library.queries import visible_documents, visible_works  # noqa: E402
from heeded.people import terms  # noqa: E402
from heeded.people.models import Account  # noqa: E402
from heeded.people.queries import viewer_of  # noqa: E402
from heeded.people.scopes import Scope  # noqa: E402
from heeded.people.services import make_token  # noqa: E402
from heeded.people.viewer import ANONYMOUS, OPERATOR  # noqa: E402
from heeded.search.models import DocumentVectors  # noqa: E402

_WINDOW = 40  # characters of a sentence that are looked for: long ones lie in several pages of a database
_EVERY = 240  # ... one in so many
_CHUNK = 64  # bytes of a vector


def change() -> None:
    """Beside the samples' drafts and replaced versions: an embargo, a withdrawal, a document held back. What was coded
    and which lessons were confirmed is not followed (decision 0020), so the pages of both are compared without it."""
    Lesson.objects.all().delete()
    Coding.objects.all().delete()
    published = list(visible_documents(ANONYMOUS).filter(replaces=None).order_by("-pk"))
    embargoed, withdrawn, held = published[0], published[1], published[2]
    Document.objects.filter(pk=embargoed.pk).update(visible_from=now() + timedelta(days=30))
    services.withdraw(withdrawn, reason="somebody can be recognised", by=OPERATOR)
    services.hold_back(held, by=OPERATOR)


def secret() -> str:
    account = Account.objects.create(email="node@example.org", name="The public node", password="!")
    _token, made = make_token(
        name="Public node",
        scopes=[Scope.FOLLOW],
        days=30,
        terms_version=terms.VERSION,
        by=viewer_of(account, strong=False),
    )
    return made


def hidden_things(documents: Iterable[Document]) -> dict[str, Any]:
    """What tells these documents from all others: identifiers, hashes, sentences, vectors."""
    documents = list(documents)
    others = Document.objects.exclude(pk__in=[one.pk for one in documents])
    elsewhere = "\n".join(_words(others))
    sentences = [
        words[at : at + _WINDOW]
        for words in _words(documents)
        for at in range(0, max(1, len(words) - _WINDOW), _EVERY)
    ]
    same = set(_vectors(others))  # of passages that another version has word for word
    works = Work.objects.filter(documents__in=documents).exclude(pk__in=visible_works(ANONYMOUS))
    return {
        "identifiers": [one.identifier for one in documents]
        + [one.identifier for one in works.distinct()]
        + [point.identifier for one in documents for point in one.learning_points.all()],
        "hashes": [
            value
            for one in documents
            for name in Document.FILES
            if (value := getattr(one, name)) and not _named_by(others, value)
        ],
        "sentences": sorted({one for one in sentences if len(one) == _WINDOW and one not in elsewhere}),
        "vectors": [chunk.hex() for chunk in _vectors(documents) if chunk not in same],
        "names": [one.name for one in documents],
    }


def _named_by(others: Any, sha256: str) -> bool:
    return any(others.filter(**{name: sha256}).exists() for name in Document.FILES)


def _words(documents: Iterable[Document]) -> list[str]:
    found = []
    for one in documents:
        found += one.passages.values_list("text", flat=True)
        found += one.pages.values_list("text", flat=True)
        found += one.learning_points.values_list("text", flat=True)
        found += Fact.objects.filter(document=one).values_list("quote", flat=True)
    return found


def _vectors(documents: Iterable[Document]) -> list[bytes]:
    rows = DocumentVectors.objects.filter(document__in=documents)
    held = [bytes(vectors) for row in rows for vectors in (row.passage_vectors, row.window_vectors)]
    return [vectors[at : at + _CHUNK] for vectors in held for at in range(0, len(vectors) - _CHUNK, 384)]


def main() -> None:
    if "change" in sys.argv:
        change()
    public = visible_documents(ANONYMOUS)
    hidden = Document.objects.exclude(pk__in=public.values("pk"))
    said = {
        "secret": secret() if "change" in sys.argv else "",
        "public": list(public.order_by("pk").values_list("identifier", flat=True)),
        "works": list(visible_works(ANONYMOUS).order_by("pk").values_list("identifier", flat=True)),
        "hidden": hidden_things(hidden),
        "each": {one.identifier: hidden_things([one]) for one in public},
    }
    print(json.dumps(said))


main()
