"""Vectors are made in the background, follow the change log on every node, are thrown away at will, and survive being
stopped at any moment. Of what was erased nothing stays."""

import errno
import multiprocessing
import os
import signal
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import time_machine

from heeded.core.clock import now
from heeded.core.queries import UNKNOWN
from heeded.core.services import ChangeKind, note_change
from heeded.engine.meaning import PassageVectors, packed
from heeded.library.models import Document, LearningPoint
from heeded.people.viewer import OPERATOR
from heeded.search import _model
from heeded.search.models import DocumentVectors
from heeded.search.queries import find, vector_status
from heeded.search.request import SearchRequest
from heeded.search.results import SearchResults
from heeded.search.services import embed, erase, follow, rebuild, rebuild_vectors
from heeded.search.services._embed import forget_waiting
from heeded.search.vectors import folder as vectors_folder
from heeded.search.vectors import forget_opened, open_vectors
from tests.search.factories import add_passages, make_document
from tests.search.made_model import MadeModel

pytestmark = pytest.mark.django_db
ASKED = "a lorry in the pond"
SAID = "The truck had stood for an hour in a pool."


def look(text: str = ASKED) -> SearchResults:
    """Search without following first."""
    forget_opened()
    return find(OPERATOR, SearchRequest(text=text))


def held(model: MadeModel) -> np.ndarray:
    vectors = open_vectors(model.identifier)
    assert vectors is not None
    return vectors.documents


def on_disk(index: Path) -> bytes:
    """Every byte that this node keeps of the vectors."""
    return b"".join(path.read_bytes() for path in (index / "meaning").rglob("*") if path.is_file())


def add_point(document: Document, text: str) -> LearningPoint:
    point = LearningPoint.objects.create(
        work=document.work, document=document, kind="recommendation", order=0, text=text
    )
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)
    return point


def test_without_a_model_nothing_is_made_and_nothing_fails(index: Path) -> None:
    make_document(passages=[SAID])
    done = embed()
    assert (done.documents, done.note) == (0, _model.NO_MODEL)
    assert follow().vectors.place == UNKNOWN
    assert rebuild_vectors().place == UNKNOWN
    assert not (index / "meaning").exists()
    assert vector_status().state == "no-model"


def test_each_document_is_made_once_and_followed(model: MadeModel) -> None:
    first, second = make_document(passages=[SAID, "One."]), make_document(passages=["Two."])
    assert vector_status().state == "missing"
    heard: list[tuple[int, int]] = []
    done = embed(progress=lambda made, waiting: heard.append((made, waiting)))
    assert (done.documents, done.passages, done.waiting) == (2, 3, 0)
    assert heard == [(1, 1), (2, 0)]
    followed = follow().vectors
    assert followed.rebuilt and followed.behind == 0
    assert held(model).tolist() == [first.pk, second.pk]
    assert embed().documents == 0
    third = make_document(passages=["Three."])
    embed()
    assert follow().vectors.documents == 1
    assert held(model).tolist() == [first.pk, second.pk, third.pk]
    status = vector_status()
    assert (status.state, status.documents, status.without, status.passages) == ("ready", 3, 0, 4)
    assert status.bytes > 0 and status.behind == 0


def test_it_can_be_stopped_and_goes_on(model: MadeModel) -> None:
    for number in range(3):
        make_document(passages=[f"Number {number}."])
    assert embed(0).waiting == 3
    with pytest.raises(KeyboardInterrupt):
        embed(progress=_interrupt)
    forget_waiting()  # another process
    done = embed()
    assert (done.documents, done.waiting) == (2, 0)
    assert DocumentVectors.objects.filter(claimed_until=None).count() == 3


def _interrupt(_done: int, _waiting: int) -> None:
    raise KeyboardInterrupt


def test_what_says_the_same_keeps_its_vectors_under_new_keys(model: MadeModel) -> None:
    document = make_document(passages=[SAID, "One."])
    embed()
    follow()
    document.passages.all().delete()
    add_passages(document, [SAID, "One."])
    before = model.texts
    done = embed()
    assert (done.documents, done.passages, done.reused, model.texts) == (1, 0, 1, before)
    follow()
    assert look().hits[0].passages[0].found_by == "meaning"


def test_new_words_are_made_anew(model: MadeModel) -> None:
    document = make_document(passages=["The school closed."])
    embed()
    follow()
    assert look().passages == 0
    document.passages.all().delete()
    add_passages(document, [SAID])
    assert embed().passages == 1
    follow()
    assert look().passages == 1


def test_what_nobody_heard_of_is_found_by_looking(model: MadeModel) -> None:
    """A worker that was away for long compares words, not changes."""
    document = make_document(passages=["One.", "Two."])
    embed()
    document.passages.filter(text="One.").update(text="Three.")
    assert embed().documents == 0, "no change was noted and no key is new"
    assert embed(thorough=True).passages == 2


def test_learning_points_are_made_too_and_again_when_they_change(model: MadeModel) -> None:
    document = make_document(passages=["One."])
    embed()
    point = add_point(document, SAID)
    assert (embed().documents, DocumentVectors.objects.get().points) == (1, np.int64(point.pk).tobytes())
    made = bytes(DocumentVectors.objects.get().point_vectors)
    assert made == packed(model.embed([SAID])).tobytes()
    LearningPoint.objects.update(text="The school closed.")
    note_change(ChangeKind.LEARNING_POINTS, thing_kind="document", thing=document.pk)
    done = embed()
    assert (done.documents, done.passages) == (1, 0), "its passages stay"
    assert bytes(DocumentVectors.objects.get().point_vectors) != made


def test_another_model_makes_them_anew(model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    make_document(passages=[SAID])
    embed()
    follow()
    other = MadeModel("another model")
    monkeypatch.setattr(_model, "_open", lambda: other)
    monkeypatch.setattr("heeded.engine.meaning.IDENTIFIER", other.identifier)
    assert look().mode == "words"
    assert vector_status().state == "other-model"
    assert embed().passages == 1
    assert follow().vectors.rebuilt
    assert look().passages == 1
    assert DocumentVectors.objects.get().model == other.identifier


def test_all_can_be_made_anew(model: MadeModel) -> None:
    make_document(passages=[SAID, "One."])
    embed()
    assert embed(rebuild=True).passages == 2


def test_making_all_anew_that_was_stopped_is_gone_on_with_by_a_worker(model: MadeModel) -> None:
    for number in range(3):
        make_document(passages=[f"Number {number}."])
    assert embed().documents == 3
    follow()
    with pytest.raises(KeyboardInterrupt):
        embed(rebuild=True, progress=_interrupt)
    assert look("Number").mode == "both", "what there was serves meanwhile"
    done = embed()
    assert (done.documents, done.passages, done.waiting) == (2, 2, 0)
    assert not follow().vectors.rebuilt
    assert (embed().documents, vector_status().state) == (0, "ready")


def test_a_document_that_fails_keeps_no_other_waiting(
    model: MadeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = make_document(passages=["Broken."])
    make_document(passages=["Sound."])
    made = MadeModel.embed_passages

    def breaking(self: MadeModel, texts: Sequence[str], **named: int) -> list[PassageVectors]:
        if "Broken." in texts:
            raise RuntimeError("the model cannot take it")
        return made(self, texts, **named)

    monkeypatch.setattr(MadeModel, "embed_passages", breaking)
    for expected in (1, 2):
        with pytest.raises(RuntimeError):
            embed()
        assert DocumentVectors.objects.exclude(model="").count() == expected
        make_document(passages=["Sound too."])
    assert not DocumentVectors.objects.filter(claimed_until__isnull=False).exists()
    monkeypatch.setattr(MadeModel, "embed_passages", made)
    assert embed().documents == 2, "it is tried again"
    assert DocumentVectors.objects.get(document=broken).model == model.identifier


def test_two_workers_do_not_make_the_same(model: MadeModel) -> None:
    document = make_document(passages=[SAID])
    DocumentVectors.objects.create(document=document, claimed_until=now() + timedelta(minutes=5))
    done = embed()
    assert (done.documents, done.waiting) == (0, 1)
    with time_machine.travel(now() + timedelta(minutes=6)):  # its worker died
        assert embed().documents == 1


def test_a_document_that_goes_meanwhile_is_passed_over(model: MadeModel) -> None:
    first, second = make_document(passages=["One."]), make_document(passages=["Two."])
    assert embed(0).waiting == 2
    first.delete()
    assert (embed().documents, DocumentVectors.objects.get().document_id) == (1, second.pk)


def test_words_that_change_while_they_are_made_are_made_again(
    model: MadeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document(passages=["One."])
    made = MadeModel.embed_passages

    def meanwhile(self: MadeModel, *arguments: object, **named: object) -> object:
        monkeypatch.setattr(MadeModel, "embed_passages", made)
        add_passages(document, [SAID])
        return made(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(MadeModel, "embed_passages", meanwhile)
    assert embed().documents == 0
    assert embed().passages == 2


def test_of_an_erased_document_no_vector_stays(model: MadeModel, index: Path) -> None:
    kept = make_document(passages=["The school closed."])
    gone = make_document(passages=[SAID])
    add_point(gone, SAID)
    embed()
    follow()
    secret = packed(model.embed([SAID])).tobytes()
    assert on_disk(index).count(secret) == 3, "as a passage, a sentence and a learning point"
    key = gone.pk
    gone.delete()
    note_change(ChangeKind.ERASED, thing_kind="document", thing=key)
    follow()
    assert secret not in on_disk(index)
    assert held(model).tolist() == [kept.pk]
    assert look("a pupil").hits[0].document == kept.identifier


def test_erasing_does_it_at_once_and_leaves_nothing_of_earlier_versions(
    model: MadeModel, index: Path
) -> None:
    gone = make_document(passages=[SAID])
    embed()
    follow()
    secret = packed(model.embed([SAID])).tobytes()
    gone.passages.all().delete()
    add_passages(gone, ["The school closed."])
    embed()
    follow()
    assert secret not in on_disk(index), "what is no longer said is overwritten too"
    key = gone.pk
    gone.delete()
    erase([key])
    assert packed(model.embed(["The school closed."])).tobytes() not in on_disk(index)
    assert held(model).tolist() == []


def test_erasing_where_the_copy_cannot_be_read_leaves_nothing(model: MadeModel, index: Path) -> None:
    gone = make_document(passages=[SAID])
    embed()
    follow()
    path = vectors_folder().current()
    assert path is not None
    (path / "table").write_bytes(b"{")
    key = gone.pk
    gone.delete()
    erase([key])
    assert packed(model.embed([SAID])).tobytes() not in on_disk(index)


@pytest.mark.parametrize(
    "damage",
    ["table", "empty table", "short vectors", "missing rows", "current", "place", "garbage in the table"],
)
def test_a_damaged_copy_is_made_anew_and_words_answer_meanwhile(
    model: MadeModel, index: Path, damage: str
) -> None:
    make_document(passages=[SAID, "A lorry came."])
    embed()
    follow()
    path = vectors_folder().current()
    assert path is not None
    table = path / "table"
    match damage:
        case "table":
            table.unlink()
        case "empty table":
            table.write_bytes(b"")
        case "short vectors":
            (path / "windows.vectors").write_bytes(b"")
        case "missing rows":
            (path / "passages.rows").unlink()
        case "current":
            (index / "meaning" / "current").write_text("vectors-none")
        case "place":
            table.write_bytes(table.read_bytes().replace(b'"place": [', b'"place": [9'))
        case _:
            table.write_bytes(table.read_bytes()[:-5])
    answer = look()
    assert answer.passages >= 1 and (damage == "place" or answer.mode == "words")
    assert follow().vectors.rebuilt
    assert (look().mode, look().passages, look().by_word_only) == ("both", 2, "")


def test_what_a_stopped_process_left_half_written_is_cut_off(model: MadeModel) -> None:
    make_document(passages=[SAID])
    embed()
    follow()
    path = vectors_folder().current()
    assert path is not None
    for name in ("passages", "windows", "points"):
        for kind in ("vectors", "rows"):
            with (path / f"{name}.{kind}").open("ab") as file:
                file.write(b"half of a row")
    assert look().passages == 1
    make_document(passages=["The wagon stood in the mere."])
    embed()
    assert not follow().vectors.rebuilt
    assert look().passages == 2


def test_a_full_disk_is_said_and_tried_again(model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    make_document(passages=[SAID])
    embed()
    follow()
    make_document(passages=["The wagon stood in the mere."])
    embed()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr("heeded.search.vectors._writer.write_table", full)
        done = follow()
        assert done.vectors.failed and done.behind == 0, "words go on"
        assert look().passages == 1
    assert not follow().vectors.failed
    assert look().passages == 2


def test_a_disk_that_is_full_from_the_start_leaves_the_words(
    model: MadeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document(passages=[SAID, "A lorry came."])
    embed()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr("heeded.search.vectors._writer.VectorWriter._append", full)
        assert follow().vectors.failed
        assert (look().mode, look().passages) == ("words", 1)
    follow()
    assert (look().mode, look().passages) == ("both", 2)
    assert len(list((vectors_folder().root).glob("vectors-*"))) == 1, (
        "what was left half made is cleared away"
    )


def test_only_one_process_writes(model: MadeModel) -> None:
    make_document(passages=[SAID])
    embed()
    with vectors_folder().locked(wait=False) as mine:
        assert mine and follow().vectors.skipped
        assert vector_status().state == "rebuilding"
    assert not follow().vectors.skipped


def test_much_that_is_gone_makes_the_copy_anew(model: MadeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.search.services._vectors._WASTE", 1)
    document = make_document(passages=["One.", "Two.", "Three."])
    embed()
    follow()
    document.passages.all().delete()
    add_passages(document, ["Four."])
    embed()
    assert not follow().vectors.rebuilt
    assert follow().vectors.rebuilt, "three rows of four belong to nothing"
    assert held(model).tolist() == [document.pk]
    vectors = open_vectors(model.identifier)
    assert vectors is not None and len(vectors.rows["passages"]) == 1


def test_a_section_that_somebody_calls_otherwise_is_filtered_as_such(model: MadeModel) -> None:
    document = make_document(passages=[SAID])
    embed()
    follow()
    document.passages.update(kind="recommendations")
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    follow()
    assert find(OPERATOR, SearchRequest(text=ASKED, section_kinds=("recommendations",))).passages == 1
    assert find(OPERATOR, SearchRequest(text=ASKED, section_kinds=("analysis",))).passages == 0


def test_the_word_index_made_anew_leaves_the_vectors(model: MadeModel) -> None:
    make_document(passages=[SAID])
    embed()
    follow()
    rebuild()
    assert look().passages == 1


def _killed_while_writing(path: str, delay: float, model: str) -> None:
    """Writes and commits without end until it is killed."""
    from heeded.search.vectors import Entry, VectorWriter
    from heeded.search.vectors._layout import PASSAGE, POINT, WINDOW

    signal.setitimer(signal.ITIMER_REAL, delay)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    rows = {"passages": np.zeros(40, PASSAGE), "windows": np.zeros(0, WINDOW), "points": np.zeros(0, POINT)}
    vectors = {name: np.zeros((len(found), 384), np.int8) for name, found in rows.items()}
    number = 10_000
    while True:
        with VectorWriter(Path(path), model) as writer:
            writer.add(Entry(number, rows, vectors))
            writer.commit(writer.place)
        number += 1


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.02, 0.05, 0.1, 0.3])
def test_a_writer_killed_at_any_moment_leaves_a_copy_that_answers(model: MadeModel, delay: float) -> None:
    make_document(passages=[SAID])
    embed()
    follow()
    path = vectors_folder().current()
    context = multiprocessing.get_context("fork")
    victim = context.Process(target=_killed_while_writing, args=(str(path), delay, model.identifier))
    victim.start()
    victim.join(20)
    assert victim.exitcode == -signal.SIGKILL
    assert look().passages == 1
    make_document(passages=["The wagon stood in the mere."])
    embed()
    assert not follow().vectors.rebuilt
    assert look().passages == 2


@pytest.mark.needs("model")
def test_the_real_model_finds_what_is_said_in_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from heeded.engine.meaning import SHARED_FOLDER

    monkeypatch.setattr(_model, "_folder", lambda: SHARED_FOLDER)
    make_document(passages=["The social worker did not see the boy alone at any visit."])
    make_document(passages=["The kettle was on and the radio played in the kitchen."])
    embed()
    follow()
    (hit,) = look("nobody spoke with the lad on his own").hits[:1]
    assert hit.passages[0].text.startswith("The social worker") and hit.passages[0].meaning_marks
