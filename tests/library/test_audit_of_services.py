"""Every write leaves an audit row in its own transaction: where the row cannot be written, nothing is."""

import contextlib
import inspect
from collections.abc import Callable
from io import BytesIO

import pytest
from django.apps import apps

import heeded.intake.services
import heeded.library.services
import heeded.people.services
from heeded.core.models import AuditRow
from heeded.engine.vocabulary import FactName
from heeded.intake.services import Handed, run_again, take
from heeded.library import services as library
from heeded.library.files import Kept
from heeded.library.models import Document, Section
from heeded.people import services as people
from heeded.people import terms
from heeded.people.scopes import Scope
from heeded.people.viewer import OPERATOR, Viewer
from tests.library.made import document, learning_point, newer, work
from tests.people.made import account, board, grant, seen_as, viewer

pytestmark = pytest.mark.django_db

# What needs no row of its own, and why.
WITHOUT_ROW = {
    "people.invitation_for": "reads",
    "people.send_waiting_mail": "what it tells of was recorded when it was written",
    "people.write_when_sent": "registers who writes, writes nothing",
    "people.hash_of": "reads",
    "people.note_use": "the day of use, at most once a day: what is done with a token has rows of its own",
    "library.erase_files": "part of erase",
    "library.forget_file": "part of erase",
    "library.erased_before": "reads",
    "library.named_files": "reads",
    "library.propose_title": "inside a step of intake, which the runner records",
    "library.save_blocks": "inside a step",
    "library.save_facts": "inside a step",
    "library.save_learning_points": "inside a step",
    "library.save_pages": "inside a step",
    "library.save_passages": "inside a step",
    "library.save_sections": "inside a step",
    "library.tell_readable": "inside a step",
    "intake.forget_deliveries": "part of erase",
}


def _document() -> Document:
    return document(added_by="operator")


def _section() -> Section:
    return Section.objects.create(
        document=_document(),
        order=0,
        title="A",
        level=1,
        kind="other",
        page=1,
        spans=[],
        first_block=0,
        last_block=1,
    )


def _invited() -> object:
    secret = people.invite(
        email="n@example.org", role="reader", organisation=None, address="https://x/", by=OPERATOR
    )
    return people.invitation_for(secret)


def _two_administrators() -> object:
    account("administrator")
    return account("administrator").memberships.get()


def _emergency() -> Callable[[], object]:
    by = seen_as(account("administrator"))
    thing, owner = _document(), account()
    return lambda: people.open_in_emergency(
        thing=thing.pk, identifier=thing.identifier, tell=[owner], reason="A child is at risk tonight.", by=by
    )


def _erased_and_back() -> Callable[[], object]:
    """A document that was erased and that a restored backup has brought back."""
    from heeded.core.erasure import Erased, write_down

    back = _document()
    write_down(Erased(back.identifier, (back.sha256,), "court-order", "2025-01-01T00:00:00+00:00", back.pk))
    return lambda: library.replay_erasures(by=OPERATOR)


def _token_of(owner: Viewer) -> str:
    token, _ = people.make_token(
        name="Invented", scopes=[Scope.READ], days=1, terms_version=terms.VERSION, by=owner
    )
    return token.identifier


def _with_token(call: Callable[..., object], **said: object) -> Callable[[], Callable[[], object]]:
    """What somebody does with a token of theirs."""

    def made() -> Callable[[], object]:
        owner = viewer("researcher")
        identifier = _token_of(owner)
        return lambda: call(identifier, by=owner, **said)

    return made


def _new_token() -> Callable[[], object]:
    owner = viewer("researcher")
    return lambda: _token_of(owner)


def _named_twice() -> Callable[[], object]:
    """One of two readers is taken back."""
    held = _document()
    grants = [grant(held.pk, account=account("practitioner")) for _ in "ab"]
    return lambda: library.take_back_reading(held, grants[0].pk, by=OPERATOR)


def _call(
    function: Callable[..., object], *made: Callable[[], object], **said: object
) -> Callable[[], object]:
    """The call, with what it needs made before."""
    things = [make() for make in made]
    return lambda: function(*things, **said)


# For each service: make what it needs, and give back the call.
SERVICES: dict[str, Callable[[], Callable[[], object]]] = {
    "people.accept": lambda: _call(people.accept, _invited, name="A", password="x" * 20),
    "people.add_account": lambda: _call(
        people.add_account, email="a@example.org", name="A", password=None, by=OPERATOR
    ),
    "people.add_organisation": lambda: _call(people.add_organisation, name="New", kind="board", by=OPERATOR),
    "people.close_account": lambda: _call(people.close_account, account, by=OPERATOR),
    "people.end_role": lambda: _call(people.end_role, _two_administrators, by=OPERATOR),
    "people.first_account": lambda: _call(
        people.first_account, email="a@example.org", name="A", password="x" * 20
    ),
    "people.give_role": lambda: _call(
        people.give_role, account=account(), role="reader", organisation=None, by=OPERATOR
    ),
    "people.grant_reading": lambda: _call(
        people.grant_reading, lambda: people.Named(account().pk), thing_kind="document", thing=1, by=OPERATOR
    ),
    "people.invite": lambda: _call(
        people.invite,
        email="n@example.org",
        role="reader",
        organisation=None,
        address="https://x/",
        by=OPERATOR,
    ),
    "people.open_in_emergency": _emergency,
    "people.add_team": lambda: _call(people.add_team, organisation=board(), name="Duty team", by=OPERATOR),
    "people.make_token": _new_token,
    "people.end_token": _with_token(people.end_token),
    "people.accept_terms": _with_token(people.accept_terms, terms_version=terms.VERSION),
    "people.end_grant": lambda: _call(people.end_grant, lambda: grant(1, account=account()), by=OPERATOR),
    "library.add_document": lambda: _call(
        library.add_document,
        work=work(),
        kept=Kept("a" * 64, 3),
        name="a.pdf",
        by=OPERATOR,
        organisation=board().pk,
    ),
    "library.add_work": lambda: _call(library.add_work, title="A", by=OPERATOR),
    "library.answer_problem": lambda: _call(
        library.answer_problem,
        lambda: library.report_problem(kind="wrong", message="It says 2009.", by=OPERATOR),
        answer="Corrected.",
        by=OPERATOR,
    ),
    "library.catalogue": lambda: _call(
        library.catalogue, lambda: library.CatalogueEntry("A review"), by=OPERATOR
    ),
    "library.confirm_title": lambda: _call(
        library.confirm_title, work, lambda: "A better title", by=OPERATOR
    ),
    "library.correct_learning_point": lambda: _call(
        library.correct_learning_point,
        lambda: learning_point(_document()),
        kind="finding",
        number="2",
        text="Other words.",
        by=OPERATOR,
    ),
    "library.decide_fact": lambda: _call(
        library.decide_fact, work, lambda: library.FactAnswer(FactName.AREA, ("Invented",)), by=OPERATOR
    ),
    "library.decide_learning_point": lambda: _call(
        library.decide_learning_point, lambda: learning_point(_document()), lambda: "confirmed", by=OPERATOR
    ),
    "library.decide_section_kind": lambda: _call(
        library.decide_section_kind, _section, lambda: "analysis", by=OPERATOR
    ),
    "library.erase": lambda: _call(library.erase, _document, reason="wrong-file", by=OPERATOR),
    "library.erase_review": lambda: _call(
        library.erase_review, lambda: _document().work, reason="wrong-file", by=OPERATOR
    ),
    "library.hold_back": lambda: _call(library.hold_back, lambda: document(state="published"), by=OPERATOR),
    "library.join_as_newer_version": lambda: _call(library.join_as_newer_version, _document, _document),
    "library.name_library_fictional": lambda: _call(library.name_library_fictional, by=OPERATOR),
    "library.note_reading": lambda: _call(library.note_reading, _document, by=OPERATOR, door="page"),
    "library.note_readings": lambda: _call(
        library.note_readings, lambda: [document().identifier], by=OPERATOR, door="search"
    ),
    "library.name_reader": lambda: _call(
        library.name_reader, _document, lambda: people.Named(account("practitioner").pk), by=OPERATOR
    ),
    "library.open_in_emergency": lambda: _call(
        library.open_in_emergency,
        lambda: _document().identifier,
        reason="A child is at risk tonight.",
        by=seen_as(account("administrator")),
    ),
    "library.publish": lambda: _call(
        library.publish,
        lambda: newer(document(state="published")),
        lambda: library.Publication(restrictions_checked=True),
        by=OPERATOR,
    ),
    "library.replay_erasures": _erased_and_back,
    "library.report_problem": lambda: _call(
        library.report_problem, kind="wrong", message="It is 2009.", by=OPERATOR
    ),
    "library.save_settings": lambda: _call(
        library.save_settings, name="Invented", danger_line="Ring 999.", own_synonyms="", by=OPERATOR
    ),
    "library.take_back_reading": _named_twice,
    "library.withdraw": lambda: _call(
        library.withdraw, lambda: document(state="published"), reason="", by=OPERATOR
    ),
    "intake.run_again": lambda: _call(run_again, _document, lambda: "pages", alone=False, by=OPERATOR),
    "intake.take": lambda: lambda: list(take([Handed("a.txt", 5, BytesIO(b"words"))], by=OPERATOR)),
}


def _offered() -> set[str]:
    """Every function that a room's services give to others."""
    found = {f"intake.{name}" for name in ("take", "run_again", "forget_deliveries")}
    for room, module in (("people", people), ("library", library)):
        found |= {f"{room}.{name}" for name in module.__all__ if inspect.isfunction(getattr(module, name))}
    named = inspect.getmembers(heeded.intake.services, inspect.isfunction)
    mine = {name for name, function in named if function.__module__ == "heeded.intake.services"}
    return found | {f"intake.{name}" for name in mine if not name.startswith("_")}


def _everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every record of ours."""
    models = [model for model in apps.get_models() if model.__module__.startswith("heeded.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture(autouse=True)
def no_rebuild(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """The index has its own tests."""
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_every_service_is_tried() -> None:
    assert _offered() - set(SERVICES) - set(WITHOUT_ROW) == set(), "add the new service here"
    assert (set(SERVICES) | set(WITHOUT_ROW)) - _offered() == set(), "these are gone"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_leaves_a_row(name: str) -> None:
    call = SERVICES[name]()
    before = AuditRow.objects.count()
    call()
    assert AuditRow.objects.count() > before


class Broken(Exception):
    """The audit cannot be written."""


@pytest.mark.parametrize("name", SERVICES)
def test_where_the_row_cannot_be_written_nothing_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = SERVICES[name]()
    before = _everything()

    def refuse(*_: object, **__: object) -> None:
        raise Broken

    monkeypatch.setattr(AuditRow, "save", refuse)
    with pytest.raises(Broken):
        call()
    assert _everything() == before


@pytest.mark.parametrize("name", sorted(name for name in SERVICES if name.startswith("library.")))
def test_a_service_says_who_did_it(name: str) -> None:
    """Every write of the library takes the person as `by`, except the one that intake alone calls."""
    function = getattr(library, name.split(".")[1])
    named = inspect.signature(function).parameters
    assert "by" in named or name == "library.join_as_newer_version"
    if "by" in named:
        assert named["by"].kind is inspect.Parameter.KEYWORD_ONLY


def test_reading_what_is_not_public_leaves_a_row() -> None:
    from datetime import timedelta

    from heeded.core.clock import now

    whoever = viewer("board-staff")
    restricted, withdrawn = document(), document(state="withdrawn")
    embargoed = document(state="published", visible_from=now() + timedelta(days=1))
    replaced = document(state="published")
    newest = newer(replaced, state="published")
    for one in (restricted, withdrawn, embargoed, replaced, newest, document(state="published")):
        library.note_reading(one, by=whoever, door="page")
    rows = AuditRow.objects.filter(action="document.read.page")
    assert {row.thing for row in rows} == {
        one.identifier for one in (restricted, withdrawn, embargoed, replaced)
    }
    assert {row.actor for row in rows} == {whoever.audit_name}


def test_details_of_a_row_are_short_values() -> None:
    """Identifiers, hashes and numbers: nothing long enough to hold a sentence."""
    for prepare in SERVICES.values():
        _try(prepare)
    for row in AuditRow.objects.all():
        for value in [row.thing, *row.details.values()]:
            assert value is None or isinstance(value, int | bool) or len(value) <= 64, row.action
            assert not isinstance(value, str) or " " not in value, row.action


def _try(prepare: Callable[[], Callable[[], object]]) -> None:
    from heeded.core.errors import HeededError

    with contextlib.suppress(HeededError):  # one stands in the way of another: a first account, samples apart
        prepare()()
