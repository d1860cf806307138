"""A plan's file is put on a board's plan: each row once, with what became of it. Invented and fictional."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from heeded.core.errors import NotAllowed, Refused
from heeded.engine.plans import NAMES_A_PERSON, PlanRow, PlanStatus
from heeded.people.viewer import OPERATOR
from heeded.practice import queries, services
from heeded.practice.kinds import ActionKind, ActionState, ClosedAs
from heeded.practice.models import Action, PlanItem, TakenRow
from heeded.practice.plan_matches import BY_HAND, LEFT_OUT, Match, MatchAs, group_key, match_of
from heeded.practice.services import TakenPlan
from tests.practice.made import MEN, World, agency

pytestmark = pytest.mark.django_db

FORM = PlanRow(2, "1", MEN, "Change the recording form", due=date(2019, 9, 30), status=PlanStatus.NOT_STARTED)


@pytest.fixture
def world() -> World:
    return World()


def taken(world: World, *rows: PlanRow, **said: object) -> TakenPlan:
    work = world.report.work
    matched = queries.match_rows(world.staff, world.board, work, rows)
    matches = {one.group.key: one.proposed for one in matched}
    return services.take_plan(
        world.board,
        work,
        rows,
        matches,
        by=world.staff,
        file_name="plan.xlsx",
        **said,  # type: ignore[arg-type]
    )


def test_rows_go_under_the_recommendation_that_they_name(world: World) -> None:
    agency = replace(
        FORM, row=3, action="Teach the form", kind="Training", owner_agency=world.trust.name.upper()
    )
    made = taken(world, FORM, agency)
    assert (made.added, made.here, made.refused) == (2, 0, 0)
    item = PlanItem.objects.get()
    assert item.point.places.get().learning_point == world.recommendation
    first, second = item.actions.order_by("pk")
    assert (first.what, first.due, first.state) == (
        "Change the recording form",
        date(2019, 9, 30),
        "not-started",
    )
    assert (second.kind, second.owner_agency) == (ActionKind.TRAINING, world.trust)


def test_taken_twice_is_once_whoever_takes_it(world: World) -> None:
    first = taken(world, FORM, replace(FORM, row=3, action="Audit the files"))
    world.staff = world.checker  # somebody else of the board
    again = taken(world, FORM, replace(FORM, row=3, action="Audit the files", status=PlanStatus.DONE))
    assert (first.added, again.added, again.here) == (2, 0, 2)
    assert Action.objects.count() == 2


def test_what_was_reworded_here_since_is_known_again(world: World) -> None:
    taken(world, FORM)
    action = Action.objects.get()
    wanted = replace(services.wanted_of(action), what="Change the form and its guidance")
    services.change_action(action, wanted, by=world.staff)
    assert taken(world, FORM).here == 1


def test_a_date_that_differs_is_told_and_changes_nothing(world: World) -> None:
    taken(world, FORM)
    [row] = taken(world, replace(FORM, due=date(2020, 1, 31))).rows
    assert "the due date differ" in row.notes[0] and Action.objects.get().due == FORM.due


def test_one_action_named_twice_in_a_file_for_two_days_is_two(world: World) -> None:
    rows = FORM, replace(FORM, row=3, due=date(2020, 3, 31))
    assert taken(world, *rows).added == 2
    assert taken(world, *rows).here == 2


def test_the_same_row_twice_in_a_file_is_one(world: World) -> None:
    made = taken(world, FORM, replace(FORM, row=9))
    assert (made.added, made.here) == (1, 1)
    assert made.rows[1].notes == ["It says the same as row 2."]


def test_done_without_a_day_is_done_by_the_day_that_the_plan_shows(world: World) -> None:
    done = replace(FORM, status=PlanStatus.DONE)
    [row] = taken(world, done, shows=date(2020, 2, 1)).rows
    action = Action.objects.get()
    assert (action.state, action.done_on) == (ActionState.DONE, date(2020, 2, 1))
    assert "done by 1 February 2020" in row.notes[0]


def test_what_cannot_be_is_said_and_nothing_is_lost(world: World) -> None:
    odd = replace(
        FORM, start=date(2020, 1, 1), progress="Draft written", status=PlanStatus.NOT_ACCEPTED, kind="Hopes",
        owner_agency="Somebody Else NHS",
    )  # fmt: skip
    [row] = taken(world, odd).rows
    words = " ".join(row.notes)
    for said in (
        "due before it starts",
        "not accepted",
        "“Hopes”",
        "“Somebody Else NHS”",
        "as the file words",
    ):
        assert said in words
    kept = {name: value for name, value in asdict(odd).items() if value and name != "row"}
    assert row.said == {name: str(value) for name, value in kept.items()}


def test_a_name_does_not_become_a_role(world: World) -> None:
    told = [[f"The owner “Jo Invented”: {NAMES_A_PERSON}."]]
    [row] = taken(world, replace(FORM, owner_role="Jo Invented"), told=told).rows
    assert Action.objects.get().owner_role == "" and row.said["owner_role"] == "Jo Invented"


def test_a_row_that_cannot_be_taken_stops_no_other(world: World) -> None:
    long = replace(FORM, row=3, action="x" * 9000)
    made = taken(world, long, FORM)
    assert (made.refused, made.added) == (1, 1)
    assert "at most 8000" in made.rows[0].notes[0]


def test_what_is_like_nothing_here_is_entered_by_hand_and_told(world: World) -> None:
    other = replace(FORM, number="9", recommendation="The bridge over the weir needs a rail.")
    [matched] = queries.match_rows(world.staff, world.board, world.report.work, [other])
    assert matched.proposed == BY_HAND and matched.why == ""
    made = taken(world, other)
    assert made.added == 1
    point = made.rows[0].item.point  # type: ignore[union-attr]
    assert (point.text, point.source, point.number) == (other.recommendation, "Action plan: plan.xlsx", "9")


def test_a_number_alone_and_a_wording_cut_short_are_matched(world: World) -> None:
    short = replace(FORM, number="", recommendation="Health visitors should record the name of every man")
    [matched] = queries.match_rows(world.staff, world.board, world.report.work, [short])
    assert matched.proposed == Match(MatchAs.POINT, world.recommendation.identifier)
    assert matched.why == "nearly the words"


def test_a_number_alone_says_nothing_while_no_review_is_chosen(world: World) -> None:
    world.item()
    [found] = queries.match_rows(world.staff, world.board, None, [PlanRow(2, number="1", action="Act")])
    assert (found.proposed, found.why) == (LEFT_OUT, "")


def test_a_recommendation_without_an_action_and_rows_that_name_none(world: World) -> None:
    nothing = PlanRow(7, action="Something")
    made = taken(world, replace(FORM, action=""), nothing)
    assert (made.points, made.left_out) == (1, 1)
    assert TakenRow.objects.filter(outcome="left-out").get().said == {
        "action": "Something",
        "status": "unknown",
    }


def test_what_is_closed_is_told(world: World) -> None:
    taken(world, FORM)
    close = services.Close(ClosedAs.NO_LONGER_APPLIES, "The team is gone.")
    services.close_item(PlanItem.objects.get(), close, by=world.staff)
    made = taken(world, replace(FORM, action="Another"))
    assert made.refused == 1 and "It is closed." in made.rows[0].notes[0]


def test_what_everybody_reads_is_taken_only_where_somebody_says_that_it_may(world: World) -> None:
    services.show_item(world.item(), by=world.staff)
    made = taken(world, FORM, replace(FORM, row=3, recommendation="The bridge needs a rail.", action="Build"))
    assert (made.refused, made.added) == (1, 1)
    assert "shows this point to everybody" in made.rows[0].notes[-1]
    assert made.rows[0].said["action"] == FORM.action and Action.objects.get().what == "Build"
    assert taken(world, FORM, for_everybody=True).added == 1
    assert taken(world, FORM).here == 1  # what is there already, nobody reads anew


def test_which_rows_everybody_would_read(world: World) -> None:
    work, alone = world.report.work, replace(FORM, row=4, action="")
    some = [FORM, replace(FORM, row=3, action="Teach it"), alone]
    matches = {
        one.group.key: one.proposed for one in queries.match_rows(world.staff, world.board, work, some)
    }

    def public() -> dict[str, int]:
        shown = queries.shown_to_everybody(world.board, queries.candidates(world.staff, world.board, work))
        return queries.rows_for_everybody(some, matches, shown)

    item = world.item()
    assert public() == {}
    services.show_item(item, by=world.staff)
    assert public() == {group_key(FORM): 2}
    [candidate] = queries.candidates(world.staff, world.board, None)
    assert queries.shown_to_everybody(world.board, [candidate]) == {f"item:{item.identifier}"}


def test_words_of_columns_that_are_not_read_stay_with_their_row(world: World) -> None:
    cost = (("Cost", "40"), ("Cost", "50"))
    made = taken(world, replace(FORM, not_read=cost), replace(FORM, row=3, not_read=()))
    assert made.rows[0].said["not_read"] == {"Cost": "40\n50"}
    assert any("“Cost”" in note for note in made.rows[0].notes)
    assert made.rows[1].outcome == "here"  # what is not read makes no other action


def test_a_finding_of_a_file_becomes_a_finding(world: World) -> None:
    made = taken(world, replace(FORM, number="", recommendation="Nobody asked the boy.", point="finding"))
    assert made.rows[0].item.point.kind == "finding"  # type: ignore[union-attr]


def test_what_a_file_leaves_open_is_said_of_its_actions(world: World) -> None:
    done = replace(FORM, row=3, action="Teach it", status=PlanStatus.DONE)
    dated = replace(done, row=4, action="Audit it", closed_on=date(2020, 1, 5))
    letter = replace(FORM, row=5, action="Rota", status=PlanStatus.UNKNOWN, status_as_printed="G")
    made = taken(world, FORM, done, dated, letter, shows=date(2020, 3, 1))
    assert [one.left_open for one in queries.actions_of(world.staff, world.board).order_by("pk")] == [
        "", "day", "", "state",
    ]  # fmt: skip
    assert "“G”" in made.rows[3].notes[0] and "not known" in made.rows[3].notes[0]
    rows = queries.plan_rows(world.staff, world.board).rows
    assert [(one.closed_on, one.closed_as_printed) for one in rows[1:3]] == [
        (None, "by 1 March 2020"),
        (date(2020, 1, 5), ""),
    ]
    assert (rows[3].status, rows[3].status_as_printed) == (PlanStatus.UNKNOWN, "G")
    action = Action.objects.get(what="Rota")
    services.change_action(
        action, replace(services.wanted_of(action), state=ActionState.UNDER_WAY), by=world.staff
    )
    assert queries.actions_of(world.staff, world.board).get(pk=action.pk).left_open == ""


def test_one_organisation_of_a_kind_is_proposed_for_words_that_name_the_kind() -> None:
    some = [
        agency("Inventon Council: children’s social care (fictional)"),
        agency("Inventon Police (fictional)"),
        agency("Inventon Transport Police (fictional)"),
    ]
    assert queries.the_only_such("Children's social care", some) == some[0]
    assert queries.the_only_such("Police", some) is None
    assert queries.the_only_such("Elsewhere children's social care", some) is None
    assert queries.the_only_such("Wardens", some) is None


def test_only_those_who_keep_the_plan_take_one(world: World) -> None:
    with pytest.raises(NotAllowed):
        services.take_plan(world.board, None, [FORM], {group_key(FORM): BY_HAND}, by=world.manager)
    with pytest.raises(Refused):
        services.take_plan(world.board, None, [FORM], {}, by=OPERATOR, shows=date(2199, 1, 1))


def test_matches_are_written_and_read() -> None:
    assert match_of("point:abc") == Match(MatchAs.POINT, "abc")
    assert match_of("by-hand") == BY_HAND
    assert match_of("point") == match_of("nonsense:1") == match_of("") == Match(MatchAs.LEFT_OUT)
