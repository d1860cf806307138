"""Forms of a word that share no stem: what was "told" answers "who should tell", as a reader expects."""

from functools import lru_cache

from heeded.engine.words._stemming import stem

_FORMS = """
    begin began begun; break broke broken; bring brought; buy bought; catch caught; choose chose chosen;
    come came; deal dealt; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen;
    feel felt; fight fought; find found; flee fled; forget forgot forgotten; get got; give gave given; go went gone;
    grow grew grown; hear heard; hide hid hidden; hold held; keep kept; know knew known; leave left;
    lend lent; lose lost; make made; man men; mean meant; mouse mice; pay paid; ride rode ridden;
    ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent;
    shake shook shaken; sing sang sung; sit sat; sleep slept; speak spoke spoken; spend spent; stand stood;
    steal stole stolen; strike struck; take took taken; teach taught; tell told; think thought; throw threw thrown;
    understand understood; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn; woman women;
    write wrote written; die died death; foot feet; tooth teeth
"""


def other_forms(word: str) -> tuple[str, ...]:
    """The other forms of a folded word, () for one whose forms share a stem."""
    return _by_stem().get(stem(word), ())


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in _FORMS.split(";"):
        words = {stem(word): word for word in reversed(group.split())}  # of one stem, the first word
        for one in words:
            found[one] = tuple(word for other, word in words.items() if other != one)
    return found
