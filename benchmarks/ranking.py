"""Ranking on the Cranfield collection, through Heeded's own question reader, index and ranking.

Run: `python -m benchmarks.ranking`. Binary gain: codes 1 to 4 are relevant (cranqrel.readme). First the word index
alone, with no database: the passages are handed to its writer directly, one an abstract. Then the whole of
`queries.find` on a library whose one document has the abstracts as its passages: by words, by meaning, by both. Nothing
was tuned on this collection: what both weigh was chosen on `gold/meaning`.
"""

import math
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("HEEDED_DATA", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heeded.config.settings")
FOLDER = (
    Path(os.environ.get("HEEDED_SHARED", Path(__file__).parents[2] / "shared")) / "data/retrieval/cranfield"
)
MUST_REACH = 0.36
_RECORD = re.compile(r"^\.I\s+(\d+)\s*$", re.MULTILINE)


def ndcg(ranked: Sequence[int], relevant: set[int], *, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with a gain of one for each relevant."""
    gained = sum(1 / math.log2(place + 2) for place, found in enumerate(ranked[:depth]) if found in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))
    return gained / best if best else 0.0


def records(text: str) -> dict[int, str]:
    """The body of each record, in the order of the file: by position, because queries are judged by position."""
    parts = _RECORD.split(text)
    return {int(parts[at]): parts[at + 1] for at in range(1, len(parts), 2)}


def field(record: str, letter: str) -> str:
    """One field of a record."""
    found = re.search(rf"^\.{letter}\n(.*?)(?=^\.[A-Z]\n|\Z)", record, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def judgements() -> dict[int, set[int]]:
    """Relevant abstracts by the position of the query, from 1. Only three columns count; codes 1 to 4 are relevant."""
    found: dict[int, set[int]] = defaultdict(set)
    for line in (FOLDER / "cranqrel").read_text().splitlines():
        query, abstract, code = (int(column) for column in line.split()[:3])
        if 1 <= code <= 4:
            found[query].add(abstract)
    return found


def measure(questions: Mapping[int, str], relevant: Mapping[int, set[int]], rank) -> float:  # noqa: ANN001
    """The mean over all queries that have something relevant."""
    scores = [
        ndcg(rank(text), relevant[number]) for number, text in questions.items() if relevant.get(number)
    ]
    return sum(scores) / len(scores)


def main() -> int:
    """Print the table; 1 where the mark is missed."""
    if not FOLDER.exists():
        print(f"skipped: no Cranfield collection in {FOLDER}")
        return 0
    import django

    django.setup()
    print("| ranking on Cranfield (1,400 abstracts, 225 queries) | nDCG@10 | must reach |")
    print("| --- | --- | --- |")
    from heeded.engine.words import Synonyms
    from heeded.search._vocabulary import synonyms_from_file

    figures = {}
    with tempfile.TemporaryDirectory() as place:
        reader = indexed(Path(place))
        for name, known in (("without synonyms", Synonyms()), ("with synonyms", synonyms_from_file())):
            figures[name] = measure(queries(), judgements(), ranker(reader, known))
            print(f"| Heeded, {name} | {figures[name]:.4f} | {MUST_REACH} |")
        plain = measure(queries(), judgements(), bare(reader))
        print(f"| bare tantivy (stems, any word, no stop words taken out) | {plain:.4f} | - |")
        missed = min(figures.values()) < MUST_REACH
        return int(missed | _by_meaning(Path(place), best_by_words=max(figures.values())))


def _by_meaning(place: Path, *, best_by_words: float) -> bool:
    """Print what find() comes to by words, by meaning and by both; whether both miss their mark."""
    from heeded.search._model import the_model

    if the_model() is None:
        print("\nskipped: no sentence model is installed here, so nothing is ranked by meaning")
        return False
    keys = filled(place)
    print("\n| the same through find(), abstracts as passages | nDCG@10 | must reach |")
    print("| --- | --- | --- |")
    found = {
        mode: measure(queries(), judgements(), finder(mode, keys)) for mode in ("words", "meaning", "both")
    }
    mark = max(found["words"], found["meaning"], best_by_words)
    for mode, score in found.items():
        print(f"| {mode} | {score:.4f} | {f'above {mark:.4f}' if mode == 'both' else '-'} |", flush=True)
    return found["both"] <= mark


def filled(place: Path) -> dict[int, int]:
    """A library whose one document has the abstracts as passages, in the database, both indexes made; the number of
    the abstract by the key of its passage."""
    from django.conf import settings
    from django.core.management import call_command

    from heeded.core.clock import now
    from heeded.core.services import ChangeKind, note_change
    from heeded.library.models import Document, Passage, Work
    from heeded.search.index import forget_opened
    from heeded.search.services import embed, follow

    settings.INDEX = place / "library"
    forget_opened()
    call_command("migrate", verbosity=0)
    document = Document.objects.create(
        work=Work.objects.create(title="Cranfield", added_at=now()), sha256="0" * 64, name="cranfield", bytes=1,
        read_state="read", added_at=now(), added_by="operator", state="published", published_at=now(),
        published_by="operator",
    )  # fmt: skip
    abstracts = [
        (number, field(text, "W")) for number, text in records((FOLDER / "cran.all.1400").read_text()).items()
    ]
    made = Passage.objects.bulk_create(
        Passage(
            document=document, order=number, page=1, text=text, pieces=[[0, 1, 0, len(text)]], kind="other",
            speaker="unknown",
        )
        for number, text in abstracts
    )  # fmt: skip
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    embed()
    follow()
    return {passage.pk: number for passage, (number, _) in zip(made, abstracts, strict=True)}


def finder(mode: str, keys: Mapping[int, int]):  # noqa: ANN201
    """All of Heeded's search, as anybody asks it."""
    from heeded.people.viewer import ANONYMOUS
    from heeded.search.queries import find
    from heeded.search.request import SearchRequest

    def rank(text: str) -> list[int]:
        found = find(ANONYMOUS, SearchRequest(text=text, mode=mode, per_review=10))
        hits = sorted((hit for one in found.hits for hit in one.passages), key=lambda hit: hit.rank)
        return [keys[hit.passage] for hit in hits]

    return rank


def queries() -> dict[int, str]:
    """The queries by position from 1: the judgements count them so."""
    texts = records((FOLDER / "cran.qry").read_text()).values()
    return {place: field(text, "W") for place, text in enumerate(texts, 1)}


def indexed(place: Path):  # noqa: ANN201
    """The abstracts in an index of their own."""
    from django.conf import settings

    from heeded.core.queries import BEGINNING
    from heeded.search.index import Row, build_anew, folder, open_reader

    settings.INDEX = place
    rows = [
        Row(number, number, field(text, "W"), "", "other", "unknown")
        for number, text in records((FOLDER / "cran.all.1400").read_text()).items()
    ]
    build_anew(folder(), [rows], place=BEGINNING, progress=lambda done: None)
    reader = open_reader()
    assert reader is not None
    return reader


def ranker(reader, known):  # noqa: ANN001, ANN201
    """Heeded's way from a question to passages."""
    from heeded.engine.words import read_question
    from heeded.search._asking import query_of, ranked_query_of

    def rank(text: str) -> list[int]:
        question = read_question(text, known)
        query = query_of(question, reader)
        return [] if query is None else reader.best(ranked_query_of(query, question), 10)[1].tolist()

    return rank


def bare(reader):  # noqa: ANN001, ANN201
    """Every stemmed word, any of them, as the index scores it."""
    from tantivy import Occur, Query

    from heeded.engine.words import stem, tokens
    from heeded.search.index import schema

    def rank(text: str) -> list[int]:
        stems = {stem(token.word) for token in tokens(text)}
        parts = [(Occur.Should, Query.term_query(schema(), "text", one)) for one in stems]
        return reader.best(Query.boolean_query(parts), 10)[1].tolist()

    return rank


if __name__ == "__main__":
    sys.exit(main())
