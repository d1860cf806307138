# ruff: noqa: S608 -- statements are put together from our own words and numbers; what is asked goes in as values
"""The same made passages in SQLite's FTS5 and in PostgreSQL with its full text and pgvector: filled from a library
that `benchmarks._made_library.fill` made, and asked for the twenty best passages and the counts beside the filters."""

import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psycopg

BEST = 20
DIMENSIONS = 384
_TOGETHER = 200  # passages by word and by meaning each that are weighed against each other
Found = tuple[list[int], int]  # the best passages, and how many documents match


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left of the documents and of the kinds of their sections."""

    documents: frozenset[int]
    kinds: frozenset[int]


def facts_of(names: Sequence[str]) -> dict[int, dict[str, str]]:
    """By document, the first decided value of each of these facts."""
    from heeded.library.models import Document, FactDecision

    rows = FactDecision.objects.filter(current=True, name__in=names).values_list("work", "name", "values")
    by_work: dict[int, dict[str, str]] = {}
    for work, name, values in rows:
        by_work.setdefault(work, {})[name] = values[0]
    return {pk: by_work.get(work, {}) for pk, work in Document.objects.values_list("pk", "work")}


def passages() -> Iterator[tuple[int, int, int, str]]:
    """Key, document, number of the section kind, text."""
    from heeded.engine.vocabulary import SectionKind
    from heeded.library.models import Passage

    numbers = {str(kind): number for number, kind in enumerate(SectionKind)}
    rows = Passage.objects.order_by("pk").values_list("pk", "document", "kind", "text")
    for key, document, kind, text in rows.iterator(chunk_size=5000):
        yield key, document, numbers[kind], text


def vectors() -> dict[int, np.ndarray]:
    """By passage, its vector as it is kept: 384 whole numbers from -127 to 127."""
    from heeded.search.models import DocumentVectors

    found: dict[int, np.ndarray] = {}
    rows = DocumentVectors.objects.values_list("passages", "passage_vectors")
    for keys, packed in rows.iterator(chunk_size=50):
        numbers = np.frombuffer(packed, np.int8).reshape(-1, DIMENSIONS)
        found.update(zip(np.frombuffer(keys, "<i8").tolist(), numbers, strict=True))
    return found


def counted(rows: Iterable[tuple[int, int]], facts: dict[int, dict[str, str]]) -> int:
    """Counts of documents by each fact and kind, as the list beside the results has them; how many documents."""
    kinds: Counter[int] = Counter()
    documents = set()
    for document, kind in rows:
        kinds[kind] += 1
        documents.add(document)
    beside: dict[str, Counter[str]] = {}
    for document in documents:
        for name, value in facts[document].items():
            beside.setdefault(name, Counter())[value] += 1
    return len(documents)


class Fts5:
    """SQLite's own full text, without a copy of the text."""

    def __init__(self, path: Path, facts: dict[int, dict[str, str]]) -> None:
        self._facts = facts
        self._file = path
        self._base = sqlite3.connect(path)
        self._base.executescript(
            "PRAGMA mmap_size=2000000000; PRAGMA cache_size=-200000; PRAGMA synchronous=OFF;"
            "CREATE TABLE passage (id INTEGER PRIMARY KEY, document INTEGER, kind INTEGER);"
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61');"
        )

    def fill(self) -> None:
        """Every passage; then its parts are joined, as its handbook advises."""
        with self._base:
            for key, document, kind, text in passages():
                self._base.execute("INSERT INTO passage VALUES (?, ?, ?)", (key, document, kind))
                self._base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (key, text))
            self._base.execute("INSERT INTO words (words) VALUES ('optimize')")

    def megabytes(self) -> float:
        return self._file.stat().st_size / 1e6

    def by_words(self, words: Sequence[str], chosen: Filter | None) -> Found:
        """Any of the words, best first by BM25."""
        match = " OR ".join(f'"{word}"' for word in words)
        where, values = _where(chosen, "?")
        best = self._base.execute(
            "SELECT words.rowid FROM words JOIN passage ON passage.id = words.rowid "
            f"WHERE words MATCH ? {where} ORDER BY words.rank LIMIT {BEST}",
            [match, *values],
        )
        rows = self._base.execute(
            "SELECT DISTINCT document, kind FROM words JOIN passage ON passage.id = words.rowid "
            f"WHERE words MATCH ? {where}",
            [match, *values],
        )
        return [row[0] for row in best], counted(rows, self._facts)


def _where(chosen: Filter | None, place: str) -> tuple[str, list[Any]]:
    """As SQL: SQLite is handed every number, PostgreSQL two lists."""
    if chosen is None:
        return "", []
    documents, kinds = sorted(chosen.documents), sorted(chosen.kinds)
    if place == "%s":
        return "AND document = ANY(%s) AND kind = ANY(%s)", [documents, kinds]
    listed = (",".join(map(str, numbers)) for numbers in (documents, kinds))
    return "AND document IN ({}) AND kind IN ({})".format(*listed), []


class PostgreSQL:
    """PostgreSQL's full text under a GIN index, and pgvector's halfvec, scanned exactly or by HNSW."""

    def __init__(self, address: str, facts: dict[int, dict[str, str]]) -> None:
        self._facts = facts
        self._base = psycopg.connect(address, autocommit=True)
        for statement in (
            "CREATE EXTENSION vector",
            "CREATE TABLE passage (id bigint, document bigint, kind bigint, text text, "
            f"vector halfvec({DIMENSIONS}), words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED)",
        ):
            self._base.execute(statement)

    def fill(self) -> None:
        """Every passage with its vector, then the index of words."""
        known = vectors()
        empty = np.zeros(DIMENSIONS, np.int8)
        with (
            self._base.cursor() as cursor,
            cursor.copy("COPY passage (id, document, kind, text, vector) FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
            for key, document, kind, text in passages():
                copy.write(_row(key, document, kind, text.encode(), known.get(key, empty)))
            copy.write(struct.pack(">h", -1))
        self._base.execute("CREATE INDEX ON passage USING gin (words)")
        self._base.execute("CREATE INDEX ON passage (id)")
        self._base.execute("VACUUM ANALYZE passage")

    def fill_hnsw(self, limit_seconds: int) -> bool:
        """The approximate index of vectors; False where it is not made in that time."""
        self._base.execute("SET maintenance_work_mem = '1200MB'")
        self._base.execute("SET max_parallel_maintenance_workers = 2")
        self._base.execute(f"SET statement_timeout = '{limit_seconds}s'")
        try:
            self._base.execute("CREATE INDEX near ON passage USING hnsw (vector halfvec_cosine_ops)")
        except psycopg.errors.QueryCanceled:
            return False
        finally:
            self._base.execute("RESET statement_timeout")
        return True

    def megabytes(self) -> float:
        return int(self._one("SELECT pg_total_relation_size('passage')")) / 1e6

    def _one(self, statement: str) -> Any:
        row = self._base.execute(statement.encode()).fetchone()
        return row[0] if row else None

    def by_words(self, words: Sequence[str], chosen: Filter | None) -> Found:
        """Any of the words, best first by ts_rank."""
        where, values = _where(chosen, "%s")
        query = " | ".join(words)
        best = self._base.execute(
            f"SELECT id FROM passage, to_tsquery('english', %s) q WHERE words @@ q {where} "
            f"ORDER BY ts_rank(words, q) DESC LIMIT {BEST}".encode(),
            [query, *values],
        ).fetchall()
        rows = self._base.execute(
            "SELECT DISTINCT document, kind FROM passage, to_tsquery('english', %s) q "
            f"WHERE words @@ q {where}".encode(),
            [query, *values],
        ).fetchall()
        return [row[0] for row in best], counted(rows, self._facts)

    def by_meaning(self, vector: np.ndarray, chosen: Filter | None, *, width: int = 0) -> list[int]:
        """The nearest passages: exactly, or by HNSW looking at `width` of them."""
        where, values = _where(chosen, "%s")
        with self._base.transaction():
            if width:
                self._base.execute(f"SET LOCAL hnsw.ef_search = {width}")
                self._base.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
                self._base.execute("SET LOCAL enable_seqscan = off")
            else:
                self._base.execute("SET LOCAL enable_indexscan = off")
            rows = self._base.execute(
                f"SELECT id FROM passage WHERE true {where} ORDER BY vector <=> %s::halfvec LIMIT {BEST}".encode(),
                [*values, _written(vector)],
            ).fetchall()
        return [row[0] for row in rows]

    def by_both(self, words: Sequence[str], vector: np.ndarray, chosen: Filter | None) -> Found:
        """The best by word and the nearest, by the sum of their reciprocal ranks; counts are those by word."""
        where, values = _where(chosen, "%s")
        rows = self._base.execute(
            f"WITH worded AS (SELECT id, row_number() OVER (ORDER BY ts_rank(words, q) DESC) AS at "
            f"FROM passage, to_tsquery('english', %s) q WHERE words @@ q {where} ORDER BY at LIMIT {_TOGETHER}), "
            f"near AS (SELECT id, row_number() OVER (ORDER BY vector <=> %s::halfvec) AS at "
            f"FROM passage WHERE true {where} ORDER BY at LIMIT {_TOGETHER}) "
            "SELECT id FROM worded FULL JOIN near USING (id) "
            "ORDER BY coalesce(1.0 / (60 + worded.at), 0) + coalesce(1.0 / (60 + near.at), 0) DESC "
            f"LIMIT {BEST}".encode(),
            [" | ".join(words), *values, _written(vector), *values],
        ).fetchall()
        counts = self._base.execute(
            "SELECT DISTINCT document, kind FROM passage, to_tsquery('english', %s) q "
            f"WHERE words @@ q {where}".encode(),
            [" | ".join(words), *values],
        ).fetchall()
        return [row[0] for row in rows], counted(counts, self._facts)


def _row(key: int, document: int, kind: int, text: bytes, vector: np.ndarray) -> bytes:
    """One row as PostgreSQL's binary COPY has it."""
    numbers = b"".join(struct.pack(">iq", 8, number) for number in (key, document, kind))
    halves = struct.pack(">hh", DIMENSIONS, 0) + (vector / 127).astype(">f2").tobytes()
    return (
        struct.pack(">h", 5)
        + numbers
        + struct.pack(">i", len(text))
        + text
        + struct.pack(">i", len(halves))
        + halves
    )


def _written(vector: np.ndarray) -> str:
    return "[" + ",".join(f"{number:.5f}" for number in vector) + "]"
