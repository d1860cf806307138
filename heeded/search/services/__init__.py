"""Making the word index and the vectors and keeping them up with the change log. One process of a node writes; the
others go on reading."""

import time
from collections.abc import Sequence
from dataclasses import replace

from heeded.library.models import Document
from heeded.search.results import Followed
from heeded.search.services._embed import embed
from heeded.search.services._vectors import follow_vectors, forget_vectors, rebuild_vectors
from heeded.search.services._words import follow_words, rebuild

__all__ = ["embed", "erase", "follow", "follow_vectors", "forget_vectors", "rebuild", "rebuild_vectors"]


def follow(limit_seconds: float = 30.0) -> Followed:
    """Apply to this node's word index and vectors what changed since, for about so many seconds. What goes wrong with
    the vectors never keeps the words waiting."""
    until = time.monotonic() + limit_seconds
    words = follow_words(until=until)
    return replace(words, vectors=follow_vectors(until=until))


def erase(document_ids: Sequence[int]) -> None:
    """Leave no word and no vector of these documents in any file of the indexes, now. Their rows must be gone already.

    Raises:
        ValueError: they are not.
    """
    still_there = Document.objects.filter(pk__in=document_ids, passages__isnull=False).distinct()
    if still_there.exists():
        raise ValueError("erase the passages before the index: it is made from them")
    forget_vectors(document_ids)
    rebuild()
