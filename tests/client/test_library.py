"""What a program gets from a library and can do in it, over the API itself."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from heeded import client
from heeded.library import files, services
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR
from heeded.search.services import follow
from tests.api.asking import secret_of
from tests.client.inside import LibraryInside
from tests.web.made import SECRETS, World

pytestmark = pytest.mark.django_db


def asked_by(library: World, who: str = "reader") -> LibraryInside:
    """The library as somebody's program sees it; "anonymous" has no token."""
    return LibraryInside("" if who == "anonymous" else secret_of(library.people[who]))


def test_search_finds_a_passage_on_its_page(library: World) -> None:
    found = asked_by(library).search("bruise", mode="words")
    review = next(one for one in found if one.review == library.public.work.identifier)
    assert found.total == len(found.all())
    passage = review.passages[0]
    assert passage.citation.page == 1
    assert "bruise" in passage.text
    assert passage.text[passage.marks[0].start : passage.marks[0].end] == "bruise"
    place = asked_by(library).place(passage.citation.document, passage.citation.at)
    assert place.quote == passage.text


def test_filters_are_words_of_the_library(library: World) -> None:
    asked = asked_by(library)
    found = asked.search("bruise", boards=["Ashbourne Board"])
    assert [one.review for one in found] == [library.public.work.identifier]
    assert asked.search("bruise", boards=["Elsewhere Board"], year_from=2010).total == 0
    with pytest.raises(TypeError, match="areas"):
        asked.search("bruise", colour="red")
    with pytest.raises(client.NotUnderstood):
        asked.search("bruise", harms=["unheard-of"]).first(1)


def test_what_looks_like_somebody_is_not_searched_for(library: World) -> None:
    with pytest.raises(client.Refused) as raised:
        asked_by(library).search("mum at M1 1AE drinks").first(1)
    assert "sure" in raised.value.advice


def test_a_search_is_a_table_of_passages(library: World) -> None:
    frame = pd.DataFrame(asked_by(library).search("bruise").table())
    assert library.public.identifier in set(frame["document"])
    assert set(frame["page"]) == {1}
    assert frame["why"].str.contains("bruise").all()
    empty = pd.DataFrame(asked_by(library).search("bruise", review="nothing-here").table())
    assert list(empty.columns) == list(frame.columns)
    assert len(empty) == 0


def test_reviews_one_review_and_its_facts(library: World) -> None:
    asked = asked_by(library)
    rows = asked.reviews()
    assert library.public.work.identifier in {row.identifier for row in rows}
    assert rows.total == len(rows.all())
    review = asked.review(library.public.work.identifier)
    assert [one.identifier for one in review.documents] == [library.public.identifier]
    facts = {(fact.name, fact.subject): fact.values for fact in review.facts}
    assert facts["board", 0] == ("Ashbourne Board",)
    assert facts["age-band", 1] == ("under-1",)
    frame = pd.DataFrame(asked.facts().table())
    assert set(frame[frame["found_by"] == "person"]["value"]) >= {"Ashbourne Board", "under-1"}


def test_recommendations_are_a_table_with_their_pages(library: World) -> None:
    rows = asked_by(library).recommendations(review=library.public.work.identifier)
    frame = pd.DataFrame(rows.table())
    assert len(frame) == rows.total == 1
    assert frame.loc[0, "review"] == library.public.work.identifier
    assert frame.loc[0, "page"] == 1
    assert frame.loc[0, "found_by"] == "machine"
    one = asked_by(library).learning_point(frame.loc[0, "identifier"])
    assert one.text == frame.loc[0, "text"]


def test_a_document_its_pages_and_passages(library: World) -> None:
    asked, identifier = asked_by(library), library.public.identifier
    assert asked.document(identifier).pages == 1
    assert [page.number for page in asked.pages(identifier)] == [1]
    assert asked.page(identifier, 1).text == library.public.pages.get().text
    assert asked.passages(identifier).table()["page"] == [1]
    assert "bruise" in asked.text(identifier)


@pytest.mark.slow
def test_a_file_is_written_whole_and_checked(library: World, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    sha256 = asked_by(library).download(library.public.identifier, target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    library.public.refresh_from_db()
    assert sha256 == library.public.public_sha256
    assert [path.name for path in tmp_path.glob("report*")] == ["report.pdf"]


def test_a_file_that_is_another_leaves_what_was_there(library: World, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"before")
    public = library.public
    Document.objects.filter(pk=public.pk).update(public_sha256=public.sha256)
    files.path_of(public.sha256).write_bytes(b"spoilt on the disk")
    with pytest.raises(client.Damaged):
        asked_by(library).download(public.identifier, target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.glob("report*")] == ["report.pdf"]


def test_nothing_hidden_reaches_a_program(library: World) -> None:
    asked = asked_by(library)
    everything = [
        *(asked.reviews().all(), asked.facts().all(), asked.learning_points().all(), asked.briefings().all()),
        *(asked.search(word).all() for word in ("bruise", "board")),
    ]
    assert [word for word in SECRETS if word in repr(everything)] == []
    for hidden in library.hidden.values():
        for ask in (asked.document, asked.text, lambda one: asked.pages(one).all()):
            with pytest.raises(client.NotFound):
                ask(hidden.identifier)


def test_without_a_token_a_program_reads_one_review_at_a_time(library: World) -> None:
    asked = asked_by(library, "anonymous")
    assert asked.search("bruise").total
    assert asked.review(library.public.work.identifier).title
    for bulk in (asked.recommendations(), asked.facts(), asked.pages(library.public.identifier)):
        with pytest.raises(client.TokenRefused):
            bulk.all()


def test_a_token_that_ended_says_so(library: World) -> None:
    with pytest.raises(client.TokenRefused, match="unknown, ended"):
        LibraryInside("heeded_nothing").token()


def test_the_token_says_what_it_is_for_and_its_terms(library: World) -> None:
    token = asked_by(library).token()
    assert any("withdrawn or erased" in term for term in token.terms)
    assert "read" in {one.scope for one in token.scopes}


def test_withdrawals_are_told(library: World) -> None:
    asked = asked_by(library)
    before = datetime.now(UTC) - timedelta(seconds=5)
    services.withdraw(library.public, reason="x", by=OPERATOR)
    told = asked.withdrawals(since=before).all()
    assert (library.public.identifier, "withdrawn") in [(one.document, one.how) for one in told]
    assert asked.withdrawals(since=datetime.now(UTC) + timedelta(days=1)).all() == []
    assert library.public.identifier in asked.withdrawals(since=before.date()).table()["document"]


def test_the_closed_lists_have_words(library: World) -> None:
    lists = asked_by(library).vocabulary()
    assert any("neglect" in values for values in lists.values())
    assert all(label for values in lists.values() for label in values.values())


def test_holdings_count_what_is_held_and_known(library: World) -> None:
    table = asked_by(library).holdings().table()
    assert set(table) == {"area", "held", "known"}


# --- changing something ---


def test_a_report_goes_in(library: World, tmp_path: Path) -> None:
    asked = asked_by(library, "named")
    paths = [tmp_path / "plain.txt", tmp_path / 'a "quoted" näme.txt']
    for path in paths:
        path.write_text(f"Serious case review {path.name}. Nobody asked the child.")
    deliveries = asked.add(*paths)
    assert [one.state for one in deliveries] == ["waiting", "waiting"]
    assert "quoted" in deliveries[1].file
    record = asked.record(str(deliveries[0].document))
    assert record.document.state == "restricted"
    assert asked.add(paths[0])[0].state == "known"


def test_deciding_publishing_and_withdrawing(library: World) -> None:
    asked = asked_by(library, "named")
    restricted = library.hidden["restricted"]
    work = restricted.work.identifier
    held = asked.decide_fact(work, "board", ["Westmarch Safeguarding Board"])
    assert [fact.values for fact in held.facts if fact.name == "board"] == [("Westmarch Safeguarding Board",)]
    held = asked.decide_not_stated(work, "harm", subject=1)
    assert [fact.not_stated for fact in held.facts if (fact.name, fact.subject) == ("harm", 1)] == [True]
    asked.undecide_fact(work, "harm", subject=1)
    assert asked.confirm_title(work, "Child Q: an invented review").title == "Child Q: an invented review"
    point = asked.learning_points(document=restricted.identifier).first(1)[0]
    assert asked.decide_learning_point(point.identifier, "confirmed").state == "confirmed"
    corrected = asked.correct_learning_point(
        point.identifier, kind="finding", text="Nobody asked.", number="2"
    )
    assert (corrected.kind, corrected.text) == ("finding", "Nobody asked.")
    with pytest.raises(client.Refused, match="restrictions"):
        asked.publish(restricted.identifier, restrictions_checked=False)
    assert asked.publish(restricted.identifier, restrictions_checked=True).document.state == "published"
    assert asked.withdraw(restricted.identifier, reason="recognised").document.state == "withdrawn"


def test_a_reader_changes_nothing(library: World) -> None:
    asked, work = asked_by(library), library.public.work.identifier
    with pytest.raises(client.NotAllowed):
        asked.decide_fact(work, "board", ["Another Board"])
    with pytest.raises(client.NotAllowed):
        asked.withdraw(library.public.identifier, reason="x")
    with pytest.raises(client.HeededError):
        asked.publish(library.public.identifier, restrictions_checked=True)


def test_anybody_reports_a_problem(library: World) -> None:
    kept = asked_by(library, "anonymous").report_problem(
        "Somebody can be recognised on p. 1.", kind="recognised", review=library.public.work.identifier
    )
    assert kept.answer_by >= datetime.now(UTC).date()


def test_a_kept_search_tells_what_is_new(library: World) -> None:
    asked = asked_by(library)
    kept = asked.keep_search("bruise", name="Bruises", often="never")
    assert [one.name for one in asked.searches()] == ["Bruises"]
    assert asked.answers(kept.identifier).search.identifier == kept.identifier
    asked.forget_search(kept.identifier)
    assert asked.searches() == []


def test_values_in_addresses_name_nothing_else(library: World) -> None:
    asked = asked_by(library)
    for value in ("../reviews", "x/../../token", "a?b=c", "%2e%2e", ""):
        with pytest.raises(client.HeededError):
            asked.document(value)


def test_more_like_a_passage_and_a_recommendation(library: World) -> None:
    follow()
    asked = asked_by(library)
    alike = asked.more_like(library.public.identifier, 1)
    assert alike.passage.citation.document == library.public.identifier
    point = asked.recommendations().first(1)[0]
    assert asked.more_like_point(point.identifier).point.identifier == point.identifier


def test_briefings_are_rows_and_one_is_lines(library: World) -> None:
    from tests.briefing.made import issued_rows

    identifier = issued_rows(library.public, "The health visitor wrote down the bruise.")
    asked = asked_by(library)
    assert asked.briefings().table()["identifier"] == [identifier]
    briefing = asked.briefing(identifier)
    assert briefing.parts[0].lines[0].citation is not None
    assert asked.briefing(identifier, 1) == briefing
    assert library.briefings["restricted"] not in asked.briefings().table()["identifier"]
