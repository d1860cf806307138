"""Pictures of pages, and where words stand on them: measured on the picture itself."""

import io
from pathlib import Path

import pytest
from pikepdf import Name
from PIL import Image, ImageChops

from heeded.engine.picture import page_picture, rectangles
from heeded.engine.reading import FileRefused, read_pdf
from heeded.engine.records import Span
from tests.engine.hidden_text._made import SECRET, SEEN, Made, box, text, write

_WIDTH = 1190  # two pixels a point


def _picture(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(page_picture(path, 1, width=_WIDTH))).convert("L")


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    found = ImageChops.invert(picture).point(lambda level: 255 if level > 100 else 0).getbbox()
    assert found
    return found


def _levels(picture: Image.Image, place: tuple[int, int, int, int]) -> int:
    """How far apart the darkest and the lightest grey of a part of the picture are."""
    used = [level for level, count in enumerate(picture.crop(place).histogram()) if count]
    return used[-1] - used[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 40, 595, 842)])
def test_a_rectangle_is_where_the_ink_is(
    tmp_path: Path, turn: int, crop: tuple[int, int, int, int] | None
) -> None:
    path = write(
        Made("made", text("Hxgh", 200, 500, size=30), None, rotate=turn, crop=crop), tmp_path / "file.pdf"
    )
    picture = _picture(path)

    (found,) = rectangles(path, [Span(1, 0, 4)])[1]

    left, top, right, bottom = (
        found[0] * picture.width,
        found[1] * picture.height,
        found[2] * picture.width,
        found[3] * picture.height,
    )
    ink = _ink(picture)
    assert left <= ink[0] + 4
    assert top <= ink[1] + 4
    assert right >= ink[2] - 4
    assert bottom >= ink[3] - 4
    assert (right - left) * (bottom - top) < 2.6 * (ink[2] - ink[0]) * (ink[3] - ink[1])


def test_words_of_two_lines_make_two_rectangles(tmp_path: Path) -> None:
    path = write(Made("made", text(SEEN, 72, 700) + text(SEEN, 72, 680), None), tmp_path / "file.pdf")
    raw = read_pdf(path).pages[0].text
    second = raw.index("The", 5)

    found = rectangles(path, [Span(1, 4, second + 10)])[1]

    assert len(found) == 2
    assert found[0][3] < found[1][3]
    assert found[0][0] > found[1][0]


def test_a_wide_gap_is_not_marked(tmp_path: Path) -> None:
    path = write(
        Made("made", "BT /F1 12 Tf 72 700 Td (left) Tj 300 0 Td (right) Tj ET", None), tmp_path / "file.pdf"
    )
    found = rectangles(path, [Span(1, 0, 40)])[1]
    assert len(found) == 2
    assert found[0][2] < 0.25
    assert found[1][0] > 0.5


def test_positions_that_are_not_there_give_nothing(tmp_path: Path) -> None:
    path = write(Made("made", text("short", 72, 700), None), tmp_path / "file.pdf")
    assert rectangles(path, [Span(1, 90, 99), Span(7, 0, 3)]) == {1: [], 7: []}


def test_the_picture_is_bounded_and_a_missing_page_refused(tmp_path: Path) -> None:
    path = write(Made("made", text(SEEN, 72, 700), None), tmp_path / "file.pdf")
    assert Image.open(io.BytesIO(page_picture(path, 1, width=50_000))).width <= 3_000
    for page in (0, 2, -1):
        with pytest.raises(FileRefused):
            page_picture(path, page, width=100)


def test_comments_are_not_drawn_and_do_not_uncover(tmp_path: Path) -> None:
    plain = Made("plain", box(0, 0, 1, 1, "1 1 1"), None)
    comment = {"Subtype": Name.Text, "Rect": [300, 700, 330, 730], "Contents": SECRET}
    words = {"Subtype": Name.FreeText, "Rect": [60, 640, 300, 670], "Contents": "x", "DA": "/F1 12 Tf"}
    bare = _picture(write(plain, tmp_path / "plain.pdf"))
    noted = _picture(write(Made("noted", plain.content, None, notes=(comment,)), tmp_path / "noted.pdf"))
    covered = _picture(
        write(Made("covered", text(SECRET, 72, 650), None, notes=(words,)), tmp_path / "covered.pdf")
    )

    assert not ImageChops.difference(bare, noted).getbbox()
    assert _levels(covered, (140, 360, 400, 396)) < 12  # nothing to read where the text box lies


def test_a_black_note_over_a_name_is_drawn(tmp_path: Path) -> None:
    note = {"Subtype": Name.Square, "Rect": [60, 640, 300, 670], "IC": [0, 0, 0], "C": [0, 0, 0]}
    picture = _picture(write(Made("made", text(SECRET, 72, 650), None, notes=(note,)), tmp_path / "file.pdf"))
    assert _levels(picture, (130, 350, 580, 400)) < 12
    assert picture.getpixel((300, 370)) == 0
