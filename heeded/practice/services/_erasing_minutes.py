"""Erasing, continued: what files of plans said, what meetings decided, what a tracker says of a case. Words go where
they are about an item whose report was erased, or about none, as those may speak of any; days and outcomes stay."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from heeded.practice.models import Decision, PlanItem, PlanTaking, TakenRow, TrackerRecord


def empty_minutes(items: Iterable[PlanItem], gone: str) -> None:
    """Empty what rows of files and decisions of meetings say about these items, or about none, on their boards."""
    held = list(items)
    boards = {item.board_id for item in held}
    rows = TakenRow.objects.filter(Q(item__in=held) | Q(item__isnull=True, taking__board__in=boards))
    rows.update(said={}, notes=[], fingerprint="")
    decisions = Decision.objects.filter(Q(item__in=held) | Q(item__isnull=True, meeting__board__in=boards))
    decisions.update(words=gone)
    decisions.exclude(struck_reason="").update(struck_reason=gone)
    for taking in PlanTaking.objects.filter(board__in=boards).exclude(choices={}).order_by("pk"):
        taking.choices = _without_agencies(taking.choices)
        taking.save(update_fields=["choices"])


def empty_tracker(document: str) -> None:
    """Empty what trackers say of a review one of whose documents (by identifier) was erased."""
    for record in TrackerRecord.objects.exclude(sources=[]).order_by("pk"):
        if document in record.sources:
            record.key, record.said, record.sources = f"erased-{record.identifier}", {}, []
            record.save(update_fields=["key", "said", "sources"])


def _without_agencies(choices: Mapping[str, object]) -> dict[str, object]:
    """The words of a file for agencies, which may be anything."""
    return {**choices, "agencies": {}}
