"""Rounds of blind coding on their pages: begin, code, say done, see the agreement, settle, close, give up."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.models import Coding, CodingRound, Framework, RoundUnit, Theme
from heeded.learning.services import RoundAsked, Said
from heeded.library.models import Document
from heeded.people.models import Account
from heeded.people.viewer import Viewer
from tests.learning import made
from tests.library import made as library
from tests.people.made import account, grant, seen_as
from tests.web.client import PageClient, words

pytestmark = pytest.mark.django_db
FATHER, WORKLOAD = "The father was not seen by anyone.", "The health visitor carried 620 families."


class _Two:
    """Two coders, their browsers, and what they code."""

    def __init__(self) -> None:
        self.accounts = [account("researcher"), account("inspector")]
        self.framework: Framework = made.framework("Father not seen", "Workload")
        self.documents: list[Document] = [made.report(), made.report()]

    def theme(self, name: str) -> Theme:
        return self.framework.themes.get(identifier=name)

    def viewer(self, place: int) -> Viewer:
        return seen_as(self.accounts[place])

    def browser(self, who: int | Account) -> PageClient:
        return PageClient(logged_in(self.accounts[who] if isinstance(who, int) else who))

    def begun(self, **said: object) -> CodingRound:
        asked = RoundAsked("Pilot", self.framework, tuple(self.accounts), tuple(self.documents), **said)  # type: ignore[arg-type]
        return services.begin_round(asked, by=self.viewer(0))

    def differed(self, **said: object) -> CodingRound:
        """A round in which both are done: one theme found by both, one by the first alone, one told otherwise."""
        held = self.begun(**said)
        for place in (0, 1):
            services.code_passage(
                self.documents[0], made.spans(FATHER), self.theme("father-not-seen"), by=self.viewer(place)
            )
        note = Said(CodeValue.PRESENT, "So the health visitor said.", "likely")
        services.code_passage(
            self.documents[0], made.spans(WORKLOAD), self.theme("workload"), note, by=self.viewer(0)
        )
        for place, value in enumerate((CodeValue.ABSENT, CodeValue.DESCRIBED_NOT_EXPLAINED)):
            services.code_review(
                self.documents[1].work, self.theme("workload"), Said(value), by=self.viewer(place)
            )
        for place in (0, 1):
            held = services.say_done(held, by=self.viewer(place))
        return held


def logged_in(one: Account) -> Client:
    client = Client()
    client.force_login(one, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


@pytest.fixture
def two() -> _Two:
    return _Two()


def _address(name: str, held: CodingRound) -> str:
    return reverse(name, args=[held.identifier])


def _form(two: _Two, **said: object) -> dict[str, object]:
    """A filled-in form of a new round."""
    filled = {
        "framework": two.framework.identifier,
        "name": "Pilot",
        "first": two.accounts[0].email,
        "second": two.accounts[1].email.upper(),
        "unit": "document",
        "documents": [one.identifier for one in two.documents],
        "do": "begin",
    }
    return {**filled, **said}


def test_a_round_is_begun(two: _Two) -> None:
    pages = two.browser(0)
    page = pages.get(reverse("begin-round"))
    assert two.framework.name in page.text
    page = pages.get(reverse("begin-round"), framework=two.framework.identifier)
    assert page.one("input", name="first").get("value") == two.accounts[0].email
    page = pages.post(reverse("begin-round"), _form(two, themes=["workload"]))
    held = CodingRound.objects.get()
    assert page.heading == "Pilot" and "still coding" in page.text
    assert list(held.themes.all()) == [two.theme("workload")]
    assert {one.account for one in held.coders.all()} == set(two.accounts)
    assert two.accounts[1].name in page.text, "those who code together know each other"


def test_documents_are_found_without_losing_what_is_typed(two: _Two) -> None:
    titled = made.report()
    titled.work.title = "Review of the Quenby family"
    titled.work.save()
    typed = _form(two, do="find", words="quenby", documents=[two.documents[0].identifier], second="")
    page = two.browser(0).post(reverse("begin-round"), typed)
    boxes = {box.get("value"): box.get("checked") is not None for box in page.all("input", name="documents")}
    assert boxes == {two.documents[0].identifier: True, titled.identifier: False}
    assert page.one("input", name="name").get("value") == "Pilot"
    assert not page.all("div", class_="govuk-error-summary") and not CodingRound.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"second": "nobody@example.org"}, "Nobody here has this e-mail address"),
        ({"documents": []}, "Choose at least one document"),
        ({"name": ""}, "Enter a name"),
        ({"unit": "word"}, "word"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(two: _Two, wrong: dict[str, object], told: str) -> None:
    page = two.browser(0).post(reverse("begin-round"), _form(two, **wrong), status=422)
    assert told in page.text and page.one("div", class_="govuk-error-summary")
    assert page.one("input", name="first").get("value") == two.accounts[0].email
    assert not CodingRound.objects.exists()


def test_what_the_service_refuses_is_said_on_the_page(two: _Two) -> None:
    hidden = made.report(state="restricted")
    grant(hidden.pk, account=two.accounts[0])
    page = two.browser(0).post(reverse("begin-round"), _form(two, documents=[hidden.identifier]), status=422)
    assert "may not see all of these documents" in page.text
    same = two.browser(0).post(reverse("begin-round"), _form(two, second=two.accounts[0].email), status=422)
    assert "two different people" in same.text
    stranger = two.browser(1).post(
        reverse("begin-round"), _form(two, documents=[hidden.identifier]), status=422
    )
    assert "Choose at least one" in stranger.text or "valid choice" in stranger.text


def test_each_sees_their_own_progress_and_nothing_of_the_other(two: _Two) -> None:
    held = two.begun()
    services.code_passage(
        two.documents[0], made.spans(FATHER), two.theme("father-not-seen"), by=two.viewer(0)
    )
    services.code_passage(
        two.documents[0], made.spans(WORKLOAD), two.theme("father-not-seen"), by=two.viewer(0)
    )
    mine = two.browser(0).get(_address("coding-round", held))
    assert [words(cell) for cell in mine.one("tbody").iter("td")] == ["1 of 2", "2", "0 of 2", "0"]
    theirs = two.browser(1).get(_address("coding-round", held))
    assert "1 of 2" not in theirs.text and "0 of 2" in theirs.text
    for name in ("round-agreement", "round-differences"):
        assert two.browser(1).get(_address(name, held), status=404)
    assert logged_in(two.accounts[1]).get(_address("round-agreement-csv", held)).status_code == 404


def test_done_and_on_after_all_and_both_done(two: _Two) -> None:
    held, state = two.begun(), "coding-round-state"
    page = two.browser(0).post(_address(state, held), {"do": "done"})
    assert "You have said that you are done" in page.text
    page = two.browser(0).post(_address(state, held), {"do": "go-on"})
    assert "I have coded everything" in page.text
    two.browser(0).post(_address(state, held), {"do": "done"})
    page = two.browser(1).post(_address(state, held), {"do": "done"})
    assert "You do not differ anywhere" in page.text
    page = two.browser(0).post(_address(state, held), {"do": "go-on"})
    assert "not blind any more" in page.text
    page = two.browser(1).post(_address(state, held), {"do": "close"})
    assert CodingRound.objects.get().state == "closed" and "Settled on" in page.text


def test_agreement_in_figures_and_words(two: _Two) -> None:
    held = two.differed()
    page = two.browser(1).get(_address("round-agreement", held))
    rows = [words(row) for row in page.one("tbody").iter("tr")]
    workload = next(row for row in rows if row.startswith("Workload"))
    assert (
        "0%" in workload
        and "No more agreement than chance" in workload
        and "Only 2 were found by either" in workload
    )
    father = next(row for row in rows if row.startswith("Father"))
    assert "100%" in father and "Good agreement. Only 1 was found" in father
    assert "few reviews" in page.text


def test_a_theme_that_neither_found_says_nothing(two: _Two) -> None:
    held = two.begun()
    for place in (0, 1):
        services.say_done(held, by=two.viewer(place))
    page = two.browser(0).get(_address("round-agreement", held))
    assert "Neither found it anywhere" in page.text and "cannot be told" in page.text


def test_the_table_for_other_programs(two: _Two) -> None:
    held = two.differed()
    answer = logged_in(two.accounts[0]).get(_address("round-agreement-csv", held))
    assert answer["Content-Type"].startswith("text/csv") and answer.content.startswith(b"\xef\xbb\xbf")
    rows = {row["theme"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert set(rows) == {"", "father-not-seen", "workload"}
    assert rows["father-not-seen"]["percent"] == "1.0000" and rows["workload"]["found_by_both"] == "1"
    assert rows["workload"]["differ"] == "2" and rows[""]["compared"] == "4"


def test_differences_stand_side_by_side_and_are_settled(two: _Two) -> None:
    held = two.differed()
    page = two.browser(0).get(_address("round-differences", held))
    assert WORKLOAD in page.text and "So the health visitor said." in page.text and "Likely" in page.text
    assert "Said nothing, which is “not mentioned”" in page.text
    units = {unit.document_id: unit for unit in RoundUnit.objects.filter(theme=two.theme("workload"))}
    first, second = (units[one.pk] for one in two.documents)
    page = two.browser(0).post(
        _address("round-differences", held), {f"unit-{first.pk}": "present", f"unit-{second.pk}": ""}
    )
    assert "1 difference settled" in page.text and "1 not settled yet" in page.text
    assert WORKLOAD not in page.text, "what is settled is shown only when all are asked for"
    assert WORKLOAD in two.browser(1).get(_address("round-differences", held), show="all").text
    page = two.browser(1).post(_address("round-differences", held), {f"unit-{second.pk}": "not-mentioned"})
    assert "Every difference is settled" in page.text
    page = two.browser(1).post(_address("coding-round-state", held), {"do": "close"})
    assert "Settled on" in page.text
    assert Coding.objects.filter(state="standing").count() == 4
    told = two.browser(0).get(_address("round-differences", held))
    assert "Settled: Present" in told.text and not told.all("input", type="radio")


def test_both_can_stand_on_words_of_their_own(two: _Two) -> None:
    held = two.begun()
    workload = two.theme("workload")
    services.code_passage(two.documents[0], made.spans(WORKLOAD), workload, by=two.viewer(0))
    services.code_passage(
        two.documents[0], made.spans(FATHER), workload, Said(CodeValue.ABSENT), by=two.viewer(1)
    )
    services.code_review(two.documents[1].work, workload, by=two.viewer(0))
    for place in (0, 1):
        services.say_done(held, by=two.viewer(place))
    units = {unit.document_id: unit for unit in RoundUnit.objects.all()}
    alone, whole = (units[one.pk] for one in two.documents)
    page = two.browser(0).get(_address("round-differences", held))
    assert [box.get("name") for box in page.all("input", value="both")] == [f"unit-{alone.pk}"]
    page = two.browser(0).post(_address("round-differences", held), {f"unit-{whole.pk}": "both"})
    assert "can both stand" in page.text and not RoundUnit.objects.get(pk=whole.pk).settled
    two.browser(0).post(
        _address("round-differences", held), {f"unit-{alone.pk}": "both", f"unit-{whole.pk}": "present"}
    )
    services.close_round(held, by=two.viewer(1))
    assert sorted(Coding.objects.filter(state="standing").values_list("value", flat=True)) == [
        "absent",
        "present",
        "present",
    ]


def test_a_value_that_there_is_not_is_refused(two: _Two) -> None:
    held = two.differed()
    unit = RoundUnit.objects.filter(theme=two.theme("workload"))[0]
    page = two.browser(0).post(
        _address("round-differences", held), {f"unit-{unit.pk}": "perhaps", "unit-x": "present"}
    )
    assert "Choose what counts from the list" in page.text
    assert not RoundUnit.objects.exclude(settled="").exists()


def test_passages_are_shown_where_they_count(two: _Two) -> None:
    document = two.documents[0]
    start = made.TEXT.index(WORKLOAD)
    row = library.passage(document, WORKLOAD)
    row.pieces = [[0, 1, start, len(WORKLOAD)]]
    row.save()
    held = two.differed(unit="passage")
    page = two.browser(0).get(_address("round-differences", held))
    assert f"{WORKLOAD} p. 1" in page.text


def test_giving_up_is_asked_first(two: _Two) -> None:
    held = two.begun()
    services.code_review(two.documents[0].work, two.theme("workload"), by=two.viewer(0))
    page = two.browser(0).get(_address("give-up-round", held))
    assert "cannot be taken up again" in page.text
    page = two.browser(0).post(_address("give-up-round", held), {})
    assert "stands as your own" in page.text and Coding.objects.get().state == "standing"


def test_others_look_on_or_see_nothing(two: _Two) -> None:
    held = two.differed()
    staff = account("researcher")
    page = two.browser(staff).get(_address("round-differences", held))
    assert not page.all("input", type="radio") and "Researcher" in page.text
    assert two.accounts[0].name not in page.text
    two.browser(staff).get(_address("give-up-round", held), status=403)
    for one in (account("trainer"), account("reader")):
        for name in ("coding-round", "round-agreement", "round-differences", "give-up-round"):
            assert logged_in(one).get(_address(name, held)).status_code == 403
    hidden = made.report(state="restricted")
    for one in two.accounts:
        grant(hidden.pk, account=one)
    two.documents = [hidden]
    secret = two.begun()
    for name in ("coding-round", "round-agreement", "round-differences", "give-up-round"):
        two.browser(staff).get(_address(name, secret), status=404)
    assert "Pilot" in two.browser(staff).get(reverse("coding-rounds")).text


def _queries(two: _Two, address: str) -> int:
    client = logged_in(two.accounts[0])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_no_more_for_many(two: _Two) -> None:
    two.differed()
    before = _queries(two, reverse("coding-rounds"))
    for _ in range(4):
        two.documents = [made.report(), made.report()]
        two.differed()
    assert _queries(two, reverse("coding-rounds")) == before


def test_differences_ask_no_more_for_many(two: _Two) -> None:
    few = _queries(two, _address("round-differences", two.differed()))
    two.documents = [made.report() for _ in range(8)]
    held = two.begun()
    for document in two.documents:
        for place, value in enumerate((CodeValue.PRESENT, CodeValue.ABSENT)):
            services.code_passage(
                document, made.spans(WORKLOAD), two.theme("workload"), Said(value), by=two.viewer(place)
            )
    for place in (0, 1):
        services.say_done(held, by=two.viewer(place))
    assert held.units.count() == 8
    assert _queries(two, _address("round-differences", held)) <= few
