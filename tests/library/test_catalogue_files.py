"""Records from CSV and RIS: what cannot be read is listed by line, never guessed, and nothing crashes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from heeded.library.catalogue_files import read_entries
from heeded.library.services import CatalogueEntry

CSV = b"""Title,Board,Area,Year,Where,Link,Checked,Ask
Review of Child A,Invented Board,Invented,2012,the board's site,https://example.org/a,2024-05-01,the board's office
"""
RIS = b"\r\n".join(
    [
        b"TY  - RPRT",
        b"TI  - Review of Child B",
        b"PB  - Invented Board",
        b"PY  - 2015/03/01",
        b"UR  - https://x.example/",
        b"ER  - ",
    ]
)


def test_csv() -> None:
    entries, problems = read_entries(CSV, name="known.csv")
    assert problems == []
    assert entries == [
        CatalogueEntry(
            "Review of Child A",
            board="Invented Board",
            area="Invented",
            year=2012,
            where="the board's site",
            link="https://example.org/a",
            checked=date(2024, 5, 1),
            ask="the board's office",
        )
    ]


def test_ris_by_its_name_or_by_its_words() -> None:
    for name in ("known.ris", "known.txt"):
        entries, problems = read_entries(RIS, name=name)
        assert (len(entries), problems) == (1, [])
        assert (entries[0].title, entries[0].board, entries[0].year) == (
            "Review of Child B",
            "Invented Board",
            2015,
        )


@pytest.mark.parametrize(
    "row, words",
    [
        (",Board,,2012,,,,", "no title"),
        ("A,,,two thousand,,,,", "not a year"),
        ("A,,,2012,,javascript:alert(1),,", "http"),
        ("A,,,2012,,,yesterday,", "not a day"),
    ],
)
def test_a_line_that_cannot_be_used_is_listed(row: str, words: str) -> None:
    entries, problems = read_entries(CSV + row.encode() + b"\n", name="known.csv")
    assert len(entries) == 1 and len(problems) == 1
    assert problems[0].startswith("Line 3:") and words in problems[0]


def test_a_byte_order_mark_and_old_letters_do_no_harm() -> None:
    assert read_entries(b"\xef\xbb\xbf" + CSV, name="a.csv")[0][0].title == "Review of Child A"
    assert read_entries("title\nPlant Ŵ\n".encode("cp1252", "replace"), name="a.csv")[1] == []


def test_a_cell_larger_than_any_is_said() -> None:
    entries, problems = read_entries(CSV + b'"' + b"x" * 200_000 + b'"\n', name="known.csv")
    assert len(entries) == 1 and "not CSV" in problems[0]


@given(some.binary(max_size=300), some.sampled_from(["a.csv", "a.ris"]))
def test_whatever_the_bytes_nothing_crashes(content: bytes, name: str) -> None:
    entries, problems = read_entries(content, name=name)
    assert all(entry.title for entry in entries) and all(problems)


@given(some.text(some.characters(exclude_categories=["Cs"]), max_size=200))
def test_whatever_a_title_holds_it_comes_through_or_is_listed(title: str) -> None:
    entries, problems = read_entries(b"TY  - RPRT\nTI  - " + title.encode() + b"\nER  - \n", name="a.ris")
    assert len(entries) + len(problems) >= (1 if title.strip() and title.isprintable() else 0)
