"""A question in plain words becomes wishes, each with the ways in which a passage may grant it.

Any word may match and more is better; "quoted words" and +word must stand there; -word and NOT word must not;
word* is a beginning; AND and OR are understood, brackets are passed over. Nothing raises: what makes no sense
is searched as words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from heeded.engine.words._folding import Token, fold, tokens
from heeded.engine.words._forms import other_forms
from heeded.engine.words._stemming import stem
from heeded.engine.words._stop_words import STOP_WORDS
from heeded.engine.words._synonyms import Synonyms

MOST_WISHES = 40  # more words than this in one question add time, not meaning
SYNONYM_WEIGHT = 0.6
JOINED_WEIGHT = 0.9
FORM_WEIGHT = 0.7
_ATOM = re.compile(r'([-+−]?)"([^"]*)"?|(\S+)')
_BETWEEN = re.compile(r"[,;/|]+")
_PREFIXES = (
    "anti", "co", "cross", "inter", "mal", "mis", "multi", "non", "over", "post", "pre", "re", "self", "sub", "un",
    "under",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; one word alone may be a beginning."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        return _stems_of(self.words)

    def __str__(self) -> str:
        return " ".join(self.words) + ("*" if self.prefix else "")


@lru_cache(maxsize=5_000)
def _stems_of(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(stem, words))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to grant a wish. `reason`: word | phrase | prefix | joined | synonym | spelling."""

    term: Term
    reason: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: `shown` as typed, `occur` any | must | not. `bonus`: adds to its words, no word of its own."""

    shown: str
    ways: tuple[Way, ...]
    occur: str = "any"
    bonus: bool = False

    @property
    def term(self) -> Term:
        return self.ways[0].term

    def also(self, term: Term, *, reason: str, weight: float) -> "Wish":
        """The same with one more way."""
        return replace(self, ways=(*self.ways, Way(term, reason, weight)))


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `cut` says that it was too long to be read whole."""

    wishes: tuple[Wish, ...]
    ignored: tuple[str, ...] = ()  # stop words
    cut: bool = False
    text: str = field(default="", compare=False)

    @property
    def wanted(self) -> tuple[Wish, ...]:
        return tuple(wish for wish in self.wishes if wish.occur != "not")

    @property
    def unwanted(self) -> tuple[Wish, ...]:
        return tuple(wish for wish in self.wishes if wish.occur == "not")


@dataclass(frozen=True, slots=True)
class _Atom:
    """A run of words as typed, before anything is looked up."""

    words: tuple[str, ...]
    shown: str
    occur: str
    quoted: bool
    prefix: bool


def read_question(text: str, synonyms: Synonyms | None = None, *, longest: int = 2000) -> Question:
    """Understand a question. Never raises, whatever is typed."""
    atoms = _atoms(text[:longest])
    kept = [atom for atom in atoms if atom.quoted or atom.prefix or not _is_stop(atom)]
    if not any(atom.occur != "not" for atom in kept):
        kept = atoms  # only stop words: then those are meant
    ignored = tuple(atom.shown for atom in atoms if atom not in kept)
    synonyms = synonyms or Synonyms()
    wishes = _distinct([_wish(atom, synonyms) for atom in kept])
    wishes += _runs(atoms, synonyms)
    cut = len(text) > longest or len(wishes) > MOST_WISHES
    return Question(tuple(wishes[:MOST_WISHES]), ignored, cut, text)


def _atoms(text: str) -> list[_Atom]:
    found: list[_Atom] = []
    pending, join_next = "", False
    for sign, quoted, bare in _ATOM.findall(fold(text)):
        if bare in ("AND", "&&", "OR", "||", "NOT"):
            join_next = bare in ("AND", "&&") and bool(found)
            if join_next and found[-1].occur == "any":
                found[-1] = replace(found[-1], occur="must")
            pending = "-" if bare == "NOT" else ""
            continue
        atoms = [_quoted(sign, quoted)] if not bare else [_bare(part) for part in _parts(bare)]
        for atom in filter(None, atoms):
            occur = "not" if pending else "must" if join_next and atom.occur == "any" else atom.occur
            found.append(replace(atom, occur=occur))
            pending, join_next = "", False
    return found


def _parts(typed: str) -> list[str]:
    """Words with nothing but a comma or a stroke between them are words of their own; 2012/13 is not."""
    parts = [part for part in _BETWEEN.split(typed) if part]
    return parts if all(len(part) > 1 and not part[0].isdigit() for part in parts) else [typed]


def _quoted(sign: str, inside: str) -> _Atom | None:
    words = _plain_words(tokens(inside))
    if not words:
        return None
    occur = "not" if sign in ("-", "−") else "must"
    return _Atom(words, inside.strip(), occur, quoted=True, prefix=False)


def _bare(typed: str) -> _Atom | None:
    typed = typed.strip("()[]{}")
    sign = typed[0] if len(typed) > 1 and typed[0] in "-+−!" else ""
    occur = {"-": "not", "−": "not", "!": "not", "+": "must"}.get(sign, "any")
    words = _plain_words(tokens(typed))
    if not words:
        return None
    prefix = typed.rstrip('.,;:!?"').endswith("*") and len(words[-1]) > 1
    shown = typed.removeprefix(sign).strip(".,;:!?\"'()")
    return _Atom(words, shown, occur, quoted=False, prefix=prefix)


def _plain_words(found: Sequence[Token]) -> tuple[str, ...]:
    """The words without a lone s or t that an apostrophe left behind."""
    words = [token.word for token in found]
    return tuple(word for at, word in enumerate(words) if not (at and word in ("s", "t") and len(words) > 1))


def _is_stop(atom: _Atom) -> bool:
    return atom.occur == "any" and all(word in STOP_WORDS for word in atom.words)


def _wish(atom: _Atom, synonyms: Synonyms) -> Wish:
    if atom.prefix:
        return Wish(atom.shown, (Way(Term((atom.words[-1],), prefix=True), "prefix"),), atom.occur)
    reason = "phrase" if len(atom.words) > 1 else "word"
    wish = Wish(atom.shown, (Way(Term(atom.words), reason),), atom.occur)
    if atom.quoted or atom.occur == "not":
        return wish  # what is quoted is meant to the letter; what is excluded is excluded alone
    for joined in _joined(atom):
        wish = wish.also(Term(joined), reason="joined", weight=JOINED_WEIGHT)
    single = len(atom.words) == 1 and atom.occur == "any"
    for form in other_forms(atom.words[0]) if single else ():
        wish = wish.also(Term((form,)), reason="word", weight=FORM_WEIGHT)
    spellings = (atom.words, *_joined(atom))
    for other in dict.fromkeys(name for words in spellings for name in synonyms.of(words)):
        wish = wish.also(Term(other), reason="synonym", weight=SYNONYM_WEIGHT)
    return wish


def _joined(atom: _Atom) -> list[tuple[str, ...]]:
    """Other spellings of a compound: non-mobile is nonmobile, nonmobile is non mobile."""
    words = atom.words
    if len(words) == 2 and "-" in atom.shown and all(len(word) > 1 and word.isalpha() for word in words):
        return [("".join(words),)]
    if len(words) > 1:
        return []
    word = words[0]
    return [
        (head, word[len(head) :]) for head in _PREFIXES if word.startswith(head) and len(word) - len(head) > 4
    ]


def _runs(atoms: Sequence[_Atom], synonyms: Synonyms) -> list[Wish]:
    """Neighbouring words that together are a term of the field ("health visitor"): found together they count
    more, and so do the term's other names."""
    found: list[Wish] = []
    for first in range(len(atoms)):
        for last in range(min(len(atoms), first + synonyms.longest), first + 1, -1):
            run = atoms[first:last]
            words = tuple(word for atom in run for word in atom.words)
            if all(_may_join(atom) for atom in run) and synonyms.knows(words):
                wish = Wish(" ".join(atom.shown for atom in run), (Way(Term(words), "phrase"),), bonus=True)
                for other in synonyms.of(words):
                    wish = wish.also(Term(other), reason="synonym", weight=SYNONYM_WEIGHT)
                found.append(wish)
                break
    return found


def _may_join(atom: _Atom) -> bool:
    return not (atom.quoted or atom.prefix or atom.occur == "not")


def _distinct(wishes: Sequence[Wish]) -> list[Wish]:
    """Wishes without repeats: the same word typed twice is one wish."""
    found: dict[tuple[tuple[str, ...], bool, bool], Wish] = {}
    for wish in wishes:
        key = (wish.term.stems, wish.term.prefix, wish.occur == "not")
        if key not in found or wish.occur == "must":
            found[key] = wish
    return list(found.values())
