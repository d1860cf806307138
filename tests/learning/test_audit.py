"""Every service leaves an audit row, and where that cannot be written nothing is."""

import inspect
from collections.abc import Callable

import pytest
from django.apps import apps

from heeded.core.actors import SYSTEM
from heeded.core.models import AuditRow, Change
from heeded.engine import exchange
from heeded.engine import frameworks as engine
from heeded.engine.briefing import Is
from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.models import Coding, CodingRound, Framework, Lesson, Theme
from heeded.learning.queries import framework_record
from heeded.learning.services import Name, PointProposed, Proposed, RoundAsked, Said, WhyProposed, WhySaid
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR, Viewer
from tests.learning import made, taught
from tests.library import made as library
from tests.people.made import account, seen_as

pytestmark = pytest.mark.django_db
WORDS = "The health visitor carried 620 families."
NAME = Name("Workload")
_Call = Callable[[], object]


class _World:
    """Something of everything."""

    def __init__(self) -> None:
        self.framework: Framework = made.framework("Workload", "Caseload", "Voice")
        self.theme: Theme = self.framework.themes.get(identifier="workload")
        self.other: Theme = self.framework.themes.get(identifier="caseload")
        self.document: Document = made.report()
        self.coder: Viewer = made.coder()
        self.points = [
            library.learning_point(made.report(), f"See {who}.") for who in ("fathers", "men", "him")
        ]

    def coding(self) -> Coding:
        return services.code_passage(self.document, made.spans(WORDS), self.theme, by=self.coder)

    def proposal(self) -> Coding:
        proposals = [Proposed("workload", made.spans(WORDS), 0.9, "So it says.")]
        return services.propose(self.document, self.framework, proposals, proposer="terms", by=SYSTEM)[0]

    def blind(self, *, done: int = 0) -> tuple[CodingRound, list[Viewer]]:
        accounts = [account("researcher") for _ in "ab"]
        coders = [seen_as(one) for one in accounts]
        asked = RoundAsked("Pilot", self.framework, tuple(accounts), (self.document,))
        held = services.begin_round(asked, by=OPERATOR)
        services.code_review(self.document.work, self.theme, by=coders[0])
        for coder in coders[:done]:
            held = services.say_done(held, by=coder)
        return held, coders

    def lesson(self) -> Lesson:
        return services.gather_lesson(self.points, NAME, by=self.coder)


def _retired(world: _World) -> _Call:
    services.retire_theme(world.theme, by=world.coder)
    return lambda: services.bring_back_theme(world.theme, by=world.coder)


def _newer(world: _World) -> _Call:
    world.coding()
    library.page(library.newer(world.document), made.TEXT)
    return services.move_codings


def _lost(world: _World) -> _Call:
    coding = world.coding()
    newer = library.newer(world.document, state="published")
    library.page(newer, "Nothing of it.")
    services.move_codings()
    return lambda: services.place_again(
        coding, newer, made.spans("Nothing", "Nothing of it."), by=world.coder
    )


def _round(what: Callable[..., object], done: int) -> Callable[[_World], _Call]:
    def prepared(world: _World) -> _Call:
        held, coders = world.blind(done=done)
        return lambda: what(held, by=coders[0])

    return prepared


def _settling(world: _World) -> _Call:
    held, coders = world.blind(done=2)
    unit = held.units.get()
    return lambda: services.settle(unit, "present", by=coders[0])


def _settled(world: _World) -> _Call:
    held, coders = world.blind(done=2)
    services.settle(held.units.get(), "absent", by=coders[0])
    return lambda: services.close_round(held, by=coders[0])


def _on(
    what: Callable[..., object], make: Callable[[_World], object], **said: object
) -> Callable[[_World], _Call]:
    def prepared(world: _World) -> _Call:
        thing = make(world)
        return lambda: what(thing, by=world.coder, **said)

    return prepared


def _of_points(
    what: Callable[..., object], first: int, last: int, *more: object
) -> Callable[[_World], _Call]:
    def prepared(world: _World) -> _Call:
        lesson = world.lesson()
        return lambda: what(lesson, world.points[first:last], *more, by=world.coder)

    return prepared


def _added(world: _World) -> _Call:
    lesson, new = world.lesson(), library.learning_point(made.report())
    return lambda: services.add_to_lesson(lesson, [new], by=world.coder)


def _merged(world: _World) -> _Call:
    one, other = world.lesson(), services.gather_lesson(world.points, Name("Other"), by=world.coder)
    return lambda: services.merge_lessons(one, other, by=world.coder)


def _proposed_lesson(world: _World) -> Lesson:
    group = [PointProposed(point, 0.9, "Alike.") for point in world.points]
    return services.propose_lessons([group], proposer="groups", by=SYSTEM)[0]


def _reworded(world: _World) -> _Call:
    return lambda: services.reword_theme(world.theme, engine.Theme("", "Other words"), by=world.coder)


def _asked_round(world: _World) -> _Call:
    asked = RoundAsked(
        "Pilot", world.framework, (account("researcher"), account("researcher")), (world.document,)
    )
    return lambda: services.begin_round(asked, by=OPERATOR)


def _chosen(world: _World) -> _Call:
    work = world.document.work
    one = services.code_review(work, world.theme, by=world.coder)
    other = services.code_review(work, world.theme, Said(CodeValue.ABSENT), by=made.coder())
    return lambda: services.choose(one, against=[other], by=OPERATOR)


def _finding(world: _World) -> Document:
    library.learning_point(world.document, "Nobody came, because nobody was told.", kind="finding")
    return world.document


def _waiting_why(world: _World) -> _Call:
    _finding(world)
    return services.propose_waiting_whys


def _taught(world: _World) -> Framework:
    framework = taught.framework()
    for who in taught.WHO:
        taught.coded_report(framework, world.coder, who)
    return framework


def _project(world: _World) -> _Call:
    record = framework_record(world.framework)
    start = made.TEXT.index(WORDS)
    coding = exchange.Coding(world.document.identifier, start, start + len(WORDS), "workload")
    source = exchange.Source(world.document.identifier, "report.txt", made.TEXT)
    project = exchange.Project("Theirs", record, (), (source,), (coding,))
    return lambda: services.take_project(project, world.framework, [source.identifier], by=world.coder)


# For each service: what it needs is made, and the call given back.
SERVICES: dict[str, Callable[[_World], _Call]] = {
    "accept": _on(services.accept, _World.proposal),
    "add_adult": lambda w: lambda: services.add_adult(w.document.work, "mother", by=w.coder),
    "add_theme": _on(services.add_theme, lambda w: w.framework, wording=engine.Theme("new", "New")),
    "add_to_lesson": _added,
    "begin_round": _asked_round,
    "bring_back_theme": _retired,
    "choose": _chosen,
    "change": lambda w: (lambda c: lambda: services.change(c, theme=w.other, by=w.coder))(w.coding()),
    "close_round": _settled,
    "code_adult": lambda w: (lambda a: lambda: services.code_adult(a, w.theme, by=w.coder))(
        services.add_adult(w.document.work, "mother", by=w.coder)
    ),
    "code_passage": lambda w: w.coding,
    "answer_themes": lambda w: (
        lambda: services.answer_themes(
            w.document.work, services.Whose("review"), {w.theme: services.Said()}, by=w.coder
        )
    ),
    "code_words": lambda w: (
        lambda: services.code_words(w.document, made.spans("620 families"), [w.theme], by=w.coder)
    ),
    "code_review": lambda w: lambda: services.code_review(w.document.work, w.theme, by=w.coder),
    "code_subject": lambda w: lambda: services.code_subject(w.document.work, 1, w.theme, by=w.coder),
    "coded_project": lambda w: (
        lambda _: (
            lambda: services.coded_project(
                w.framework, [w.document.identifier], by=w.coder, named=lambda actor: actor
            )
        )
    )(w.coding()),
    "confirm_lesson": _on(services.confirm_lesson, _proposed_lesson, name=NAME),
    "decide_why": lambda w: lambda: services.decide_why(w.points[0], WhySaid(Is.DESCRIBES), by=w.coder),
    "describe_framework": _on(
        services.describe_framework, lambda w: w.framework, name="N", source="", about=""
    ),
    "find_lessons": lambda w: lambda: services.find_lessons(by=SYSTEM),
    "gather_lesson": lambda w: w.lesson,
    "give_up_round": _round(services.give_up_round, 0),
    "go_on_coding": _round(services.go_on_coding, 1),
    "keep_shipped": lambda w: lambda: services.keep_shipped(engine.shipped(), by=SYSTEM),
    "learn": lambda w: (lambda f: lambda: services.learn(f, by=w.coder))(_taught(w)),
    "make_framework": lambda w: (
        lambda: services.make_framework(
            engine.Framework("made", "Made", "1", themes=(engine.Theme("one", "One"),)), by=w.coder
        )
    ),
    "merge_lessons": _merged,
    "merge_themes": lambda w: lambda: services.merge_themes([w.theme], w.other, by=w.coder),
    "move_codings": _newer,
    "name_lesson": _on(services.name_lesson, _World.lesson, name=Name("Another")),
    "place_again": _lost,
    "propose": lambda w: w.proposal,
    "propose_lessons": lambda w: lambda: _proposed_lesson(w),
    "propose_waiting_whys": _waiting_why,
    "propose_whys": _on(services.propose_whys, _finding),
    "propose_why": lambda w: (
        lambda: services.propose_why(
            w.points[0], WhyProposed(Is.DESCRIBES, 0.9, "No sentence says why."), proposer="judged", by=SYSTEM
        )
    ),
    "reject": _on(services.reject, _World.coding),
    "reject_lesson": _on(services.reject_lesson, _proposed_lesson),
    "reject_why": _on(
        services.reject_why, lambda w: services.decide_why(w.points[0], WhySaid(Is.DESCRIBES), by=w.coder)
    ),
    "retire_framework": _on(services.retire_framework, lambda w: w.framework),
    "retire_theme": _on(services.retire_theme, lambda w: w.theme),
    "reword_theme": _reworded,
    "say_done": _round(services.say_done, 0),
    "settle": _settling,
    "split_lesson": _of_points(services.split_lesson, 0, 1, Name("Part")),
    "split_theme": _on(
        services.split_theme, lambda w: w.theme, into=[engine.Theme("a", "A"), engine.Theme("b", "B")]
    ),
    "set_suggesting": lambda w: lambda: services.set_suggesting(w.framework, True, by=w.coder),
    "suggest": lambda w: (lambda d: lambda: services.suggest(d, w.framework, by=w.coder))(taught.report()),
    "take_project": _project,
    "take_framework": lambda w: lambda: services.take_framework(engine.shipped()[0], by=w.coder),
    "take_out_of_lesson": _of_points(services.take_out_of_lesson, 0, 1),
    "write_note": _on(services.write_note, _World.coding, note="A note."),
}
_COUNTING = [
    "accept", "change", "close_round", "code_review", "decide_why", "merge_themes", "move_codings", "name_lesson",
    "place_again", "propose", "reject",
]  # fmt: skip
WITHOUT_ROW = {
    "at_hand": "reads what was handed in",
    "codebook_in": "reads what was handed in",
    "free_identifier": "only words",
    "hand_in": "keeps a file for an hour at most, to be looked at",
    "let_go": "erases a file that was only looked at",
    "look_at_project": "stores nothing",
    "project_in": "reads what was handed in",
    "tried": "reads what was handed in",
    "erase_words": "part of erase, which leaves one",
    "learn_what_is_due": "calls learn, which leaves one",
    "suggest_what_is_due": "calls suggest, which leaves one",
}


def _everything() -> dict[str, list[dict[str, object]]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("heeded.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def test_every_service_is_tried() -> None:
    offered = {name for name in services.__all__ if inspect.isfunction(getattr(services, name))}
    assert offered == set(SERVICES) | set(WITHOUT_ROW)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_leaves_a_row_that_holds_no_words(name: str) -> None:
    call = SERVICES[name](_World())
    before = set(AuditRow.objects.values_list("pk", flat=True))
    call()
    rows = AuditRow.objects.exclude(pk__in=before)
    assert rows
    for row in rows:
        for value in (row.thing, *row.details.values()):
            assert not isinstance(value, str) or (" " not in value and len(value) <= 64), row.action


@pytest.mark.parametrize("name", SERVICES)
def test_where_the_row_cannot_be_written_nothing_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = SERVICES[name](_World())
    before = _everything()

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(AuditRow, "save", refuse)
    with pytest.raises(ConnectionError):
        call()
    assert _everything() == before


@pytest.mark.parametrize("name", ["settle", "say_done", "go_on_coding", "begin_round", "add_adult"])
def test_what_changes_nothing_that_counts_is_told_to_nobody(name: str) -> None:
    call = SERVICES[name](_World())
    before = Change.objects.count()
    call()
    assert Change.objects.count() == before


@pytest.mark.parametrize("name", _COUNTING)
def test_what_counts_is_told_in_the_same_transaction(name: str) -> None:
    call = SERVICES[name](_World())
    before = Change.objects.count()
    call()
    assert Change.objects.count() > before
