"""Files that are not taken, each told in plain words, and those that are hard to read and are."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heeded.engine.plans import MOST_ROWS, read_plan
from heeded.engine.plans._records import MOST_LINES
from heeded.engine.reading import FileRefused
from tests.engine.plans.made import HEADINGS, table, word, workbook


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _with(content: bytes, name: str, data: bytes) -> bytes:
    """The file with one part of it replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, data if entry.filename == name else old.read(entry.filename))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Office"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x", "RTF"),
        (b"<html><table></table></html>", "web page"),
        (b"PK\x03\x04 and no more", "broken"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenOffice"),
        (_zip(x=b"y"), "no workbook"),
        (_zip(**{"word/x.xml": b"<a/>"}), "no Word file"),
        (b"a,b\0\0\0c", "no text"),
        (b'No,Recommendation,Action\n1,"R,A\n2,S,B\n', "quotation mark"),
        (word([("", "")]), "no table"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_plain_words(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_plan(content, "plan")


def test_a_bomb_is_refused() -> None:
    for name, part in (("plan.xlsx", "xl/worksheets/sheet1.xml"), ("plan.docx", "word/document.xml")):
        bomb = _zip(**{"[Content_Types].xml": b"<a/>", part: b" " * (60 << 20)})
        with pytest.raises(FileRefused, match="unpacks to far more"):
            read_plan(bomb, name)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_never_replaced_in_a_workbook(part: str) -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(FileRefused, match="document type"):
        read_plan(_with(workbook([HEADINGS]), part, data), "plan.xlsx")


def test_entities_are_never_replaced_in_a_word_file() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(FileRefused, match="document type"):
        read_plan(_with(word([HEADINGS]), "word/document.xml", data), "plan.docx")


def test_a_part_that_lies_before_the_file_is_refused() -> None:
    content = bytearray(workbook([HEADINGS]))
    directory = content.rfind(b"PK\x05\x06")
    content[directory + 16 : directory + 20] = (
        int.from_bytes(content[directory + 16 : directory + 20], "little") + (1 << 26)
    ).to_bytes(4, "little")
    with pytest.raises(FileRefused):
        read_plan(bytes(content), "plan.xlsx")


def test_broken_parts_are_told() -> None:
    with pytest.raises(FileRefused, match="damaged"):
        read_plan(_with(workbook([HEADINGS]), "xl/workbook.xml", b"<workbook"), "plan.xlsx")
    with pytest.raises(FileRefused, match="damaged"):
        read_plan(_with(word([HEADINGS]), "word/document.xml", b"<w:document"), "plan.docx")


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx", "plan.csv"])
def test_a_word_is_no_table(name: str) -> None:
    with pytest.raises(FileRefused, match="no table"):
        read_plan(b"hello", name)


def test_more_rows_than_any_plan_has_are_refused_and_as_many_are_read() -> None:
    row = b"1,R,A,Police,,,\n"
    head = ",".join(HEADINGS).encode() + b"\n"
    with pytest.raises(FileRefused, match="50,000 rows"):
        read_plan(head + row * MOST_LINES, "plan.csv")


@pytest.mark.slow
def test_fifty_thousand_rows_are_read_whole() -> None:
    lines = (
        f"{at},Recommendation {at},Action {at},Police,,{'Sept 2019' if at % 2 else '31/9/19'},"
        for at in range(1, MOST_ROWS + 1)
    )
    plan = read_plan("\n".join([",".join(HEADINGS), *lines]).encode(), "plan.csv")
    assert [row.row for row in plan.tables[0].rows] == list(range(2, MOST_ROWS + 2))
    assert len(plan.tables[0].not_understood) == MOST_ROWS // 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator(encoding: str, separator: str) -> None:
    text = f"Recommendation{separator}Action\nR{separator}See children’s rooms\n"
    plan = read_plan(text.encode(encoding), "plan.csv")
    assert [row.action for row in plan.tables[0].rows] == ["See children’s rooms"]


def test_a_line_that_names_the_separator() -> None:
    assert (
        read_plan(b"sep=;\nRecommendation;Action\nR;A, and B\n", "x.csv").tables[0].rows[0].action
        == "A, and B"
    )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(FileRefused):
        assert read_plan(content, "plan.csv").tables


_WORDS = st.text(st.sampled_from("ab1/.() –:•\n=GRx"), max_size=9)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=7, max_size=7), max_size=12))
def test_no_action_is_lost_whatever_stands_in_the_cells(rows: list[list[str]]) -> None:
    plan = read_plan(table(*rows), "plan.csv").tables[0]
    read = {row.row for row in plan.rows}
    for number, row in enumerate(rows, 2):
        if row[2].strip() and row[1].strip() and row[3].strip():
            assert number in read
    assert all(row.due is None or row.due_as_printed for row in plan.rows)
