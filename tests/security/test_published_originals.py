"""What a reader downloads does nothing on their machine: no script, no program, no call home."""

import zipfile
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from heeded.engine.cleaned_copy import without_metadata
from heeded.engine.reading._docx_copy import docx_without_metadata

HOME = "http://192.0.2.1/"


def action(kind: str) -> Dictionary:
    told = {
        "JavaScript": Dictionary(S=Name.JavaScript, JS=String("app.alert('armed')")),
        "Launch": Dictionary(S=Name.Launch, F=String("/usr/bin/armed")),
        "SubmitForm": Dictionary(S=Name.SubmitForm, F=String(HOME + "armed")),
        "GoToR": Dictionary(S=Name.GoToR, F=String("\\\\192.0.2.1\\armed"), D=Array([0, Name.Fit])),
        "script link": Dictionary(S=Name.URI, URI=String("JavaScript:armed()")),
        "file link": Dictionary(S=Name.URI, URI=String("file:///armed")),
    }
    return told[kind]


@pytest.mark.parametrize("place", ["direct", "indirect", "after", "among", "bookmark"])
@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "SubmitForm", "GoToR", "script link", "file link"])
def test_no_action_of_a_pdf_is_left(tmp_path: Path, kind: str, place: str) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    told = action(kind)
    if place == "indirect":
        told = pdf.make_indirect(told)
    if place in {"after", "among"}:
        told = Dictionary(S=Name.Named, N=Name.NextPage, Next=told if place == "after" else Array([told]))
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=told))
    if place == "bookmark":
        item = pdf.make_indirect(Dictionary(Title=String("Findings"), A=told))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    else:
        page.Annots = Array([link])
    pdf.Root.OpenAction = action(kind)
    pdf.save(tmp_path / "armed.pdf")
    without_metadata(tmp_path / "armed.pdf", tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as made:
        assert b"armed" not in b"".join(thing.unparse() for thing in made.objects)
        assert len(made.pages) == 1


def test_links_to_the_web_stay(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    told = Dictionary(S=Name.URI, URI=String("https://www.example.org/report"))
    pdf.add_blank_page().Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=told))]
    )
    pdf.save(tmp_path / "in.pdf")
    without_metadata(tmp_path / "in.pdf", tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as made:
        assert str(made.pages[0].Annots[0].A.URI) == "https://www.example.org/report"


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>printed</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    "field",
    ["DDEAUTO c:\\armed.exe", "INCLUDEPICTURE http://192.0.2.1/armed", "INCLUDETEXT armed", "LINK armed"],
)
def test_no_field_of_a_word_file_fetches_or_starts_anything(tmp_path: Path, field: str) -> None:
    body = f'<w:document xmlns:w="{_W}"><w:body><w:p>{FIELD.format(field)}</w:p></w:body></w:document>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="t" '
        f'Type="{_OFFICE}/attachedTemplate" Target="{HOME}armed.dotm" TargetMode="External"/></Relationships>',
        "word/document.xml": body,
        "word/vbaProject.bin": "armed",
    }
    with zipfile.ZipFile(tmp_path / "in.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    docx_without_metadata(tmp_path / "in.docx", tmp_path / "out.docx")
    with zipfile.ZipFile(tmp_path / "out.docx") as made:
        everything = b"".join(made.read(name) for name in made.namelist())
    assert b"armed" not in everything
    assert b"printed" in everything
