"""Queries that narrow others: to some documents, to some kinds of section, to some passages."""

from collections.abc import Iterable, Sequence

from tantivy import Occur, Query

from heeded.search.index import kind_of, schema, speaker_of


def everything() -> Query:
    """All passages, each as good as the other."""
    return Query.const_score_query(only("kind", range(32)), 0.0)


def only(name: str, numbers: Iterable[int]) -> Query:
    """Passages with one of these numbers in a field; adds nothing to a score."""
    return Query.const_score_query(Query.term_set_query(schema(), name, list(numbers)), 0.0)


def narrowed(query: Query, *, kinds: Sequence[str] = (), speakers: Sequence[str] = ()) -> Query:
    """The same inside some kinds of section, or where some speak."""
    parts = [(Occur.Must, query)]
    if kinds:
        parts.append((Occur.Must, only("kind", {kind_of(kind) for kind in kinds})))
    if speakers:
        parts.append((Occur.Must, only("speaker", {speaker_of(speaker) for speaker in speakers})))
    return Query.boolean_query(parts) if len(parts) > 1 else query


def within(query: Query, documents: Iterable[int]) -> Query:
    """The same inside some documents."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, only("document", documents))])


def outside(query: Query, documents: Iterable[int]) -> Query:
    """The same without some documents."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, only("document", documents))])


def of_these(query: Query, passages: Iterable[int]) -> Query:
    """The same of some passages alone, by key."""
    # Each number occurs once: a thousand terms are found in 40% of the time that the index takes for a set of them.
    terms = [(Occur.Should, Query.term_query(schema(), "passage", key)) for key in passages]
    these = Query.const_score_query(Query.boolean_query(terms), 0.0)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, these)])
