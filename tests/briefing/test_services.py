"""Draft, edit, check, issue: who may, what is kept, and that nobody's words are lost."""

from pathlib import Path

import pytest

from heeded.briefing import services
from heeded.briefing.drafting import main_document
from heeded.briefing.errors import NoSuchBriefing, NotADraft, NothingToBrief
from heeded.briefing.models import Briefing, BriefingSettings, Line, Version
from heeded.briefing.services import Citing, LineEdit
from heeded.core.errors import NotAllowed, Refused
from heeded.core.models import AuditRow, Tombstone
from heeded.engine.records import Span
from heeded.library.models import Document
from heeded.library.services import erase
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.briefing import made
from tests.library import made as library
from tests.people.made import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Viewer:
    return viewer("board-staff")


@pytest.fixture
def briefing(published: Document, staff: Viewer) -> Briefing:
    return services.propose_briefing(published.work, by=staff)


@pytest.fixture
def draft(briefing: Briefing) -> Version:
    return briefing.versions.get()


def _edit(line: Line, **said: object) -> LineEdit:
    given: dict[str, object] = {
        "key": line.key,
        "revision": line.revision,
        "text": line.text,
        "kept": line.kept,
        "order": line.order,
    }
    return LineEdit(**{**given, **said})  # type: ignore[arg-type]


def test_every_proposed_line_cites_words_that_stand_on_its_page(draft: Version) -> None:
    lines = list(draft.lines.all())
    assert len(lines) >= 5
    for line in lines:
        page = line.document.pages.get(number=line.page)
        assert " ".join(line.quote.split()) in " ".join(page.text.split())
        assert line.origin == "report" and not line.written_by
    assert draft.by_machine and draft.state == "draft"


def test_a_review_without_a_report_has_nothing_to_brief(staff: Viewer) -> None:
    with pytest.raises(NothingToBrief):
        services.propose_briefing(library.work(), by=staff)


@pytest.mark.parametrize("role", ["reader", "practitioner", "panel-member", "administrator", "researcher"])
def test_who_may_not_draft(published: Document, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.propose_briefing(published.work, by=viewer(role))
    assert not Briefing.objects.exists()


def test_a_reworded_line_says_so_and_keeps_its_citation(draft: Version, staff: Viewer) -> None:
    line = draft.lines.order_by("pk").first()
    saved = services.save_edits(draft, [_edit(line, text="In other words.")], by=staff)
    line.refresh_from_db()
    draft.refresh_from_db()
    assert saved.changed == 1 and not saved.conflicts
    assert (line.text, line.origin, line.written_by) == ("In other words.", "reworded", staff.audit_name)
    assert line.quote and not draft.by_machine and draft.edited_by == staff.audit_name


def test_saving_what_stands_there_changes_nothing(draft: Version, staff: Viewer) -> None:
    assert services.save_edits(draft, [_edit(line) for line in draft.lines.all()], by=staff).changed == 0
    draft.refresh_from_db()
    assert draft.by_machine and draft.revision == 0


def test_two_editors_at_once_lose_no_words(draft: Version, staff: Viewer) -> None:
    line = draft.lines.order_by("pk").first()
    seen_by_both = _edit(line, text="What the first wrote.")
    services.save_edits(draft, [seen_by_both], by=staff)
    second = viewer("trainer")
    saved = services.save_edits(draft, [_edit(line, text="What the second wrote.")], by=second)
    texts = set(draft.lines.values_list("text", flat=True))
    assert {"What the first wrote.", "What the second wrote."} <= texts
    assert [conflict.key for conflict in saved.conflicts] == [line.key]
    also = draft.lines.get(key=saved.conflicts[0].also)
    assert also.written_by == second.audit_name and also.quote == line.quote


def test_a_dropped_line_is_kept_for_the_editors(draft: Version, staff: Viewer) -> None:
    line = draft.lines.order_by("pk").first()
    services.save_edits(draft, [_edit(line, kept=False)], by=staff)
    assert draft.lines.filter(pk=line.pk, kept=False).exists()


def test_a_line_added_without_a_citation_is_the_editors_words(draft: Version, staff: Viewer) -> None:
    line = services.add_line(draft, role="learning", text="Ask the nursery first.", by=staff)
    assert line.origin == "editor" and line.document is None


def test_a_line_added_with_a_citation_has_the_words_of_the_page(
    draft: Version, published: Document, staff: Viewer
) -> None:
    page = published.pages.get(number=1)
    start = page.text.index("Nobody wrote it down")
    citing = Citing(published, (Span(1, start, start + len("Nobody wrote it down")),))
    line = services.add_line(draft, role="voice", text="Nobody wrote it down", by=staff, citing=citing)
    assert line.origin == "report" and line.quote == "Nobody wrote it down" and line.page == 1


def test_a_citation_of_nothing_is_refused(draft: Version, published: Document, staff: Viewer) -> None:
    citing = Citing(published, (Span(1, 10, 10_000_000),))
    with pytest.raises(Refused, match="not in the document"):
        services.add_line(draft, role="voice", text="Words.", by=staff, citing=citing)


@pytest.mark.parametrize("text", ["", "   ", "x" * 1_300])
def test_a_line_needs_words_and_not_too_many(draft: Version, staff: Viewer, text: str) -> None:
    with pytest.raises(Refused):
        services.add_line(draft, role="voice", text=text, by=staff)


def test_checked_then_issued_then_never_changed(draft: Version, staff: Viewer) -> None:
    services.check(draft, by=staff, revision=draft.revision)
    with pytest.raises(NotADraft):
        services.add_line(draft, role="voice", text="Too late.", by=staff)
    issued = services.issue(draft, by=staff)
    assert issued.state == "issued" and issued.issued_by == staff.audit_name
    with pytest.raises(NotADraft):
        services.back_to_draft(draft, by=staff)


def test_what_changed_while_it_was_read_is_not_checked(draft: Version, staff: Viewer) -> None:
    services.add_line(draft, role="voice", text="A late line.", by=staff)
    with pytest.raises(Refused, match="changed this draft"):
        services.check(draft, by=staff, revision=0)


def test_a_board_may_want_another_person_to_check(draft: Version, staff: Viewer) -> None:
    BriefingSettings.objects.create(checker_differs=True)
    services.add_line(draft, role="voice", text="Mine.", by=staff)
    draft.refresh_from_db()
    with pytest.raises(Refused, match="another person"):
        services.check(draft, by=staff, revision=draft.revision)
    assert services.check(draft, by=viewer("board-staff"), revision=draft.revision).state == "checked"


def test_a_trainer_edits_but_neither_checks_nor_issues(draft: Version) -> None:
    trainer = viewer("trainer")
    services.add_line(draft, role="voice", text="A line.", by=trainer)
    draft.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.check(draft, by=trainer, revision=draft.revision)
    services.check(draft, by=OPERATOR, revision=draft.revision)
    with pytest.raises(NotAllowed):
        services.issue(draft, by=trainer)


def test_the_next_version_has_the_words_of_the_last_and_leaves_it_alone(
    briefing: Briefing, draft: Version, staff: Viewer
) -> None:
    services.check(draft, by=staff, revision=0)
    services.issue(draft, by=staff)
    following = services.next_version(briefing, by=staff)
    assert following.number == 2 and following.state == "draft"
    services.save_edits(
        following, [_edit(line, text="New words.") for line in following.lines.all()[:1]], by=staff
    )
    assert not draft.lines.filter(text="New words.").exists()
    assert set(following.lines.values_list("key", flat=True)) == set(
        draft.lines.values_list("key", flat=True)
    )
    assert services.next_version(briefing, by=staff).pk == following.pk
    services.check(following, by=staff, revision=1)
    services.issue(following, by=staff)
    draft.refresh_from_db()
    assert draft.state == "replaced" and draft.issued_by == staff.audit_name


def test_only_a_line_that_explains_has_a_cause_pattern(draft: Version, staff: Viewer) -> None:
    line = draft.lines.order_by("pk").first()
    with pytest.raises(Refused):
        services.decide_why(draft, line.key, why="describes", pattern="human-reasoning", by=staff)
    decided = services.decide_why(draft, line.key, why="explains", pattern="human-reasoning", by=staff)
    assert decided.cause_pattern == "human-reasoning" and decided.why_decided_by == staff.audit_name


def test_a_decision_on_a_recommendation_keeps_the_one_before(published: Document, staff: Viewer) -> None:
    point = published.learning_points.filter(kind="recommendation").first()
    services.decide_recommendation(point, kinds=["training"], agencies=["police"], by=staff)
    services.decide_recommendation(point, kinds=["structure", "training"], agencies=["board"], by=staff)
    rows = point.briefing_decisions.order_by("pk")
    assert [row.current for row in rows] == [False, True]
    assert rows[1].kinds == ["structure", "training"]
    with pytest.raises(Refused):
        services.decide_recommendation(point, kinds=["magic"], agencies=[], by=staff)


def test_nobody_else_writes(draft: Version) -> None:
    for call in (
        lambda: services.save_edits(draft, [], by=ANONYMOUS),
        lambda: services.add_line(draft, role="voice", text="No.", by=ANONYMOUS),
        lambda: services.check(draft, by=ANONYMOUS, revision=0),
        lambda: services.issue(draft, by=ANONYMOUS),
        lambda: services.next_version(draft.briefing, by=ANONYMOUS),
        lambda: services.save_briefing_settings(by=ANONYMOUS),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_every_write_is_in_the_audit_without_words(draft: Version, staff: Viewer) -> None:
    services.add_line(draft, role="voice", text="Secret words of an editor.", by=staff)
    rows = AuditRow.objects.filter(thing_kind="briefing", thing=draft.briefing.identifier)
    assert {row.action for row in rows} == {"briefing.propose", "briefing.add-line"}
    assert not any("Secret" in str(row.details) for row in rows)


def test_erasing_the_report_erases_the_briefing_that_had_nothing_else(
    draft: Version, published: Document, staff: Viewer
) -> None:
    services.add_line(draft, role="voice", text="The editor repeats a name.", by=staff)
    library.document(work=published.work, state="published")  # the review stays
    identifier = draft.briefing.identifier
    erase(published, reason="identified-someone", by=OPERATOR)
    assert not Briefing.objects.exists() and not Line.objects.exists()
    assert Tombstone.objects.filter(thing_kind="briefing", thing=identifier).exists()


def test_erasing_one_of_two_reports_leaves_the_lines_of_the_other(
    draft: Version, published: Document, staff: Viewer
) -> None:
    other = library.document(work=published.work, state="published")
    library.page(other)
    citing = Citing(other, (Span(1, 0, 20),))
    services.add_line(draft, role="voice", text="", by=staff, citing=citing)
    services.add_line(draft, role="voice", text="The editor repeats a name.", by=staff)
    services.add_question(draft, text="What of the name?", about="", by=staff)
    erase(published, reason="identified-someone", by=OPERATOR)
    seen = draft.revision
    draft.refresh_from_db()
    assert [line.document for line in draft.lines.all()] == [other]
    assert not draft.questions.exclude(written_by="").exists()
    assert not draft.note and not draft.content_notes and not any(part["note"] for part in draft.parts)
    with pytest.raises(Refused, match="changed this draft"):
        services.check(draft, by=OPERATOR, revision=seen)
    services.check(draft, by=OPERATOR, revision=draft.revision)
    copy = services.next_version(draft.briefing, by=OPERATOR)
    assert copy.sources == [other.identifier], "what was erased is no source of the next version"


def test_settings_name_each_part_once(staff: Viewer) -> None:
    saved = services.save_briefing_settings(by=staff, parts=[("voice", "The child first"), ("learning", "")])
    assert saved.parts[0] == {"role": "voice", "title": "The child first"}
    with pytest.raises(Refused):
        services.save_briefing_settings(by=staff, parts=[("voice", "One"), ("voice", "Two")])
    with pytest.raises(Refused):
        services.save_briefing_settings(by=staff, colour="blue")


def test_a_draft_is_thrown_away_and_what_was_checked_is_not(
    briefing: Briefing, draft: Version, staff: Viewer
) -> None:
    services.check(draft, by=staff, revision=0)
    with pytest.raises(NotADraft):
        services.discard(draft, by=staff)
    following = services.next_version(briefing, by=staff)
    services.discard(following, by=staff)
    assert list(briefing.versions.all()) == [draft]
    services.back_to_draft(draft, by=staff)
    services.discard(draft, by=staff)
    assert not Briefing.objects.filter(pk=briefing.pk).exists()
    assert AuditRow.objects.filter(action="briefing.discard").count() == 2


def test_who_works_on_what_somebody_else_discarded_is_told_so(
    briefing: Briefing, draft: Version, staff: Viewer
) -> None:
    services.check(draft, by=staff, revision=0)
    following = services.next_version(briefing, by=staff)
    edit = _edit(following.lines.all()[0], text="Words that come too late.")
    services.discard(Version.objects.get(pk=following.pk), by=staff)
    for late in (
        lambda: services.discard(following, by=staff),
        lambda: services.check(following, by=staff, revision=0),
        lambda: services.save_edits(following, [edit], by=staff),
        lambda: services.add_line(following, role="findings", text="Too late.", by=staff),
    ):
        with pytest.raises(NotADraft, match="threw this draft away"):
            late()
    services.back_to_draft(draft, by=staff)
    services.discard(Version.objects.get(pk=draft.pk), by=staff)
    for late in (
        lambda: services.discard(draft, by=staff),
        lambda: services.next_version(briefing, by=staff),
        lambda: services.issue(draft, by=staff),
    ):
        with pytest.raises(NoSuchBriefing):
            late()


def test_a_published_report_is_briefed_from_before_a_restricted_one(
    published: Document, staff: Viewer, tmp_path: Path
) -> None:
    longer = made.report(tmp_path, work=published.work, page_count=90)
    assert main_document(OPERATOR, published.work) == published != longer
