"""Codebooks out and in again: nothing lost in any kind of file, and files of other programs opened."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from lxml import etree
from pyrefiqda import RefiCodebook

from heeded.engine.exchange import FileKind, cannot_carry, codebook_file, open_codebook, read_codebook
from heeded.engine.frameworks import Framework, FrameworkRefused, Theme, shipped
from heeded.engine.reading import FileRefused
from tests.engine.frameworks.any_framework import FRAMEWORKS, small

KINDS = ("qdc", "csv", "xlsx", "toml")
QDC = '<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="NVivo">{}</CodeBook>'
GUID = "0B5C8E9A-1D3F-4C6B-9A7E-2F1D0C9B8A7{}"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FRAMEWORKS)
def test_nothing_is_lost_on_the_way_out_and_in(kind: str, framework: Framework) -> None:
    codebook = open_codebook(codebook_file(framework, kind), f"any name.{kind}")
    assert codebook.framework == framework
    assert codebook.left_out == ()


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_frameworks_go_out_and_in(kind: str) -> None:
    assert tuple(read_codebook(codebook_file(each, kind), "x." + kind) for each in shipped()) == shipped()


def test_a_codebook_is_as_the_published_schema_wants_it(tmp_path: Path) -> None:
    framework = shipped()[0]
    path = tmp_path / "ours.qdc"
    path.write_bytes(codebook_file(framework, "qdc"))
    book = RefiCodebook.load(path)
    top = [code.name for code in book.codes.code]
    assert top == [theme.name for theme in framework.under("")]
    (kinds,) = [code for code in book.codes.code if code.name == "Kinds of harm"]
    assert not kinds.is_codable
    assert kinds.code[0].code[0].name == "Fatal physical abuse"
    assert book.codes.code[0].code[0].is_codable
    assert book.sets is not None
    assert len(book.sets.set[0].member_code) == len(framework.themes)
    RefiCodebook.save(book, tmp_path / "theirs.qdc")
    assert canonical(path) == canonical(tmp_path / "theirs.qdc")
    assert read_codebook((tmp_path / "theirs.qdc").read_bytes(), "theirs.qdc") == framework


def canonical(path: Path) -> bytes:
    """A codebook with nothing that says nothing; pyrefiqda writes its parts in the order of the schema."""
    return etree.tostring(etree.parse(path, etree.XMLParser(remove_blank_text=True)), method="c14n")


def as_taguette_saves(tags: list[str]) -> bytes:
    """A codebook in the structure that Taguette 1.5 writes: no nesting, no descriptions, GUIDs in capitals, no sets in
    `Sets`."""
    codes = "".join(
        f'<Code guid="{GUID.format(n)}" name="{tag}" isCodable="true"/>' for n, tag in enumerate(tags)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2">'
        f"<Codes>{codes}</Codes><Sets/></CodeBook>"
    ).encode()


def test_a_codebook_saved_by_taguette_opens() -> None:
    codebook = open_codebook(as_taguette_saves(["interesting", "famille.mère", "家族"]), "codebook.qdc")
    assert codebook.left_out == ()
    assert codebook.framework.name == "codebook"
    assert [(theme.identifier, theme.name) for theme in codebook.framework.themes] == [
        ("interesting", "interesting"),
        ("famille-mere", "famille.mère"),
        ("theme", "家族"),
    ]
    assert codebook.framework.themes[1].guid == GUID.format(1).lower()
    again = read_codebook(codebook_file(codebook.framework, "qdc"), "codebook.qdc")
    assert again == codebook.framework


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_saved_by_taguette_opens(kind: str) -> None:
    head = ["tag", "description", "number of highlights", "number of documents"]
    rows = [head, ["famille", "Qui est là ?\nEt qui manque ?", 3, 2], ["école", "", 0, 0]]
    out = io.BytesIO()
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        out.write(text.getvalue().encode())
    else:
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet("codebook")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
    codebook = open_codebook(out.getvalue(), f"codebook.{kind}")
    assert [(theme.name, theme.definition) for theme in codebook.framework.themes] == [
        ("famille", "Qui est là ?\nEt qui manque ?"),
        ("école", ""),
    ]
    assert codebook.left_out == (
        "Columns that say nothing of a theme: “number of highlights”, “number of documents”.",
    )


def test_another_programs_codebook_with_nesting_colours_repeats_and_sets() -> None:
    data = QDC.format(
        f"""<Codes>
          <Code guid="{{{GUID.format(1)}}}" name="Home" isCodable="false" color="#F00">
            <Description>Where the child\r\nlives.</Description>
            <Code guid="{GUID.format(2)}" name="Damp" isCodable="true"/>
            <Code guid="{GUID.format(3)}" name="damp" isCodable="true"/>
            <Code guid="{GUID.format(4)}" name="" isCodable="true"/>
          </Code>
        </Codes><Sets><Set guid="{GUID.format(5)}" name="Mine"><MemberCode guid="{GUID.format(2)}"/></Set></Sets>"""
    ).encode()
    codebook = open_codebook(data, "Codebook von Jörg.qdc")
    home, damp, other, nameless = codebook.framework.themes
    assert codebook.framework.identifier == "codebook-von-jorg"
    assert (home.heading, home.colour, home.definition) == (True, "#ff0000", "Where the child\nlives.")
    assert [damp.parent, other.parent, nameless.parent] == ["home", "home", "home"]
    assert (other.name, other.identifier, nameless.name) == ("damp (2)", "damp-2", "Without a name")
    assert codebook.left_out == (
        "1 set of codes: Heeded has themes under themes, and no sets.",
        "Two themes side by side were called “damp”; one is now “damp (2)”.",
    )


def test_a_description_that_another_program_went_on_with_keeps_both() -> None:
    framework = small()
    text = (
        codebook_file(framework, "qdc")
        .decode()
        .replace("terms: alone | on her own", "terms: alone | on her own\nMore.")
    )
    theme = read_codebook(text.encode(), "x.qdc").themes[1]
    assert theme.terms == ("alone", "on her own")
    assert theme.definition == "More."


def test_utf16_and_comments_before_the_first_element() -> None:
    codes = '<CodeBook><Codes><Code guid="x" name="Mère"/></Codes></CodeBook>'
    text = f'<?xml version="1.0" encoding="UTF-16"?><!-- a -->{codes}'
    assert read_codebook(text.encode("utf-16"), "x.qdc").themes[0].name == "Mère"


def test_tables_name_parents_by_name_or_identifier_and_come_with_any_separator() -> None:
    data = "Code;Parent;Color\nZuhause;;#F00\nFeucht;zuhause;\n".encode("cp1252")
    framework = read_codebook(data, "x.csv")
    assert [(theme.name, theme.parent, theme.colour) for theme in framework.themes] == [
        ("Zuhause", "", "#ff0000"),
        ("Feucht", "zuhause", ""),
    ]


def test_a_workbook_with_numbers_dates_and_more_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Code", "Description"])
    book.active.append([2014.0, True])
    book.active.append([None, None])
    book.active.append(["Later", 1.5])
    book.create_sheet("More")
    out = io.BytesIO()
    book.save(out)
    codebook = open_codebook(out.getvalue(), "x.xlsx")
    assert [(theme.name, theme.definition) for theme in codebook.framework.themes] == [
        ("2014", "yes"),
        ("Later", "1.5"),
    ]
    assert codebook.left_out == ("1 more sheets of the workbook: the first one is read.",)


def test_no_cell_of_a_table_is_run_as_a_formula() -> None:
    framework = small(themes=(Theme("a", "=HYPERLINK(1)"), Theme("b", "'=x"), Theme("c", "@b")))
    rows = list(csv.DictReader(io.StringIO(codebook_file(framework, "csv").decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", "''=x", "'@b"]
    assert read_codebook(codebook_file(framework, "csv"), "x.csv") == framework
    sheet = openpyxl.load_workbook(io.BytesIO(codebook_file(framework, "xlsx"))).active
    assert sheet is not None
    assert sheet["C2"].data_type == "s"


def test_a_long_name_is_kept_whole_in_the_definition() -> None:
    data = QDC.format(f'<Codes><Code guid="x" name="{"long " * 150}"/></Codes>').encode()
    theme = read_codebook(data, "x.qdc").themes[0]
    assert len(theme.name) < 500
    assert theme.definition == ("long " * 150).strip()


def test_every_kind_says_what_it_cannot_carry() -> None:
    assert all(cannot_carry(kind) for kind in FileKind)
    assert any("“Absent”" in line for line in cannot_carry(FileKind.QDPX))


def test_what_cannot_be_used_is_not_written() -> None:
    with pytest.raises(FrameworkRefused, match="no themes"):
        codebook_file(replace(small(), themes=()), "qdc")
    with pytest.raises(ValueError, match="project_file"):
        codebook_file(small(), "qdpx")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "x.qdc", "This file is empty."),
        (b"<CodeBook><Codes>", "x.qdc", "its XML is broken"),
        (b"<html><body/></html>", "x.qdc", "holds “html” and no REFI-QDA codebook"),
        (b"<CodeBook/>", "x.qdc", "The framework has no themes."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "x.xls", "of the old kind"),
        (b"PK\x03\x04 cut short", "x.xlsx", "broken or was cut short"),
        (b"a,b\n1,2\n", "x.csv", "No column of this table is headed “name”, “tag”, “code” or “theme”"),
        (b"name\n", "x.csv", "a head and no themes"),
        (b'name\n"a', "x.csv", "Row 2 of this table cannot be read as CSV."),
        (b"name,parent\nA,B\n", "x.csv", "“A” says that it stands under “B”, and no theme is called that"),
        (b"name,parent\nA,\na,\nC,A\n", "x.csv", "under “A”, and several themes are called that"),
        (b"name,parent\nA,B\nB,A\n", "x.csv", "under each other in a circle"),
        (b"identifier,name\na,A\na,B\n", "x.csv", "Two rows have the identifier “a”."),
        (b"name\n" + b"a\n" * 20_001, "x.csv", "at most 20,000 are taken"),
        (b"name = 3", "x.toml", "The name of the framework must be text."),
        (b"name = '\xff'", "x.toml", "not written in UTF-8"),
        (b"x" * 20_000_001, "x.csv", "at most 20 are taken"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, name: str, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_codebook(data, name)
    assert said in str(refused.value)
