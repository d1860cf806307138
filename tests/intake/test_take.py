"""Files are taken in: each is stored and given a row, or refused with the reason, and nothing disappears."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from heeded.core.errors import NotAllowed, Refused
from heeded.intake.claims import unfinished
from heeded.intake.models import Delivery, StepRun
from heeded.intake.queries import deliveries_for
from heeded.intake.services import Handed, Intention, take
from heeded.intake.steps import STEP_NAMES
from heeded.library import files
from heeded.library.models import Document, LibrarySettings, Work
from heeded.library.queries import visible_documents
from heeded.library.services import erase
from heeded.people.models import Grant
from heeded.people.roles import ROLES
from heeded.people.viewer import OPERATOR
from tests.intake.made import REPORT, handed, read_waiting, sample, take_all, take_one, zipped
from tests.people.made import account, board, seen_as, viewer

pytestmark = pytest.mark.django_db


def stored(folder: Path) -> set[str]:
    return {path.name for path in (folder / "files").glob("??/*")}


def test_a_file_is_stored_byte_for_byte_under_its_hash(folders: Path) -> None:
    delivery = take_one(content=b"\x00\xff any bytes \r\n")
    sha256 = hashlib.sha256(b"\x00\xff any bytes \r\n").hexdigest()
    assert (delivery.state, delivery.sha256) == ("accepted", sha256)
    assert files.path_of(sha256).read_bytes() == b"\x00\xff any bytes \r\n"
    assert files.path_of(sha256).stat().st_mode & 0o077 == 0, "only the owner reads it"


def test_an_accepted_file_has_its_steps_laid_down_in_order() -> None:
    document = take_one().document
    runs = StepRun.objects.filter(document=document).order_by("order")
    assert tuple(run.name for run in runs) == STEP_NAMES
    assert {(run.state, run.attempts) for run in runs} == {("waiting", 0)}


def test_what_is_added_is_restricted_to_its_adder_and_named_board_staff() -> None:
    ours = board()
    adder = account("author")
    document = take_one(by=seen_as(adder), intention=Intention(organisation=ours.pk)).document
    assert document.state == "restricted"
    assert document in visible_documents(seen_as(adder))
    assert document in visible_documents(viewer("board-staff", organisation=ours))
    assert document not in visible_documents(viewer("board-staff", organisation=board()))
    assert Grant.objects.count() == 2


def test_the_same_file_twice_in_a_row_is_said_and_not_stored_twice(folders: Path) -> None:
    first, second, third = take_one("a.txt"), take_one("b.txt"), take_one("a.txt")
    assert [one.state for one in (first, second, third)] == ["accepted", "known", "known"]
    assert second.document == first.document
    assert "already" in second.error
    assert (Document.objects.count(), Work.objects.count(), len(stored(folders))) == (1, 1, 1)


def test_the_same_file_twice_in_one_batch() -> None:
    deliveries = take_all(("a.txt", REPORT), ("other.txt", "Other words."), ("b.txt", REPORT))
    assert [one.state for one in deliveries] == ["accepted", "accepted", "known"]
    assert len({one.batch for one in deliveries}) == 1


def test_who_may_not_see_it_hears_only_that_it_was_not_taken_twice() -> None:
    take_one(by=viewer("author"))
    second = take_one(by=viewer("author"))
    assert (second.state, second.document) == ("known", None)


def a_file_that_cannot_be_read() -> Delivery:
    first = take_one("broken.pdf", b"%PDF-1.4 and then nothing of the kind")
    assert read_waiting() == 1
    return first


def test_a_damaged_file_is_refused_the_second_time_too() -> None:
    first = a_file_that_cannot_be_read()
    second = take_one("again.pdf", b"%PDF-1.4 and then nothing of the kind")
    document = Document.objects.get()
    assert (second.state, second.document) == ("refused", first.document)
    assert (second.error, second.advice) == (document.read_error, document.read_advice)
    assert second.error and second.advice and document.read_state == "refused"
    assert unfinished() == 0, "the same tools would fail at it again"


def test_a_damaged_file_is_tried_again_by_other_tools() -> None:
    first = a_file_that_cannot_be_read()
    StepRun.objects.filter(state="failed").update(tool="heeded 0.0.1, pypdfium2 1")
    second = take_one("again.pdf", b"%PDF-1.4 and then nothing of the kind")
    assert (second.state, second.document, unfinished()) == ("accepted", first.document, 1)
    assert read_waiting() == 1
    assert StepRun.objects.get(state="failed").attempts == 2
    assert take_one("third.pdf", b"%PDF-1.4 and then nothing of the kind").state == "refused"


def test_who_may_not_see_a_damaged_file_hears_nothing_of_what_ails_it() -> None:
    take_one("broken.pdf", b"%PDF-1.4 and then nothing of the kind", by=viewer("author"))
    read_waiting()
    other = take_one("broken.pdf", b"%PDF-1.4 and then nothing of the kind", by=viewer("author"))
    assert (other.state, other.document, other.advice) == ("known", None, "")


def test_an_empty_file_is_refused_and_not_kept(folders: Path) -> None:
    delivery = take_one(content=b"")
    assert (delivery.state, delivery.error) == ("refused", "This file is empty.")
    assert delivery.advice and not stored(folders)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"board-staff", "author"}))
def test_others_add_nothing(role: str, folders: Path) -> None:
    with pytest.raises(NotAllowed):
        take_one(by=viewer(role))
    assert not Delivery.objects.exists() and not stored(folders)


def test_a_file_larger_than_allowed_is_refused_while_it_comes_in(settings: object, folders: Path) -> None:
    settings.UPLOAD_MEGABYTES = 1
    big = handed("big.txt", b"x" * (3 << 20))
    (delivery,) = take([big], by=viewer("author"))
    assert delivery.state == "refused" and "1 megabytes" in delivery.error
    assert big.stream.tell() <= 2 << 20, "the rest was not even read"
    assert not stored(folders) and not list((folders / "files" / "incoming").iterdir())


def test_a_full_disk_is_said_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch, folders: Path
) -> None:
    monkeypatch.setattr(files, "free_bytes", lambda: 1000)
    delivery = take_one()
    assert delivery.state == "refused" and "nearly full" in delivery.error
    assert not stored(folders)


def test_a_disk_that_fills_while_a_file_is_written_leaves_no_half(
    monkeypatch: pytest.MonkeyPatch, folders: Path
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    delivery = take_one()
    assert delivery.state == "refused" and "No space left" in delivery.error
    assert not stored(folders) and not list((folders / "files" / "incoming").iterdir())


def test_nothing_real_is_added_to_the_samples(folders: Path) -> None:
    LibrarySettings.objects.create(pk=1, fictional=True)
    delivery = take_one()
    assert delivery.state == "refused" and "fictional samples" in delivery.error
    assert not stored(folders)
    assert take_one(intention=Intention(fictional=True)).state == "accepted"


def test_a_file_that_was_erased_is_not_taken_again(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    first = take_one("told-of-a-child.txt")
    erase(first.document, reason="court-order", by=OPERATOR)
    again = take_one("told-of-a-child.txt")
    assert again.state == "refused" and "was erased on" in again.error and "court-order" in again.error
    assert not stored(folders)
    first.refresh_from_db()
    assert first.name == "erased"


def test_every_delivery_of_an_erased_file_is_blanked(monkeypatch: pytest.MonkeyPatch) -> None:
    from heeded.core.erasure import empty_every_store

    monkeypatch.setattr("heeded.search.services.rebuild", lambda: None)
    first = take_one("child-a.txt", by=viewer("author"))
    take_one("child-b.txt", by=viewer("author"))
    empty_every_store(erase(first.document, reason="court-order", by=OPERATOR))
    assert set(Delivery.objects.values_list("name", "sha256")) == {("erased", "")}


def test_the_files_of_a_zip_are_taken_one_by_one(folders: Path) -> None:
    archive = zipped([("one.txt", b"One."), ("folder/two.txt", b"Two."), ("three.txt", b"One.")])
    deliveries = take_all(("reports.zip", archive))
    assert [(one.name, one.state) for one in deliveries] == [
        ("reports.zip/one.txt", "accepted"),
        ("reports.zip/folder/two.txt", "accepted"),
        ("reports.zip/three.txt", "known"),
    ]
    assert [one.name for one in Document.objects.order_by("pk")] == ["one.txt", "two.txt"]
    assert len(stored(folders)) == 2, "the zip itself is not kept"


def test_names_inside_a_zip_lead_nowhere(folders: Path) -> None:
    tricks = ["../../outside.txt", "/etc/outside.txt", "..\\outside.txt", "a/../../outside.txt"]
    deliveries = take_all(("tricks.zip", zipped([(name, f"{n}".encode()) for n, name in enumerate(tricks)])))
    assert len(deliveries) == len(tricks)
    assert list(folders.parent.rglob("*outside.txt")) == []
    for document in Document.objects.all():
        assert "/" not in document.name


def test_a_bomb_is_refused_whole(folders: Path) -> None:
    deliveries = take_all(("bomb.zip", zipped([("zeros.txt", b"\0" * (60 << 20))])))
    assert [one.state for one in deliveries] == ["refused"]
    assert deliveries[0].error and deliveries[0].advice
    assert not stored(folders)


def test_a_broken_zip_is_refused_and_not_kept(folders: Path) -> None:
    archive = zipped([("one.txt", b"One." * 100)])
    deliveries = take_all(("cut.zip", archive[: len(archive) // 2]))
    assert [one.state for one in deliveries] == ["refused"]
    assert not stored(folders)


def test_a_word_file_is_no_archive() -> None:
    (delivery,) = take_all(("report.docx", sample("08")))
    assert (delivery.state, delivery.document.name) == ("accepted", "report.docx")


@pytest.mark.parametrize(
    "name",
    [
        "отчёт.pdf",
        "报告 2019.pdf",
        "تقرير.txt",
        "Adolygiad Ymarfer Plant – Tŷ.docx",
        "a" * 400 + ".pdf",
        "🙂.txt",
        ".",
        "",
    ],
)
def test_names_in_any_script_are_kept(name: str) -> None:
    delivery = take_one(name)
    assert delivery.state == "accepted"
    if name and len(name) < 255:
        assert delivery.document.name == name


@pytest.mark.parametrize(
    "name", ["a\x00b.pdf", "a\nb.pdf", "\udcff\udcfe.pdf", "x\x1b[31m.pdf", "\ud800.txt"]
)
def test_names_that_are_no_text_become_text(name: str) -> None:
    delivery = take_one(name)
    assert delivery.state == "accepted"
    assert delivery.document.name.isprintable()
    delivery.document.name.encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=some.text(some.characters(exclude_categories=[]), max_size=500), content=some.binary(max_size=40))
def test_whatever_is_handed_in_ends_as_a_row(name: str, content: bytes) -> None:
    before = Delivery.objects.count()
    deliveries = take_all((name, content))
    assert deliveries and Delivery.objects.count() == before + len(deliveries)
    assert {one.state for one in deliveries} <= {"accepted", "known", "refused"}


def test_one_sees_what_one_handed_in_oneself() -> None:
    mine, other = account("author"), account("author")
    take_one("mine.txt", "Mine.", by=seen_as(mine))
    take_one("other.txt", "Other.", by=seen_as(other))
    take_one("empty.txt", "", by=seen_as(mine))
    assert {one.name for one in deliveries_for(seen_as(mine))} == {"mine.txt", "empty.txt"}
    assert deliveries_for(OPERATOR).count() == 3


def test_a_file_that_cannot_be_read_to_its_end_is_refused(folders: Path) -> None:
    class Torn:
        def read(self, _size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    (delivery,) = take([Handed("torn.pdf", 5, Torn())], by=OPERATOR)
    assert delivery.state == "refused" and not stored(folders)


def test_what_killed_processes_left_behind_is_found(folders: Path) -> None:
    kept = take_one().sha256
    half = folders / "files" / "incoming" / "half"
    half.write_bytes(b"half a file")
    orphan = folders / "files" / "ab" / ("ab" * 32)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"a file without a row")
    assert files.left_behind({kept}, older_than=3600) == []
    assert files.left_behind({kept}, older_than=-1) == sorted([half, orphan])


def test_a_file_is_not_larger_than_its_limit() -> None:
    import io

    with pytest.raises(Refused):
        files.keep(io.BytesIO(b"x" * 11), limit=10)
    assert files.keep(io.BytesIO(b"x" * 10), limit=10).size == 10
