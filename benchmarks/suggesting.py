"""Themes that nobody has taught yet, guessed in reports by their own words: `python -m benchmarks.suggesting LIBRARY`.

LIBRARY is a folder that `heeded samples` has filled. What is compared with are the codings of the sample library, which
two careful readers made: some six of a report with one framework, not all that could be coded. So "right" is a least:
a guess that they did not make may be right as well. By these same codings the bounds of `engine.themes._guessing` were
chosen: nothing was set aside, there are too few.
"""

import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

_ALL = 0.05  # nearer than this is looked at
_BOUNDS = (
    (0.15, 3, 5, 999),
    (0.3, 3, 5, 999),
    (0.3, 2, 2, 20),
    (0.4, 2, 2, 20),
    (0.5, 2, 2, 20),
)  # how near; most of a passage, of a theme and in a document


class Looked(NamedTuple):
    """A theme that a passage may have: how near, and whether a person found it there."""

    document: int
    kind: str
    theme: str
    score: float
    rank: int
    is_coded: bool


def looked_at(identifier: str) -> list[Looked]:
    """Every theme of one framework in every passage of the reports that were coded with it."""
    from heeded.engine.themes import Remembering, without_labels
    from heeded.engine.themes._guessing import _for_passages
    from heeded.learning.models import Framework
    from heeded.learning.queries import framework_record
    from heeded.learning.services._examples import examples_of
    from heeded.library.models import Passage
    from heeded.search.lending import the_model

    framework = Framework.objects.get(identifier=identifier)
    examples, record = examples_of(framework, most=10**6), framework_record(framework)
    record = replace(record, themes=tuple(theme for theme in record.themes if _for_passages(theme)))
    where = {row.pk: row for row in Passage.objects.filter(pk__in=examples.passages)}
    model = the_model()
    meaning = None if model is None else Remembering(model)
    found = without_labels(record, examples.texts, meaning=meaning, at_least=_ALL)
    rows = []
    for key, coded, own in zip(examples.passages, examples.labels, found, strict=True):
        document, kind = where[key].document_id, where[key].kind
        rows += [
            Looked(document, kind, one.theme, one.score, rank, one.theme in coded)
            for rank, one in enumerate(own)
        ]
        rows += [
            Looked(document, kind, theme, 0.0, 999, True) for theme in coded - {one.theme for one in own}
        ]
    return rows


def said(
    rows: list[Looked], near: float, passage: int, theme: int, document: int, *, everywhere: bool
) -> list[Looked]:
    """What would be said within these bounds."""
    from heeded.engine.themes._guessing import _NOT_OF_PRACTICE

    taken: Counter[tuple[int, str]] = Counter()
    in_all: Counter[int] = Counter()
    kept = []
    for row in sorted(rows, key=lambda row: -row.score):
        if row.score < near or row.rank >= passage or (row.kind in _NOT_OF_PRACTICE and not everywhere):
            continue
        if taken[row.document, row.theme] < theme and in_all[row.document] < document:
            taken[row.document, row.theme] += 1
            in_all[row.document] += 1
            kept.append(row)
    return kept


def main() -> int:
    os.environ["HEEDED_DATA"] = str(Path(sys.argv[1]).absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "heeded.config.settings"
    import django

    django.setup()
    for identifier in ("practice-themes", "cause-patterns", "hard-to-change"):
        rows = looked_at(identifier)
        reports, coded = len({row.document for row in rows}), sum(row.is_coded for row in rows)
        print(f"\n{identifier}: {coded} codings of {reports} reports")
        print("near  passage/theme/report  sections     a report  found   right at least")
        for bounds in _BOUNDS:
            for everywhere in (True, False):
                kept = said(rows, *bounds, everywhere=everywhere)
                right = sum(row.is_coded for row in kept)
                print(
                    f"{bounds[0]:.2f}  {'/'.join(map(str, bounds[1:])):20}  {'all' if everywhere else 'of practice':11}"
                    f"  {len(kept) / reports:8.1f}  {right / coded:5.2f}  {right / max(len(kept), 1):8.3f}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
