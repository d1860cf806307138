"""Where the records are: a file in the library's folder, or a PostgreSQL that several machines share."""

from pathlib import Path
from typing import Any

import dj_database_url

from heeded.core.errors import Refused

_FOR_ONE_CONNECTION = 600  # seconds that a connection is used again
_PATIENCE = 5  # seconds to reach the server
# A statement or a wait for a row that takes longer has gone wrong; so has a transaction that nobody ends: it would
# hold up every reader of the change log.
_LIMITS = {"statement_timeout": "120s", "lock_timeout": "20s", "idle_in_transaction_session_timeout": "300s"}
# Pages ask much in short statements. Compiled before they ran, those of the front page took 450 ms instead of 16 on
# tables that had just been filled.
_PLANS = {"jit": "off"}
_ADVICE = "For example: postgresql://heeded:password@database.example.org:5432/heeded"


def database(address: str, data: Path) -> dict[str, Any]:
    """Django's settings of the one database: the PostgreSQL of `DATABASE_URL`, or SQLite in the library's folder.

    Raises:
        Refused: the address names no PostgreSQL.
    """
    return _postgresql(address) if address else sqlite(data / "heeded.sqlite3")


def _postgresql(address: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(address, conn_max_age=_FOR_ONE_CONNECTION, conn_health_checks=True)
        )
    except ValueError as error:  # its words may hold the password
        raise Refused("DATABASE_URL is not an address of a database.", advice=_ADVICE) from error
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        raise Refused("DATABASE_URL does not name a PostgreSQL database.", advice=_ADVICE)
    chosen = " ".join(f"-c {name}={value}" for name, value in (_LIMITS | _PLANS).items())
    found["OPTIONS"] = {"connect_timeout": _PATIENCE, "options": chosen, **found.get("OPTIONS", {})}
    return found


def sqlite(path: Path) -> dict[str, Any]:
    """The same for a file of SQLite."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Write-ahead log: readers never wait for the writer. Immediate: a write waits its turn at the
            # start instead of failing at the end. Secure delete: an erased sentence is overwritten on disk.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;",
        },
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }
