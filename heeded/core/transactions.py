"""Which transaction a change was written in, up to where the change log is settled, and taking turns.

On PostgreSQL keys are handed out when rows are written but rows are seen when their transaction ends, so a reader
in order of keys steps over whatever an older transaction still holds. Transactions end in any order as well, but
below the oldest that is running all have ended: so far the log never changes again. SQLite writes one at a time:
there every transaction has the number 0 and keys alone are the order.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func
from django.utils.deconstruct import deconstructible

_HIGHEST = 2**63 - 1
# One's own transaction counts where it is the oldest: nothing older can still come between.
_SETTLED_BELOW = (
    "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint + "
    "CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) = pg_current_xact_id_if_assigned() THEN 1 ELSE 0 END)"
)


class _Number(Func):
    """A whole number that the database itself says."""

    output_field = BigIntegerField()
    sqlite: str
    postgresql: str

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[()]]:
        return (self.postgresql if connection.vendor == "postgresql" else self.sqlite), ()


@deconstructible(path="heeded.core.transactions.ThisTransaction")
class ThisTransaction(_Number):
    """The number of the transaction that writes."""

    allowed_default = True
    sqlite = "0"
    postgresql = "(pg_current_xact_id()::text::bigint)"


class SettledBelow(_Number):
    """Transactions of lower numbers have all ended."""

    sqlite = str(_HIGHEST)
    postgresql = _SETTLED_BELOW


def one_at_a_time(what: str, key: int | str = "") -> None:
    """Until this transaction ends nobody else comes past here for the same thing: for whatever looks first and then
    writes by what it saw. On SQLite one transaction writes at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}:{key}"])


def numbers_of_another_server() -> bool:
    """Does the log hold numbers that this server has not come to? It was copied here from another one."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(transaction), 0) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint "
            "FROM core_change"
        )
        return bool(cursor.fetchone()[0])
