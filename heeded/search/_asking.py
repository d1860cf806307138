"""Wishes become a query of the index. Text typed by people never reaches the index's own query parser."""

import math
from functools import lru_cache
from itertools import pairwise

from tantivy import Occur, Query

from heeded.engine.words import Question, Term, Way, Wish, stem
from heeded.search._narrowing import everything
from heeded.search.index import Reader, schema

HEADING_WEIGHT = 0.35
BONUS_WEIGHT = 0.5  # of a term of the field found whole, on top of its words
BESIDE_WEIGHT = 0.3  # of two words next to each other, on top of theirs
MOST_BEGINNINGS = 60  # words that one beginning stands for


def query_of(question: Question, reader: Reader) -> Query | None:
    """The query that any passage granting a wish matches; None where nothing was asked for."""
    if not question.wanted:
        return None
    parts: list[tuple[Occur, Query]] = []
    for wish in question.wanted:
        occur = Occur.Must if wish.occur == "must" else Occur.Should
        parts.append((occur, _wish_query(wish, reader)))
    parts += [(Occur.MustNot, _way_query(wish.ways[0], reader)) for wish in question.unwanted]
    return Query.boolean_query(parts)


def ranked_query_of(query: Query, question: Question) -> Query:
    """The same passages, those better in which words stand next to each other as they were typed. Apart from the
    query that counts, because phrases cost time and change no count."""
    words = [wish.term for wish in question.wanted if not wish.bonus and not wish.term.prefix]
    pairs = [Term((*first.words, *second.words)) for first, second in pairwise(words)]
    if not pairs:
        return query
    beside = [(Occur.Should, Query.boost_query(_in_field("text", pair), BESIDE_WEIGHT)) for pair in pairs]
    return Query.boolean_query([(Occur.Must, query), *beside])


def counted_query_of(question: Question, query: Query, reader: Reader) -> Query:
    """What matches the same passages with nothing to weigh: each way once, however many wishes it may grant. With
    many words that are common it takes half the time."""
    if question.unwanted or any(wish.occur != "any" for wish in question.wanted):
        return query
    ways = {way.term for wish in question.wanted for way in wish.ways}
    headings = {wish.term for wish in question.wanted if not wish.term.prefix}
    stems = {one for term in ways for one in _single(term, reader)}
    found = [Query.term_query(schema(), "text", one, "basic") for one in sorted(stems)]
    found += [_in_field("text", term) for term in ways if len(term.words) > 1]
    found += [_in_field("heading", term) for term in headings]
    return Query.boolean_query([(Occur.Should, one) for one in found])


def parts_query_of(question: Question, reader: Reader) -> tuple[Query, Query | None] | None:
    """What finds the parts of reports in which a question's passages stand: a query for parts by single words, and one
    for passages by phrases. None where words must stand in one passage together: parts cannot tell."""
    if question.unwanted or any(wish.occur != "any" for wish in question.wanted):
        return None
    typed = {wish.term for wish in question.wanted if not wish.term.prefix}
    ways = {way.term for wish in question.wanted for way in wish.ways}
    words = {one for term in ways for one in _single(term, reader)}
    if not words:
        return None
    headings = [one for term in typed for one in _single(term, reader)]
    parts = [("part_words", sorted(words)), ("part_headings", headings)]
    found = [(Occur.Should, Query.term_set_query(schema(), name, stems)) for name, stems in parts if stems]
    phrases = [("text", term) for term in ways if len(term.words) > 1]
    phrases += [("heading", term) for term in typed if len(term.words) > 1]
    rest = [(Occur.Should, _in_field(name, term)) for name, term in phrases]
    return Query.boolean_query(found), Query.boolean_query(rest) if rest else None


def _single(term: Term, reader: Reader) -> set[str]:
    """The stems by which a term alone is found; none for words that must follow one another."""
    if term.prefix:
        return _beginning_stems(term.words[0], reader)
    return set(term.stems) if len(term.words) == 1 else set()


def binding_query_of(question: Question, reader: Reader) -> Query | None:
    """What every passage must grant, however it was found: words that must stand there and words that must not. None
    where nothing is demanded."""
    musts = [_wish_query(wish, reader) for wish in question.wanted if wish.occur == "must"]
    nots = [_way_query(wish.ways[0], reader) for wish in question.unwanted]
    if not musts and not nots:
        return None
    parts = [(Occur.Must, one) for one in musts or [everything()]]
    return Query.boolean_query([*parts, *((Occur.MustNot, one) for one in nots)])


def term_query(term: Term, name: str = "text") -> Query:
    """Passages in which a term stands, whatever else."""
    return _in_field(name, term)


def _wish_query(wish: Wish, reader: Reader) -> Query:
    common = _rarity(wish.term, reader)
    ways = [_weighted(way, common, reader) for way in wish.ways]
    if not wish.term.prefix:
        ways.append(Query.boost_query(_in_field("heading", wish.term), HEADING_WEIGHT))
    if wish.bonus:  # its words count by themselves; the term's other names do not
        ways[0] = Query.boost_query(ways[0], BONUS_WEIGHT)
    return Query.disjunction_max_query(ways, tie_breaker=0.1) if len(ways) > 1 else ways[0]


def worth(question: Question, reader: Reader) -> list[float]:
    """What each wish that is wanted counts for, by how rare its words are; 0 for those that only add to others."""
    return [0.0 if wish.bonus else max(_rarity(wish.term, reader), 0.1) for wish in question.wanted]


def _weighted(way: Way, common: float, reader: Reader) -> Query:
    """A way with its weight. A rare synonym never counts for more than the word that was typed."""
    weight = way.weight
    if way.weight < 1.0 and common > 0:
        weight *= min(1.0, common / max(_rarity(way.term, reader), 0.01))
    query = _way_query(way, reader)
    return query if weight == 1.0 else Query.boost_query(query, weight)


def _way_query(way: Way, reader: Reader) -> Query:
    if way.term.prefix:
        return _beginning(way.term.words[0], reader)
    return _in_field("text", way.term)


def _in_field(name: str, term: Term) -> Query:
    stems = term.stems
    if len(stems) == 1:
        return Query.term_query(schema(), name, stems[0])
    return Query.phrase_query(schema(), name, list(stems))


def _beginning(letters: str, reader: Reader) -> Query:
    ways = [Query.term_query(schema(), "text", found) for found in sorted(_beginning_stems(letters, reader))]
    return Query.disjunction_max_query(ways) if len(ways) > 1 else ways[0]


def _beginning_stems(letters: str, reader: Reader) -> set[str]:
    return {stem(word) for word in beginnings(letters, reader)} or {letters}


def beginnings(letters: str, reader: Reader) -> list[str]:
    """The words in use that begin so, most used first, a bounded number of them."""
    known = sorted(reader.words_with(letters), key=lambda found: -found[1])
    return [word for word, _ in known[:MOST_BEGINNINGS]]


def _rarity(term: Term, reader: Reader) -> float:
    """How much a term is worth: the sum of its words' inverse document frequencies, as the index weighs them."""
    return sum(_inverse(stem_, reader) for stem_ in term.stems)


def _inverse(stem_: str, reader: Reader) -> float:
    return _inverse_of(reader.searcher.doc_freq("text", stem_), reader.searcher.num_docs)


@lru_cache(maxsize=10_000)
def _inverse_of(frequency: int, total: int) -> float:
    return math.log(1 + (max(total - frequency, 0) + 0.5) / (frequency + 0.5))
