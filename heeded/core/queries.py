"""Reading the change log and the audit."""

from collections.abc import Iterator

from heeded.core.models import AuditRow, Change


def changes_after(place: int, *, limit: int = 1000) -> list[Change]:
    """The changes after `place`, in order, at most `limit`."""
    return list(Change.objects.filter(pk__gt=place).order_by("pk")[:limit])


def last_change() -> int:
    """The number of the newest change, 0 where there is none."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def history_of(thing_kind: str, thing: str) -> Iterator[AuditRow]:
    """What was done to one thing, newest first."""
    return AuditRow.objects.filter(thing_kind=thing_kind, thing=thing).order_by("-at", "-pk").iterator()
