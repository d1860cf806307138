"""Every kind of store keeps files alike: the same tests run on a folder, a shared folder and an S3-compatible store."""

import io
import time
from pathlib import Path

import pytest
from django.core.files.storage import storages

from heeded.config.file_store import file_store
from heeded.core.errors import Refused
from heeded.library import files
from heeded.library.errors import FileDamaged, StoreAway
from heeded.library.files import _copies, _store
from tests.cli.made import command
from tests.intake.made import WEB_REPORT
from tests.machines.stores import Server

BYTES = b"\x00\xff any bytes \r\n" * 1000
OTHER = "ab" * 32


def kept(content: bytes = BYTES) -> str:
    return files.keep(io.BytesIO(content)).sha256


def test_what_is_kept_comes_back_byte_for_byte(store: str) -> None:
    sha256 = kept()
    assert files.path_of(sha256).read_bytes() == BYTES
    assert files.path_of(sha256).stat().st_mode & 0o077 == 0, "only the owner reads it"
    assert files.exists(sha256) and files.is_whole(sha256) and files.stored() == {sha256}


def test_the_same_file_is_stored_once(store: str) -> None:
    assert kept() == kept()
    assert len(files.stored()) == 1


def test_what_is_not_there_is_not_there(store: str) -> None:
    assert not files.exists(OTHER) and files.stored() == set()
    with pytest.raises(FileNotFoundError):
        files.path_of(OTHER).read_bytes()


def test_removed_is_gone_from_the_store_and_from_this_machine(store: str, folders: Path) -> None:
    sha256 = kept()
    files.path_of(sha256).read_bytes()
    files.remove(sha256)
    files.remove(sha256)  # twice harms nothing
    assert not files.exists(sha256) and files.stored() == set()
    assert not [path for path in folders.rglob("*") if path.is_file() and sha256 in path.name]


def test_discarded_is_gone_too(store: str) -> None:
    sha256 = kept()
    files.discard(sha256)
    assert files.stored() == set()


def test_a_file_that_is_too_long_leaves_nothing(store: str, folders: Path) -> None:
    with pytest.raises(Refused):
        files.keep(io.BytesIO(b"x" * 11), limit=10)
    assert files.stored() == set() and not [path for path in folders.rglob("*") if path.is_file()]


def test_what_nobody_names_is_swept(store: str) -> None:
    named, orphan = kept(), kept(b"nobody's")
    files.remove_left_behind({named}, older_than=3600)
    assert files.stored() == {named, orphan}, "it may be about to be named"
    files.remove_left_behind({named}, older_than=-5)
    assert files.stored() == {named}


def test_the_store_says_whether_it_answers(store: str) -> None:
    assert files.answers().startswith("yes")
    assert files.free_bytes() > 0


def elsewhere(server: Server, bucket: str, folders: Path) -> dict[str, object]:
    where = f"s3://{bucket}?endpoint={server.address}&region=eu-west-2"
    return {"default": file_store(where, data=folders)}


@pytest.fixture
def in_s3(s3: Server, bucket: str, folders: Path, settings: object) -> Server:
    settings.STORAGES = {**settings.STORAGES, **elsewhere(s3, bucket, folders)}
    settings.WORK_FOLDER = folders / "work"
    return s3


def without_copies(folders: Path) -> None:
    """As another machine sees the store: nothing is at hand."""
    for path in (folders / "file-copies").glob("*/*"):
        path.unlink()


@pytest.mark.slow
def test_a_copy_is_fetched_once(in_s3: Server, folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = kept()
    without_copies(folders)
    assert files.path_of(sha256).read_bytes() == BYTES
    monkeypatch.setattr(_store, "opened", lambda _: pytest.fail("it is here already"))
    assert files.path_of(sha256).read_bytes() == BYTES


@pytest.mark.slow
def test_a_copy_that_is_not_the_file_is_not_handed_out(in_s3: Server, bucket: str, folders: Path) -> None:
    sha256 = kept()
    without_copies(folders)
    in_s3.client().put_object(Bucket=bucket, Key=f"{sha256[:2]}/{sha256}", Body=b"something else")
    with pytest.raises(FileDamaged):
        files.path_of(sha256)
    assert not files.is_whole(sha256)
    assert not list((folders / "file-copies").glob("*/*")), "nothing of it stays"


@pytest.mark.slow
def test_copies_are_bounded(
    in_s3: Server, folders: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_copies, "IN_USE", -1.0)
    settings.FILE_COPIES_MEGABYTES = 1
    made = [kept(bytes([number]) * 400_000) for number in range(6)]
    here = [path.name for path in (folders / "file-copies").glob("*/*")]
    assert len(here) == 2 and made[-1] in here
    assert files.path_of(made[0]).read_bytes() == b"\x00" * 400_000


@pytest.mark.slow
def test_copies_that_nobody_names_are_forgotten(in_s3: Server, folders: Path) -> None:
    named, erased = kept(), kept(b"erased on another machine")
    half = folders / "file-copies" / erased[:2] / f"{erased}.half"
    half.write_bytes(b"half of it")
    assert files.forget_unnamed({named}) == 2
    assert [path.name for path in (folders / "file-copies").glob("*/*")] == [named]


@pytest.mark.slow
def test_what_is_handed_in_again_is_as_good_as_new(
    in_s3: Server, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that nobody named for long is swept: not under the row that it has just been given."""
    sha256 = kept()
    (before,) = _store.stored()
    time.sleep(1.1)  # a store tells the time in seconds
    kept()
    (after,) = _store.stored()
    assert after.sha256 == sha256 and after.written > before.written


@pytest.mark.slow
def test_older_versions_in_the_bucket_go_with_the_file(in_s3: Server, bucket: str) -> None:
    client = in_s3.client()
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    sha256 = kept()
    client.put_object(Bucket=bucket, Key=f"{sha256[:2]}/{sha256}", Body=BYTES)
    files.remove(sha256)
    found = client.list_object_versions(Bucket=bucket)
    assert "Versions" not in found and "DeleteMarkers" not in found


@pytest.mark.slow
def test_a_store_that_went_away_is_said_so_and_nothing_is_lost(in_s3: Server, folders: Path) -> None:
    sha256 = kept()
    in_s3.go_away()
    try:
        assert files.path_of(sha256).read_bytes() == BYTES, "what is at hand needs no store"
        without_copies(folders)
        for asking in (files.exists, files.path_of, files.is_whole):
            with pytest.raises(StoreAway, match="does not answer"):
                asking(sha256)
        with pytest.raises(StoreAway):
            kept(b"handed in meanwhile")
        with pytest.raises(StoreAway):
            files.stored()
        assert files.answers().startswith("no")
        assert not list((folders / "work").rglob("*.*")) and not list(
            (folders / "work" / "incoming").iterdir()
        )
    finally:
        in_s3.come_back()
    assert files.path_of(sha256).read_bytes() == BYTES and files.stored() == {sha256}


@pytest.mark.slow
def test_a_library_whose_files_are_in_a_bucket(s3: Server, bucket: str, tmp_path: Path) -> None:
    settings = {"HEEDED_FILES": f"s3://{bucket}?endpoint={s3.address}&region=eu-west-2"}
    settings |= {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
    library, names = tmp_path / "library", ("one", "two")
    for name in names:
        (tmp_path / f"{name}.html").write_text(WEB_REPORT.replace("Child Z", f"Child {name}"))
    added = command("add", tmp_path / "one.html", "--wait", "--json", data=library, **settings)
    assert added.json[0]["state"] == "read", added.out
    s3.go_away()
    try:
        (away,) = command("add", tmp_path / "two.html", "--json", data=library, **settings).json
        assert away["state"] == "refused" and "does not answer" in away["error"]
        status = command("status", "--json", data=library, **settings).json["files"]
        assert status["does the store answer"].startswith("no")
    finally:
        s3.come_back()
    assert command("add", tmp_path / "two.html", "--wait", "--json", data=library, **settings).code == 0
    assert command("check", "--json", data=library, **settings).json["ok"]
    erased = command(
        "erase", added.json[0]["document"], "--reason", "wrong-file", "--json", data=library, **settings
    )
    assert erased.code == 0, erased.err
    held = [entry["Key"] for entry in s3.client().list_objects_v2(Bucket=bucket)["Contents"]]
    assert not [key for key in held if added.json[0]["sha256"] in key] and held
    assert not (library / "files").exists()
    assert not [path for path in library.rglob("*") if added.json[0]["sha256"] in path.name]


@pytest.mark.slow
def test_a_backup_is_restored_into_the_store(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(WEB_REPORT)
    assert command("add", report, "--wait", "--json", data=tmp_path / "first").code == 0
    assert command("backup", tmp_path / "all.zip", "--json", data=tmp_path / "first").code == 0
    shared = {"HEEDED_FILES": str(tmp_path / "shared")}
    again = command("restore", tmp_path / "all.zip", "--json", data=tmp_path / "second", **shared)
    assert again.code == 0, again.err
    assert not (tmp_path / "second" / "files").exists()
    checked = command("check", "--json", data=tmp_path / "second", **shared).json
    assert checked["ok"] and checked["files"] == {"missing": [], "changed": [], "unnamed": []}


@pytest.mark.parametrize(
    "where",
    [
        "s3://",
        "s3://user:secret@bucket",
        "s3://bucket?endpont=https://typing.mistake",
        "ftp://somewhere/else",
    ],
)
def test_a_store_that_cannot_be_is_refused_with_what_to_write(where: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as found:
        file_store(where, data=tmp_path)
    assert "s3://bucket" in found.value.advice and "secret" not in str(found.value)


def test_a_folder_is_the_librarys_own_unless_another_is_named(tmp_path: Path) -> None:
    assert file_store("", data=tmp_path)["OPTIONS"] == {"location": str(tmp_path / "files")}
    assert file_store("/srv/shared", data=tmp_path)["OPTIONS"] == {"location": "/srv/shared"}


def test_djangos_own_storage_is_what_is_asked(store: str) -> None:
    sha256 = kept()
    with storages["default"].open(f"{sha256[:2]}/{sha256}") as stream:
        assert stream.read() == BYTES
