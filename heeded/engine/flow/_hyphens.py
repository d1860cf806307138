"""Words broken at the end of a line: is the hyphen the word's own ('multi-agency') or the printer's?"""

from collections.abc import Iterable
from functools import cached_property

# First parts that English joins with a hyphen more often than not.
_OWN = frozenset(
    "all anti co cross ex fast follow full half hands high in inter-agency long low mid multi near non"
    " off on one out over part post pre pro re run self semi short single sub third two three four five"
    " six seven eight nine ten twenty thirty forty fifty well whole year day week old time child parent"
    " family case decision face fact drug home school first second age risk".split()
)
# Those of them with which ordinary words begin too ("ex-clude"): only before a word that the report knows.
_ALSO_BEGIN = frozenset("co ex fact in off on out over part post pre pro re run sub".split())
_COMPOUNDS = frozenset(
    "so-called pre-birth post-natal ante-natal re-referral re-referred post-mortem in-depth co-sleeping"
    " co-operation co-operate co-ordinate co-ordination co-ordinated".split()
)
_EDGES = ".,;:!?()[]{}'\"“”‘’…"
MARKS = "\ufffe\x02"
SOFT = "\u00ad"


class Words:
    """The words of one report, read only when a broken word has to be decided."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._decided: dict[tuple[str, str], bool] = {}

    @cached_property
    def _known(self) -> set[str]:
        known: set[str] = set()
        for text in self._texts:
            known.update(text.lower().split())
        return known | {word.strip(_EDGES) for word in known}

    def hyphen_stays(self, left: str, right: str) -> bool:
        """Whether `left` and `right`, the parts of a word broken at a hyphen, keep that hyphen."""
        key = (_last_word(left), _first_word(right))
        if key not in self._decided:
            self._decided[key] = self._stays(*key)
        return self._decided[key]

    def _stays(self, left: str, right: str) -> bool:
        if not left or not right or not right[0].islower() or not left[-1].isalpha():
            return True
        left, right = left.lower(), right.lower()
        if f"{left}-{right}" in _COMPOUNDS:
            return True
        if left + right in self._known:
            return left + "-" + right in self._known and left in _OWN
        if left + "-" + right in self._known or "-" in left:
            return True
        if left in _OWN:
            return left not in _ALSO_BEGIN or right in self._known
        return len(right) > 3 and len(left) > 3 and left in self._known and right in self._known


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lstrip(_EDGES + "—–/")


def _first_word(text: str) -> str:
    end = text.find(" ")
    return (text if end < 0 else text[:end]).rstrip(_EDGES + "—–/")
