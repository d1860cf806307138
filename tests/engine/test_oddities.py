"""Odd, broken and hostile files of every kind end as read or as a refusal in plain words, quickly."""

import os
import time
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heeded.engine.reading import FileRefused, read_pdf
from heeded.engine.reading._archive import members
from heeded.engine.reading._docx import read_docx, unsettled_changes
from heeded.engine.reading._docx_copy import settled_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._plain import read_plain
from heeded.engine.reading._recognise import recognise
from heeded.engine.records import Reading
from tests.engine.files_made import (
    item,
    level,
    make_docx,
    make_scan,
    numbering,
    paragraph,
    picture,
    run,
    table,
)

SHARED = Path(os.environ.get("HEEDED_SHARED", Path(__file__).parents[3] / "shared"))
ODDITIES = sorted((SHARED / "data" / "oddities").glob("*.pdf"))
LONGEST = 10.0  # seconds for one file; the largest take under two
FUZZ = settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read(path: Path, name: str) -> Reading | FileRefused | list[str]:
    """What becomes of a file: its words, the members of an archive, or a refusal. Nothing else may come out."""
    try:
        found = recognise(path, name=name)
        if found.kind == "zip":
            return [member.name for member in members(path)]
        if found.kind == "pdf":
            return read_pdf(path)
        if found.kind == "docx":
            unsettled_changes(path)
            return read_docx(path)
        return (read_html if found.kind == "html" else read_plain)(path, encoding=found.encoding)
    except FileRefused as refused:
        return refused


def check(path: Path, name: str = "file") -> Reading | FileRefused | list[str]:
    """Read it, and see that lines lie in their text and that a refusal says why and what to do."""
    began = time.monotonic()
    ended = read(path, name)
    assert time.monotonic() - began < LONGEST
    if isinstance(ended, FileRefused):
        assert ended.reason.endswith(".")
        assert ended.advice.endswith((".", "libreoffice"))
        assert "Error" not in str(ended)
    elif isinstance(ended, Reading):
        assert ended.pages
        for page in ended.pages:
            assert all(0 <= line.start < line.end <= len(page.text) for line in page.lines)
            assert all(0 <= hidden.start <= hidden.end <= len(page.text) for hidden in page.hidden)
    return ended


@pytest.mark.slow
@pytest.mark.skipif(not ODDITIES, reason="the odd PDFs of the shared data are not here")
def test_every_odd_pdf_is_read_or_refused() -> None:
    ended = {path.name: check(path, path.name) for path in ODDITIES}
    refused = {name for name, each in ended.items() if isinstance(each, FileRefused)}
    assert len(ended) >= 69
    assert all("password" in str(ended[name]) for name in refused)
    assert len(refused) == 11


@pytest.mark.slow
@pytest.mark.skipif(not ODDITIES, reason="the odd PDFs of the shared data are not here")
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_odd_pdfs_cut_short_are_read_or_refused(tmp_path: Path, share: float) -> None:
    for path in ODDITIES[::4]:
        data = path.read_bytes()
        cut = tmp_path / "cut.pdf"
        cut.write_bytes(data[: int(len(data) * share)])
        check(cut, path.name)


def a_docx(path: Path) -> Path:
    body = (
        paragraph("Head", "H1")
        + item("one")
        + table(("a", "b"))
        + paragraph(run("x", "<w:vanish/>") + run("words"))
    )
    return make_docx(path, body, numbering=numbering(level(0, "decimal", "%1.")), comments="<w:comment/>")


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.7, 0.98])
def test_a_cut_word_file_is_refused(tmp_path: Path, share: float) -> None:
    path = a_docx(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert isinstance(check(path), FileRefused)


@pytest.mark.parametrize(
    "name", ["a.docx", "报告.pdf", "تقرير.html", "\u202egpj.exe", "a" * 400 + ".zip", "../x", "", "\0", "."]
)
def test_names_never_matter(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_text("Plain words", encoding="utf-8")
    ended = check(path, name)
    assert isinstance(ended, Reading)
    assert ended.pages[0].text == "Plain words"


def test_a_scan_is_read_as_pages_without_text(tmp_path: Path) -> None:
    ended = check(make_scan(tmp_path / "scan.pdf", picture(["Words"])))
    assert isinstance(ended, Reading)
    assert [page.source for page in ended.pages] == ["empty"]


@pytest.mark.slow
def test_a_text_of_ten_thousand_pages_is_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\f".join(f"Page {n}\n" + "words and more words\n" * 40 for n in range(10_000)))
    ended = check(path)
    assert isinstance(ended, Reading)
    assert len(ended.pages) == 10_000


@pytest.mark.slow
def test_a_long_word_file_is_read_in_time(tmp_path: Path) -> None:
    body = "".join(item(f"Paragraph {n} says a little more than that.") for n in range(20_000))
    ended = check(make_docx(tmp_path / "a", body, numbering=numbering(level(0, "decimal", "%1."))))
    assert isinstance(ended, Reading)
    assert len(ended.pages[0].lines) == 20_000


@pytest.mark.parametrize(
    "words",
    [
        "<p>" * 3000,
        "<!--" * 5000,
        "<a " + "x=" * 20000,
        "<style>" + "a{" * 20000,
        "<style>" + "/*" * 200_000,
        "<style>" + "a" * 300_000,
        "<p style='opacity:0" + " " * 100_000 + "x'>words",
        "&" * 20000,
        "<html>" + " " * 200_000 + "<",
        "<!-- -->" * 20000 + "x",
        "a:" * 50_000,
        "Subject: x\n " * 20_000,
    ],
)
def test_patterns_do_not_run_away(tmp_path: Path, words: str) -> None:
    path = tmp_path / "file"
    for start in ("", "<html><body>"):
        path.write_text(start + words)
        began = time.monotonic()
        check(path)
        assert time.monotonic() - began < 3


@FUZZ
@given(data=st.binary(max_size=2000))
def test_any_bytes_end_well(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "fuzz"
    path.write_bytes(data)
    check(path)


@FUZZ
@given(
    start=st.sampled_from(["<html>", "<!doctype html>", "<?xml version='1.0'?><html>", "<p>", ""]),
    words=st.text(),
)
def test_any_page_ends_well(tmp_path: Path, start: str, words: str) -> None:
    path = tmp_path / "fuzz"
    path.write_bytes((start + words).encode("utf-8", errors="surrogatepass"))
    check(path)


TAGS = st.sampled_from("p div ol ul li table tr td th h1 h2 br pre span b style script title font".split())
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "words ",
            "&amp;",
            "<!--",
            "-->",
            '<p style="color:#fff">',
            "<td colspan=999999999>",
            "<li value=9x>",
        ]
    ),
)


@FUZZ
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_tangle_of_tags_ends_well(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "fuzz"
    path.write_text("<html>" + "".join(pieces))
    check(path)


@FUZZ
@given(
    text=st.text(min_size=1),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "utf-16-be", "shift_jis"]),
)
def test_any_text_in_any_encoding_ends_well(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "fuzz"
    path.write_bytes(text.encode(encoding, errors="ignore"))
    check(path)


@FUZZ
@given(at=st.integers(0, 10_000), data=st.binary(min_size=1, max_size=30))
def test_a_damaged_word_file_ends_well(tmp_path: Path, at: int, data: bytes) -> None:
    path = a_docx(tmp_path / "fuzz.docx")
    whole = bytearray(path.read_bytes())
    at %= len(whole)
    whole[at : at + len(data)] = data
    path.write_bytes(bytes(whole))
    check(path)


NODES = st.recursive(
    st.sampled_from(
        [
            "words",
            "<w:t>text</w:t>",
            "<w:br/>",
            '<w:fldChar w:fldCharType="end"/>',
            "<w:delText>x</w:delText>",
        ]
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(
            "p r pPr rPr tbl tr tc trPr tcPr ins del sdt sdtContent moveFrom txbxContent numPr cellDel".split()
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@FUZZ
@given(body=st.lists(NODES, max_size=6))
def test_any_nesting_of_word_elements_ends_well(tmp_path: Path, body: list[str]) -> None:
    check(make_docx(tmp_path / "fuzz.docx", "".join(body)))


@FUZZ
@given(names=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4), data=st.binary(max_size=50))
def test_archives_with_any_names_end_well(tmp_path: Path, names: list[str], data: bytes) -> None:
    path = tmp_path / "fuzz.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            try:
                archive.writestr(name.replace("\0", "_"), data)
            except (UnicodeEncodeError, UserWarning):
                continue
    check(path)


def test_reading_starts_no_process_and_opens_no_socket(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<html><img src="http://example.org/x.png"><link rel=stylesheet href="//example.org/x.css"><p>Words'
    )
    with patch("subprocess.Popen", side_effect=AssertionError("a process was started")):
        assert isinstance(check(page), Reading)
        assert isinstance(check(a_docx(tmp_path / "a.docx")), Reading)


@FUZZ
@given(body=st.lists(NODES, max_size=6))
def test_a_settled_copy_of_any_file_reads_the_same(tmp_path: Path, body: list[str]) -> None:
    source, copy = make_docx(tmp_path / "fuzz.docx", "".join(body)), tmp_path / "copy.docx"
    before = read(source, "a.docx")
    try:
        settled_docx(source, copy)
    except FileRefused:
        assert isinstance(before, FileRefused)
        return
    after = read(copy, "a.docx")
    assert unsettled_changes(copy) == 0
    if isinstance(before, Reading):
        assert isinstance(after, Reading)
        assert after.pages[0].text == before.pages[0].text
        assert after.pages[0].hidden == ()
    else:
        assert isinstance(after, FileRefused)
