"""The gold of lessons keeps to its own rules."""

from collections import Counter

from benchmarks import _lessons_gold as gold


def test_there_are_as_many_pairs_as_it_says_and_a_third_of_each_is_aside() -> None:
    counted = Counter((pair.same, pair.aside) for pair in gold.pairs())
    assert counted == {(True, False): 40, (True, True): 20, (False, False): 80, (False, True): 40}


def test_no_pair_stands_twice() -> None:
    names = [frozenset((pair.one.key, pair.other.key)) for pair in gold.pairs()]
    assert len(set(names)) == len(names)


def test_what_is_the_same_comes_from_two_reviews() -> None:
    assert not [pair for pair in gold.pairs() if pair.same and pair.one.review == pair.other.review]


def test_no_two_of_a_pair_are_the_same_words() -> None:
    assert not [pair for pair in gold.pairs() if pair.one.text == pair.other.text]


def test_every_near_miss_says_what_parts_the_two() -> None:
    import tomllib

    rows = tomllib.loads((gold.GOLD / "near.toml").read_text(encoding="utf-8"))["pairs"]
    assert all(len(row) == 3 and len(row[2]) > 8 for row in rows)


def test_what_was_invented_is_used() -> None:
    used = {one.key for pair in gold.pairs() for one in (pair.one, pair.other)}
    assert not [key for key in gold.points() if key.startswith("I") and key not in used]
