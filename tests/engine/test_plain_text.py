"""Text that can be kept and written into any file."""

import pytest

from heeded.engine.plain_text import plain_text


@pytest.mark.parametrize(
    "letter", ["\x00", "\x01", "\x1b", "\x7f", "\x9f", "\ud800", "\ufdd0", "\ufffe", "\uffff"]
)
def test_what_is_no_character_is_gone(letter: str) -> None:
    assert plain_text(f"Re{letter}cord") == "Record"
    assert plain_text("Re\U0001ffffcord") == "Record"


def test_what_people_write_stays() -> None:
    kept = "Llanfair’s naïve “plan”:\r\n\tdone – 100 %, \N{GRINNING FACE}\x85\u2028\u202e"
    assert plain_text(kept) == kept


@pytest.mark.parametrize("letter", ["\x0b", "\x0c", "\x1f"])
def test_breaks_of_another_kind_part_words(letter: str) -> None:
    assert plain_text(f"Record{letter}names") == "Record names"
