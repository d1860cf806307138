"""The why on its pages: proposed to those who code, decided by them, shown to readers only then."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.engine.briefing import CausePattern, Is
from heeded.learning import services
from heeded.learning.models import Why
from heeded.learning.services import WhySaid
from heeded.library.models import Document, LearningPoint
from heeded.people.viewer import OPERATOR
from tests.briefing import made as read
from tests.learning import made
from tests.learning.test_why_proposals import REPORT
from tests.library import made as library
from tests.people.made import account, seen_as
from tests.web.client import PageClient
from tests.web.test_rounds import logged_in

pytestmark = pytest.mark.django_db
REASONING = "Human reasoning: thinking and emotional bias"


@pytest.fixture
def report(tmp_path: Path) -> Document:
    document = read.report(tmp_path, REPORT, state="published")
    services.propose_whys(document, by=OPERATOR)
    return document


@pytest.fixture
def coder() -> PageClient:
    return PageClient(logged_in(account("researcher")))


def _point(document: Document) -> LearningPoint:
    return document.learning_points.get(text__contains="620 families", kind="finding")


def _review(document: Document) -> str:
    return reverse("review", args=[document.work.identifier])


def test_readers_see_decisions_and_staff_proposals(
    report: Document, coder: PageClient, client: Client
) -> None:
    reader = PageClient(client)
    assert "xplains why" not in reader.get(_review(report)).text
    assert "Explains why: proposed by machine" in coder.get(_review(report)).text
    page = coder.post(
        reverse("why", args=[_point(report).identifier]), {"says": "explains", "pattern": "human-reasoning"}
    )
    assert "Decided." in page.text and REASONING in page.text
    told = reader.get(_review(report)).text
    assert f"Explains why: {REASONING}" in told and "proposed by machine" not in told


def test_a_review_is_decided_point_by_point(report: Document, coder: PageClient) -> None:
    address = reverse("review-why", args=[report.work.identifier])
    page = coder.get(address)
    assert "reads as a reason" in page.text
    left = len(page.all("form", class_="heeded-why"))
    assert f"{left} are not decided yet" in page.text
    page = coder.post(
        reverse("why", args=[_point(report).identifier]), {"says": "describes", "from": "review"}
    )
    assert "Described, not explained" in page.text and "Does it say why?" in page.heading
    why = Why.objects.get(state="decided")
    assert (why.says, why.pattern) == ("describes", "")
    assert Why.objects.get(learning_point=why.learning_point, made_by="").state == "rejected"


def test_a_proposal_is_rejected_and_a_decision_taken_back(report: Document, coder: PageClient) -> None:
    point = _point(report)
    address = reverse("why", args=[point.identifier])
    proposal = Why.objects.get(learning_point=point)
    page = coder.post(address, {"do": "reject", "why": proposal.identifier})
    assert "Rejected: you" in page.text
    coder.post(address, {"says": "explains"})
    decided = Why.objects.get(state="decided")
    coder.post(address, {"do": "reject", "why": decided.identifier})
    assert not Why.objects.filter(state="decided").exists()
    assert coder.post(address, {"do": "reject", "why": "nothing"}, status=404)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"says": "perhaps"}, "Say whether it explains"),
        ({"says": "explains", "pattern": "weather"}, "Choose a pattern from the list"),
        ({"says": "explains", "note": "long " * 1000}, "at most 4,000 fit"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_kept(
    report: Document, coder: PageClient, wrong: dict[str, str], told: str
) -> None:
    page = coder.post(reverse("why", args=[_point(report).identifier]), wrong, status=422)
    assert told in page.text and not Why.objects.filter(state="decided").exists()
    if "note" in wrong:
        assert "long long" in page.text


def test_what_waits_and_what_was_decided(report: Document, coder: PageClient) -> None:
    waiting = Why.objects.filter(state="proposed").count()
    page = coder.get(reverse("whys"))
    assert (
        report.work.title in page.text
        and f"({waiting} proposals)" in page.text
        and "Nothing yet" in page.text
    )
    services.decide_why(_point(report), WhySaid(Is.EXPLAINS, CausePattern.REASONING), by=made.coder())
    page = coder.get(reverse("whys"))
    assert REASONING in page.text and f"({waiting - 1} proposal" in page.text


def test_a_finding_printed_twice_waits_once_and_no_more_once_decided(
    report: Document, coder: PageClient
) -> None:
    first = _point(report)
    summary = library.document(work=report.work, name="summary.pdf", state="published")
    again = library.learning_point(summary, first.text, number=first.number, kind=first.kind)
    alone = Why.objects.filter(state="proposed").count()
    proposed = Why.objects.get(learning_point=first)
    proposed.pk, proposed.identifier, proposed.learning_point = None, "another", again
    proposed.save(force_insert=True)
    assert f"({alone} proposals)" in coder.get(reverse("whys")).text
    assert f"{alone} proposals to decide" in coder.get(reverse("coding-desk")).text
    services.decide_why(again, WhySaid(Is.EXPLAINS), by=made.coder())
    assert f"({alone - 1} proposal" in coder.get(reverse("whys")).text


def test_who_decides(report: Document) -> None:
    addresses = [
        reverse("why", args=[_point(report).identifier]),
        reverse("review-why", args=[report.work.identifier]),
        reverse("whys"),
    ]
    for one in (account("trainer"), account("reader")):
        for address in addresses:
            assert logged_in(one).get(address).status_code == 403
            assert logged_in(one).post(address, {"says": "explains"}).status_code == 403
    assert not Why.objects.exclude(state="proposed").exists()


def test_a_hidden_point_is_not_there(coder: PageClient) -> None:
    point = library.learning_point(made.report(state="restricted"), "Somebody rang.", kind="finding")
    coder.get(reverse("why", args=[point.identifier]), status=404)
    coder.get(reverse("review-why", args=[point.work.identifier]), status=404)


def test_the_review_page_asks_no_more_for_many(report: Document) -> None:
    def queries() -> int:
        client = logged_in(one)
        client.get(_review(report))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(_review(report)).status_code == 200
        with CaptureQueriesContext(connection) as more:
            client.get(reverse("review-why", args=[report.work.identifier]))
        return len(asked) + len(more)

    one = account("researcher")
    before = queries()
    for number in range(12):
        point = library.learning_point(
            report, f"Nobody came, because number {number} was closed.", kind="finding"
        )
        if number % 2:
            services.decide_why(point, WhySaid(Is.EXPLAINS), by=seen_as(one))
    services.propose_whys(report, by=OPERATOR)
    assert queries() <= before


def test_the_page_of_a_learning_point_leads_there(report: Document) -> None:
    point = _point(report)
    staff = PageClient(logged_in(account("board-staff")))
    page = staff.get(reverse("learning-point", args=[point.identifier]))
    assert "Explains why: proposed by machine" in page.text
    assert page.link("Does it say why?") == reverse("why", args=[point.identifier])
