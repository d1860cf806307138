"""What pages of briefings may cost: the number of queries does not grow with lines, reviews or recommendations."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from heeded.briefing import services
from heeded.briefing.models import Briefing, Version
from heeded.core.clock import now
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.library import made as library
from tests.people import made as people

pytestmark = pytest.mark.django_db
Budget = Callable[[int], Any]
TEXT = "Nobody asked about the bruise because the clinic had ten minutes for each baby. " * 30


def _digest(reviews: int, lines: int = 4) -> Version:
    documents = [library.document(state="published") for _ in range(reviews)]
    briefing = Briefing.objects.create(kind="digest", asked="bruises", made_at=now(), made_by="operator")
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        state="issued",
        parts=[{"role": "learning", "title": "Learning", "note": ""}],
        sources=[one.identifier for one in documents],
        made_at=now(),
        made_by="operator",
        checked_at=now(),
        checked_by="operator",
        issued_at=now(),
        issued_by="operator",
    )
    for document in documents:
        library.page(document, TEXT)
        for order in range(lines):
            version.lines.create(
                role="learning",
                order=order,
                text=TEXT[:79],
                quote=TEXT[:79],
                document=document,
                page=1,
                spans=[[1, 0, 79]],
                written_at=now(),
            )
    return version


def _staff() -> Client:
    client = Client()
    client.force_login(people.account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _of_review(folder: Path) -> Version:
    document = made.report(folder, state="published")
    for number in range(3, 40):
        point = library.learning_point(document, f"The board should do {number} things.", number=str(number))
        point.places.create(order=0, page=1, spans=[[1, 0, 10]], quote="The board ")
    version = services.propose_briefing(document.work, by=OPERATOR).versions.get()
    services.check(version, by=OPERATOR, revision=0)
    return services.issue(version, by=OPERATOR)


@pytest.mark.parametrize("door", ["", "present/", "?for=gp"])
def test_a_briefing_with_many_recommendations(
    tmp_path: Path, client: Client, django_assert_max_num_queries: Budget, door: str
) -> None:
    version = _of_review(tmp_path)
    with django_assert_max_num_queries(26):
        assert client.get(f"/briefings/{version.briefing.identifier}/{door}").status_code == 200
    staff = _staff()
    with django_assert_max_num_queries(45):
        assert staff.get(f"/briefings/{version.briefing.identifier}/{door}").status_code == 200


def test_a_digest_of_thirty_reviews(client: Client, django_assert_max_num_queries: Budget) -> None:
    version = _digest(30)
    address = f"/briefings/{version.briefing.identifier}/"
    with django_assert_max_num_queries(26):
        assert client.get(address).status_code == 200
    begun = time.process_time()
    client.get(address)
    assert time.process_time() - begun < 1.0


def test_the_list_of_many(tmp_path: Path, client: Client, django_assert_max_num_queries: Budget) -> None:
    for _ in range(25):
        _digest(2, lines=1)
    for document in Document.objects.all()[:20]:
        made.issued_rows(document, TEXT[:5])
    with django_assert_max_num_queries(16):
        assert client.get("/briefings/").status_code == 200
    staff = _staff()
    with django_assert_max_num_queries(30):
        assert staff.get("/briefings/").status_code == 200
