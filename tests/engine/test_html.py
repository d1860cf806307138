"""Web pages: what a reader sees, in order, and nothing else."""

from pathlib import Path

import pytest

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._html import read_html
from heeded.engine.reading._html_copy import html_without_hidden, plain_as_html
from heeded.engine.records import Reading


def read(tmp_path: Path, page: str) -> Reading:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    return read_html(path, encoding="utf-8")


def said(reading: Reading) -> list[str]:
    page = reading.pages[0]
    return [page.text[line.start : line.end] for line in page.lines]


def test_headings_lists_and_tables(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "<title>A review</title><h1>Review of <b>Child A</b></h1><p>First\n   words.<p>Second"
        "<ol><li>one<li>two<ol type=a><li>deep</ol></ol><ul><li>point</ul>"
        "<table><tr><th>No<th>Action<tr><td>1<td>Check</table><h2>Learning</h2>",
    )
    assert said(reading) == [
        "Review of Child A", "First words.", "Second", "1. one", "2. two", "a. deep", "• point",
        "No", "Action", "1", "Check", "Learning",
    ]  # fmt: skip
    lines = reading.pages[0].lines
    assert [line.style for line in lines if line.style] == ["Heading 1", "Heading 2"]
    assert [line.cell for line in lines[7:11]] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert lines[0].size > lines[1].size
    assert (reading.title, reading.paged) == ("A review", False)


@pytest.mark.parametrize(
    "page, expected",
    [
        ("<ol start=4><li>x<li>y</ol>", ["4. x", "5. y"]),
        ("<ol><li value=7>x<li>y</ol>", ["7. x", "8. y"]),
        ("<ol type=I><li>x<li>y</ol>", ["I. x", "II. y"]),
        ("<ol type=A><li>x</ol>", ["A. x"]),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("one<br>two", ["one", "two"]),
        ("<h1>one<br>two</h1>", ["one two"]),
        ("a <i>sloping</i> word", ["a sloping word"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("1 &lt; 2 &amp; 3 &pound;4", ["1 < 2 & 3 £4"]),
    ],
)
def test_words_stand_as_a_browser_shows_them(tmp_path: Path, page: str, expected: list[str]) -> None:
    assert said(read(tmp_path, page)) == expected


UNSEEN = [
    "<script>secret</script>",
    "<style>secret</style>",
    "<!-- secret -->",
    "<p hidden>secret</p>",
    '<p style="display: none">secret</p>',
    '<p style="color:red;VISIBILITY:hidden">secret</p>',
    '<p class="x gone">secret</p>',
    "<p id=gone>secret</p>",
    '<span style="font-size:0">secret</span>',
    '<span style="opacity:0">secret</span>',
    '<span style="position:absolute;left:-9999px">secret</span>',
    '<p style="color:#fff">secret</p>',
    '<div style="background:#000"><b style="color:black">secret</b></div>',
    '<span style="color:rgb(0, 0, 0);background-color:#000000">secret</span>',
    "<font color=white>secret</font>",
    "<template>secret</template>",
    "<noscript>secret</noscript>",
    "<iframe>secret</iframe>",
    "<svg><text>secret</text></svg>",
    "<select><option>secret</select>",
    '<input type=hidden value="secret">',
    "<table><tr hidden><td>secret</table>",
    '<img alt="" src="https://example.org/secret.png">',
]


@pytest.mark.parametrize("hiding", UNSEEN)
def test_what_is_not_seen_is_neither_read_nor_copied(tmp_path: Path, hiding: str) -> None:
    page = (
        "<html><head><style>.gone, #gone { display:none } p.other{color:red}</style></head>"
        f"<body><p>Before</p>{hiding}<p>After</p></body></html>"
    )
    reading = read(tmp_path, page)
    assert said(reading) == ["Before", "After"]
    html_without_hidden(tmp_path / "page.html", tmp_path / "copy.html", encoding="utf-8")
    copy = (tmp_path / "copy.html").read_text()
    assert "secret" not in copy
    assert "Before" in copy
    assert "After" in copy


def test_hidden_words_are_noted(tmp_path: Path) -> None:
    reading = read(tmp_path, "<p>Before<p hidden>secret</p><p>After")
    assert [each.reason for each in reading.pages[0].hidden] == ["hidden-style"]
    assert reading.notes == ("This file holds text that is set to be hidden in one place; it is not shown.",)


def test_white_words_on_a_dark_ground_are_seen(tmp_path: Path) -> None:
    assert said(read(tmp_path, '<div style="background:#036"><p style="color:white">Seen</div>')) == ["Seen"]
    assert said(read(tmp_path, "<table bgcolor=black><tr><td><font color=white>Seen</table>")) == ["Seen"]


@pytest.mark.parametrize(
    "attack",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<p onclick="alert(1)">x</p>',
        '<img src="file:///etc/passwd">x',
        '<p style="background:url(http://example.org/x)">x</p>',
        '<link rel=stylesheet href="http://example.org/x.css">x',
        '<meta http-equiv=refresh content="0;url=http://example.org">x',
        '<object data="http://example.org/x">y</object>x',
        '<base href="http://example.org/">x',
        '<form action="http://example.org/">x</form>',
    ],
)
def test_a_copy_neither_runs_nor_fetches(tmp_path: Path, attack: str) -> None:
    (tmp_path / "page.html").write_text(f"<html><body><p>x</p>{attack}</body></html>")
    html_without_hidden(tmp_path / "page.html", tmp_path / "copy.html")
    copy = (tmp_path / "copy.html").read_text()
    assert "alert" not in copy
    assert "example.org" not in copy
    assert "file:" not in copy
    assert ">x" in copy


def test_a_picture_inside_the_page_stays_in_the_copy(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p>x<img src="data:image/png;base64,iVBORw0KGgo=">')
    html_without_hidden(tmp_path / "page.html", tmp_path / "copy.html")
    assert "data:image/png" in (tmp_path / "copy.html").read_text()


def test_plain_text_becomes_a_page_a_line_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One <b>\n  two\fthree")
    plain_as_html(tmp_path / "a.txt", tmp_path / "copy.html")
    copy = (tmp_path / "copy.html").read_text()
    assert "One &lt;b&gt;" in copy
    assert copy.count("page-break-before") == 1


@pytest.mark.parametrize("page", ["", "<html></html>", "<p hidden>x</p>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_words_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, page)
    assert refused.value.advice


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deep_pages_end(tmp_path: Path, tag: str) -> None:
    with pytest.raises(FileRefused, match="too many layers"):
        read(tmp_path, f"<p>start</p>{f'<{tag}>' * 5000}end")
    assert said(read(tmp_path, f"<p>start</p>{f'<{tag}>' * 20}end"))[-1].endswith("end")


def test_entities_of_the_page_itself_are_not_followed(tmp_path: Path) -> None:
    page = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>Words &f;</p></body></html>'
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "no-such-host"
    assert host not in read(tmp_path, page).pages[0].text
