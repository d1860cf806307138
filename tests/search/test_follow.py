"""The index follows the change log, is thrown away at will, and survives being stopped at any moment."""

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
import tantivy

from heeded.core.queries import Place
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Passage
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.search.index import folder, forget_opened
from heeded.search.index._schema import register
from heeded.search.queries import check_drift, find, status
from heeded.search.request import SearchRequest
from heeded.search.results import Drift, SearchResults
from heeded.search.services import erase, follow, rebuild
from tests.search.factories import add_passages, make_document

pytestmark = pytest.mark.django_db
SECRET = ("quorzelwick", "zanthimbl")
Search = Callable[..., SearchResults]


def look(text: str) -> SearchResults:
    """Search without following first."""
    return find(OPERATOR, SearchRequest(text=text))


def test_without_an_index_it_says_so_and_finds_nothing() -> None:
    make_document(passages=["Neglect."])
    answer = look("neglect")
    assert (answer.ready, answer.works, answer.behind) == (False, 0, 1)
    assert status().state == "missing"


def test_the_follower_makes_the_index_and_then_keeps_its_place() -> None:
    make_document(passages=["Neglect."])
    first = follow()
    assert (first.documents, first.rebuilt, first.behind) == (1, True, 0)
    make_document(passages=["Bruising.", "Bruises."])
    assert status().behind == 1
    second = follow()
    assert (second.documents, second.rebuilt, second.behind) == (1, False, 0)
    assert second.place > first.place
    assert follow().documents == 0
    assert look("bruising").passages == 2


def test_passages_made_anew_take_the_place_of_the_old() -> None:
    document = make_document(passages=["The social worker was late."])
    follow()
    document.passages.all().delete()
    add_passages(document, ["The midwife was late."])
    waiting = look("worker")
    assert (waiting.works, waiting.behind) == (0, 1), (
        "rows that are gone are not counted while the index is behind"
    )
    follow()
    assert (look("worker").works, look("midwife").works) == (0, 1)


def test_what_is_filed_and_published_needs_no_writing() -> None:
    document = make_document(passages=["Neglect."])
    follow()
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=document.pk)
    note_change(ChangeKind.FACTS, thing_kind="work", thing=document.work_id)
    done = follow()
    assert (done.documents, done.behind) == (0, 0)


def test_only_one_process_writes() -> None:
    make_document(passages=["Neglect."])
    with folder().locked(wait=False) as mine:
        assert mine
        assert follow().skipped
        assert status().state == "rebuilding"
    assert not follow().skipped


def test_a_change_of_layout_makes_the_index_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_document(passages=["Neglect."])
    follow()
    monkeypatch.setattr("heeded.search.index._schema.version", lambda: "another")
    assert status().state == "other-version"
    assert not look("neglect").ready
    assert follow().rebuilt
    assert look("neglect").works == 1


@pytest.mark.parametrize("damage", ["meta.json", "segment", "place.json", "current"])
def test_a_damaged_index_is_made_anew(damage: str, index: Path) -> None:
    make_document(passages=["Neglect."])
    follow()
    path = folder().current()
    assert path is not None
    if damage == "current":
        (index / "current").write_text("words-nothing")
    elif damage == "segment":
        for file in path.iterdir():
            if "." in file.name and file.suffix != ".json":
                file.write_bytes(b"")
    else:
        (path / damage).write_text("{")
    forget_opened()
    look("neglect")  # whatever it says, it does not fail
    assert follow().rebuilt
    assert look("neglect").works == 1


def test_half_made_indexes_are_cleared_away(index: Path) -> None:
    make_document(passages=["Neglect."])
    folder().new()
    rebuild()
    assert len(list(index.glob("words-*"))) == 1


def _killed_while_writing(path: str, place: Place, delay: float) -> None:
    """Writes and commits without end until it is killed."""
    from heeded.search.index import Row, Writer

    signal.setitimer(signal.ITIMER_REAL, delay)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    number = 10_000
    while True:
        with Writer(Path(path)) as writer:
            rows = [
                Row(number, number * 100 + at, f"made words {at}", "", "other", "unknown") for at in range(50)
            ]
            writer.add(rows)
            writer.commit(place)
        number += 1


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.05, 0.1, 0.2, 0.4])
def test_a_writer_killed_at_any_moment_leaves_an_index_that_answers(delay: float) -> None:
    make_document(passages=["Neglect."])
    follow()
    path = folder().current()
    context = multiprocessing.get_context("fork")
    victim = context.Process(target=_killed_while_writing, args=(str(path), status().place, delay))
    victim.start()
    victim.join(20)
    assert victim.exitcode == -signal.SIGKILL
    assert look("neglect").works == 1
    make_document(passages=["Bruising."])
    follow()
    assert look("bruising").works == 1


def test_drift_is_none_on_a_good_index_and_named_on_a_bad_one() -> None:
    document = make_document(passages=["One.", "Two.", "Three."])
    follow()
    assert check_drift() == Drift()
    first, second, _ = Passage.objects.order_by("pk").values_list("pk", flat=True)
    Passage.objects.filter(pk=first).delete()
    Passage.objects.filter(pk=second).update(kind="summary")
    added = Passage.objects.create(
        document=document, order=9, page=1, text="Four.", pieces=[], kind="other", speaker="unknown"
    )
    assert check_drift() == Drift(missing=(added.pk,), extra=(first,), stale=(second,))
    rebuild()
    assert not check_drift()


def test_what_waits_in_the_change_log_is_not_drift() -> None:
    follow()
    make_document(passages=["One."])
    assert check_drift() == Drift()


def test_there_is_no_drift_to_tell_without_an_index() -> None:
    assert check_drift() is None


def test_of_an_erased_document_no_word_stays_in_any_file(index: Path) -> None:
    kept = make_document(passages=["The midwife came."])
    gone = make_document(passages=[{"text": "Quorzelwick drank.", "heading": "Zanthimble"}])
    follow()
    assert {"quorzelwick"} <= words_on_disk(index), "the test can see the words where they stand"
    key = gone.pk
    gone.delete()
    note_change(ChangeKind.ERASED, thing_kind="document", thing=key)
    assert follow().rebuilt
    assert words_on_disk(index) == {"the", "midwife", "came"}
    assert (look("quorzelwick").works, look("midwife").works) == (0, 1)
    assert look("midwife").hits[0].document == kept.identifier


def test_erase_does_it_at_once_and_only_when_the_rows_are_gone(index: Path) -> None:
    gone = make_document(passages=["Quorzelwick drank."])
    follow()
    with pytest.raises(ValueError, match="passages"):
        erase([gone.pk])
    key = gone.pk
    gone.delete()
    erase([key])
    assert words_on_disk(index) == set()


def test_no_text_can_be_read_back_from_the_index() -> None:
    make_document(passages=["The midwife came on a Tuesday."])
    follow()
    from heeded.search._narrowing import everything
    from heeded.search.index import open_reader

    reader = open_reader()
    assert reader is not None
    (_, address), *_ = reader.searcher.search(everything(), 1).hits
    assert reader.searcher.doc(address).to_dict() == {}


def test_status_tells_what_stands_in_the_index() -> None:
    make_document(passages=["One.", "Two."])
    follow()
    state = status()
    assert (state.state, state.passages, state.behind) == ("ready", 2, 0)
    assert state.bytes > 0


def test_status_passes_over_files_that_go_while_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    make_document(passages=["One.", "Two."])
    follow()
    before, stat, listed = status().bytes, Path.stat, Path.iterdir

    def looked_at_and_gone(path: Path, **named: bool) -> os.stat_result:
        found = stat(path, **named)
        if path.suffix == ".store":
            path.unlink()
        return found

    monkeypatch.setattr(Path, "iterdir", lambda path: [*listed(path), path / "gone.term"])
    monkeypatch.setattr(Path, "stat", looked_at_and_gone)
    assert status().bytes == before
    assert status().bytes < before

    def all_gone(path: Path) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    monkeypatch.setattr(Path, "iterdir", all_gone)
    assert status().bytes == 0


def test_an_anonymous_reader_can_ask_while_it_is_written(search: Search) -> None:
    make_document(passages=["Neglect."])
    search("neglect")
    with folder().locked(wait=False):
        assert find(ANONYMOUS, SearchRequest(text="neglect")).works == 1


def words_on_disk(index: Path) -> set[str]:
    """Every word in any index under the folder, whether in use or not, deleted entries included; also those that
    stand readable in a file. (Dictionaries are packed back to front, so both directions are looked for.)"""
    found: set[str] = set()
    for path in index.glob("words-*"):
        opened = register(tantivy.Index.open(str(path)))
        opened.reload()
        found |= {word for word, _ in opened.searcher().terms_with_prefix("words", "")}
        found |= {word for word in SECRET if opened.searcher().doc_freq("text", word)}
        found |= {word for word in SECRET if opened.searcher().doc_freq("heading", word)}
    everything = b"".join(path.read_bytes().lower() for path in index.rglob("*") if path.is_file())
    return found | {
        word for word in SECRET if word.encode() in everything or word[::-1].encode() in everything
    }
