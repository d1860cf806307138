"""Word files: order, headings, numbers, notes, boxes, and nothing that a reader of the page does not see."""

import zipfile
from pathlib import Path

import pytest

from heeded.engine.reading import _docx_package
from heeded.engine.reading._docx import read_docx, unsettled_changes
from heeded.engine.reading._errors import FileRefused
from heeded.engine.records import Reading
from tests.engine.files_made import (
    SPACES,
    item,
    level,
    make_docx,
    numbering,
    paragraph,
    run,
    table,
)


def said(reading: Reading) -> list[str]:
    page = reading.pages[0]
    return [page.text[line.start : line.end] for line in page.lines]


def read(tmp_path: Path, body: str, **parts: str) -> Reading:
    return read_docx(make_docx(tmp_path / "made.docx", body, **parts))


def test_headings_paragraphs_and_tables_come_in_the_order_of_the_page(tmp_path: Path) -> None:
    body = (
        paragraph("Background", "H1")
        + paragraph("The family moved twice.")
        + table(("No", "Action"), ("1", "Check the plan"))
        + paragraph("Learning", "H2")
    )
    reading = read(tmp_path, body)
    assert said(reading) == [
        "Background",
        "The family moved twice.",
        "No",
        "Action",
        "1",
        "Check the plan",
        "Learning",
    ]
    lines = reading.pages[0].lines
    assert [line.style for line in lines] == [
        "Heading 1",
        "Normal",
        "Normal",
        "Normal",
        "Normal",
        "Normal",
        "Heading 2",
    ]
    assert [line.cell for line in lines] == [None, None, (0, 0), (0, 1), (1, 0), (1, 1), None]
    assert (lines[0].size, lines[0].bold, lines[1].size, lines[1].bold) == (16.0, True, 10.0, False)
    assert lines[6].size == 13.0
    assert not reading.paged
    assert len(reading.pages) == 1


def test_lines_are_found_again_in_the_text_and_do_not_overlap(tmp_path: Path) -> None:
    reading = read(tmp_path, "".join(paragraph(f"Paragraph number {n}.") for n in range(50)))
    page = reading.pages[0]
    assert [line.start for line in page.lines] == sorted(line.start for line in page.lines)
    assert all(a.end < b.start for a, b in zip(page.lines, page.lines[1:], strict=False))
    assert page.text.count("\n") == 50


@pytest.mark.parametrize(
    "levels, items, expected",
    [
        ([level(0, "decimal", "%1.")], [0, 0, 0], ["1. x", "2. x", "3. x"]),
        (
            [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")],
            [0, 1, 1, 0, 1],
            ["1. x", "1.1 x", "1.2 x", "2. x", "2.1 x"],
        ),
        ([level(0, "lowerLetter", "(%1)")], [0, 0], ["(a) x", "(b) x"]),
        (
            [level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")],
            [0, 0, 1],
            ["I. x", "II. x", "2.1 x"],
        ),
        ([level(0, "bullet", "\uf0b7")], [0, 0], ["• x", "• x"]),
        (
            [level(0, "decimal", "Recommendation %1:", start=7)],
            [0, 0],
            ["Recommendation 7: x", "Recommendation 8: x"],
        ),
        ([level(0, "none", "")], [0], ["x"]),
        ([level(0, "decimalZero", "%1")], [0], ["01 x"]),
        (
            [level(0, "ordinal", "%1"), level(1, "lowerRoman", "%2)", more='<w:lvlRestart w:val="0"/>')],
            [0, 1, 0, 1],
            ["1st x", "i) x", "2nd x", "ii) x"],
        ),
        ([level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")], [1, 1], ["1.1 x", "1.2 x"]),
        ([level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')], [0], ["1.x"]),
    ],
)
def test_automatic_numbers_are_text(
    tmp_path: Path, levels: list[str], items: list[int], expected: list[str]
) -> None:
    body = "".join(item("x", level=each) for each in items)
    assert said(read(tmp_path, body, numbering=numbering(*levels))) == expected


def test_a_second_list_with_a_start_of_its_own_begins_anew(tmp_path: Path) -> None:
    uses = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item("x") + item("x", 2) + item("x", 3) + item("x", 3)
    made = numbering(level(0, "decimal", "%1."), uses=uses)
    assert said(read(tmp_path, body, numbering=made)) == ["1. x", "2. x", "1. x", "2. x"]


def test_a_deleted_item_does_not_count(tmp_path: Path) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>secret</w:delText></w:r></w:del></w:p>'
    )
    reading = read(
        tmp_path, item("first") + gone + item("second"), numbering=numbering(level(0, "decimal", "%1."))
    )
    assert said(reading) == ["1. first", "2. second"]


def test_headings_take_their_number_from_their_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/>'
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    made = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    body = paragraph("One", "A") + paragraph("Part", "B") + paragraph("Two", "A") + paragraph("Part", "B")
    reading = read(tmp_path, body, styles=styles, numbering=made)
    assert said(reading) == ["1 One", "1.1 Part", "2 Two", "2.1 Part"]
    assert [line.style for line in reading.pages[0].lines] == ["Heading 1", "Heading 2"] * 2


@pytest.mark.parametrize(
    "content, reason",
    [
        (run("secret", "<w:vanish/>"), "hidden-style"),
        (run("secret", '<w:rStyle w:val="Secret"/>'), "hidden-style"),
        (run("secret", '<w:color w:val="FFFFFF"/>'), "same-colour"),
        (run("secret", '<w:color w:val="FDFDFD"/>'), "same-colour"),
        (run("secret", '<w:highlight w:val="black"/>'), "same-colour"),
        (run("secret", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "same-colour"),
        (run("secret", '<w:sz w:val="2"/>'), "tiny"),
        ('<w:del w:id="1"><w:r><w:delText>secret</w:delText></w:r></w:del>', "deleted"),
        ('<w:moveFrom w:id="1"><w:r><w:t>secret</w:t></w:r></w:moveFrom>', "deleted"),
        (
            '<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>secret</w:delText></w:r></w:del></w:ins>',
            "deleted",
        ),
    ],
)
def test_what_nobody_sees_is_left_out_and_noted(tmp_path: Path, content: str, reason: str) -> None:
    reading = read(tmp_path, paragraph(run("Before ") + content + run("after.")))
    assert said(reading) == ["Before after."]
    assert [(each.reason, each.start, each.end) for each in reading.pages[0].hidden] == [(reason, 7, 7)]
    assert any("not shown" in note for note in reading.notes)


@pytest.mark.parametrize(
    "content",
    [
        run("seen", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        run("seen", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>'),
        run("seen", '<w:vanish w:val="0"/>'),
        run("seen", '<w:shd w:val="clear" w:fill="000000"/>'),
        '<w:ins w:id="1"><w:r><w:t>seen</w:t></w:r></w:ins>',
        '<w:moveTo w:id="1"><w:r><w:t>seen</w:t></w:r></w:moveTo>',
        "<w:sdt><w:sdtContent><w:r><w:t>seen</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:hyperlink r:id="x"><w:r><w:t>seen</w:t></w:r></w:hyperlink>',
        '<w:fldSimple w:instr="AUTHOR"><w:r><w:t>seen</w:t></w:r></w:fldSimple>',
    ],
)
def test_what_is_seen_is_read(tmp_path: Path, content: str) -> None:
    reading = read(tmp_path, paragraph(content))
    assert said(reading) == ["seen"]
    assert reading.pages[0].hidden == ()


def test_white_words_on_a_dark_cell_are_seen(tmp_path: Path) -> None:
    white = run("Heading row", '<w:color w:val="FFFFFF"/>')
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="003366"/></w:tcPr>'
    shaded = f"<w:tbl><w:tblPr/><w:tr><w:tc>{dark}{paragraph(white)}</w:tc></w:tr></w:tbl>"
    style = '<w:tblPr><w:tblStyle w:val="Banded"/></w:tblPr>'
    banded = f"<w:tbl>{style}<w:tr><w:tc>{paragraph(white)}</w:tc></w:tr></w:tbl>"
    assert said(read(tmp_path, shaded + paragraph("x") + banded)) == ["Heading row", "x", "Heading row"]


def test_comments_are_neither_read_nor_forgotten(tmp_path: Path) -> None:
    body = paragraph(
        '<w:commentRangeStart w:id="1"/>' + run("Plain words") + '<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    reading = read(
        tmp_path, body, comments='<w:comment w:id="1"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment>'
    )
    assert reading.pages[0].text == "Plain words\n"
    assert [each.reason for each in reading.pages[0].hidden] == ["comment"]


def test_a_deleted_row_is_left_out(tmp_path: Path) -> None:
    rows = (
        f"<w:tr><w:tc>{paragraph('kept')}</w:tc><w:tc>{paragraph('too')}</w:tc></w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("secret")}</w:tc></w:tr>'
    )
    reading = read(tmp_path, f"<w:tbl><w:tblPr/>{rows}</w:tbl>")
    assert said(reading) == ["kept", "too"]
    assert [each.reason for each in reading.pages[0].hidden] == ["deleted"]


def test_a_deleted_paragraph_end_joins_two_paragraphs(tmp_path: Path) -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("One ") + "</w:p>"
    assert said(read(tmp_path, first + paragraph("sentence."))) == ["One sentence."]


def test_a_bar_over_a_line_hides_its_paragraph(tmp_path: Path) -> None:
    bar = (
        '<w:r><w:drawing><wp:anchor behindDoc="0"><wp:extent cx="2000000" cy="200000"/><a:graphic><a:graphicData>'
        '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    place = "position:absolute;width:100pt;height:14pt;z-index:5"
    old = f'<w:r><w:pict><v:rect style="{place}" fillcolor="black"/></w:pict></w:r>'
    reading = read(
        tmp_path, paragraph("Open.") + paragraph(bar + run("secret")) + paragraph(old + run("secret"))
    )
    assert said(reading) == ["Open."]
    assert {each.reason for each in reading.pages[0].hidden} == {"covered"}


def test_a_text_box_follows_its_paragraph_and_is_read_once(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx>"
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    reading = read(tmp_path, paragraph(drawn + run("Beside")) + paragraph("After"))
    assert said(reading) == ["Beside", "In the box", "After"]
    assert [line.box > 0 for line in reading.pages[0].lines] == [False, True, False]


def test_borders_and_single_cells_are_boxes(tmp_path: Path) -> None:
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    framed = f"<w:pBdr>{sides}</w:pBdr>"
    body = (
        paragraph("a", properties=framed)
        + paragraph("b", properties=framed)
        + paragraph("c")
        + table(("Recommendation 1",))
    )
    boxes = [line.box for line in read(tmp_path, body).pages[0].lines]
    assert boxes[0] == boxes[1] > 0
    assert boxes[2] == 0
    assert boxes[3] not in (0, boxes[0])


def test_footnotes_are_called_and_printed_after_the_text(tmp_path: Path) -> None:
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{paragraph("The note itself.")}</w:footnote>'
    )
    call = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    assert said(read(tmp_path, paragraph(run("Said so") + call) + paragraph("End."), footnotes=notes)) == [
        "Said so[1]",
        "End.",
        "[1] The note itself.",
    ]


def test_what_a_field_is_told_is_not_what_it_shows(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK secret</w:instrText>'
        "<w:t>secret</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert said(read(tmp_path, paragraph(field + run(" after")))) == ["shown after"]


def test_breaks_part_lines_but_not_headings(tmp_path: Path) -> None:
    broken = "<w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r>"
    assert said(read(tmp_path, paragraph(broken, "H1") + paragraph(broken))) == ["One Two", "One", "Two"]


def test_changes_are_counted_wherever_they_stand(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    path = make_docx(tmp_path / "a.docx", paragraph(inserted + deleted), footer=paragraph(inserted))
    assert unsettled_changes(path) == 3
    assert unsettled_changes(make_docx(tmp_path / "b.docx", paragraph("settled"))) == 0
    assert "2 tracked changes" in read_docx(path).notes[0]


def test_entities_and_outside_files_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secretfile")
    document = (
        f'<!DOCTYPE x [<!ENTITY a "{"ha" * 9}"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {SPACES}><w:body>{paragraph('Plain &b; &f;')}</w:body></w:document>"
    )
    path = make_docx(tmp_path / "a.docx", paragraph("x"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = document.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    text = read_docx(path).pages[0].text
    assert text.startswith("Plain")
    assert "haha" not in text
    assert "secretfile" not in text


def test_a_file_in_the_strict_form_is_read_too(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("Strict", "H1"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            data = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            archive.writestr(name, data)
    reading = read_docx(path)
    assert said(reading) == ["Strict"]
    assert reading.pages[0].lines[0].style == "Heading 1"


@pytest.mark.parametrize(
    "body",
    [
        "",
        paragraph(run("secret", "<w:vanish/>")),
        "<w:p><w:pPr/>",
        "<w:p/>" * 10,
        "<w:tbl><w:tr><w:tc>" * 250,
    ],
)
def test_broken_and_empty_files_are_refused_in_plain_words(tmp_path: Path, body: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, body)
    assert refused.value.reason.endswith(".")
    assert refused.value.advice.endswith(".")


def test_layers_without_end_are_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 600 + paragraph("x") + "</w:sdtContent></w:sdt>" * 600
    with pytest.raises(FileRefused):
        read(tmp_path, deep)


def test_a_part_built_to_overflow_is_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "bomb.docx", paragraph("x" * 17_000_000))
    assert path.stat().st_size < 100_000
    with pytest.raises(FileRefused, match="far more"):
        read_docx(path)


def test_a_part_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_docx_package, "_LARGEST_XML", 2000)
    assert said(read(tmp_path, paragraph("short"))) == ["short"]
    with pytest.raises(FileRefused, match="too long"):
        read(tmp_path, paragraph("x" * 2000))
