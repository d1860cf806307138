"""Words close to one that nobody wrote."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA


def allowed_distance(word: str) -> int:
    """How many slips are forgiven: none in a word of three letters or with a digit, one up to seven, else two."""
    if len(word) < 4 or any(character.isdigit() for character in word):
        return 0
    return 1 if len(word) < 7 else 2


def closest(word: str, known: Iterable[tuple[str, int]], *, limit: int = 5) -> list[str]:
    """Known words (with how often they stand) within reach of `word`: fewest slips, then most often."""
    reach = allowed_distance(word)
    if not reach:
        return []
    near = []
    for candidate, count in known:
        if abs(len(candidate) - len(word)) > reach or len(candidate) < 3:
            continue
        if _turned_round(word, candidate):
            continue
        distance = OSA.distance(word, candidate, score_cutoff=reach)
        if distance <= reach:
            near.append((distance, candidate[0] != word[0], -count, candidate))
    return [candidate for *_, candidate in sorted(near)[:limit]]


def _turned_round(word: str, other: str) -> bool:
    """Do the two differ by a beginning that says the contrary? "unexplained" is no slip for "explained"."""
    return any(
        word == no + other or other == no + word for no in ("un", "in", "im", "ir", "il", "no", "de", "re")
    )
