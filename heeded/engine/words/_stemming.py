"""Stems of words: made here alone, for the index and for questions, so that marks and matches never differ."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import tantivy

_MOST_REMEMBERED = 200_000  # words; some 30 MB
_known: dict[str, str] = {}


def analyzer() -> tantivy.TextAnalyzer:
    """How folded text is cut and stemmed."""
    simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    small = simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.remove_long(60))
    return small.filter(tantivy.Filter.stemmer("english")).build()


_ANALYZER = analyzer()


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The stem of one folded word; a word too long to be one stays as it is."""
    found = _ANALYZER.analyze(word)
    return found[0] if len(found) == 1 else word


def stems_of(words: Sequence[str]) -> list[str]:
    """The stems of folded words in small letters, in their order. Far quicker than one by one: each word is stemmed
    once and remembered."""
    try:
        return [_known[word] for word in words]
    except KeyError:
        return _learnt(words)


def _learnt(words: Sequence[str]) -> list[str]:
    unknown = list(set(words).difference(_known))
    stems = _ANALYZER.analyze(" ".join(unknown))
    if len(stems) != len(unknown):  # one of them is too long to be a word
        stems = [stem(word) for word in unknown]
    new = dict(zip(unknown, stems, strict=True))
    found = [new[word] if word in new else _known[word] for word in words]
    if len(_known) > _MOST_REMEMBERED:
        for word in list(islice(_known, _MOST_REMEMBERED // 2)):  # the oldest half
            _known.pop(word, None)
    _known.update(new)
    return found
