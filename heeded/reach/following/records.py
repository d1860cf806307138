"""The record of one public thing, as followers get it: everything that the anonymous viewer may see of it, and
nothing else. Written always the same way, so that its hash tells whether anything changed."""

import hashlib
import json
from typing import Any, NamedTuple

from heeded.core.errors import NotFound
from heeded.library.queries import library_settings, work_for
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following._briefing_record import briefing_record
from heeded.reach.following._document_record import document_record
from heeded.reach.following._work_record import work_records
from heeded.reach.following.public import FORM, public_document

ORDER = ("library", "work", "document", "briefing")  # what stands on what: the first needs nothing
OWN = "library"  # the identifier of the one record of the kind "library"


class Key(NamedTuple):
    """What names one public thing."""

    kind: str
    identifier: str


def written(record: dict[str, Any]) -> bytes:
    """A record as bytes: the same record always gives the same."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def record_of(kind: str, identifier: str) -> bytes:
    """The record of one public thing, as it is now.

    Raises:
        NotFound: there is no such thing, or it is not public.
    """
    if kind == "library" and identifier == OWN:
        return written(library_record())
    if kind == "work":
        return written(work_records([work_for(ANONYMOUS, identifier)])[0])
    if kind == "document":
        return written(document_record(public_document(identifier)))
    if kind == "briefing":
        return written(briefing_record(identifier))
    raise NotFound("There is no such publication.")


def library_record() -> dict[str, Any]:
    """What the library says of itself on every page."""
    said = library_settings()
    return {
        "form": FORM,
        "kind": "library",
        "identifier": OWN,
        "name": said.name,
        "fictional": said.fictional,
        "danger_line": said.danger_line,
        "synonyms": said.own_synonyms,
    }
