"""The throughline of a point in words, on the command line."""

from typing import Any

from heeded.cli.commands.throughline import _lines

PARTS = ("response", "actions", "evidence", "checks", "closed", "taken_up", "came_back")


def test_what_a_board_looked_at_is_not_told_as_without_a_response() -> None:
    nothing: dict[str, Any] = {name: [] for name in PARTS}
    of = {"number": "6", "text": "Say it twice.", "review_title": "A review", "source": None, "page": 8}
    said = {"board": "A board", "on": "2025-12-27", "answer": "does-not-apply", "reason": "No ward."}
    told = "\n".join(_lines({**nothing, "recommendation": of, "taken_up": [said]}))
    assert "A board, 2025-12-27: does-not-apply – No ward." in told and "No response is known" not in told
    assert "No response is known" in "\n".join(_lines({**nothing, "recommendation": of}))
