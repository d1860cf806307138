"""Each service of practice, used once on a board made for it: what the tests of the audit go through."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.engine.plans import TrackerEntry, tracker_file
from heeded.library.models import LearningPoint
from heeded.people.models import Organisation
from heeded.people.viewer import OPERATOR
from heeded.practice import services
from heeded.practice.kinds import (
    ActionState,
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
from heeded.practice.models import (
    CameBack,
    Decision,
    Evidence,
    Meeting,
    OutsideQuestion,
    ReminderLetter,
    ReminderRule,
    TrackerRecord,
)
from heeded.practice.services import (
    Answered,
    Checked,
    Close,
    Decided,
    Entered,
    Period,
    RowsAtHand,
    RuleWanted,
    SaidByLink,
    TakenUpSaid,
    ToOpen,
    wanted_of,
)
from tests.learning import lessons_made
from tests.library import made as library
from tests.people import made as people
from tests.practice import made
from tests.practice.plan_files import begun, choices, rows, waiting

Call = Callable[[], object]
GONE = Close(ClosedAs.NO_LONGER_APPLIES, "The service is no more.")
RULE = RuleWanted(RemindsOf.ACTION, 1)
LOOK_AGAIN = Decided("Look again in a year.")


def _period() -> Period:
    return Period(now() - timedelta(days=1), now() + timedelta(days=6))


def _on(
    what: Callable[..., object], make: Callable[[made.World], object], *more: object, **said: object
) -> Callable[[made.World], Call]:
    def prepared(world: made.World) -> Call:
        thing = make(world)
        return lambda: what(thing, *more, by=world.staff, **said)

    return prepared


def _later(world: made.World) -> LearningPoint:
    report = lessons_made.review(
        lessons_made.MEN[1], board=world.board.name, period_from="2016", date_of_publication="2019"
    )
    lessons_made.lesson(world.report, report)
    return report.learning_points.get()


def _filed(world: made.World) -> Evidence:
    given = replace(made.AUDIT, file=BytesIO(b"month,seen\n1,4\n"), file_name="seen.csv")
    return world.evidence(given=given)


def _came_back(world: made.World) -> CameBack:
    world.changed()
    _later(world)
    return services.find_what_came_back(by=SYSTEM)[0]


def _found(world: made.World) -> Call:
    world.changed()
    _later(world)
    return lambda: services.find_what_came_back(by=SYSTEM)


def _said_back(world: made.World) -> Call:
    item, point = world.changed(), _later(world)
    return lambda: services.say_it_came_back(item, point, by=world.staff)


def _body(world: made.World) -> Organisation:
    services.open_plan(world.board, world.trust, _period(), by=world.staff)
    return world.trust


def _question(world: made.World) -> OutsideQuestion:
    return services.ask_board(world.board, _body(world), "Who?", by=OPERATOR)


def _telling(world: made.World) -> Call:
    asker = people.viewer("inspector", organisation=_body(world))
    question = services.ask_board(world.board, world.trust, "Who?", by=asker)
    OutsideQuestion.objects.update(answer="The chair.", answered_by=world.staff.audit_name, answered_at=now())
    question.refresh_from_db()
    return lambda: services.tell_asker(question, by=world.staff)


def _rule(world: made.World) -> ReminderRule:
    world.action()
    return services.make_rule(world.board, RULE, by=world.staff)


def _unknown(world: made.World) -> ReminderLetter:
    _rule(world)
    services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    ReminderLetter.objects.update(fate=Fate.UNKNOWN)
    return ReminderLetter.objects.get()


def _sending(world: made.World) -> Call:
    _unknown(world)
    ReminderLetter.objects.update(fate=Fate.SENDING, claimed_at=now() - timedelta(hours=1))
    return lambda: services.list_unknown(by=SYSTEM)


def _reading(world: made.World) -> Call:
    opening = services.open_plan(world.board, world.trust, _period(), by=world.staff)
    return lambda: services.note_reading(opening, by=OPERATOR)


def _newer(world: made.World) -> Call:
    world.item()
    lessons_made.point(library.newer(world.report), made.MEN, number="1")
    return lambda: services.follow_points(by=SYSTEM)


def _changing(world: made.World) -> Call:
    action = world.action()
    wanted = replace(wanted_of(action), what="Another", state="done", done_on=date(2009, 6, 1))  # type: ignore[arg-type]
    return lambda: services.change_action(action, wanted, by=world.staff)


def _checking(world: made.World) -> Call:
    check = world.done().checks.get()
    said = Checked(CheckAnswer.YES, Tie.INDEPENDENT, "Seen.", [made.AUDIT], date(2199, 1, 1))
    return lambda: services.make_check(check, said, by=world.checker)


def _meeting(world: made.World) -> Meeting:
    return services.note_meeting(world.board, date(2009, 7, 1), "Assurance group", by=world.staff)


def _decision(world: made.World) -> Decision:
    return services.minute(_meeting(world), [LOOK_AGAIN], by=world.staff)[0]


def _tracker_file() -> BytesIO:
    return BytesIO(tracker_file([TrackerEntry(local_reference="A1")]))


def _tracked(world: made.World) -> TrackerRecord:
    services.take_tracker(world.board, _tracker_file(), by=world.staff)
    return TrackerRecord.objects.get()


def _naming(world: made.World) -> Call:
    tracked = _tracked(world)
    return lambda: services.name_tracked(tracked, world.report.work, by=world.staff)


def _read_outside(world: made.World) -> Call:
    item = world.item()
    inspector = people.viewer("inspector", organisation=_body(world))
    return lambda: services.note_outside_readings([item], by=inspector)


def _by_link(world: made.World) -> Call:
    action = world.action()
    secret = services.make_links(world.owner_account, [action])[action.pk]
    return lambda: services.use_link(secret, SaidByLink(ActionState.UNDER_WAY))


def _plan(world: made.World) -> Call:
    some = rows(2)
    matches = choices(world, some).matches
    return lambda: services.take_plan(world.board, world.report.work, some, matches, by=world.staff)


def _begun(world: made.World) -> Call:
    chosen = choices(world, rows(2))
    return lambda: services.begin_taking(
        world.board, world.report.work, chosen, by=world.staff, file_name="plan.csv", rows=2
    )


def _worker(world: made.World) -> Call:
    waiting(world, 2)
    return services.take_waiting_plans


SERVICES: dict[str, Callable[[made.World], Call]] = {
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
    "ask_each": lambda w: (lambda i: lambda: services.ask_each(i, [w.trust, w.board], by=w.staff))(w.item()),
    "begin_taking": _begun,
    "change_action": _changing,
    "close_action": _on(services.close_action, made.World.action, GONE),
    "close_item": _on(services.close_item, made.World.item, GONE),
    "copy_evidence": _on(services.copy_evidence, _filed),
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
    "make_usual_rules": lambda w: lambda: services.make_usual_rules(w.board, by=w.staff),
    "minute": _on(services.minute, _meeting, [LOOK_AGAIN]),
    "name_tracked": _naming,
    "note_meeting": lambda w: lambda: _meeting(w),
    "note_outside_readings": _read_outside,
    "note_reading": _reading,
    "open_item": lambda w: lambda: services.open_item(w.recommendation, w.board, by=w.staff),
    "open_plan": lambda w: lambda: services.open_plan(w.board, w.trust, _period(), by=w.staff),
    "open_together": lambda w: (
        lambda: services.open_together([ToOpen(w.recommendation, [w.trust])], w.board, by=w.staff)
    ),
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
    "say_whom_to_ask": lambda w: lambda: services.say_whom_to_ask(w.board, "The office.", by=w.staff),
    "send_again": _on(services.send_again, _unknown),
    "show_evidence": _on(services.show_evidence, made.World.evidence),
    "show_item": _on(services.show_item, made.World.item),
    "state_of_board": lambda w: lambda: services.state_of_board(w.board, BoardSays.NONE, by=w.staff),
    "strike_out": _on(services.strike_out, _decision, "Of another meeting"),
    "submit": lambda w: (lambda i: lambda: services.submit(w.board, w.trust, by=w.staff))(w.item()),
    "take_evidence_away": _on(services.take_evidence_away, made.World.evidence),
    "take_evidence_file": _on(services.take_evidence_file, _filed),
    "take_now": _on(services.take_now, lambda w: begun(w, rows(2)), RowsAtHand(tuple(rows(2)), ())),
    "take_plan": _plan,
    "take_some": _on(services.take_some, lambda w: begun(w, rows(2)), rows(2)),
    "take_statement_back": _on(
        services.take_statement_back,
        lambda w: services.state_of_board(w.board, BoardSays.NONE, by=w.staff),
    ),
    "take_tracker": lambda w: lambda: services.take_tracker(w.board, _tracker_file(), by=w.staff),
    "take_up": lambda w: (
        lambda: services.take_up(w.recommendation, w.board, TakenUpSaid(TakenUpAs.APPLIES), by=w.staff)
    ),
    "take_waiting_plans": _worker,
    "tell_asker": _telling,
    "tell_board": lambda w: lambda: services.tell_board(w.board, Told.CAME_BACK, by=SYSTEM),
    "use_link": _by_link,
    "write_reminders": lambda w: (
        lambda r: lambda: services.write_reminders(date(2009, 7, 1), by=SYSTEM)
    )(_rule(w)),
}  # fmt: skip
