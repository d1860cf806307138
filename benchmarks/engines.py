"""The same made passages in three engines: Heeded's own search, SQLite's FTS5, and PostgreSQL's full text + pgvector.

Run: `python -m benchmarks.engines [--passages 500000] [--hnsw 600]`. Each question is put to all of them one after
the other, so that whatever else the machine does falls on all alike: read the ratios. The others give the twenty best
passages and count documents by fact and section kind; Heeded's figure is the whole of `queries.find`, with permission,
eleven filters counted, texts, marks and reasons. Times are by the clock: PostgreSQL works in processes of its own.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._made_library import fill, vocabulary
from benchmarks._made_questions import questions, request
from benchmarks._other_engines import Filter, Fts5, PostgreSQL, facts_of

FACTS = ("region", "nation", "area", "board", "review-type", "harm", "age-band", "outcome", "agencies")
HEEDED, FTS5, POSTGRESQL, HNSW = "Heeded", "SQLite FTS5", "PostgreSQL", "PostgreSQL, HNSW ef 200"
WIDTH = 200


@dataclass
class Row:
    """One kind of question: milliseconds by engine."""

    name: str
    took: dict[str, list[float]] = field(default_factory=dict)
    shared: list[float] = field(default_factory=list)  # of the exact nearest, the part that HNSW finds

    def time(self, engine: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        answer = work()
        self.took.setdefault(engine, []).append((time.perf_counter() - began) * 1000)
        return answer


def main() -> int:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--passages", type=int, default=500_000)
    arguments.add_argument("--queries", type=int, default=20, help="of each kind")
    arguments.add_argument(
        "--hnsw", type=int, default=600, help="seconds that the approximate index may take"
    )
    wanted = arguments.parse_args()
    from tests.database.server import Server

    with tempfile.TemporaryDirectory() as folder, closing(_Held(Server())) as held:
        os.environ["HEEDED_DATA"] = folder
        os.environ["HEEDED_MODE"] = "test"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heeded.config.settings")
        return _measure(wanted, Path(folder), held.server)


@dataclass(frozen=True)
class _Held:
    server: Any

    def close(self) -> None:
        self.server.remove()


def _measure(wanted: argparse.Namespace, folder: Path, server: Any) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from heeded.search._model import the_model
    from heeded.search.services import follow, rebuild, rebuild_vectors

    call_command("migrate", verbosity=0)
    words, model = vocabulary(), the_model()
    print("| made | seconds | MB |\n| --- | --- | --- |", flush=True)
    _made("the library itself, in SQLite", lambda: fill(wanted.passages, words), lambda: _size(folder))
    _made("Heeded’s index of words", rebuild, lambda: _size(folder / "index"))
    _made("Heeded’s vectors", rebuild_vectors, lambda: _size(folder / "index" / "meaning"))
    follow()
    facts = facts_of(FACTS)
    fts5 = Fts5(folder / "fts5.sqlite3", facts)
    _made("FTS5", fts5.fill, fts5.megabytes)
    server.start(shared_buffers="1GB", work_mem="64MB", max_wal_size="4GB", jit="off")
    server.run("CREATE DATABASE made")
    postgresql = PostgreSQL(server.address("made"), facts)
    _made("PostgreSQL: words, GIN, halfvec", postgresql.fill, postgresql.megabytes)
    hnsw = bool(wanted.hnsw and model) and _made(
        "PostgreSQL: HNSW", lambda: postgresql.fill_hnsw(wanted.hnsw), postgresql.megabytes
    )
    if wanted.hnsw and model and not hnsw:
        print(f"HNSW was given up after {wanted.hnsw} s.")
    rows = [
        _words(name, wanted.queries, words, fts5, postgresql)
        for name in ("six words", "six words, four filters")
    ]
    if model is None:
        print("\nskipped: no sentence model is installed here, so nothing is searched by meaning")
    else:
        for name in ("by meaning", "by meaning, four filters", "both", "both, four filters"):
            rows.append(_meaning(name, wanted.queries, words, model, postgresql, hnsw=bool(hnsw)))
    _print(rows, wanted.passages)
    return 0


def _made(what: str, work: Callable[[], Any], megabytes: Callable[[], float]) -> Any:
    began = time.perf_counter()
    answer = work()
    print(f"| {what} | {time.perf_counter() - began:.0f} | {megabytes():,.0f} |", flush=True)
    return answer


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _words(name: str, queries: int, words: Sequence[str], fts5: Fts5, postgresql: PostgreSQL) -> Row:
    from heeded.people.viewer import ANONYMOUS
    from heeded.search.queries import find

    row, random = Row(f"{name}, any of them"), np.random.default_rng(len(name))
    chosen = _filter() if "filters" in name else None
    for number in range(queries + 1):
        wanted = request(name, random, words)
        asked = wanted.text.split()
        into = row if number else Row("warming up")
        into.time(HEEDED, partial(find, ANONYMOUS, wanted))
        into.time(FTS5, partial(fts5.by_words, asked, chosen))
        into.time(POSTGRESQL, partial(postgresql.by_words, asked, chosen))
    return row


def _meaning(
    name: str, queries: int, words: Sequence[str], model: Any, postgresql: PostgreSQL, *, hnsw: bool
) -> Row:
    from dataclasses import replace

    from heeded.people.viewer import ANONYMOUS
    from heeded.search.queries import find

    row, random = Row(name), np.random.default_rng(len(name))
    filtered = "filters" in name
    chosen = _filter() if filtered else None
    for number in range(queries + 1):
        text = questions()[int(random.integers(0, len(questions())))]
        empty = request("six words, four filters" if filtered else "six words", random, words)
        wanted = replace(empty, text=text, mode="both" if name.startswith("both") else "meaning")
        into = row if number else Row("warming up")
        into.time(HEEDED, partial(find, ANONYMOUS, wanted))
        if name.startswith("both"):
            asked = _plain(text)
            into.time(
                POSTGRESQL,
                lambda asked=asked, text=text: postgresql.by_both(asked, _vector(model, text), chosen),
            )
            continue
        exact = into.time(POSTGRESQL, lambda text=text: postgresql.by_meaning(_vector(model, text), chosen))
        if hnsw:
            near = into.time(
                HNSW, lambda text=text: postgresql.by_meaning(_vector(model, text), chosen, width=WIDTH)
            )
            into.shared.append(len(set(exact) & set(near)) / max(len(exact), 1))
    return row


def _vector(model: Any, text: str) -> np.ndarray:
    """The question's, made anew for each engine, as Heeded makes it within its own time."""
    return np.asarray(model.embed([text])[0])


def _plain(text: str) -> list[str]:
    """Words that PostgreSQL's query takes, without those that carry no meaning."""
    from heeded.engine.words import plain_words

    return [word for word in dict.fromkeys(plain_words(text)) if word.isalpha() and len(word) > 3]


def _filter() -> Filter:
    """The documents and kinds that `_made_questions`'s four filters leave."""
    from heeded.engine.vocabulary import SectionKind

    facts = facts_of(("region", "nation", "date-of-publication"))
    regions = {f"Region {number}" for number in range(6)}
    documents = frozenset(
        document
        for document, values in facts.items()
        if values.get("region") in regions
        and values.get("nation") in {"england", "wales"}
        and 2010 <= int(values.get("date-of-publication", "0")[:4]) <= 2020
    )
    kinds = ("analysis", "findings", "recommendations")
    return Filter(documents, frozenset(number for number, kind in enumerate(SectionKind) if kind in kinds))


def _print(rows: Sequence[Row], passages: int) -> None:
    engines = (HEEDED, FTS5, POSTGRESQL, HNSW)
    print(
        f"\n| {passages:,} passages, milliseconds by the clock, p50 / p95 | {' | '.join(engines)} | p50 as Heeded = 1 |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for row in rows:
        cells = [_cell(row.took.get(engine)) for engine in engines]
        own = statistics.median(row.took[HEEDED])
        ratios = [f"{statistics.median(row.took[one]) / own:.1f}" for one in engines[1:] if one in row.took]
        if row.shared:
            cells[-1] += f" (finds {np.mean(row.shared):.0%} of the exact {20})"
        print(f"| {row.name} | {' | '.join(cells)} | {' : '.join(['1', *ratios])} |")


def _cell(times: Sequence[float] | None) -> str:
    if not times:
        return "-"
    return f"{np.percentile(times, 50):,.0f} / {np.percentile(times, 95):,.0f}"


if __name__ == "__main__":
    sys.exit(main())
