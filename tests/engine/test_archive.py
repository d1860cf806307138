"""Archives: every member is yielded once, tricks are refused and listed, nothing is written but where we say."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from heeded.engine.reading._archive import ArchiveLimits, members, take_out
from heeded.engine.reading._errors import FileRefused


def made(tmp_path: Path, *files: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def test_members_come_in_order_and_can_be_taken_out(tmp_path: Path) -> None:
    path = made(tmp_path, ("b.txt", b"second"), ("reports/", b""), ("reports/a.txt", b"first"))
    taken = []
    for member in members(path):
        take_out(member, tmp_path / "out")
        taken.append((member.name, member.size, (tmp_path / "out").read_bytes(), member.refusal))
    assert taken == [("b.txt", 6, b"second", None), ("reports/a.txt", 5, b"first", None)]


@pytest.mark.parametrize(
    "name", ["__MACOSX/._a.pdf", "x/Thumbs.db", ".DS_Store", "desktop.ini", "~$report.docx", "._a"]
)
def test_litter_is_left_out(tmp_path: Path, name: str) -> None:
    assert [each.name for each in members(made(tmp_path, (name, b"x"), ("a.pdf", b"y")))] == ["a.pdf"]


TRICKS = [
    "../evil.txt",
    "a/../../evil.txt",
    "/etc/evil",
    "C:\\evil.txt",
    "c:evil",
    "..\\evil",
    "\\\\server\\evil",
    "CON",
    "x/nul.txt",
    "COM1.pdf",
]


@pytest.mark.parametrize("name", TRICKS)
def test_tricky_names_are_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    tricky, plain = members(made(tmp_path, (name, b"x"), ("plain.txt", b"y")))
    assert tricky.refusal is not None
    with pytest.raises(FileRefused) as refused:
        take_out(tricky, folder / "out")
    assert "outside" in refused.value.reason
    assert refused.value.advice
    take_out(plain, folder / "out")
    assert [each.name for each in folder.iterdir()] == ["out"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["deep", "made.zip"]


def test_a_name_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, ("aXb.pdf", b"x"))
    path.write_bytes(path.read_bytes().replace(b"aXb.pdf", b"a\0b.pdf"))
    (member,) = members(path)
    assert member.refusal is not None
    assert "\0" not in member.name


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.pdf")
    link.external_attr = 0o120777 << 16
    (member,) = members(made(tmp_path, (link, b"/etc/passwd")))
    assert member.refusal is not None
    assert "link" in member.refusal.reason


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, ("a.pdf", b"x"))
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the member's own head
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    path.write_bytes(bytes(data))
    (member,) = members(path)
    assert member.refusal is not None
    assert "password" in member.refusal.reason


@pytest.mark.parametrize("name", ["inner.zip", "inner.7z", "INNER.RAR", "x.tar.gz"])
def test_an_archive_inside_is_refused(tmp_path: Path, name: str) -> None:
    (member,) = members(made(tmp_path, (name, b"x")))
    assert member.refusal is not None
    assert "archive inside an archive" in member.refusal.reason


@pytest.mark.parametrize("name", ["报告.pdf", "отчёт.pdf", "café.pdf", "Ŵyl.pdf", "تقرير.pdf"])
def test_names_in_any_script_come_out_right(tmp_path: Path, name: str) -> None:
    assert [each.name for each in members(made(tmp_path, (name, b"x")))] == [name]
    unsaid = tmp_path / "made.zip"
    data = bytearray(unsaid.read_bytes())
    data[7] &= 0xF7  # what many programs do: UTF-8 in the name, and no word of it
    data[data.index(b"PK\x01\x02") + 9] &= 0xF7
    unsaid.write_bytes(bytes(data))
    assert [each.name for each in members(unsaid)] == [name]


def test_an_old_code_page_is_understood(tmp_path: Path) -> None:
    path = made(tmp_path, ("caf_.pdf", b"x"))
    path.write_bytes(path.read_bytes().replace(b"caf_", b"caf\x82"))
    assert [each.name for each in members(path)] == ["café.pdf"]


def test_too_many_members_are_refused_as_a_whole(tmp_path: Path) -> None:
    path = made(tmp_path, *((f"{n}.txt", b"x") for n in range(20)))
    with pytest.raises(FileRefused, match="20 files"):
        next(members(path, limits=ArchiveLimits(members=10)))


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = made(tmp_path, *((f"{n}.txt", bytes(6_000_000)) for n in range(3)))
    with pytest.raises(FileRefused, match="far more"):
        next(members(path))


def test_too_much_in_all_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, ("a", b"x" * 5000), ("b", b"y" * 5000))
    with pytest.raises(FileRefused):
        next(members(path, limits=ArchiveLimits(total=9000)))


def test_members_laid_over_each_other_are_refused(tmp_path: Path) -> None:
    """Many entries of the directory that point to the same bytes: small on disk, endless when unpacked."""
    path = made(tmp_path, ("a", bytes(range(256)) * 64))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 40, 40, len(entry) * 40, at, 0)
    path.write_bytes(data[:at] + entry * 40 + tail)
    with pytest.raises(FileRefused, match="far more"):
        next(members(path))


def test_a_member_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = made(tmp_path, ("a.txt", b"x" * 50_000))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    path.write_bytes(bytes(data))
    (member,) = members(path)
    with pytest.raises(FileRefused):
        take_out(member, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_damaged_member_leaves_nothing_behind(tmp_path: Path) -> None:
    path = made(tmp_path, ("a.txt", bytes(range(256)) * 400))
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(bytes(data))
    (member,) = members(path)
    with pytest.raises(FileRefused, match="damaged"):
        take_out(member, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive at all", b"PK\x05\x06" + bytes(9)])
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="broken"):
        next(members(path))


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a", b"x" * 1000)
    path = tmp_path / "x.zip"
    path.write_bytes(whole.getvalue()[:-30])
    with pytest.raises(FileRefused, match="broken"):
        next(members(path))
