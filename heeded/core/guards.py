"""What the database itself refuses, whoever asks: changing or deleting a row of the audit.

Put up whenever the tables of a library are made or changed, not by a migration: a test may empty its tables.
"""

from django.db import DEFAULT_DB_ALIAS, connection, connections

_TABLE = "core_auditrow"
_REFUSAL = "the audit is append only"


def guard_audit(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the database refuse to change or delete rows of the audit. Safe to repeat."""
    statements = _POSTGRESQL if connections[using].vendor == "postgresql" else _SQLITE
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def is_audit_guarded() -> bool:
    """Whether every guard stands."""
    query, wanted = {
        "sqlite": ("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'", 2),
        "postgresql": ("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'audit_no_%'", 3),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0]) == wanted


_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("update", "delete")
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER audit_no_{verb} BEFORE {verb} ON {_TABLE} "
        f"FOR EACH {each} EXECUTE FUNCTION audit_refuses()"
        for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
    ),
)
