"""The page of what a machine has learned: figures for those who see what it found, the choice for those who may."""

from typing import Any

import pytest
from django.urls import reverse

from heeded.learning import services
from heeded.learning.models import Framework
from heeded.people.viewer import OPERATOR
from tests.learning import taught
from tests.people import made as people
from tests.web.client import PageClient
from tests.web.test_frameworks import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework() -> Framework:
    return taught.framework()


@pytest.fixture
def researcher(folders: Any) -> PageClient:
    return browser_of(people.account("researcher"))


@pytest.fixture
def inspector(folders: Any) -> PageClient:
    return browser_of(people.account("inspector"))


def _address(framework: Framework) -> str:
    return reverse("framework-learned", args=[framework.identifier])


def _learn(framework: Framework, monkeypatch: pytest.MonkeyPatch, **said: object) -> None:
    monkeypatch.setattr("heeded.learning.services._learning.the_model", lambda: None)
    for who in taught.WHO:
        taught.coded_report(framework, OPERATOR, who, **said)
    services.learn(framework, by=OPERATOR)


def test_for_others_there_is_no_such_page(pages: PageClient, framework: Framework) -> None:
    pages.get(_address(framework), status=404)
    assert "machine has learned" not in pages.get(reverse("framework", args=[framework.identifier])).text


def test_before_anything_was_learned(researcher: PageClient, framework: Framework) -> None:
    page = researcher.get(_address(framework))
    assert "Nothing has been learned" in page.text and "it begins at 40" in page.text
    assert (
        "What a machine has learned of it"
        in researcher.get(reverse("framework", args=[framework.identifier])).text
    )


def test_how_good_it_is_theme_by_theme(
    researcher: PageClient, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    _learn(framework, monkeypatch)
    page = researcher.get(_address(framework))
    assert "from 54 passages of 6 reviews" in page.text and "by words alone" in page.text
    rows = {row.findtext("th/a"): row.findall("td") for row in page.one("tbody").findall("tr")}
    assert set(rows) == {"Voice", "Workload"}
    assert [(cells[3].text, cells[4].text) for cells in rows.values()] == [("18", "yes")] * 2
    assert "It proposes 2 of 2 themes." in page.text


def test_small_numbers_from_what_one_may_not_see_are_not_told(
    researcher: PageClient, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heeded.learning.services._learning.the_model", lambda: None)
    for who in taught.WHO[:3]:
        taught.coded_report(framework, OPERATOR, who, state="restricted")
    services.learn(framework, by=OPERATOR)
    page = researcher.get(_address(framework))
    assert "2 themes were found in fewer than ten passages each" in page.text
    assert "9 passages" not in page.text and not page.all("table")


def test_staff_choose_whether_it_proposes(researcher: PageClient, framework: Framework) -> None:
    for chosen, kept in (("yes", True), ("no", False), ("learned", None)):
        researcher.post(_address(framework), {"wanted": chosen})
        framework.refresh_from_db()
        assert framework.wants_suggestions is kept
        radios = researcher.get(_address(framework)).all("input", type="radio")
        assert [radio.get("value") for radio in radios if "checked" in radio.attrib] == [chosen]
    page = researcher.post(_address(framework), {"wanted": "nonsense"})
    assert "Choose whether" in page.text
    framework.refresh_from_db()
    assert framework.wants_suggestions is None


def test_who_may_not_change_frameworks_reads_what_was_chosen(
    inspector: PageClient, framework: Framework
) -> None:
    page = inspector.get(_address(framework))
    assert "It proposes once it is good enough" in page.text
    assert not page.all("input", type="radio")
    inspector.post(_address(framework), {"wanted": "yes"}, status=403)
    framework.refresh_from_db()
    assert framework.wants_suggestions is None
