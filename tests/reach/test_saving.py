"""Saved searches are their owner's alone."""

import json

import pytest

from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.core.models import AuditRow
from heeded.people.models import Message
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.reach.models import Answer, SavedSearch
from heeded.reach.queries import answers_to, saved_search_for, saved_searches
from heeded.reach.services import Wish, change_search, delete_search, mark_seen, save_search, stop_mail, tidy
from heeded.reach.services._saving import MOST_SEARCHES
from heeded.reach.unsubscribing import token_of
from heeded.search.request import SearchRequest
from tests.people import made as people
from tests.reach.made import BRUISE, Desk, report

pytestmark = pytest.mark.django_db
ASKED = SearchRequest(text="bruise on a baby", harms=("neglect",), mode="words", sort="newest", page=4)


def test_it_asks_the_same_again_from_the_first_page(desk: Desk) -> None:
    search = save_search(ASKED, Wish(), by=desk.viewer)
    assert search.request() == SearchRequest(text="bruise on a baby", harms=("neglect",), mode="words")
    assert search.name == "bruise on a baby"


def test_a_long_name_is_cut_and_a_missing_one_made(desk: Desk) -> None:
    assert save_search(ASKED, Wish("x" * 300), by=desk.viewer).name.endswith("x…")
    assert save_search(SearchRequest(harms=("neglect",)), Wish(), by=desk.viewer).name == "New reviews"


def test_nobody_else_sees_it_whatever_their_role(desk: Desk) -> None:
    search = desk.save()
    board = people.board()
    others = [
        people.viewer(role, organisation=board) for role in ("administrator", "board-staff", "inspector")
    ]
    for viewer in [*others, ANONYMOUS, OPERATOR]:
        assert saved_searches(viewer) == []
        with pytest.raises(NotFound):
            saved_search_for(viewer, search.identifier)
        with pytest.raises(NotFound):
            answers_to(viewer, search)
        with pytest.raises(NotFound):
            change_search(search, Wish("Mine now"), by=viewer)
        with pytest.raises(NotFound):
            delete_search(search, by=viewer)
    assert [one.search for one in saved_searches(desk.viewer)] == [search]


def test_nobody_without_an_account_keeps_one() -> None:
    for viewer in (ANONYMOUS, OPERATOR):
        with pytest.raises(NotAllowed):
            save_search(ASKED, Wish(), by=viewer)


def test_the_audit_holds_no_word_of_it(desk: Desk) -> None:
    search = save_search(ASKED, Wish("My worry"), by=desk.viewer)
    change_search(search, Wish("Another worry"), by=desk.viewer)
    delete_search(search, by=desk.viewer)
    rows = list(AuditRow.objects.values())
    assert {"search.save", "search.change", "search.delete"} <= {row["action"] for row in rows}
    said = json.dumps(rows, default=str)
    assert "worry" not in said and "bruise" not in said and "neglect" not in said


def test_what_points_to_a_living_person_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Refused, match="living person"):
        save_search(SearchRequest(text="child with NHS number 943 476 5919"), Wish(), by=desk.viewer)
    search = desk.save()
    with pytest.raises(Refused, match="living person"):
        change_search(search, Wish("NHS number 943 476 5919"), by=desk.viewer)


def test_a_way_of_being_told_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="how often"):
        save_search(ASKED, Wish(often="hourly"), by=desk.viewer)


def test_one_account_keeps_so_many(desk: Desk) -> None:
    for _ in range(MOST_SEARCHES):
        save_search(ASKED, Wish(), by=desk.viewer)
    with pytest.raises(Refused, match="50 searches already"):
        save_search(ASKED, Wish(), by=desk.viewer)


def test_nobody_is_written_to_about_what_nobody_looks_for(desk: Desk) -> None:
    assert not save_search(ASKED, Wish(often="never", by_mail=True), by=desk.viewer).by_mail


def test_asking_for_letters_later_brings_none_about_what_is_on_the_page(desk: Desk) -> None:
    search = desk.save(by_mail=False)
    report("New review", BRUISE)
    search = desk.due(search)
    Answer.objects.update(told_at=None)  # as if it had been found when the page was opened
    change_search(search, Wish("x", "daily", by_mail=True), by=desk.viewer)
    desk.due(search)
    assert desk.letters() == 0
    report("Newer review", BRUISE)
    desk.due(search)
    assert desk.letters() == 1


def test_what_was_seen_on_the_page_is_not_written_about(desk: Desk) -> None:
    from heeded.reach.services import look
    from heeded.search.services import follow

    search = desk.save()
    report("New review", BRUISE)
    follow()
    look(search)
    mark_seen(Answer.objects.all(), by=people.viewer("practitioner"))
    assert Answer.objects.get().seen_at is None, "somebody else's looking does not count"
    mark_seen(Answer.objects.all(), by=desk.viewer)
    desk.due(search)
    assert desk.letters() == 0


def test_deleting_takes_back_a_letter_that_has_not_gone(desk: Desk) -> None:
    search = desk.save()
    report("New review", BRUISE)
    search = desk.due(search)
    assert desk.letters() == 1
    delete_search(search, by=desk.viewer)
    assert desk.letters() == 0
    assert not Answer.objects.exists()


def test_the_link_of_a_letter_stops_letters_and_nothing_else(desk: Desk) -> None:
    search = desk.save()
    report("New review", BRUISE)
    search = desk.due(search)
    assert stop_mail(token_of(search.identifier))
    assert stop_mail(token_of(search.identifier)), "safe to repeat"
    search.refresh_from_db()
    assert not search.by_mail
    assert desk.letters() == 0
    assert [one.new for one in saved_searches(desk.viewer)] == [1], "it is still on the page"


@pytest.mark.parametrize("token", ["", "x", "abcdefgh.jkmnp", "."])
def test_a_link_that_somebody_made_up_does_nothing(desk: Desk, token: str) -> None:
    search = desk.save()
    assert not stop_mail(token)
    assert not stop_mail(token_of(search.identifier)[:-1])
    search.refresh_from_db()
    assert search.by_mail


def test_the_link_of_a_search_that_is_gone_says_nothing_of_it(desk: Desk) -> None:
    assert stop_mail(token_of("abcdefghjkmn"))


def test_everything_goes_with_the_account(desk: Desk) -> None:
    desk.due(desk.save())
    report("New review", BRUISE)
    desk.due(SavedSearch.objects.get())
    desk.account.is_active = False
    desk.account.save()
    tidy()
    assert not SavedSearch.objects.exists()
    assert not Answer.objects.exists()


def test_the_list_counts_what_its_owner_may_see_now(desk: Desk) -> None:
    from heeded.library.services import withdraw

    search = desk.save()
    new = report("New review", BRUISE)
    desk.due(search)
    assert [(one.new, one.answers) for one in saved_searches(desk.viewer)] == [(1, 1)]
    withdraw(new, reason="other", by=OPERATOR)
    assert [(one.new, one.answers) for one in saved_searches(desk.viewer)] == [(0, 0)]


def test_the_list_costs_two_queries_however_long(desk: Desk, django_assert_num_queries: object) -> None:
    for _ in range(20):
        desk.save()
    report("New review", BRUISE)
    desk.due(SavedSearch.objects.order_by("pk")[0])
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(saved_searches(desk.viewer)) == 20
    assert Message.objects.count() == 1
