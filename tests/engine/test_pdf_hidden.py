"""Hidden text of PDFs: twelve files that hide a name in twelve ways, and others that were kept for checking."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from heeded.engine.cleaned_copy import cleaned_copy, without_metadata
from heeded.engine.reading import read_pdf
from tests.engine.hidden_text._made import HIDING, MORE_HIDING, SECRET, SEEN, SHOWING, Made, write

_NAMES = SECRET.split()
Copier = Callable[[Path, Path], None]


def _id(made: Made) -> str:
    return made.name


@pytest.mark.parametrize("made", HIDING + MORE_HIDING, ids=_id)
def test_hidden_words_are_left_out_and_the_others_kept(made: Made, tmp_path: Path) -> None:
    page = read_pdf(write(made, tmp_path / "file.pdf")).pages[0]

    assert not any(name in page.text for name in _NAMES)
    assert not re.search(r"Orl|ando|Quil|feath", page.text)
    if SEEN in made.content:
        assert SEEN in page.text
    assert {item.reason for item in page.hidden} == {made.reason}
    assert all(not page.text[item.start : item.end].strip() for item in page.hidden)


@pytest.mark.parametrize("made", HIDING + MORE_HIDING, ids=_id)
def test_staff_are_told_where(made: Made, tmp_path: Path) -> None:
    assert "This file holds hidden text on p. 1." in read_pdf(write(made, tmp_path / "file.pdf")).notes


@pytest.mark.parametrize("made", SHOWING, ids=_id)
def test_what_can_be_seen_is_read(made: Made, tmp_path: Path) -> None:
    page = read_pdf(write(made, tmp_path / "file.pdf")).pages[0]

    assert SECRET in page.text
    assert not [item for item in page.hidden if SECRET in made.content and not made.layer_off]


@pytest.mark.parametrize("made", HIDING + MORE_HIDING, ids=_id)
def test_a_cleaned_copy_holds_the_words_nowhere(made: Made, tmp_path: Path) -> None:
    source, target = write(made, tmp_path / "file.pdf"), tmp_path / "clean.pdf"

    cleaned_copy(source, target)

    everything = _everything_in(target)
    assert not any(name.encode() in everything for name in _NAMES)
    assert not [item for page in read_pdf(target).pages for item in page.hidden]


def test_text_around_a_covered_name_keeps_its_place(tmp_path: Path) -> None:
    made = HIDING[0]
    page = read_pdf(write(made, tmp_path / "file.pdf")).pages[0]

    assert len(page.text) == len(f"{SEEN} by {SECRET} in May")
    assert page.text.startswith(f"{SEEN} by ")
    assert page.text.endswith(" in May")
    line = page.lines[0]
    assert (line.start, line.end) == (0, len(page.text))


def test_comments_are_counted_and_never_read(tmp_path: Path) -> None:
    comment = {"Subtype": pikepdf.Name.Text, "Rect": [300, 700, 320, 720], "Contents": SECRET, "T": SECRET}
    made = Made("comment", SHOWING[3].content.replace(SECRET, SEEN), None, notes=(comment,))
    reading = read_pdf(write(made, tmp_path / "file.pdf"))

    assert [item.reason for item in reading.pages[0].hidden] == ["comment"]
    assert SECRET not in repr(reading)
    assert reading.notes == ("This file holds comments on p. 1; they are left out.",)
    for maker in (without_metadata, cleaned_copy):
        maker(tmp_path / "file.pdf", tmp_path / "copy.pdf")
        assert _NAMES[0].encode() not in _everything_in(tmp_path / "copy.pdf")
        assert SEEN in read_pdf(tmp_path / "copy.pdf").pages[0].text  # a sticky note costs no page its text


@pytest.mark.parametrize("maker", [without_metadata, cleaned_copy])
def test_copies_are_the_same_each_time_and_tell_nothing_about_the_file(maker: Copier, tmp_path: Path) -> None:
    path = write(SHOWING[0], tmp_path / "file.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Author"] = "Quillfeather"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Quillfeather')")
        pdf.attachments["notes.txt"] = b"Quillfeather"
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["Quillfeather"]
        pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private="Quillfeather"))
        pdf.save(path)

    maker(path, tmp_path / "one.pdf")
    maker(path, tmp_path / "two.pdf")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    everything = _everything_in(tmp_path / "one.pdf").replace(SECRET.encode(), b"")
    assert b"Quillfeather" not in everything
    assert b"JavaScript" not in everything or b"app.alert" not in everything
    assert read_pdf(tmp_path / "one.pdf").pages[0].text == read_pdf(path).pages[0].text


def test_a_bookmark_that_repeats_a_covered_name_is_left_out(tmp_path: Path) -> None:
    path = write(HIDING[0], tmp_path / "file.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.extend(
                [pikepdf.OutlineItem(f"Visit by {SECRET}", 0), pikepdf.OutlineItem("The visit", 0)]
            )
        pdf.save(path)

    reading = read_pdf(path)
    cleaned_copy(path, tmp_path / "clean.pdf")

    assert [entry.title for entry in reading.outline] == ["The visit"]
    assert _NAMES[0].encode() not in _everything_in(tmp_path / "clean.pdf")


def test_a_repeated_word_under_a_box_is_no_secret_but_is_not_read_twice(tmp_path: Path) -> None:
    content = HIDING[0].content + HIDING[0].content.split("q 0 0 0")[0].replace("700 Td", "600 Td")
    reading = read_pdf(write(Made("twice", content, None), tmp_path / "file.pdf"))

    assert reading.pages[0].text.count(SECRET) == 1
    assert not reading.pages[0].hidden


def test_scan_with_an_invisible_layer_is_empty_until_ocr_has_checked_it(tmp_path: Path) -> None:
    layer = f"q {595} 0 0 {842} 0 0 cm /Picture Do Q\n" + HIDING[6].content.replace("BT  /F1", "BT 3 Tr /F1")
    page = read_pdf(write(Made("scan", layer, None, picture=240), tmp_path / "file.pdf")).pages[0]

    assert page.source == "empty"
    assert not page.text.strip()
    assert {item.reason for item in page.hidden} == {"invisible"}


def _everything_in(path: Path) -> bytes:
    """All bytes of a file, its streams unpacked, and every string in it as text."""
    parts = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            parts.append(repr(thing).encode())
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    parts.append(thing.read_raw_bytes())
    return b"\n".join(parts)
