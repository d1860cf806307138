"""Who sees which version, and that a changed source is said."""

import pytest

from heeded.briefing import queries, services
from heeded.briefing.errors import NoSuchBriefing
from heeded.briefing.models import Version
from heeded.briefing.shown import show
from heeded.core.services import ChangeKind, note_change
from heeded.library.models import Document
from heeded.library.services import withdraw
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.people.made import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(published: Document) -> Version:
    return services.propose_briefing(published.work, by=OPERATOR).versions.get()


def _issued(draft: Version) -> Version:
    services.check(draft, by=OPERATOR, revision=draft.revision)
    return services.issue(draft, by=OPERATOR)


@pytest.mark.parametrize("role", ["", "reader", "practitioner", "panel-member", "administrator"])
def test_a_draft_exists_only_for_staff(draft: Version, role: str) -> None:
    somebody = viewer(role) if role else ANONYMOUS
    assert not queries.visible_versions(somebody).exists()
    with pytest.raises(NoSuchBriefing):
        queries.version_for(somebody, draft.briefing.identifier)
    assert queries.visible_versions(viewer("trainer")).get() == draft


def test_what_is_issued_is_for_all_who_may_see_its_sources(draft: Version) -> None:
    _issued(draft)
    assert queries.issued_briefings(ANONYMOUS).get() == draft
    assert queries.version_for(ANONYMOUS, draft.briefing.identifier) == draft


def test_a_withdrawn_source_hides_its_briefing(draft: Version, published: Document) -> None:
    _issued(draft)
    withdraw(published, reason="court-order", by=OPERATOR)
    assert not queries.visible_versions(ANONYMOUS).exists()
    assert not queries.visible_versions(viewer("board-staff")).exists()


def test_a_restricted_source_hides_its_briefing(draft: Version, published: Document) -> None:
    _issued(draft)
    Document.objects.filter(pk=published.pk).update(state="restricted")
    assert not queries.visible_versions(ANONYMOUS).exists()
    assert queries.visible_versions(OPERATOR).exists()


def test_the_public_reads_the_issued_version_while_the_next_is_drafted(draft: Version) -> None:
    issued = _issued(draft)
    following = services.next_version(draft.briefing, by=OPERATOR)
    assert queries.version_for(ANONYMOUS, draft.briefing.identifier) == issued
    with pytest.raises(NoSuchBriefing):
        queries.version_for(ANONYMOUS, draft.briefing.identifier, following.number)
    assert queries.version_for(OPERATOR, draft.briefing.identifier, following.number) == following


def test_a_source_read_anew_flags_the_briefing(draft: Version, published: Document) -> None:
    assert queries.source_changes(OPERATOR, [draft]) == {}
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=published.pk)
    assert set(queries.source_changes(OPERATOR, [draft])) == {draft.pk}


def test_checking_again_answers_the_flag(draft: Version, published: Document) -> None:
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=published.pk)
    services.check(draft, by=OPERATOR, revision=0)
    draft.refresh_from_db()
    assert queries.source_changes(OPERATOR, [draft]) == {}


def test_dropped_lines_are_for_the_editors_only(draft: Version) -> None:
    line = draft.lines.order_by("pk").first()
    line.kept = False
    line.save()
    assert line not in queries.lines_of(OPERATOR, draft)
    assert line in queries.lines_of(OPERATOR, draft, dropped=True)


def test_a_reader_is_not_shown_the_machines_guess_of_why(draft: Version) -> None:
    _issued(draft)
    assert not any(line.why for part in show(ANONYMOUS, draft).parts for line in part.lines)
    assert any(line.why for part in show(OPERATOR, draft).parts for line in part.lines)


def test_every_shown_line_says_where_it_stands(draft: Version) -> None:
    shown = show(OPERATOR, draft)
    lines = [line for part in shown.parts for line in part.lines]
    assert lines and all(line.document and line.quote and line.spans for line in lines)
    assert {source for source, _ in shown.sources} == set(draft.sources)
    assert [one.point.number for one in shown.recommendations] == ["1", "2"]
    assert shown.words == sum(len(line.text.split()) for line in lines)


def test_a_part_without_lines_has_its_note(draft: Version) -> None:
    for part in show(OPERATOR, draft).parts:
        assert part.lines or part.note or part.role == "talk"


def test_a_guess_of_what_is_asked_for_is_for_staff_until_somebody_decides(draft: Version) -> None:
    _issued(draft)
    assert all(one.kinds for one in show(OPERATOR, draft).recommendations)
    assert not any(one.kinds or one.agencies for one in show(ANONYMOUS, draft).recommendations)
    point = show(OPERATOR, draft).recommendations[0].point
    services.decide_recommendation(point, kinds=["structure"], agencies=["board"], by=OPERATOR)
    assert show(ANONYMOUS, draft).recommendations[0].kinds == ("structure",)
