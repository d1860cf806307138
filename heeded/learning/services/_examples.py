"""What a machine learns themes from: passages as people coded them.

A document in which a person coded words themself counts as read whole: its other passages teach what does not have a
theme. Of a document in which people only decided on proposals those passages alone are taken.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from django.db.models import Exists, OuterRef, Q, QuerySet

from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.models import CodingPlace, Framework
from heeded.library.layout import spans_from_row
from heeded.library.models import Document, Passage

MOST_TEXTS = 2_000  # passages that are learned from: half a minute, half a gigabyte (docs/decisions/0020)
_RARE = 50  # passages with a theme; below, as many of them as fit into half of the above are all taken
_SEED = 0
_ENOUGH = 0.5  # of the coded words, or of the passage: so much of it must be the other


@dataclass(slots=True)
class Examples:
    """Passages with the identifiers of the themes that people found in them, the review that each belongs to, and
    the documents (by primary key, with their identifiers) that they stand in."""

    passages: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    labels: list[set[str]] = field(default_factory=list)
    reviews: list[int] = field(default_factory=list)
    documents: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Coded:
    """What people said in one document."""

    whole: bool = False
    found: list[tuple[str, tuple[Span, ...]]] = field(default_factory=list)  # themes that are there
    decided: list[tuple[Span, ...]] = field(default_factory=list)  # words that somebody decided on


def learnable_documents() -> QuerySet[Document]:
    """Documents whose passages may be learned from: read, not withdrawn, the newest version of theirs."""
    newer = Document.objects.filter(replaces=OuterRef("pk"), read_state="read").exclude(state="withdrawn")
    return Document.objects.filter(~Exists(newer), read_state="read").exclude(state="withdrawn")


def examples_of(framework: Framework, *, most: int = MOST_TEXTS) -> Examples:
    """What people have coded with a framework, passage by passage. Of more than can be learned from at once those with
    a rare theme, and a draw of the others."""
    coded = _coded(framework)
    identifiers = dict(Document.objects.filter(pk__in=coded).values_list("pk", "identifier"))
    found = Examples()
    for document in coded:
        if document in identifiers:
            _add(found, document, coded[document])
            found.documents[document] = identifiers[document]
    return found if len(found.texts) <= most else _drawn(found, most)


def _drawn(found: Examples, most: int) -> Examples:
    """As many of them, in their order; the same ones each time."""
    uses = Counter(theme for labels in found.labels for theme in labels)
    order = np.random.default_rng(_SEED).permutation(len(found.texts)).tolist()
    rare = [place for place in order if any(uses[theme] < _RARE for theme in found.labels[place])]
    first = rare[: most // 2]
    taken = set(first)
    others = [place for place in order if place not in taken]
    chosen = sorted(taken | set(others[: most - len(first)]))
    kept = Examples(
        passages=[found.passages[place] for place in chosen],
        texts=[found.texts[place] for place in chosen],
        labels=[found.labels[place] for place in chosen],
        reviews=[found.reviews[place] for place in chosen],
    )
    there = set(Passage.objects.filter(pk__in=kept.passages).values_list("document", flat=True))
    kept.documents = {key: name for key, name in found.documents.items() if key in there}
    return kept


def _coded(framework: Framework) -> dict[int, _Coded]:
    """By document what was said in it, that in which somebody coded last first."""
    rows = CodingPlace.objects.filter(
        Q(coding__state="standing") | Q(coding__state="rejected", coding__made_by=""),
        coding__target="passage",
        coding__theme__framework=framework,
        coding__theme__state="in-use",
        is_lost=False,
        document__in=learnable_documents(),
    ).order_by("-coding__made_at", "-coding__pk")
    found: dict[int, _Coded] = defaultdict(_Coded)
    fields = ("document", "spans", "coding__theme__identifier", "coding__value")
    for document, spans, theme, value, state, by in rows.values_list(
        *fields, "coding__state", "coding__made_by"
    ):
        said, words = found[document], spans_from_row(spans)
        said.whole = said.whole or bool(by)
        said.decided.append(words)
        if state == "standing" and value == CodeValue.PRESENT:
            said.found.append((theme, words))
    return dict(found)


def _add(found: Examples, document: int, said: _Coded) -> None:
    rows = Passage.objects.filter(document=document).order_by("order", "pk")
    passages = list(rows.values_list("pk", "text", "pieces", "document__work"))
    where = _Where([pieces for _, _, pieces, _ in passages])
    labels: dict[int, set[str]] = defaultdict(set)
    for theme, spans in said.found:
        for place in where.passages_of(spans):
            labels[place].add(theme)
    touched = {place for spans in said.decided for place in where.passages_of(spans)}
    for place, (key, text, _, work) in enumerate(passages):
        if said.whole or place in touched:
            found.passages.append(key)
            found.texts.append(text)
            found.labels.append(labels[place])
            found.reviews.append(work)


class _Where:
    """The passages of a document as stretches of its pages."""

    def __init__(self, pieces: Sequence[Iterable[Sequence[int]]]) -> None:
        rows = [
            (place, page, start, start + length)
            for place, own in enumerate(pieces)
            for _, page, start, length in own
        ]
        self._rows: npt.NDArray[np.int64] = np.array(rows, np.int64).reshape(-1, 4)
        lengths = self._rows[:, 3] - self._rows[:, 2]
        self._sizes = np.bincount(self._rows[:, 0], lengths, minlength=len(pieces))

    def passages_of(self, spans: Sequence[Span]) -> list[int]:
        """The passages that these words are a good part of, or that are a good part of them."""
        shared = np.zeros(len(self._sizes))
        for span in spans:
            on_page = self._rows[self._rows[:, 1] == span.page]
            common = np.minimum(on_page[:, 3], span.end) - np.maximum(on_page[:, 2], span.start)
            np.add.at(shared, on_page[:, 0], np.maximum(common, 0))
        words = sum(span.end - span.start for span in spans)
        enough = _ENOUGH * np.minimum(words, self._sizes)
        places: list[int] = np.flatnonzero((shared > 0) & (shared >= enough)).tolist()
        return places
