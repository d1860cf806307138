"""Codings that differ outside a round: said on the review's page, listed, one chosen."""

import pytest
from django.test import Client
from django.urls import reverse

from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.models import Coding
from heeded.learning.services import Said
from heeded.people.models import Account
from tests.learning import made
from tests.people.made import account, board, seen_as
from tests.web.client import PageClient
from tests.web.test_rounds import logged_in

pytestmark = pytest.mark.django_db
ADDRESS = "/coding/differing/"


class _Differed:
    """Two people who said different things of one theme and one review."""

    def __init__(self) -> None:
        self.board = board()
        self.document = made.report()
        self.document.work.keeper = self.board
        self.document.work.save()
        self.people = [account("researcher"), account("inspector")]
        self.staff = account("board-staff", organisation=self.board)
        theme = made.framework("Workload").themes.get()
        self.codings = [
            services.code_review(self.document.work, theme, Said(value, f"Note of {place}."), by=seen_as(one))
            for place, (one, value) in enumerate(
                zip(self.people, (CodeValue.PRESENT, CodeValue.ABSENT), strict=True)
            )
        ]


@pytest.fixture
def differed() -> _Differed:
    return _Differed()


def _pages(one: Account) -> PageClient:
    return PageClient(logged_in(one))


def test_both_are_shown_and_each_may_take_back_their_own(differed: _Differed) -> None:
    page = _pages(differed.people[0]).get(ADDRESS)
    assert "Note of 0." in page.text and "Note of 1." in page.text and "Workload" in page.text
    [button] = page.all("button", name="coding")
    assert button.get("value") == differed.codings[1].identifier, "only what leaves one’s own out"


def test_staff_of_the_board_choose(differed: _Differed) -> None:
    pages = _pages(differed.staff)
    assert len(pages.get(ADDRESS).all("button", name="coding")) == 2
    both = [one.identifier for one in differed.codings]
    page = pages.post(ADDRESS, {"coding": both[0], "against": both})
    assert "Chosen." in page.text and "Nothing differs" in page.text
    assert [Coding.objects.get(pk=one.pk).state for one in differed.codings] == ["standing", "rejected"]


def test_nobody_chooses_what_is_not_theirs(differed: _Differed) -> None:
    both = [one.identifier for one in differed.codings]
    answer = logged_in(differed.people[0]).post(ADDRESS, {"coding": both[0], "against": both})
    assert answer.status_code == 403 and Coding.objects.filter(state="standing").count() == 2
    assert logged_in(differed.staff).post(ADDRESS, {"coding": "nothing", "against": both}).status_code == 404


def test_the_review_says_so_to_those_who_code(differed: _Differed, client: Client) -> None:
    address = reverse("review", args=[differed.document.work.identifier])
    page = _pages(differed.people[0]).get(address)
    assert page.link("coded in two ways") == f"{ADDRESS}?review={differed.document.work.identifier}"
    assert "coded in two ways" not in PageClient(client).get(address).text
    listed = _pages(differed.people[0]).get(ADDRESS, review=differed.document.work.identifier)
    assert "1 difference in this review" in listed.text
    other = made.report()
    assert "Nothing differs" in _pages(differed.people[0]).get(ADDRESS, review=other.work.identifier).text
    hidden = made.report(state="restricted")
    _pages(differed.people[0]).get(f"{ADDRESS}?review={hidden.work.identifier}", status=404)


def test_the_coding_and_the_desk_say_so_too(differed: _Differed, client: Client) -> None:
    mine, theirs = differed.codings
    page = _pages(differed.people[0]).get(reverse("coding", args=[mine.identifier]))
    assert "Somebody said otherwise of the same" in page.text
    assert page.link("Said to be absent") == reverse("coding", args=[theirs.identifier])
    assert "otherwise" not in PageClient(client).get(reverse("coding", args=[mine.identifier])).text
    desk = _pages(differed.people[0]).get(reverse("coding-desk"))
    assert desk.link("said different things") == ADDRESS
