"""Stems of words, by the very stemmer that the index uses, so that marks and matches never differ."""

from functools import lru_cache

import tantivy


def analyzer() -> tantivy.TextAnalyzer:
    """How the index cuts and stems folded text."""
    simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    small = simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.remove_long(60))
    return small.filter(tantivy.Filter.stemmer("english")).build()


_ANALYZER = analyzer()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one folded word; a word too long to be one stays as it is."""
    found = _ANALYZER.analyze(word)
    return found[0] if len(found) == 1 else word
