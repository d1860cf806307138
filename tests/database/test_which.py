"""The database tests run where they say that they run."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    asked = os.environ.get("HEEDED_TEST_DATABASE", "sqlite")
    assert connection.vendor == asked
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version()" if asked == "postgresql" else "SELECT 'SQLite ' || sqlite_version()"
        )
        assert cursor.fetchone()[0].lower().startswith(asked)
