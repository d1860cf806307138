"""Plain text in any encoding ends as read or as a refusal."""

from pathlib import Path

import pytest

from heeded.engine.reading._decoding import decoded
from heeded.engine.reading._encoding import encoding_of
from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._plain import read_plain

WORDS = "The health visitor’s notes – seen at £12 café.\nA second line.\n" * 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decoded(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    "words, encoding",
    [
        ("Ребёнок был виден сотруднику. Это отчёт о защите детей. " * 20, "cp1251"),
        ("Το παιδί ήταν ορατό. Αυτή είναι μια έκθεση προστασίας. " * 20, "iso8859_7"),
    ],
)
def test_other_scripts_are_guessed(words: str, encoding: str) -> None:
    assert decoded(words.encode(encoding)).strip() == words.strip()


@pytest.mark.parametrize("wrong", ["utf-8", "ascii", "utf-16", "no-such-encoding"])
def test_a_wrong_encoding_is_not_believed(wrong: str) -> None:
    assert decoded("Résumé £57".encode("cp1252") + b"!", wrong) == "Résumé £57!"


def test_control_characters_go_and_line_ends_are_one_kind() -> None:
    assert decoded(b"a\x00b".replace(b"\0", b"\x01") + b"\r\nc\rd\x7fe\tf") == "ab\nc\nde\tf"
    assert decoded("left\u202eright\u200b".encode()) == "leftright"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("First page\n\fSecond\n  page\n\f")
    reading = read_plain(path)
    assert reading.paged
    assert [(page.number, page.text) for page in reading.pages] == [
        (1, "First page\n"),
        (2, "Second\n  page\n"),
    ]
    line = reading.pages[1].lines[1]
    assert reading.pages[1].text[line.start : line.end] == "page"


def test_without_form_feeds_there_are_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One\n\nTwo")
    reading = read_plain(path, encoding="utf-8")
    assert not reading.paged
    assert [(line.start, line.end) for line in reading.pages[0].lines] == [(0, 3), (5, 8)]


@pytest.mark.parametrize("data", [b"", b"\n \n\f\n", b"\x01\x02\x03", b"ab\0cd\0ef" * 30, b"\xff\xfe"])
def test_what_holds_no_words_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        read_plain(path)
    assert refused.value.advice.endswith(".")


def test_text_without_end_is_refused() -> None:
    with pytest.raises(FileRefused, match="longer"):
        decoded(b"x" * (64 * 1024 * 1024 + 1))


def test_a_letter_cut_by_the_end_of_the_file_does_not_change_the_encoding() -> None:
    assert encoding_of("words £".encode()[:-1]) == "utf-8"
