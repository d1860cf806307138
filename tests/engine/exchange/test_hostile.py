"""Files built to do harm: entities, zip files that swell, nesting, addresses that lead outside."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.exchange import codebook_file, open_codebook, project_file, read_project
from heeded.engine.reading import FileRefused
from heeded.engine.sandbox import Sandbox
from tests.engine.exchange.any_project import small
from tests.engine.frameworks.any_framework import small as small_framework

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
BODY = '<CodeBook><Codes><Code guid="x" name="&i;"/></Codes></CodeBook>'


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(FileRefused) as refused:
        call()
    return str(refused.value)


def qdpx(path: Path, qde: str, *, method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("project.qde", qde)
        for name, data in files.items():
            archive.writestr(f"sources/{name}.txt", data)
    return path


def project_xml(inside: str, codes: str = '<Codes><Code guid="c" name="C" isCodable="true"/></Codes>') -> str:
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="P"><CodeBook>{codes}</CodeBook>{inside}</Project>'


@pytest.mark.parametrize("before", ["", "<!-- x -->", '<?xml version="1.0"?>\n<!-- x -->\n'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_entities_are_refused_before_they_swell(before: str, encoding: str) -> None:
    assert "declares a document type" in refusal(
        lambda: open_codebook((before + LAUGHS + BODY).encode(encoding), "x.qdc")
    )


def test_an_outside_entity_is_refused(tmp_path: Path) -> None:
    outside = '<!DOCTYPE a [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
    assert "document type" in refusal(lambda: open_codebook((outside + BODY).encode(), "x.qdc"))
    path = qdpx(tmp_path / "x.qdpx", LAUGHS + project_xml(""))
    assert "document type" in refusal(lambda: read_project(path))


def test_entities_inside_a_workbook_are_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(codebook_file(small_framework(), "xlsx"))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, LAUGHS.encode() + data if name == "xl/sharedStrings.xml" else data)
    assert "document type" in refusal(lambda: open_codebook(out.getvalue(), "x.xlsx"))


def test_nesting_without_end_is_refused() -> None:
    deep = '<Code guid="x" name="C">' * 30_000 + "</Code>" * 30_000
    told = refusal(lambda: open_codebook(f"<CodeBook><Codes>{deep}</Codes></CodeBook>".encode(), "x.qdc"))
    assert "nested too deep" in told
    fewer = '<Code guid="x" name="C">' * 40 + "</Code>" * 40
    told = refusal(lambda: open_codebook(f"<CodeBook><Codes>{fewer}</Codes></CodeBook>".encode(), "x.qdc"))
    assert "more than 20 levels down" in told


def test_a_project_that_swells_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = qdpx(tmp_path / "x.qdpx", project_xml("<Sources/>"), bomb=b"\0" * 64_000_000)
    assert "unpacks to far more than it should" in refusal(lambda: read_project(path))


def test_a_part_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.engine.exchange._project_read._LARGEST_QDE", 100)
    path = qdpx(tmp_path / "x.qdpx", project_xml("<Sources/>"))
    assert "at most 0 are taken" in refusal(lambda: read_project(path))


def test_texts_too_long_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heeded.engine.exchange._project_read._MOST_TEXT", 10)
    path = tmp_path / "x.qdpx"
    project_file(small(), path)
    assert "too long to be read at once" in refusal(lambda: read_project(path))


def test_a_part_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    path = qdpx(tmp_path / "x.qdpx", project_xml(" " * 3_000), method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (200).to_bytes(4, "little")
    path.write_bytes(data)
    assert "damaged" in refusal(lambda: read_project(path)) or "broken" in refusal(lambda: read_project(path))


def test_addresses_that_lead_outside_are_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    addresses = (
        "internal://../../secret.txt",
        f"absolute://{secret}",
        "relative:///secret.txt",
        f"internal://{secret}",
    )
    inside = "".join(f'<TextSource guid="s{n}" plainTextPath="{each}"/>' for n, each in enumerate(addresses))
    project = read_project(qdpx(tmp_path / "x.qdpx", project_xml(f"<Sources>{inside}</Sources>")))
    assert project.sources == ()
    assert project.left_out == (
        "4 texts that are not in the file (or are there as Word files only), with their codings.",
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"no zip"), "broken or was cut short"),
        (
            lambda path: path.write_bytes(codebook_file(small_framework(), "xlsx")),
            "holds no REFI-QDA project",
        ),
        (lambda path: qdpx(path, "<Project/>"), "holds no codes"),
        (lambda path: qdpx(path, "<Project>"), "its XML is broken"),
        (lambda path: qdpx(path, project_xml("", codes="<Codes/>")), "has no themes"),
    ],
)
def test_a_project_that_is_none_is_refused(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    path = tmp_path / "x.qdpx"
    make(path)
    assert said in refusal(lambda: read_project(path))


def test_a_zip_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.qdpx"
    project_file(small(), path)
    assert "This is a zip file and no workbook." in refusal(
        lambda: open_codebook(path.read_bytes(), "x.xlsx")
    )


def test_a_workbook_with_a_cell_at_the_far_end_is_read_within_bounds() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "name"
    book.active["A2"] = "Home"
    book.active["XFD1048576"] = "far"
    out = io.BytesIO()
    book.save(out)
    assert [theme.name for theme in open_codebook(out.getvalue(), "x.xlsx").framework.themes] == ["Home"]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_damaged_files_are_refused_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "x.qdpx"
    kind = data.draw(st.sampled_from(["qdc", "csv", "xlsx", "toml", "qdpx"]))
    if kind == "qdpx":
        project_file(small(), path)
        good = path.read_bytes()
    else:
        good = codebook_file(small_framework(), kind)
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        bad[data.draw(st.integers(0, len(bad) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bad[: data.draw(st.integers(len(bad) // 2, len(bad)))])
    with contextlib.suppress(FileRefused):  # anything else would be a fault of ours
        if kind == "qdpx":
            read_project(path)
        else:
            open_codebook(path.read_bytes(), f"x.{kind}")


def test_strangers_files_are_read_inside_the_sandbox(tmp_path: Path) -> None:
    path = tmp_path / "x.qdpx"
    project_file(small(), path)
    with Sandbox() as sandbox:
        assert sandbox.call(read_project, path) == read_project(path)
        assert (
            sandbox.call(open_codebook, codebook_file(small_framework(), "xlsx"), "x.xlsx").framework
            == small_framework()
        )
        with pytest.raises(FileRefused, match="document type"):
            sandbox.call(open_codebook, (LAUGHS + BODY).encode(), "x.qdc")
