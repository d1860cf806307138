"""What the database itself refuses, whoever asks: changing or deleting a row of the audit.

Put up whenever the tables of a library are made or changed, not by a migration: a test may empty its tables.
"""

from django.db import connection

_TABLE = "core_auditrow"
_REFUSAL = "the audit is append only"


def guard_audit() -> None:
    """Let the database refuse to change or delete rows of the audit. Safe to repeat."""
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def is_audit_guarded() -> bool:
    """Whether both guards stand."""
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_no_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0]) == len(_VERBS)


_VERBS = ("update", "delete")
_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in _VERBS
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER audit_no_{verb} BEFORE {verb} ON {_TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuses()"
        for verb in _VERBS
    ),
)
