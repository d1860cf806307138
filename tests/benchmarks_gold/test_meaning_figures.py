"""How answers become figures, and which marks they miss."""

from benchmarks.meaning import KINDS, MODES, Answer, chosen, figures, missed, table

EVERYDAY, JARGON, _ = KINDS


def answers(everyday: int, words: int, jargon: int) -> list[Answer]:
    """One question of each kind asked in each mode, found by both at these ranks."""
    ranks = {(EVERYDAY, "both"): everyday, (EVERYDAY, "words"): words, (JARGON, "both"): jargon}
    return [
        Answer("asked", kind, mode, "samples", False, ranks.get((kind, mode), 1))
        for kind in KINDS
        for mode in MODES
    ]


def test_shares_and_reciprocal_ranks() -> None:
    some = [Answer("q", EVERYDAY, "both", "samples", False, rank) for rank in (1, 5, 10, 0)]
    assert figures(some) == (4, 0.5, 0.75, (1 + 1 / 5 + 1 / 10) / 4)
    assert figures([]) == (0, 0, 0, 0)
    assert chosen(some, rank=10) == some[2:3] and chosen(some, source="inquiries") == []


def test_marks() -> None:
    assert missed(answers(everyday=1, words=0, jargon=1)) == []
    assert [mark[:9] for mark in missed(answers(everyday=6, words=0, jargon=1))] == ["recall@5 "]
    assert len(missed(answers(everyday=0, words=0, jargon=1))) == 2
    assert "twice" in missed(answers(everyday=1, words=1, jargon=1))[0]
    assert "jargon" in missed(answers(everyday=1, words=0, jargon=2))[0]


def test_the_table_has_a_row_for_each_mode_and_none_without_questions() -> None:
    rows = table(answers(everyday=1, words=0, jargon=2)).splitlines()
    assert len(rows) == 2 + len(KINDS) * len(MODES) * 3, "its source, all tuned, all; nothing is set aside"
    assert rows[2] == f"| {EVERYDAY}: samples, tuned | 1 | words | 0.00 | 0.00 | 0.00 |"
    assert not any("set aside" in row for row in rows)
