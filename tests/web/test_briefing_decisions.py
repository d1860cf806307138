"""What recommendations ask for: guessed by machine, decided by a person of the board whose review it is."""

from pathlib import Path

import pytest
from django.test import Client

from heeded.briefing import services
from heeded.briefing.models import RecommendationDecision
from heeded.core.errors import NotAllowed, Refused
from heeded.library.models import Document, LearningPoint
from heeded.people.models import Organisation
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.people import made as people
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(tmp_path: Path, db: None) -> Document:
    return made.report(tmp_path, state="published")


def of(role: str, organisation: Organisation | None = None) -> PageClient:
    client = Client()
    somebody = people.account(role, organisation=organisation)
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    return PageClient(client)


def recommendation(document: Document) -> LearningPoint:
    return document.learning_points.filter(kind="recommendation").order_by("order")[0]


def address(document: Document) -> str:
    return f"/reviews/{document.work.identifier}/asked-for/"


def test_one_is_decided_and_the_next_opens(published: Document) -> None:
    staff = of("board-staff")
    page = staff.get(address(published))
    assert "0 of 2 decided." in page.text and "who would see it?" in page.text
    first, second = published.learning_points.filter(kind="recommendation").order_by("order")
    assert page.one("input", name="point").get("value") == first.identifier
    said = {
        "point": first.identifier,
        "main": "information-sharing",
        "kind": ["joint-working", "information-sharing"],
        "agency": ["health-visiting"],
        "by-when": "March 2015",
    }
    page = staff.post(address(published), said)
    row = RecommendationDecision.objects.get()
    assert row.kinds == ["information-sharing", "joint-working"], "the main one first, none twice"
    assert (row.agencies, row.by_when, row.learning_point) == (["health-visiting"], "March 2015", first)
    assert "1 of 2 decided." in page.text and "By March 2015" in page.text
    assert page.one("input", name="point").get("value") == second.identifier


def test_a_change_leaves_its_history(published: Document) -> None:
    staff = of("board-staff")
    point = recommendation(published)
    for main in ("training", "structure"):
        staff.post(address(published), {"point": point.identifier, "main": main})
    page = staff.get(address(published), point=point.identifier)
    assert "2 decisions" in page.text and "you: Training or awareness" in page.text
    chosen = [
        one.get("value") for one in page.one("select", id="main").iter("option") if "selected" in one.attrib
    ]
    assert chosen == ["structure"]


def test_readers_see_only_what_was_decided(published: Document, pages: PageClient) -> None:
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    point = recommendation(published)
    services.decide_recommendation(point, kinds=["supervision"], agencies=[], by=OPERATOR)
    services.check(version, by=OPERATOR, revision=version.revision)
    services.issue(version, by=OPERATOR)
    page = pages.get(f"/briefings/{version.briefing.identifier}/")
    assert page.text.count("Supervision and management oversight") >= 1
    assert "Decide what they ask for" not in page.text
    pages.get(address(published), status=403)


def test_the_briefing_and_the_facts_lead_there(published: Document) -> None:
    staff = of("board-staff")
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    page = staff.get(f"/briefings/{version.briefing.identifier}/versions/1/")
    assert page.link("Decide what they ask for") == address(published)
    facts = staff.get(f"/reviews/{published.work.identifier}/facts/")
    assert facts.link("Decide what the recommendations ask for") == address(published)


def test_of_another_boards_review_nothing_is_decided(published: Document) -> None:
    ours, theirs = people.board("Ourtown Board"), people.board("Theirtown Board")
    published.work.keeper = theirs
    published.work.save()
    point = recommendation(published)
    version = services.propose_briefing(published.work, by=OPERATOR).versions.get()
    stranger, own = of("board-staff", organisation=ours), of("board-staff", organisation=theirs)
    stranger.get(address(published), status=403)
    stranger.post(address(published), {"point": point.identifier, "main": "training"}, status=403)
    own.get(address(published))
    at = f"/briefings/{version.briefing.identifier}/versions/1/"
    stranger.get(f"{at}edit/", status=403)
    page = stranger.get(at)
    assert "Edit the draft" not in page.text and "I have checked" not in page.text
    for to in ("checked", "issued", "draft"):
        stranger.post(f"{at}state/", {"to": to, "revision": "0"}, status=403)
    stranger.post(f"/briefings/{version.briefing.identifier}/next/", {}, status=403)
    stranger.post(f"/reviews/{published.work.identifier}/briefing/", {}, status=403)
    assert "Draft a briefing" not in stranger.get(f"/reviews/{published.work.identifier}/").text
    assert "Edit the draft" in own.get(at).text
    viewer = people.viewer("trainer", organisation=ours)
    with pytest.raises(NotAllowed, match="Another board"):
        services.decide_recommendation(point, kinds=["training"], agencies=[], by=viewer)
    assert not RecommendationDecision.objects.exists()


@pytest.mark.parametrize(
    ("kinds", "agencies", "by_when"),
    [([], [], ""), (["magic"], [], ""), (["training"], ["magic"], ""), (["training"], [], "x" * 121)],
)
def test_what_there_is_not_is_refused(
    published: Document, kinds: list[str], agencies: list[str], by_when: str
) -> None:
    point = recommendation(published)
    with pytest.raises(Refused):
        services.decide_recommendation(point, kinds=kinds, agencies=agencies, by_when=by_when, by=OPERATOR)


def test_a_recommendation_of_another_review_is_not_there(published: Document, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = made.report(tmp_path / "other", state="published")
    point = recommendation(other)
    of("board-staff").post(address(published), {"point": point.identifier, "main": "training"}, status=404)
