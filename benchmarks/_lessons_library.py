"""A library of the recommendations of `_lessons_made`, as rows, to ask the learning room itself. Twelve a review."""

import hashlib
import os
import resource
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from benchmarks._lessons_made import Made, made, model_here

EACH = 12  # recommendations of a review


class Answered(NamedTuple):
    """Milliseconds of each question, by what was asked and by whom; seconds until the first can be answered; seconds
    and what came of looking for lessons; megabytes of the process."""

    milliseconds: dict[str, list[float]]
    first: float
    found: float
    told: str
    megabytes: float


def asked_of_the_room(count: int, asked: int) -> Answered:
    """A library of so many recommendations is made in a folder of its own and asked; in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEEDED_DATA"] = folder
        from heeded.cli.library import open_library

        open_library()
        some = made(count + asked, model_here())
        _fill(some, count)
        texts = [one.text for one in some.said[count:]]
        return _answered(texts)


def _answered(texts: list[str]) -> Answered:
    from heeded.core.actors import SYSTEM
    from heeded.learning._points import points_now
    from heeded.learning.queries import new_here, said_before
    from heeded.learning.services import find_lessons
    from heeded.library.models import Work
    from heeded.people.viewer import ANONYMOUS, OPERATOR

    began = time.perf_counter()
    points_now()
    first = time.perf_counter() - began
    works = list(Work.objects.order_by("pk")[: len(texts)])
    milliseconds = {
        "said before, nobody logged in": _times(texts, lambda text: said_before(ANONYMOUS, text)),
        "said before, by whoever sees guesses": _times(texts, lambda text: said_before(OPERATOR, text)),
        "new here": _times(works[:50], lambda work: new_here(ANONYMOUS, work)),
    }
    began = time.perf_counter()
    found = find_lessons(by=SYSTEM)
    told = f"{found.lessons} lessons among {found.points} learning points, {found.left_out} left out"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Answered(milliseconds, first, time.perf_counter() - began, told, used)


def _times(asked: list, work: Callable[..., object]) -> list[float]:  # type: ignore[type-arg]
    work(asked[0])
    found = []
    for one in asked:
        began = time.perf_counter()
        work(one)
        found.append((time.perf_counter() - began) * 1e3)
    return found


def _fill(some: Made, count: int) -> None:
    from django.db import transaction

    from heeded.core.clock import now
    from heeded.core.services import ChangeKind, note_change
    from heeded.library.models import Document, LearningPoint, LearningPointPlace, Work
    from heeded.search.lending import model_name
    from heeded.search.models import DocumentVectors
    from heeded.search.vectors._rows import KEY

    at = now()
    reviews = -(-count // EACH)
    with transaction.atomic():
        works = Work.objects.bulk_create(
            Work(title=f"Review {number}", fictional=True, added_at=at) for number in range(reviews)
        )
        documents = Document.objects.bulk_create(
            Document(
                work=work, sha256=hashlib.sha256(str(number).encode()).hexdigest(), name=f"{number}.pdf", bytes=1,
                read_state="read", added_at=at, added_by="operator", state="published", published_at=at,
                published_by="operator",
            )
            for number, work in enumerate(works)
        )  # fmt: skip
        points = LearningPoint.objects.bulk_create(
            LearningPoint(
                work=works[place // EACH], document=documents[place // EACH], kind="recommendation",
                order=place % EACH, number=str(place % EACH + 1), text=one.text,
            )
            for place, one in enumerate(some.said[:count])
        )  # fmt: skip
        LearningPointPlace.objects.bulk_create(
            LearningPointPlace(learning_point=point, order=0, page=1, spans=[], quote="") for point in points
        )
        if model_name():
            DocumentVectors.objects.bulk_create(
                DocumentVectors(
                    document=document,
                    model=model_name(),
                    points=np.array([point.pk for point in points[first : first + EACH]], KEY).tobytes(),
                    point_vectors=some.vectors[first : min(first + EACH, count)].tobytes(),
                    made_at=at,
                )
                for document, first in zip(documents, range(0, count, EACH), strict=True)
            )
        _file(works)
        note_change(ChangeKind.LEARNING_POINTS, thing_kind="library", thing=0)


def _file(works: list) -> None:  # type: ignore[type-arg]
    from heeded.core.clock import now
    from heeded.library.models import FactDecision

    chance = np.random.default_rng(11)
    FactDecision.objects.bulk_create(
        FactDecision(work=work, name=name, decided_by="operator", decided_at=now(), values=[value])
        for number, work in enumerate(works)
        for name, value in {
            "area": f"Area {chance.integers(150)}",
            "board": f"Board {chance.integers(200)}",
            "period-from": f"{2001 + number % 20}-03",
            "period-to": f"{2003 + number % 20}-09",
            "date-of-publication": f"{2005 + number % 20}-05",
        }.items()
    )
