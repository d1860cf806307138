"""A review's record becomes its row, and what was decided of it."""

from datetime import date, datetime
from typing import Any

from heeded.core.clock import now
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import FactDecision, Subject, Work
from heeded.reach.following._main import FOLLOWER


def take_work(record: dict[str, Any]) -> Work:
    """Make or change the row of a review."""
    catalogue = record["catalogue"]
    checked = catalogue["checked"]
    said: dict[str, Any] = {
        "kind": record["work_kind"],
        "title": record["title"],
        "title_is_confirmed": record["title_is_confirmed"],
        "fictional": record["fictional"],
        "added_at": datetime.fromisoformat(record["added_at"]),
        "catalogued": record["catalogued"],
        "catalogue_board": catalogue["board"],
        "catalogue_area": catalogue["area"],
        "catalogue_year": catalogue["year"],
        "catalogue_where": catalogue["where"],
        "catalogue_link": catalogue["link"],
        "catalogue_checked": date.fromisoformat(checked) if checked else None,
        "catalogue_ask": catalogue["ask"],
    }
    work, _made = Work.objects.update_or_create(identifier=record["identifier"], defaults=said)
    _take_facts(work, record["facts"])
    note_change(ChangeKind.FACTS, thing_kind="work", thing=work.pk)
    return work


def _take_facts(work: Work, facts: list[dict[str, Any]]) -> None:
    """What was decided on the main library stands here and nothing else: this is no place where facts have a
    history."""
    work.fact_decisions.all().delete()
    numbers = {fact["subject"] for fact in facts} - {0}
    work.subjects.exclude(number__in=numbers).delete()
    subjects = {number: Subject.objects.get_or_create(work=work, number=number)[0] for number in numbers}
    FactDecision.objects.bulk_create(
        [
            FactDecision(
                work=work,
                subject=subjects.get(fact["subject"]),
                name=fact["name"],
                values=fact["values"],
                decided_by=FOLLOWER.audit_name,
                decided_at=now(),
            )
            for fact in facts
        ]
    )
