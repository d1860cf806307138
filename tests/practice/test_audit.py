"""Every service leaves an audit row, and where that cannot be written nothing is."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps

from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.core.models import AuditRow, Change
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import (
    AnswerKind,
    BoardSays,
    CheckAnswer,
    ClosedAs,
    Fate,
    RemindsOf,
    SourceKind,
    TakenUpAs,
    Tie,
    Told,
)
from heeded.practice.models import CameBack, OutsideQuestion, ReminderLetter, ReminderRule
from heeded.practice.services import (
    Answered,
    Checked,
    Close,
    Entered,
    Period,
    RuleWanted,
    TakenUpSaid,
    wanted_of,
)
from tests.learning import lessons_made
from tests.library import made as library
from tests.practice import made

pytestmark = pytest.mark.django_db
_Call = Callable[[], object]
GONE = Close(ClosedAs.NO_LONGER_APPLIES, "The service is no more.")
RULE = RuleWanted(RemindsOf.ACTION, 1)


def _period() -> Period:
    return Period(now() - timedelta(days=1), now() + timedelta(days=6))


def _on(
    what: Callable[..., object], make: Callable[[made.World], object], *more: object, **said: object
) -> Callable[[made.World], _Call]:
    def prepared(world: made.World) -> _Call:
        thing = make(world)
        return lambda: what(thing, *more, by=world.staff, **said)

    return prepared


def _later(world: made.World) -> LearningPoint:
    report = lessons_made.review(
        lessons_made.MEN[1], board=world.board.name, period_from="2016", date_of_publication="2019"
    )
    lessons_made.lesson(world.report, report)
    return report.learning_points.get()


def _came_back(world: made.World) -> CameBack:
    world.changed()
    _later(world)
    return services.find_what_came_back(by=SYSTEM)[0]


def _found(world: made.World) -> _Call:
    world.changed()
    _later(world)
    return lambda: services.find_what_came_back(by=SYSTEM)


def _said_back(world: made.World) -> _Call:
    item, point = world.changed(), _later(world)
    return lambda: services.say_it_came_back(item, point, by=world.staff)


def _body(world: made.World) -> Organisation:
    services.open_plan(world.board, world.trust, _period(), by=world.staff)
    return world.trust


def _question(world: made.World) -> OutsideQuestion:
    return services.ask_board(world.board, _body(world), "Who?", by=OPERATOR)


def _rule(world: made.World) -> ReminderRule:
    world.action()
    return services.make_rule(world.board, RULE, by=world.staff)


def _unknown(world: made.World) -> ReminderLetter:
    _rule(world)
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    ReminderLetter.objects.update(fate=Fate.UNKNOWN)
    return ReminderLetter.objects.get()


def _sending(world: made.World) -> _Call:
    _unknown(world)
    ReminderLetter.objects.update(fate=Fate.SENDING, claimed_at=now() - timedelta(hours=1))
    return lambda: services.list_unknown(by=SYSTEM)


def _reading(world: made.World) -> _Call:
    opening = services.open_plan(world.board, world.trust, _period(), by=world.staff)
    return lambda: services.note_reading(opening, by=OPERATOR)


def _newer(world: made.World) -> _Call:
    world.item()
    lessons_made.point(library.newer(world.report), made.MEN, number="1")
    return lambda: services.follow_points(by=SYSTEM)


def _changing(world: made.World) -> _Call:
    action = world.action()
    wanted = replace(wanted_of(action), what="Another", state="done", done_on=date(2009, 6, 1))  # type: ignore[arg-type]
    return lambda: services.change_action(action, wanted, by=world.staff)


def _checking(world: made.World) -> _Call:
    check = world.done().checks.get()
    said = Checked(CheckAnswer.YES, Tie.INDEPENDENT, "Seen.", [made.AUDIT], date(2999, 1, 1))
    return lambda: services.make_check(check, said, by=world.checker)


SERVICES: dict[str, Callable[[made.World], _Call]] = {
    "add_action": lambda w: lambda: w.action(state="done", done_on=date(2009, 6, 1)),
    "add_evidence": _on(services.add_evidence, made.World.item, made.AUDIT),
    "answer": _on(
        services.answer,
        lambda w: services.ask(w.item(), w.trust, by=w.staff),
        Answered(AnswerKind.ALREADY_SO, "We do.", [made.AUDIT]),
    ),
    "answer_question": _on(services.answer_question, _question, "The chair."),
    "ask": lambda w: (lambda i: lambda: services.ask(i, w.trust, by=w.staff))(w.item()),
    "ask_board": lambda w: (lambda b: lambda: services.ask_board(w.board, b, "Who?", by=OPERATOR))(_body(w)),
    "change_action": _changing,
    "close_action": _on(services.close_action, made.World.action, GONE),
    "close_item": _on(services.close_item, made.World.item, GONE),
    "decide_what_came_back": _on(services.decide_what_came_back, _came_back, same=True),
    "end_opening": _on(
        services.end_opening, lambda w: services.open_plan(w.board, w.trust, _period(), by=w.staff)
    ),
    "end_rule": _on(services.end_rule, _rule),
    "enter_item": lambda w: (
        lambda: services.enter_item(Entered("Ask.", SourceKind.AUDIT, "Audit"), w.board, by=w.staff)
    ),
    "find_what_came_back": _found,
    "follow_points": _newer,
    "hide_item": _on(services.hide_item, lambda w: services.show_item(w.item(), by=w.staff)),
    "list_unknown": _sending,
    "make_check": _checking,
    "make_rule": lambda w: lambda: services.make_rule(w.board, RULE, by=w.staff),
    "note_reading": _reading,
    "open_item": lambda w: lambda: services.open_item(w.recommendation, w.board, by=w.staff),
    "open_plan": lambda w: lambda: services.open_plan(w.board, w.trust, _period(), by=w.staff),
    "place_point": lambda w: (
        lambda i, p: lambda: services.place_point(i, p, by=w.staff)
    )(w.item(), lessons_made.point(w.report, "See the men.", number="2")),
    "plan_check": lambda w: (
        lambda a: lambda: services.plan_check([a], date(2030, 1, 1), by=w.staff)
    )(w.done()),
    "reopen": _on(
        services.reopen, lambda w: services.close_action(w.action(), GONE, by=w.staff), "Again."
    ),
    "say_it_came_back": _said_back,
    "say_own_words": _on(services.say_own_words, made.World.item, True),
    "send_again": _on(services.send_again, _unknown),
    "show_evidence": _on(services.show_evidence, made.World.evidence),
    "show_item": _on(services.show_item, made.World.item),
    "state_of_board": lambda w: lambda: services.state_of_board(w.board, BoardSays.NONE, by=w.staff),
    "submit": lambda w: (lambda i: lambda: services.submit(w.board, w.trust, by=w.staff))(w.item()),
    "take_evidence_away": _on(services.take_evidence_away, made.World.evidence),
    "take_statement_back": _on(
        services.take_statement_back,
        lambda w: services.state_of_board(w.board, BoardSays.NONE, by=w.staff),
    ),
    "take_up": lambda w: (
        lambda: services.take_up(w.recommendation, w.board, TakenUpSaid(TakenUpAs.APPLIES), by=w.staff)
    ),
    "tell_board": lambda w: lambda: services.tell_board(w.board, Told.CAME_BACK, by=SYSTEM),
    "write_reminders": lambda w: (
        lambda r: lambda: services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    )(_rule(w)),
}  # fmt: skip
WITHOUT_ROW = {
    "claim_letter": "the letter says it itself",
    "letter_went": "the letter says it itself",
    "letter_refused": "the letter says it itself",
    "erase_words": "part of erase, which leaves one",
    "wanted_of": "reads",
    "months_later": "reckons",
}
_COUNTING = [
    "add_action", "add_evidence", "answer", "change_action", "close_action", "close_item", "make_check", "reopen",
    "decide_what_came_back", "find_what_came_back", "open_item", "show_item", "hide_item", "take_up",
]  # fmt: skip


def _everything() -> dict[str, list[dict[str, object]]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("heeded.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def test_every_service_is_tried() -> None:
    offered = {name for name in services.__all__ if inspect.isfunction(getattr(services, name))}
    assert offered == set(SERVICES) | set(WITHOUT_ROW)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_leaves_a_row_that_holds_no_words(name: str) -> None:
    call = SERVICES[name](made.World())
    before = set(AuditRow.objects.values_list("pk", flat=True))
    call()
    rows = AuditRow.objects.exclude(pk__in=before)
    assert rows
    for row in rows:
        for value in (row.thing, *row.details.values()):
            assert not isinstance(value, str) or (" " not in value and len(value) <= 64), row.action


@pytest.mark.parametrize("name", SERVICES)
def test_where_the_row_cannot_be_written_nothing_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = SERVICES[name](made.World())
    before = _everything()

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(AuditRow, "save", refuse)
    with pytest.raises(ConnectionError):
        call()
    assert _everything() == before


@pytest.mark.parametrize("name", _COUNTING)
def test_what_counts_is_told_in_the_same_transaction(name: str) -> None:
    call = SERVICES[name](made.World())
    before = Change.objects.filter(kind="practice").count()
    call()
    assert Change.objects.filter(kind="practice").count() > before
