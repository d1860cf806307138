"""The database tests run where they say that they run."""

import os

import pytest
from django.db import connection
from django.test import Client

from heeded.core.queries import records_are_in


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    asked = os.environ.get("HEEDED_TEST_DATABASE", "sqlite")
    assert connection.vendor == asked
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version()" if asked == "postgresql" else "SELECT 'SQLite ' || sqlite_version()"
        )
        assert cursor.fetchone()[0].lower().startswith(asked)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/reviews/a%00b/", "/documents/a%00b/", "/search/?q=a%00b", "/reviews/?page=" + "9" * 30]
)
def test_what_no_database_can_hold_is_nothing_to_ask_for(client: Client, address: str) -> None:
    client.raise_request_exception = False
    assert client.get(address).status_code in {200, 400, 404}


@pytest.mark.django_db
def test_the_status_says_where_the_records_are() -> None:
    said = records_are_in()
    assert str(said["in"]).lower().startswith(connection.vendor)
    assert ("change log held up (seconds)" in said) == (connection.vendor == "postgresql")
