"""The page that asks before it searches says in words what it saw."""

import pytest
from django.test import Client

from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


def test_it_says_in_words_what_looks_private(client: Client) -> None:
    page = PageClient(client).get("/search/?q=child with NHS number 943 476 5919")
    assert "looks like an NHS number" in page.text
    assert "Reason(" not in page.text
