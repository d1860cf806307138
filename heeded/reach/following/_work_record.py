"""The record of a review: its title, its entry in the catalogue, and the facts that a person decided."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from heeded.engine.vocabulary import FactName
from heeded.library.filing import visible_decisions
from heeded.library.models import Work
from heeded.people.viewer import ANONYMOUS
from heeded.reach.following._instants import as_text
from heeded.reach.following.public import FORM, public_documents

_DATES = frozenset(
    {
        FactName.DATE_OF_INCIDENT,
        FactName.DATE_OF_REPORT,
        FactName.DATE_OF_PUBLICATION,
        FactName.PERIOD_FROM,
        FactName.PERIOD_TO,
    }
)
_DAY = re.compile(r"(\d{4}-\d{2})-\d{2}$")


def work_records(works: Sequence[Work]) -> list[dict[str, Any]]:
    """The records of reviews that everybody may see, in the same order. Two queries whatever the number."""
    documents = _documents(works)
    facts = _facts([work for work in works if work.pk in documents])
    return [_record(work, documents.get(work.pk, []), facts.get(work.pk, [])) for work in works]


def _record(work: Work, documents: list[str], facts: list[dict[str, Any]]) -> dict[str, Any]:
    checked = work.catalogue_checked
    return {
        "form": FORM,
        "kind": "work",
        "identifier": work.identifier,
        "work_kind": work.kind,
        "title": work.title,
        "title_is_confirmed": work.title_is_confirmed,
        "fictional": work.fictional,
        "added_at": as_text(work.added_at),
        "catalogued": work.catalogued,
        "catalogue": {
            "board": work.catalogue_board,
            "area": work.catalogue_area,
            "year": work.catalogue_year,
            "where": work.catalogue_where,
            "link": work.catalogue_link,
            "checked": checked.isoformat() if checked else None,
            "ask": work.catalogue_ask,
        },
        "facts": facts,
        "documents": documents,
    }


def _documents(works: Sequence[Work]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = public_documents().filter(work__in=works).order_by("pk")
    for work, identifier in rows.values_list("work", "identifier"):
        found[work].append(identifier)
    return found


def _facts(works: Sequence[Work]) -> dict[int, list[dict[str, Any]]]:
    """Decided facts of reviews that hold something public: without that nothing is told, as what was decided may
    rest on a document that is not."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = visible_decisions(ANONYMOUS).filter(work__in=works).order_by("name", "subject__number", "pk")
    for work, name, subject, values in rows.values_list("work", "name", "subject__number", "values"):
        if values:
            said = [_as_told(name, str(value)) for value in values]
            found[work].append({"name": name, "subject": subject or 0, "values": said})
    return found


def _as_told(name: str, value: str) -> str:
    """To the public, dates are month and year."""
    return _DAY.sub(r"\1", value) if name in _DATES else value
