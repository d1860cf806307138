"""What a briefing may not tell: a report that its reader may not see, or a guess as if somebody had decided it."""

from pathlib import Path

import pytest
from django.test import Client

from heeded.briefing import queries, services
from heeded.briefing.models import Briefing, Version
from heeded.briefing.services import Citing, LineEdit
from heeded.briefing.shown import show
from heeded.core.clock import now
from heeded.core.errors import Refused
from heeded.core.models import AuditRow
from heeded.engine.records import Span
from heeded.library.models import Document, LearningPoint
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.briefing import made
from tests.library import made as library
from tests.library.folders import folders
from tests.people.made import viewer

__all__ = ["folders"]
pytestmark = pytest.mark.django_db
SECRET = "The aunt in the house by the harbour told the panel."
OPEN = "Nobody asked the grandmother what she had seen."


def _line(version: Version, document: Document | None, text: str, *, kept: bool = True) -> None:
    said: dict[str, object] = {"origin": "editor"} if document is None else {"document": document, "page": 1}
    spans = [[1, 0, len(text)]] if document else []
    version.lines.create(
        role="learning",
        order=version.lines.count(),
        text=text,
        quote=text if document else "",
        written_at=now(),
        spans=spans,
        kept=kept,
        **said,
    )


@pytest.fixture
def digest(db: None) -> Version:
    """A digest of an open and a secret report, with an editor's words and question; issued."""
    shown = library.document(state="published", work=library.work("An open review"))
    hidden = library.document(state="restricted", work=library.work("A secret review"))
    library.page(shown, OPEN)
    library.page(hidden, SECRET)
    briefing = Briefing.objects.create(kind="digest", asked="bruises", made_at=now(), made_by="operator")
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        note="Both speak of the harbour.",
        parts=[{"role": "learning", "title": "Learning", "note": ""}],
        sources=[shown.identifier, hidden.identifier],
        made_at=now(),
        made_by="operator",
    )
    _line(version, shown, OPEN)
    _line(version, hidden, SECRET)
    _line(version, None, "What the aunt of the harbour saw, nobody wrote down.")
    services.add_question(version, text="What of the harbour?", about="", by=OPERATOR)
    version.refresh_from_db()
    services.check(version, by=OPERATOR, revision=version.revision)
    return services.issue(version, by=OPERATOR)


@pytest.mark.parametrize("door", ["", "present/", "versions/1/", "versions/1/briefing.txt"])
def test_no_door_tells_a_reader_of_a_report_that_they_may_not_see(
    digest: Version, client: Client, door: str
) -> None:
    answer = client.get(f"/briefings/{digest.briefing.identifier}/{door}")
    words = answer.content.decode()
    assert answer.status_code == 200 and OPEN[:20] in words
    for secret in ("harbour", "aunt", "A secret review", *_hidden(digest)):
        assert secret not in words


def _hidden(digest: Version) -> list[str]:
    return [line.document.identifier for line in digest.lines.all() if line.text == SECRET and line.document]


def test_reading_it_leaves_no_trace_of_having_read_what_was_not_shown(
    digest: Version, client: Client
) -> None:
    client.get(f"/briefings/{digest.briefing.identifier}/")
    assert not AuditRow.objects.filter(action__startswith="document.read").exists()


def test_a_line_that_was_dropped_shows_a_digest_to_nobody(digest: Version) -> None:
    digest.lines.filter(text=OPEN).update(kept=False)
    assert not queries.visible_versions(ANONYMOUS).exists()


def test_who_may_not_read_all_of_it_answers_for_none_of_it(digest: Version) -> None:
    copy = services.next_version(digest.briefing, by=OPERATOR)
    staff = viewer("board-staff")
    with pytest.raises(Refused, match="may not read"):
        services.check(copy, by=staff, revision=copy.revision)
    services.check(copy, by=OPERATOR, revision=copy.revision)
    with pytest.raises(Refused, match="may not read"):
        services.issue(copy, by=staff)


def test_a_draft_on_a_secret_report_without_a_line_tells_staff_elsewhere_nothing(db: None) -> None:
    work = library.work("A review in two volumes")
    library.document(state="published", work=work)
    hidden = library.document(state="restricted", work=work)
    briefing = Briefing.objects.create(kind="review", work=work, made_at=now(), made_by="account:9")
    Version.objects.create(
        briefing=briefing, number=1, sources=[hidden.identifier], made_at=now(), made_by="account:9"
    )
    assert not queries.visible_versions(viewer("trainer")).exists()
    assert queries.visible_versions(OPERATOR).exists()


@pytest.fixture
def draft(tmp_path: Path) -> Version:
    document = made.report(tmp_path, state="published")
    return services.propose_briefing(document.work, by=OPERATOR).versions.get()


def test_a_line_from_a_restricted_report_hides_the_whole_briefing_of_a_review(draft: Version) -> None:
    hidden = library.document(state="restricted")
    library.page(hidden, SECRET)
    citing = Citing(hidden, (Span(1, 0, len(SECRET)),))
    line = services.add_line(draft, role="voice", text="", by=OPERATOR, citing=citing)
    assert not queries.visible_versions(viewer("trainer")).exists()
    draft.refresh_from_db()
    services.check(draft, by=OPERATOR, revision=draft.revision)
    services.issue(draft, by=OPERATOR)
    assert not queries.visible_versions(ANONYMOUS).exists()
    line.delete()
    assert queries.visible_versions(ANONYMOUS).exists()


def test_an_embargoed_or_replaced_report_hides_its_briefing(draft: Version) -> None:
    services.check(draft, by=OPERATOR, revision=draft.revision)
    services.issue(draft, by=OPERATOR)
    document = Document.objects.get()
    newer = library.newer(document, state="published")
    assert not queries.visible_versions(ANONYMOUS).exists()
    newer.delete()
    assert queries.visible_versions(ANONYMOUS).exists()
    Document.objects.update(visible_from=now().replace(year=2090))
    assert not queries.visible_versions(ANONYMOUS).exists()


def test_signs_that_no_file_can_hold_are_left_out(draft: Version, client: Client) -> None:
    line = draft.lines.order_by("pk").first()
    edit = LineEdit(line.key, line.revision, "A \x00line \x01with\ufffe signs.", order=line.order)
    services.save_edits(draft, [edit], by=OPERATOR)
    line.refresh_from_db()
    assert line.text == "A line with signs."
    draft.refresh_from_db()
    services.check(draft, by=OPERATOR, revision=draft.revision)
    services.issue(draft, by=OPERATOR)
    for kind in ("docx", "pptx", "pdf", "txt"):
        at = f"/briefings/{draft.briefing.identifier}/versions/1/briefing.{kind}"
        assert client.get(at).status_code == 200


def test_an_older_version_never_takes_the_place_of_a_newer(draft: Version) -> None:
    services.check(draft, by=OPERATOR, revision=0)
    newer = services.next_version(draft.briefing, by=OPERATOR)
    services.check(newer, by=OPERATOR, revision=0)
    services.issue(newer, by=OPERATOR)
    with pytest.raises(Refused, match="newer version"):
        services.issue(draft, by=OPERATOR)


def test_a_number_beyond_every_database_is_a_missing_page(draft: Version, client: Client) -> None:
    at = f"/briefings/{draft.briefing.identifier}/versions/{'9' * 30}/"
    assert client.get(at).status_code == 404


def test_two_reviews_of_one_title_stay_two_in_a_digest(digest: Version) -> None:
    for line in digest.lines.exclude(document=None).select_related("document__work"):
        assert line.document is not None
        line.document.work.title = "Child A"
        line.document.work.save()
    parts = [part for part in show(OPERATOR, digest).parts if part.title == "Child A"]
    assert [len(part.lines) for part in parts] == [1, 1]


def test_one_invented_review_does_not_make_a_digest_fiction(digest: Version) -> None:
    work = digest.lines.exclude(document=None).order_by("pk")[0].document.work
    work.fictional = True
    work.save()
    shown = show(OPERATOR, digest)
    assert not shown.fictional and "An open review (fictional)" in {part.title for part in shown.parts}


def test_recommendations_that_nobody_confirmed_are_said_to_be_found_by_machine(
    draft: Version, client: Client
) -> None:
    services.check(draft, by=OPERATOR, revision=draft.revision)
    services.issue(draft, by=OPERATOR)
    at = f"/briefings/{draft.briefing.identifier}/"
    assert "Found by machine, as printed" in client.get(at).content.decode()
    LearningPoint.objects.update(state="confirmed")
    assert "Found by machine, as printed" not in client.get(at).content.decode()
