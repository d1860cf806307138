"""Folding, stems, synonyms, spelling and marks."""

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.words import (
    closest,
    fold,
    mark,
    read_own_lines,
    read_question,
    read_synonyms,
    stem,
    tokens,
)
from heeded.engine.words._stemming import analyzer

SYNONYMS = read_synonyms('[all]\ngroups = [["mum", "mother"], ["A&E", "emergency department"]]\n')


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain", "plain"),
        ("Zoë’s café", "Zoe cafe"),
        ("Straße, Œuvre, Łódź", "Strasse, OEuvre, Lodz"),
        ("ﬁnding — “neglect”", 'finding - "neglect"'),
        ("co\u00adoperate", "cooperate"),
        ("the children's view", "the children view"),
        ("it's 'so called'", "it 'so called'"),
        ("ＡＢＣ", "ABC"),
    ],
)
def test_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_the_index_cuts_words_where_we_do(text: str) -> None:
    """Of folded text, as both questions and passages are before they are cut."""
    kept = [token.word for token in tokens(fold(text)) if len(token.word.encode()) < 60]
    simple = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase()).build()
    )
    there = [word for word in simple.analyze(fold(text)) if len(word.encode()) < 60]
    assert there == kept


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    ends = [0]
    for token in tokens(text):
        assert ends[-1] <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]).lower().replace(" ", "") == token.word
        ends.append(token.end)


def test_stems_are_those_of_the_index() -> None:
    words = (
        "neglect neglected neglecting babies bruises bruising children referral referred safeguarding".split()
    )
    assert [stem(word) for word in words] == [analyzer().analyze(word)[0] for word in words]
    assert stem("neglected") == stem("neglecting") == "neglect"


def test_synonyms_go_both_ways_and_one_way_only_one() -> None:
    found = read_synonyms('[a]\ngroups = [["mum", "mother"]]\none_way = [{ from = "kid", to = ["child"] }]\n')
    assert found.of(["mothers"]) == (("mum",),)
    assert found.of(["kids"]) == (("child",),)
    assert found.of(["child"]) == ()


def test_a_boards_own_lines() -> None:
    own = read_own_lines("family hub, Lanterns # ours\n\n# nothing\nalone\nmum, mamgu")
    joined = SYNONYMS.joined(own)
    assert joined.of(["lanterns"]) == (("family", "hub"),)
    assert joined.of(["mum"]) == (("mother",), ("mamgu",))
    assert joined.of(["alone"]) == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("neglct", ["neglect"]),
        ("negelct", ["neglect"]),  # two letters changed places: one slip
        ("brusing", ["bruising"]),
        ("paediatrican", ["paediatrician"]),
        ("mum", []),  # three letters: nothing is forgiven
        ("s471", []),
        ("unexplained", []),  # the contrary is no slip
        ("zzzzzzzz", []),
    ],
)
def test_the_nearest_word(word: str, expected: list[str]) -> None:
    known = [
        (name, 1) for name in "neglect bruising paediatrician mug s470 explained neglected mother".split()
    ]
    assert closest(word, known, limit=1) == expected


def test_of_words_as_near_the_commoner_comes_first() -> None:
    assert closest("hause", [("cause", 9), ("house", 2), ("hawse", 1)]) == ["house", "hawse", "cause"]


@pytest.mark.parametrize(
    ("ask", "text", "expected"),
    [
        ("bruise", "Bruising and BRUISES", ["Bruising", "BRUISES"]),
        ("mum", "His mother’s mum", ["mother", "mum"]),
        ("non-mobile", "nonmobile, non-mobile, non mobile", ["nonmobile", "non-mobile", "non mobile"]),
        ('"core group"', "the core group, not core or group", ["core group"]),
        ("emergency department", "A&E or the emergency department", ["A&E", "emergency department"]),
        ("neglec*", "neglectful", ["neglectful"]),
        ("cafe -zoe", "Café Zoë", ["Café"]),
        ("neglect", "nothing here", []),
    ],
)
def test_words_are_marked_as_they_stand(ask: str, text: str, expected: list[str]) -> None:
    found = mark(text, read_question(ask, SYNONYMS).wanted)
    assert [text[start:end] for start, end in found.marks] == expected


@given(st.text(max_size=80), st.text(max_size=200))
def test_marks_are_in_order_and_apart(ask: str, text: str) -> None:
    end_before = 0
    for start, end in mark(text, read_question(ask, SYNONYMS).wanted).marks:
        assert end_before <= start < end <= len(text)
        end_before = end


@given(st.text(max_size=400))
def test_any_question_is_read(text: str) -> None:
    question = read_question(text, SYNONYMS)
    assert all(wish.ways and all(way.term.words for way in wish.ways) for wish in question.wishes)


def test_the_shipped_synonyms_are_many_and_sound() -> None:
    from importlib.resources import files

    found = read_synonyms((files("heeded.search") / "synonyms.toml").read_text(encoding="utf-8"))
    assert len(found.by_stems) >= 300
    assert ("mother",) in found.of(["mum"])
    assert ("looked", "after", "child") in found.of(["lac"])
    assert ("child",) in found.of(["children"])
