"""A newer version of a report joins its review; a summary and its full report are not versions of one another."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from heeded.briefing.models import Briefing
from heeded.core.clock import now
from heeded.engine.records import Block, Piece
from heeded.intake._same_report import fingerprint, share
from heeded.library.models import Document, Problem, Work
from heeded.library.queries import visible_documents
from heeded.library.services import Publication, confirm_title, publish, report_problem
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.intake.made import REPORT, read_waiting, sample, take_one, taken_and_read
from tests.people.made import account, seen_as, viewer


def paragraph(words: str) -> Block:
    return Block("paragraph", words, (Piece(0, 1, 0, len(words)),))


def report(seed: int, paragraphs: int = 60) -> list[Block]:
    chance = random.Random(seed)
    return [paragraph(" ".join(str(chance.random()) for _ in range(15))) for _ in range(paragraphs)]


def long_report(seed: int, paragraphs: int = 24) -> str:
    """Invented paragraphs, long enough to count."""
    chance = random.Random(seed)
    words = (
        "the nurse called at a house and wrote that nobody had come and said why school board police".split()
    )
    made = [
        " ".join(chance.choices(words, k=24)) + f" in week {chance.randint(1, 999)}."
        for _ in range(paragraphs)
    ]
    return "\n\n".join(made)


def test_the_same_report_shares_all() -> None:
    assert share(fingerprint(report(1)), fingerprint(report(1))) == 1


def test_different_reports_share_nothing() -> None:
    assert share(fingerprint(report(1)), fingerprint(report(2))) == 0


@settings(max_examples=20, deadline=None)
@given(some.integers(10, 100), some.integers(0, 1000))
def test_the_order_of_paragraphs_says_nothing(paragraphs: int, seed: int) -> None:
    blocks = report(seed, paragraphs)
    turned = list(reversed(blocks))
    assert fingerprint(blocks) == fingerprint(turned)
    assert share(fingerprint(blocks), fingerprint(turned)) == 1


@settings(max_examples=15, deadline=None)
@given(some.floats(0, 1), some.integers(0, 20))
def test_the_share_is_near_the_truth(part: float, seed: int) -> None:
    one, other = report(seed, 200), report(seed + 1000, 200)
    kept = int(200 * part)
    mixed = one[:kept] + other[kept:]
    true = kept / (400 - kept)
    assert abs(share(fingerprint(one), fingerprint(mixed)) - true) < 0.2


@given(some.lists(some.integers(0, 2**47)), some.lists(some.integers(0, 2**47)))
def test_a_share_is_a_share(one: list[int], other: list[int]) -> None:
    one, other = sorted(set(one))[:128], sorted(set(other))[:128]
    assert 0 <= share(one, other) <= 1
    assert share(one, other) == share(other, one)


def test_short_paragraphs_and_short_reports_say_nothing() -> None:
    assert fingerprint([paragraph("Recommendation 1"), paragraph("Background")]) == []
    assert share(fingerprint(report(1, 5)), fingerprint(report(1, 5))) == 0


pytest_db = pytest.mark.django_db


@pytest_db
def test_a_newer_version_joins_the_review_of_the_older() -> None:
    older = taken_and_read("first.txt", long_report(1))
    newer = taken_and_read(
        "revised.txt", long_report(1) + "\n\nA new last paragraph about what was done since then."
    )
    assert (newer.work, newer.replaces, newer.version) == (older.work, older, 2)
    assert Work.objects.count() == 1


@pytest_db
def test_another_report_stays_a_review_of_its_own() -> None:
    older = taken_and_read("first.txt", long_report(1))
    other = taken_and_read("other.txt", long_report(2))
    assert (other.work != older.work, other.replaces) == (True, None)


@pytest_db
def test_it_joins_whichever_of_the_two_is_read_first() -> None:
    first = take_one("first.txt", long_report(1)).document
    second = take_one("revised.txt", long_report(1) + "\n\nMore.").document
    first.steps.update(state="done")  # as if another worker were busy with it
    read_waiting()
    first.steps.update(state="waiting")
    read_waiting()
    second.refresh_from_db()
    assert (second.replaces, second.work) == (first, first.work)


@pytest_db
def test_a_third_version_replaces_the_second() -> None:
    first = taken_and_read("1.txt", long_report(1))
    second = taken_and_read("2.txt", long_report(1) + "\n\nMore.")
    third = taken_and_read("3.txt", long_report(1) + "\n\nMore still.")
    assert (third.replaces, third.version, third.work) == (second, 3, first.work)


@pytest_db
def test_nobody_joins_what_they_may_not_see() -> None:
    """Otherwise adding a file would tell that a draft like it is held."""
    older = taken_and_read("draft.txt", long_report(1))
    newer = taken_and_read("mine.txt", long_report(1) + "\n\nMore.", by=viewer("author"))
    assert (newer.replaces, newer.work != older.work) == (None, True)


@pytest_db
def test_an_author_joins_their_own() -> None:
    author = account("author")
    older = taken_and_read("1.txt", long_report(1), by=seen_as(author))
    newer = taken_and_read("2.txt", long_report(1) + "\n\nMore.", by=seen_as(author))
    assert newer.replaces == older


@pytest_db
def test_a_review_that_a_person_named_does_not_move() -> None:
    taken_and_read("1.txt", long_report(1))
    newer = take_one("2.txt", long_report(1) + "\n\nMore.").document
    confirm_title(newer.work, "A review of its own", by=OPERATOR)
    read_waiting()
    newer.refresh_from_db()
    assert newer.replaces is None


@pytest_db
def test_reading_again_moves_nothing() -> None:
    from heeded.intake.services import run_again

    one = taken_and_read("1.txt", long_report(1))
    two = taken_and_read("2.txt", long_report(2))
    Document.objects.filter(pk=two.pk).update(fingerprint=one.fingerprint)
    run_again(one, "facts", alone=True, by=OPERATOR)
    read_waiting()
    assert Work.objects.count() == 2


@pytest_db
def test_a_problem_reported_of_the_joined_review_is_not_lost() -> None:
    older = taken_and_read("1.txt", long_report(1))
    newer = take_one("2.txt", long_report(1) + "\n\nMore.").document
    report_problem(kind="wrong", message="Words.", by=ANONYMOUS, work=newer.work)
    read_waiting()
    assert Problem.objects.get().work == older.work


@pytest_db
def test_the_replaced_version_is_for_staff_unless_its_publisher_says_otherwise() -> None:
    older = taken_and_read("1.txt", long_report(1))
    publish(older, Publication(restrictions_checked=True), by=OPERATOR)
    newer = taken_and_read("2.txt", long_report(1) + "\n\nMore.")
    assert list(visible_documents(ANONYMOUS)) == [older], "a draft replaces nothing"
    publish(newer, Publication(restrictions_checked=True), by=OPERATOR)
    assert list(visible_documents(ANONYMOUS)) == [newer]
    publish(newer, Publication(restrictions_checked=True, replaced_is_public=True), by=OPERATOR)
    assert set(visible_documents(ANONYMOUS)) == {older, newer}


@pytest_db
def test_a_title_is_taken_from_the_first_page() -> None:
    assert taken_and_read(content=REPORT).work.title.startswith("Serious case review: Child Z")


@pytest_db
@pytest.mark.slow
def test_the_revised_sample_joins_and_the_summary_does_not() -> None:
    first, revised = (taken_and_read(f"{name}.pdf", sample(name)) for name in ("03", "03b"))
    assert (revised.replaces, revised.work) == (first, first.work)
    summary, full = (taken_and_read(f"{name}.pdf", sample(name)) for name in ("02a", "02b"))
    assert (full.replaces, summary.replaces) == (None, None)
    assert full.work != summary.work


@pytest_db
def test_a_review_that_somebody_wrote_about_does_not_move() -> None:
    """Its briefing would be deleted with the review that is left behind."""
    older = take_one("1.txt", long_report(1)).document
    newer = take_one("2.txt", long_report(1) + "\n\nMore.").document
    older.steps.update(state="done")  # as if another worker were busy with it
    read_waiting()
    newer.refresh_from_db()
    Briefing.objects.create(kind="review", work=newer.work, made_at=now(), made_by="operator")
    older.steps.update(state="waiting")
    read_waiting()
    newer.refresh_from_db()
    assert newer.work != older.work and Briefing.objects.get().work == newer.work
