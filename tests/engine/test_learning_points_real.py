"""The finder on the real documents that lie beside the project (`HEEDED_SHARED`); skipped where they are missing."""

from collections.abc import Iterator

import pytest

from benchmarks import recommendations as benchmark

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (benchmark.SHARED / "data" / "inquiries").is_dir(),
        reason="the real documents are not here (HEEDED_SHARED)",
    ),
]


@pytest.fixture(scope="module")
def scores() -> list[benchmark.Score]:
    return list(benchmark.inquiries())


def _corrected(scores: list[benchmark.Score]) -> Iterator[benchmark.Score]:
    return (score for score in scores if score.name.endswith("corrected"))


def test_the_recommendations_of_two_inquiries_are_found(scores: list[benchmark.Score]) -> None:
    gold, found, right = (
        sum(getattr(one, name) for one in _corrected(scores)) for name in ("gold", "found", "right")
    )
    assert gold == 50
    assert right / gold >= 0.95
    assert right / found >= 0.95


def test_their_words_and_pages_are_right(scores: list[benchmark.Score]) -> None:
    right, text, pages = (
        sum(getattr(one, name) for one in _corrected(scores)) for name in ("right", "text", "pages")
    )
    assert text / right >= 0.95
    assert pages / right >= 0.98


def test_documents_that_make_none_have_at_most_one() -> None:
    assert {name: count for name, count, _ in benchmark.negatives() if count > 1} == {}
