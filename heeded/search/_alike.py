"""More like this: passages, and learning points, of other reviews that say something like one. Only what the viewer may
see is ever compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heeded.core.queries import UNKNOWN
from heeded.engine.meaning import QuestionVectors, unit, unpacked
from heeded.engine.records import Span
from heeded.engine.words import Question
from heeded.library.layout import pieces_from_row, spans_from_row
from heeded.library.models import LearningPoint, Page, Passage
from heeded.library.queries import visible_documents, visible_learning_points
from heeded.people.viewer import Viewer
from heeded.search._listing import Listing, known_of
from heeded.search._meaning import Meaning, meaning_for
from heeded.search._meant import Meant
from heeded.search._near import Bounds, close, near_to, on_shelf
from heeded.search._ranking import Scored
from heeded.search._scope import Scope, scope_of, seen_documents
from heeded.search._sentences import closest
from heeded.search._shelf import Shelf, shelf_now
from heeded.search._shown import read_shown
from heeded.search.index import open_reader
from heeded.search.results import MoreLike, MoreLikePoint, PassageHit, PointHit
from heeded.search.vectors import Vectors

LIKE_A_PASSAGE = Bounds(0.45, 0.6, 200)
LIKE_A_POINT = Bounds(0.45, 0.6, 200)
MOST, OF_ONE_REVIEW = 20, 2
_NOTHING = "Nothing in other reviews says something like this."
_NO_VECTOR = "This cannot be compared yet: search by meaning is still being made ready for it."
_BEFORE = 3  # pages that a passage may have begun earlier


@dataclass(frozen=True, slots=True)
class _Look:
    """The viewer's part of the library at one moment."""

    viewer: Viewer
    shelf: Shelf
    scope: Scope
    meaning: Meaning

    def elsewhere(self, work: int) -> np.ndarray:
        """The documents (a mask of the shelf's) that can be compared and are of other works than this one (a key)."""
        number = self.shelf.at.get(work, -1)
        found: np.ndarray = self.meaning.documents & (self.shelf.work_of != number)
        return found


def _look(viewer: Viewer) -> _Look:
    held, reader = shelf_now(), open_reader()
    scope = scope_of(viewer, held, index_place=reader.place if reader else UNKNOWN)
    if reader is None:
        nothing = Meaning(None, np.zeros(len(held.documents), bool), _NO_VECTOR)
        return _Look(viewer, held, scope, nothing)
    return _Look(viewer, held, scope, meaning_for(held, scope, reader, needs_model=False))


def more_like(viewer: Viewer, document: str, page: int, start: int) -> MoreLike:
    """Passages of other reviews that say something like the one at a place of a document's raw text, as this viewer
    may see them: at most twenty, two of a review, closest first. `passage` is None where there is none to see there."""
    look = _look(viewer)
    passage = _passage_at(look, document, page, start)
    if passage is None:
        return MoreLike(passage=None)
    vectors = look.meaning.vectors
    row = int(vectors.rows_of(np.array([passage.pk]))[0]) if vectors is not None else -1
    shown = _hit(look, passage)
    if vectors is None or row < 0:
        return MoreLike(passage=shown, note=look.meaning.why_not or _NO_VECTOR)
    question = _as_question(vectors, row)
    near = near_to(vectors, question, look.shelf, look.elsewhere(passage.document.work_id), LIKE_A_PASSAGE)
    works = look.shelf.work_of[near.places]
    chosen = _few_of_each(works)
    keys, documents = near.passages, look.shelf.documents[near.places]
    scored = {
        int(at): Scored(int(keys[at]), int(documents[at]), float(near.closeness[at]), rank)
        for rank, at in enumerate(chosen, 1)
    }
    marks = closest(vectors, question, near.rows[chosen])
    meant = {
        one.passage: Meant("meaning", round(one.score, 4), (mark,) if mark else ())
        for one, mark in zip(scored.values(), marks, strict=True)
    }
    best: dict[int, list[Scored]] = {}
    for at, one in scored.items():
        best.setdefault(int(works[at]), []).append(one)
    counts = np.bincount(works, minlength=len(look.shelf.works))
    listing = Listing(look.shelf, look.scope, Question(()), meant)
    hits = listing.reviews(best, read_shown(scored.values()), {work: int(counts[work]) for work in best})
    return MoreLike(passage=shown, hits=hits, note="" if hits else _NOTHING)


def _as_question(vectors: Vectors, row: int) -> QuestionVectors:
    """A passage in the place of a question: the whole of it, and its parts."""
    whole = unit(unpacked(vectors.vectors["passages"][row]))
    stretches, _ = vectors.stretches_of(np.array([row]))
    parts = unpacked(stretches) if len(stretches) else whole.reshape(1, -1)
    return QuestionVectors(whole, parts, np.full(len(parts), 1 / len(parts), np.float32))


def _few_of_each(works: np.ndarray) -> list[int]:
    """The first of each work, no more than `OF_ONE_REVIEW` of one and `MOST` in all."""
    counts: dict[int, int] = {}
    chosen: list[int] = []
    for at, work in enumerate(works.tolist()):
        counts[work] = counts.get(work, 0) + 1
        if counts[work] <= OF_ONE_REVIEW and len(chosen) < MOST:
            chosen.append(at)
    return chosen


def _passage_at(look: _Look, document: str, page: int, start: int) -> Passage | None:
    """The passage that stands there, if the viewer may see its document."""
    visible = visible_documents(look.viewer).filter(identifier=document, work__withdrawn_at__isnull=True)
    near = Passage.objects.filter(document__in=visible, page__lte=page, page__gt=page - _BEFORE)
    for passage in near.select_related("document").order_by("order"):
        for piece in pieces_from_row(passage.pieces):
            if piece.page == page and piece.start <= start < piece.start + piece.length:
                return passage
    return None


def _hit(look: _Look, passage: Passage) -> PassageHit | None:
    scored = Scored(passage.pk, passage.document_id, 1.0, 0)
    return Listing(look.shelf, look.scope, Question(()), {}).hit(scored, read_shown([scored]), predates=False)


def more_like_point(viewer: Viewer, identifier: str) -> MoreLikePoint:
    """Learning points of other reviews that say something like one, as this viewer may see them: at most twenty, two
    of a review, closest first. `point` is None where there is none to see."""
    look = _look(viewer)
    point = visible_learning_points(viewer).filter(identifier=identifier).select_related("document").first()
    if point is None or point.work_id not in look.shelf.at:
        return MoreLikePoint(point=None)
    (shown,) = _point_hits(look, [(point, 1.0)])
    vectors = look.meaning.vectors
    rows = np.flatnonzero(vectors.rows["points"]["key"] == point.pk) if vectors is not None else np.zeros(0)
    if vectors is None or not len(rows):
        return MoreLikePoint(point=shown, note=look.meaning.why_not or _NO_VECTOR)
    vector = unit(unpacked(vectors.vectors["points"][int(rows[0])]))
    allowed = np.append(look.elsewhere(point.work_id), False)[on_shelf(vectors, look.shelf)]
    found, scores = close(vectors, "points", vector, allowed[vectors.document_of_point], LIKE_A_POINT)
    order = np.argsort(-scores, kind="stable")
    keys = vectors.rows["points"]["key"][found[order]].tolist()
    hits = _point_hits(look, _fetched(look, dict(zip(keys, scores[order].tolist(), strict=True))))
    return MoreLikePoint(point=shown, hits=hits, note="" if hits else _NOTHING)


def _fetched(look: _Look, scores: Mapping[int, float]) -> list[tuple[LearningPoint, float]]:
    """The learning points of these keys that may be seen, in order, few of each review."""
    rows = visible_learning_points(look.viewer).filter(pk__in=list(scores)).select_related("document")
    points = {point.pk: point for point in rows}
    there = _said_once([points[key] for key in scores if key in points])
    chosen = _few_of_each(np.array([point.work_id for point in there], np.int64))
    return [(there[at], scores[there[at].pk]) for at in chosen]


def _said_once(points: Sequence[LearningPoint]) -> list[LearningPoint]:
    """Without what the same review prints again word for word: in its summary, or in a revised version."""
    found: dict[tuple[int, str], LearningPoint] = {}
    for point in points:
        found.setdefault((point.work_id, " ".join(point.text.split())), point)
    return list(found.values())


def _point_hits(look: _Look, points: Sequence[tuple[LearningPoint, float]]) -> tuple[PointHit, ...]:
    places = _places([point for point, _ in points])
    labels = _labels(
        (point.document_id, places[point.pk][0].page) for point, _ in points if point.pk in places
    )
    seen = seen_documents(look.shelf, look.scope)
    found = []
    for rank, (point, score) in enumerate(points, 1):
        spans = places.get(point.pk, ())
        filed = look.shelf.works[look.shelf.at[point.work_id]]
        known = known_of(filed, seen)
        page = spans[0].page if spans else 1
        found.append(
            PointHit(
                rank=rank,
                identifier=point.identifier,
                kind=point.kind,
                state=point.state,
                number=point.number,
                text=point.text,
                work=filed.identifier,
                title=filed.title,
                board=known.board,
                year=known.year,
                unconfirmed=known.unconfirmed,
                fictional=filed.fictional,
                document=point.document.identifier,
                file=point.document.name,
                page=page,
                label=labels.get((point.document_id, page), ""),
                paged=point.document.paged,
                spans=spans,
                closeness=round(score, 4),
            )
        )
    return tuple(found)


def _places(points: Sequence[LearningPoint]) -> dict[int, tuple[Span, ...]]:
    """Where each is printed first."""
    rows = LearningPoint.objects.filter(pk__in=[point.pk for point in points], places__order=0)
    return {key: spans_from_row(spans) for key, spans in rows.values_list("pk", "places__spans") if spans}


def _labels(pages: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    wanted = set(pages)
    rows = Page.objects.filter(
        document__in={document for document, _ in wanted}, number__in={page for _, page in wanted}
    )
    return {
        (document, number): label
        for document, number, label in rows.values_list("document", "number", "label")
    }
