"""One round of the node: nothing that fails keeps the rest away, and it says how far it is."""

from collections.abc import Callable

import pytest

from heeded import client
from heeded.library import services
from heeded.library.models import Document, MainLibrary
from heeded.people.viewer import OPERATOR
from heeded.reach.following import fetching
from heeded.reach.following.pulling import one_round
from tests.public_node.kept import kept
from tests.public_node.made import point_of, text_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "error",
    [client.LibraryFailed("Something went wrong.", status=500), client.Refused("Damaged.", status=409)],
)
def test_what_the_main_library_cannot_give_keeps_nothing_else_away(
    node: Callable[[], None], error: Exception
) -> None:
    broken, whole = text_document(), text_document()
    main = kept()

    def not_given(kind: str, identifier: str) -> None:
        if identifier == broken.identifier:
            raise error

    main.before_record = not_given
    node()
    assert one_round(main).left == 1
    assert Document.objects.get().identifier == whole.identifier
    state = MainLibrary.objects.get()
    assert (state.waiting, state.done_at) == (1, None)
    assert state.place == str(main.newest)
    assert broken.identifier in state.error


def test_progress_counts_what_is_not_here_yet(node: Callable[[], None]) -> None:
    documents = [text_document() for _ in range(2)]
    first = kept()
    services.decide_learning_point(point_of(documents[0]), "confirmed", by=OPERATOR)
    second = kept()
    node()
    said: list[str] = []
    one_round(first, said.append)
    assert said == [f"Taken {number} of 5" for number in range(1, 6)]
    MainLibrary.objects.update(compared_at=None)
    said.clear()
    one_round(second, said.append)
    assert said == ["Taken 1 of 1"]


def test_a_long_round_says_what_waits_and_what_went_wrong(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, last = text_document(), text_document()
    main = kept()
    main.records["document", broken.identifier] = b"no json"
    node()
    monkeypatch.setattr(fetching, "_LISTEN", 0.0)
    seen: list[tuple[int, bool]] = []

    def look(kind: str, identifier: str) -> None:
        if identifier == last.identifier:
            state = MainLibrary.objects.get()
            seen.append((state.waiting, broken.identifier in state.error))

    main.before_record = look
    one_round(main)
    assert seen == [(2, True)]


def test_what_is_told_while_much_is_taken_is_taken_in_the_same_round(
    node: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [text_document() for _ in range(2)]
    main = kept()
    services.decide_learning_point(point_of(documents[0]), "confirmed", by=OPERATOR)
    fresh = text_document()
    later = kept()
    node()
    monkeypatch.setattr(fetching, "_LISTEN", 0.0)

    def as_it_goes_on(kind: str, identifier: str) -> None:
        if identifier == documents[1].identifier:
            main.tellings, main.newest = later.tellings, later.newest
            main.records, main.files = later.records, later.files

    main.before_record = as_it_goes_on
    assert one_round(main).left == 0
    assert Document.objects.filter(identifier=fresh.identifier).exists()
    assert point_of(Document.objects.get(identifier=documents[0].identifier)).state == "confirmed"
