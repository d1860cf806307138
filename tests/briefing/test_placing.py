"""A report read anew: its lines are found again by their words, and never point at others."""

from pathlib import Path

import pytest
from django.test import Client

from heeded.briefing import queries, services
from heeded.briefing.models import Line, Version
from heeded.briefing.shown import ShownLine, show
from heeded.core.errors import Refused
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import Page as PageRead
from heeded.engine.records import Reading
from heeded.library.layout import page_from_row
from heeded.library.models import Document
from heeded.library.services import save_pages
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.library import made as library
from tests.people import made as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(published: Document) -> Version:
    return services.propose_briefing(published.work, by=OPERATOR).versions.get()


def read_anew(document: Document, *texts: str) -> None:
    """The read step as intake runs it: new pages laid over the old, and the followers told."""
    pages = tuple(PageRead(number, text, ()) for number, text in enumerate(texts, start=1))
    save_pages(document, Reading(pages=pages, paged=document.paged))
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)


def text_of(document: Document) -> str:
    return page_from_row(document.pages.get(number=1)).text


def shown_lines(version: Version) -> list[ShownLine]:
    return [line for part in show(OPERATOR, version).parts for line in part.lines]


def words_at(document: Document, line: ShownLine) -> str:
    texts = dict(document.pages.values_list("number", "text"))
    return " ".join(" ".join(texts[span.page][span.start : span.end] for span in line.spans).split())


def test_lines_are_found_again_where_the_text_moved(draft: Version, published: Document) -> None:
    read_anew(published, "A cover that OCR has read now.", "Preface. " + text_of(published))
    lines = shown_lines(draft)
    assert lines and all(line.is_as_quoted for line in lines)
    for line in lines:
        assert words_at(published, line) == line.quote
    assert {row.page for row in queries.lines_of(OPERATOR, draft)} == {2}


def test_words_that_are_gone_have_no_place_and_are_said_to_be_gone(
    draft: Version, published: Document
) -> None:
    read_anew(published, "Quite another text about the upkeep of bridges and canals. " * 30)
    shown = show(OPERATOR, draft)
    for line in [line for part in shown.parts for line in part.lines]:
        assert not line.spans and line.page is None and not line.is_as_quoted
        assert "not found" in line.place
    assert shown.source_changed_at is not None


def test_words_that_are_worded_otherwise_now_are_flagged(draft: Version, published: Document) -> None:
    line = draft.lines.get(text__contains="carried 620 families")
    read_anew(published, text_of(published).replace("did not visit again", "did visit again"))
    (again,) = [one for one in shown_lines(draft) if one.key == line.key]
    assert not again.is_as_quoted and "worded otherwise" in again.place
    assert all(one.is_as_quoted for one in shown_lines(draft) if one.key != line.key)


def test_readers_are_told_of_lost_words_but_not_of_a_reading_that_changed_nothing(
    draft: Version, published: Document
) -> None:
    services.check(draft, by=OPERATOR, revision=0)
    services.issue(draft, by=OPERATOR)
    read_anew(published, text_of(published))
    assert show(ANONYMOUS, draft).source_changed_at is None
    assert show(OPERATOR, draft).source_changed_at is not None
    read_anew(published, text_of(published).replace("closed", "locked"))
    assert show(ANONYMOUS, draft).source_changed_at is not None


def test_what_is_not_in_the_report_any_more_is_not_checked(draft: Version, published: Document) -> None:
    read_anew(published, text_of(published).replace("closed", "locked"))
    with pytest.raises(Refused, match="not in it any more"):
        services.check(draft, by=OPERATOR, revision=0)
    draft.lines.filter(text__contains="closed").update(kept=False)
    services.check(draft, by=OPERATOR, revision=0)


def test_a_version_whose_report_changed_since_it_was_checked_is_not_issued(
    draft: Version, published: Document
) -> None:
    services.check(draft, by=OPERATOR, revision=0)
    read_anew(published, "More. " + text_of(published))
    with pytest.raises(Refused, match="changed after"):
        services.issue(draft, by=OPERATOR)
    services.back_to_draft(draft, by=OPERATOR)
    services.check(draft, by=OPERATOR, revision=0)
    assert services.issue(draft, by=OPERATOR).state == "issued"


def test_the_next_version_has_the_places_of_today(draft: Version, published: Document) -> None:
    services.check(draft, by=OPERATOR, revision=0)
    services.issue(draft, by=OPERATOR)
    before = draft.lines.order_by("pk").first()
    read_anew(published, "A cover.", text_of(published))
    copy = services.next_version(draft.briefing, by=OPERATOR)
    assert {line.page for line in copy.lines.all()} == {2}
    assert draft.lines.order_by("pk").first().spans == before.spans, "what was issued is left alone"


def test_a_newer_version_of_the_report_flags_its_briefing(draft: Version, published: Document) -> None:
    assert queries.source_changes(OPERATOR, [draft]) == {}
    library.newer(published, state="restricted")
    assert set(queries.source_changes(OPERATOR, [draft])) == {draft.pk}
    assert queries.source_changes(ANONYMOUS, [draft]) == {}, "nobody learns of a report that they may not see"


def test_publishing_the_report_is_no_change_of_it(
    tmp_path: Path, published: Document, draft: Version
) -> None:
    services.check(draft, by=OPERATOR, revision=0)
    note_change(ChangeKind.VISIBILITY, thing_kind="document", thing=published.pk)
    assert queries.source_changes(OPERATOR, [draft]) == {}
    assert services.issue(draft, by=OPERATOR).state == "issued"


def test_a_place_is_looked_up_and_never_saved(draft: Version, published: Document) -> None:
    held = list(draft.lines.order_by("pk").values_list("spans", flat=True))
    read_anew(published, "A cover.", text_of(published))
    shown_lines(draft)
    assert list(Line.objects.filter(version=draft).order_by("pk").values_list("spans", flat=True)) == held


def test_the_desk_and_every_file_bear_words_that_are_gone(draft: Version, published: Document) -> None:
    read_anew(published, "Quite another text about the upkeep of bridges and canals. " * 30)
    client = Client()
    client.force_login(people.account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    at = f"/briefings/{draft.briefing.identifier}/versions/1/"
    for door in ("", "edit/", "briefing.pdf", "briefing.docx", "briefing.pptx", "briefing.txt"):
        assert client.get(at + door).status_code == 200, door
    assert b"not found in the report any more" in client.get(at).content
