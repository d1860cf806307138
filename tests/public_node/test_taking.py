"""On the node: what was told is here, the same to the letter; what went is gone, to the last byte; and a node that is
killed goes on where it was."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from heeded.briefing.models import Briefing, Line
from heeded.client import Damaged, NotReached
from heeded.core.errors import Refused
from heeded.core.models import Change, Tombstone
from heeded.engine.vocabulary import FactName
from heeded.library import files, services
from heeded.library.models import (
    Document,
    FactDecision,
    Followed,
    LearningPoint,
    LibrarySettings,
    MainLibrary,
    Page,
    Passage,
    Work,
)
from heeded.library.queries import visible_documents
from heeded.library.services import FactAnswer
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.reach.following import fetching, hearing, pulling, standing
from heeded.reach.following._main import begin
from heeded.reach.following.pulling import MainLibraryAway, follow_main_library, one_round
from heeded.reach.following.records import hash_of, record_of
from tests.briefing.made import issued_rows
from tests.library import made
from tests.public_node.kept import ADDRESS, Kept, kept
from tests.public_node.made import OPEN, SECRET, catalogued, point_of, text_document

pytestmark = pytest.mark.django_db


def differing() -> list[tuple[str, str]]:
    """What is held here and would be told otherwise than it was: nothing, if it was taken whole."""
    held = Followed.objects.values_list("kind", "identifier", "sha256")
    return [(kind, one) for kind, one, sha256 in held if hash_of(record_of(kind, one)) != sha256]


def held(kind: str = "document") -> set[str]:
    return set(Followed.objects.filter(kind=kind).values_list("identifier", flat=True))


def test_a_library_arrives_the_same_to_the_letter(node: Callable[[], None]) -> None:
    document = text_document()
    services.decide_fact(document.work, FactAnswer(FactName.HARM, ("neglect",), 1), by=OPERATOR)
    services.decide_fact(document.work, FactAnswer(FactName.BOARD, ("Quenbury Board",)), by=OPERATOR)
    services.decide_learning_point(point_of(document), "confirmed", by=OPERATOR)
    services.save_settings(name="Reviews of Quenbury", danger_line="Ring us.", own_synonyms="", by=OPERATOR)
    issued_rows(document, OPEN)
    catalogued()
    main = kept()
    before = Document.objects.get()
    page, point = Page.objects.get(), LearningPoint.objects.get()
    node()
    done = one_round(main)
    assert (done.taken, done.gone, done.left) == (5, 0, 0)
    assert differing() == []
    here = Document.objects.get()
    assert (here.identifier, here.name, here.page_count) == (
        before.identifier,
        before.name,
        before.page_count,
    )
    assert Page.objects.get().text == page.text
    assert LearningPoint.objects.get().identifier == point.identifier
    assert LearningPoint.objects.get().places.get().spans == [[1, 0, 5]]
    assert {one.name: one.values for one in FactDecision.objects.all()} == {
        "harm": ["neglect"],
        "board": ["Quenbury Board"],
    }
    assert LibrarySettings.objects.get().name == "Reviews of Quenbury"
    assert Line.objects.get().document == here
    assert set(visible_documents(ANONYMOUS)) == {here}


def test_each_file_is_here_under_its_hash(node: Callable[[], None]) -> None:
    text_document()
    main = kept()
    node()
    one_round(main)
    document = Document.objects.get()
    assert files.is_whole(document.sha256)
    assert files.path_of(document.sha256).read_bytes() == main.files[document.identifier, "file"]


def test_nothing_of_what_is_restricted_arrives(node: Callable[[], None], tmp_path: Path) -> None:
    document = text_document()
    hidden = text_document(SECRET, state="restricted", work=document.work)
    text_document(SECRET, state="restricted")
    main = kept()
    node()
    one_round(main)
    assert held() == {document.identifier}
    found = [
        path
        for path in (tmp_path / "node").rglob("*")
        if path.is_file()
        and any(word in path.read_bytes() for word in (b"stepfather", hidden.sha256.encode()))
    ]
    assert found == []
    assert not Passage.objects.filter(text=SECRET).exists()


def test_a_second_round_asks_for_nothing(node: Callable[[], None]) -> None:
    text_document()
    main = kept()
    node()
    one_round(main)
    main.asked.clear()
    changes = Change.objects.count()
    assert not one_round(main)
    assert main.fetched() == []
    assert Change.objects.count() == changes


def test_comparing_everything_asks_for_nothing_either(
    node: Callable[[], None], frozen_time: time_machine.Traveller
) -> None:
    text_document()
    main = kept()
    node()
    one_round(main)
    main.asked.clear()
    frozen_time.shift(3601)
    assert not one_round(main)
    assert main.asked == [("after", "")]


def test_what_changed_is_taken_and_the_rest_left_alone(node: Callable[[], None]) -> None:
    document, other = text_document(), text_document()
    first = kept()
    services.correct_learning_point(
        point_of(document), kind="finding", number="4", text="Nobody asked.", by=OPERATOR
    )
    second = kept()
    node()
    one_round(first)
    passages = set(Passage.objects.values_list("pk", flat=True))
    assert one_round(second).taken == 1
    assert second.fetched() == [("record", "document", document.identifier)]
    assert LearningPoint.objects.get(document__identifier=document.identifier).text == "Nobody asked."
    assert held() == {document.identifier, other.identifier}
    assert set(Passage.objects.values_list("pk", flat=True)) == passages  # so no vector is made again
    assert differing() == []


def test_a_fact_that_is_taken_back_goes(node: Callable[[], None]) -> None:
    document = text_document()
    services.decide_fact(document.work, FactAnswer(FactName.HARM, ("neglect",), 1), by=OPERATOR)
    first = kept()
    services.decide_fact(document.work, FactAnswer(FactName.HARM, (), 1), by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    assert FactDecision.objects.exists()
    one_round(second)
    assert not FactDecision.objects.exists()
    assert not Work.objects.get().subjects.exists()


def test_what_is_withdrawn_goes_rows_file_and_all(node: Callable[[], None], tmp_path: Path) -> None:
    document, other = text_document(), text_document("Somebody listened to the nursery.")
    identifier = issued_rows(document, OPEN)
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    sha256 = Document.objects.get(identifier=document.identifier).sha256
    assert files.exists(sha256)
    assert Briefing.objects.filter(identifier=identifier).exists()
    assert one_round(second).gone == 3
    assert held() == {other.identifier}
    assert not Briefing.objects.exists()
    assert Work.objects.count() == 1
    assert not files.exists(sha256)
    assert Tombstone.objects.get(thing=document.identifier).reason == "withdrawn"
    leaves = [path for path in (tmp_path / "node").rglob("*") if path.is_file()]
    assert not any(OPEN.encode() in path.read_bytes() for path in leaves)


def test_what_went_goes_before_anything_new_is_asked_for(node: Callable[[], None]) -> None:
    document = text_document()
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    text_document()
    second = kept()
    node()
    one_round(first)
    seen: list[bool] = []
    second.before_record = lambda kind, one: seen.append(
        Document.objects.filter(identifier=document.identifier).exists()
    )
    one_round(second)
    assert seen
    assert not any(seen)


def test_what_goes_while_much_is_taken_goes_at_once(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [text_document() for _ in range(3)]
    first = kept()
    services.withdraw(documents[0], reason="x", by=OPERATOR)
    later = kept()
    node()
    monkeypatch.setattr(fetching, "_LISTEN", 0.0)

    def as_it_goes_on(kind: str, identifier: str) -> None:
        if identifier == documents[1].identifier:
            first.tellings, first.newest = later.tellings, later.newest

    first.before_record = as_it_goes_on
    done = one_round(first)
    assert done.gone == 2
    assert held() == {documents[1].identifier, documents[2].identifier}


def test_a_round_of_so_many_seconds_stops_and_the_next_goes_on(node: Callable[[], None]) -> None:
    documents = [text_document() for _ in range(2)]
    main = kept()
    node()
    done = [one_round(main, seconds=1e-9)]
    state = standing()
    assert state is not None
    assert (state.waiting, state.done_at) == (4, None)
    while done[-1]:
        done.append(one_round(main, seconds=1e-9))
    assert [one.taken for one in done] == [1, 1, 1, 1, 1, 0]
    assert held() == {one.identifier for one in documents}
    assert differing() == []
    state = standing()
    assert state is not None
    assert state.waiting == 0
    assert state.done_at is not None


def test_what_comes_back_is_taken_again(node: Callable[[], None]) -> None:
    document = text_document()
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    services.publish(document, services.Publication(restrictions_checked=True), by=OPERATOR)
    third = kept()
    node()
    for main in (first, second, third):
        one_round(main)
    assert held() == {document.identifier}
    assert not Tombstone.objects.exists()
    assert differing() == []


def test_a_newer_version_takes_the_place_of_the_older(node: Callable[[], None]) -> None:
    older = text_document()
    first = kept()
    newer = text_document(work=older.work, replaces=older, version=2)
    second = kept()
    node()
    one_round(first)
    one_round(second)
    assert held() == {newer.identifier}
    assert Document.objects.get().version == 2


def test_an_older_version_that_stays_public_stays_under_the_newer(node: Callable[[], None]) -> None:
    older = text_document(replaced_is_public=True)
    newer = text_document(work=older.work, replaces=older, version=2)
    main = kept()
    node()
    one_round(main)
    here = Document.objects.get(identifier=newer.identifier)
    assert here.replaces is not None
    assert here.replaces.identifier == older.identifier
    assert visible_documents(ANONYMOUS).count() == 2
    assert differing() == []


@pytest.mark.parametrize("killed_at", range(5))
def test_a_node_that_is_killed_goes_on_where_it_was(node: Callable[[], None], killed_at: int) -> None:
    for _ in range(2):
        issued_rows(text_document(), OPEN)
    main = kept()
    node()
    left = [killed_at]

    def kill(kind: str, identifier: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt

    main.before_record = kill
    with pytest.raises(KeyboardInterrupt):
        one_round(main)
    assert MainLibrary.objects.get().done_at is None
    already = {(kind, one) for kind, one in Followed.objects.values_list("kind", "identifier")}
    main.before_record = lambda kind, identifier: None
    main.asked.clear()
    one_round(main)
    assert not already & {(one[1], one[2]) for one in main.fetched() if one[0] == "record"}
    assert differing() == []
    assert len(held()) == len(held("briefing")) == 2


def test_a_node_that_is_killed_while_letting_go_finishes_first(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = text_document()
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    sha256 = Document.objects.get().sha256

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    from heeded.reach.following import letting_go

    with monkeypatch.context() as patched:
        patched.setattr(letting_go, "empty_every_store", killed)
        with pytest.raises(KeyboardInterrupt):
            one_round(second)
    assert not Document.objects.exists()
    assert files.exists(sha256)
    monkeypatch.setattr(pulling, "Library", lambda *_, **__: second)
    follow_main_library(ADDRESS, "heeded_x")
    assert not files.exists(sha256)
    assert not Followed.objects.filter(kind="document").exists()


def test_a_file_of_what_was_being_taken_is_swept(node: Callable[[], None]) -> None:
    import io
    import os

    text_document()
    main = kept()
    node()
    stray = files.keep(io.BytesIO(b"half taken")).sha256
    os.utime(files.path_of(stray), (0, 0))
    one_round(main)
    assert not files.exists(stray)
    assert files.exists(Document.objects.get().sha256)


def test_a_damaged_file_is_not_taken_and_said(node: Callable[[], None]) -> None:
    document, whole = text_document(), text_document()
    main = kept()
    good = main.files[document.identifier, "file"]
    main.files[document.identifier, "file"] = good + b" "
    node()
    done = one_round(main)
    assert done.left == 1
    assert held() == {whole.identifier}
    state = standing()
    assert state is not None
    assert (state.waiting, state.done_at) == (1, None)
    assert document.identifier in state.error
    main.files[document.identifier, "file"] = good
    MainLibrary.objects.update(compared_at=None)
    assert one_round(main).left == 0
    assert held() == {document.identifier, whole.identifier}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: b"no json",
        lambda record: b"[]",
        lambda record: json.dumps({**record, "form": 2}).encode(),
        lambda record: json.dumps({**record, "identifier": "another"}).encode(),
        lambda record: json.dumps({**record, "pages": [{"number": "one"}]}).encode(),
        lambda record: json.dumps({k: v for k, v in record.items() if k != "sections"}).encode(),
        lambda record: json.dumps({**record, "published_at": "yesterday"}).encode(),
        lambda record: json.dumps({**record, "points": [{"identifier": 7}]}).encode(),
    ],
)
def test_a_record_that_is_none_changes_nothing_and_stops_nothing(
    node: Callable[[], None], spoil: Callable[[dict[str, Any]], bytes]
) -> None:
    document, whole = text_document(), text_document()
    main = kept()
    key = ("document", document.identifier)
    main.records[key] = spoil(json.loads(main.records[key]))
    node()
    done = one_round(main)
    assert done.left == 1
    assert held() == {whole.identifier}
    assert not Document.objects.filter(identifier=document.identifier).exists()


def test_a_library_restored_from_a_backup_is_compared_whole(node: Callable[[], None]) -> None:
    document = text_document()
    backup = kept()
    gone = text_document()
    text_document()
    main = kept()
    node()
    one_round(main)
    one_round(backup)
    assert held() == {document.identifier}
    assert not Document.objects.filter(identifier=gone.identifier).exists()


def test_what_is_missing_from_the_list_goes_at_the_next_comparison(
    node: Callable[[], None], frozen_time: time_machine.Traveller
) -> None:
    lost, document = text_document(), text_document()
    main = kept()
    node()
    one_round(main)
    kept_tellings = [pair for pair in main.tellings if pair[1].identifier != lost.identifier]
    one_round(replace(main, tellings=kept_tellings))
    assert lost.identifier in held()
    frozen_time.shift(3601)
    one_round(replace(main, tellings=kept_tellings))
    assert held() == {document.identifier}


def test_a_list_without_an_end_is_given_up(node: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    text_document()
    main = kept()
    node()
    monkeypatch.setattr(hearing, "_MOST_PARTS", 5)
    with pytest.raises(Damaged, match="end"):
        one_round(replace(main, newest=main.newest + 1))


def test_a_briefing_comes_after_what_it_cites(node: Callable[[], None]) -> None:
    document = text_document()
    issued_rows(document, OPEN)
    main = kept()
    main.tellings = [*main.tellings[-1:], *main.tellings[:-1]]
    node()
    one_round(main)
    assert Line.objects.get().document is not None
    assert differing() == []


def test_two_documents_that_readers_get_as_one_file_are_both_here(node: Callable[[], None]) -> None:
    first, second = text_document(), text_document()
    Document.objects.filter(pk=second.pk).update(public_sha256=first.sha256)
    main = kept()
    node()
    one_round(main)
    assert held() == {first.identifier, second.identifier}
    here = Document.objects.get(identifier=second.identifier)
    assert here.sha256 != here.public_sha256 == first.sha256
    assert files.is_whole(here.sha256)
    assert differing() == []


def test_what_is_hidden_here_by_hand_stays_hidden(node: Callable[[], None]) -> None:
    document = text_document()
    first = kept()
    services.decide_learning_point(point_of(document), "confirmed", by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    services.withdraw(Document.objects.get(), reason="at once", by=OPERATOR)
    one_round(second)
    assert not visible_documents(ANONYMOUS).exists()


# --- whom it follows, and how it stands ---


def test_a_library_with_reviews_of_its_own_follows_nobody() -> None:
    made.document()
    with pytest.raises(Refused, match="added here"):
        begin(ADDRESS)


def test_a_node_follows_one_library(node: Callable[[], None]) -> None:
    node()
    begin(ADDRESS)
    with pytest.raises(Refused, match="follows"):
        begin("https://other.example.org")


def test_a_library_that_cannot_be_reached_is_said_and_tried_again(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    text_document()
    main = kept()
    node()
    one_round(main)

    def away(place: str = "", *, limit: int = 1000) -> None:
        raise NotReached("The library cannot be reached.")

    monkeypatch.setattr(pulling, "Library", lambda *_, **__: main)
    with monkeypatch.context() as patched:
        patched.setattr(main, "after", away, raising=False)
        with pytest.raises(MainLibraryAway, match="cannot be reached"):
            follow_main_library(ADDRESS, "heeded_x")
        state = standing()
        assert state is not None
        assert state.error == "The library cannot be reached."
    assert visible_documents(ANONYMOUS).count() == 1
    follow_main_library(ADDRESS, "heeded_x")
    state = standing()
    assert state is not None
    assert state.error == ""


def test_two_processes_do_not_follow_at_once(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    main = kept()
    node()
    monkeypatch.setattr(pulling, "Library", lambda *_, **__: main)
    with pulling._alone(), pytest.raises(Refused, match="Another process"):
        follow_main_library(ADDRESS, "heeded_x")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(MainLibraryAway):
        follow_main_library("ftp://x.example.org", "heeded_x")


def test_silence_beyond_patience_is_stale(
    node: Callable[[], None], frozen_time: time_machine.Traveller
) -> None:
    main = kept()
    node()
    state = standing()
    assert state is not None
    assert state.is_stale
    one_round(main)
    state = standing()
    assert state is not None
    assert not state.is_stale
    frozen_time.shift(timedelta(hours=24, seconds=1).total_seconds())
    state = standing()
    assert state is not None
    assert state.is_stale


def test_a_library_that_follows_nobody_says_nothing() -> None:
    assert standing() is None


def test_what_the_operator_adds_to_a_node_is_refused(node: Callable[[], None], tmp_path: Path) -> None:
    import io

    from heeded.intake.services import Handed, take

    node()
    deliveries = list(take([Handed("a.txt", 5, io.BytesIO(b"words"))], by=OPERATOR))
    assert [one.state for one in deliveries] == ["refused"]
    assert "copy" in deliveries[0].error
    assert not Document.objects.exists()


def test_a_kept_library_is_asked_as_the_client_is() -> None:
    """The stand-in of these tests takes what the client's own takes."""
    import inspect

    from heeded.client import Publications

    for name in ("after", "record", "file"):
        ours, theirs = getattr(Kept, name), getattr(Publications, name)
        assert inspect.signature(ours) == inspect.signature(theirs), name
