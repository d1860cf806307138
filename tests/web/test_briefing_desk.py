"""The editor's desk: every button saves, nothing typed is lost, a line comes from the page beside. Without a script."""

from pathlib import Path

import pytest
from django.test import Client

from heeded.briefing import services
from heeded.briefing.models import Line, Version
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR
from tests.briefing import made
from tests.people import made as people
from tests.web.briefings import desk_form
from tests.web.client import Fetched, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(tmp_path: Path, db: None) -> Version:
    published = made.report(tmp_path, state="published")
    return services.propose_briefing(published.work, by=OPERATOR).versions.get()


def editor() -> PageClient:
    client = Client()
    client.force_login(people.account("board-staff"), backend="django.contrib.auth.backends.ModelBackend")
    return PageClient(client)


def at(version: Version) -> str:
    return f"/briefings/{version.briefing.identifier}/versions/{version.number}/edit/"


def lines_in(version: Version, role: str) -> list[Line]:
    return list(version.lines.filter(role=role).order_by("order", "pk"))


def several(version: Version) -> list[Line]:
    """The lines of a part that has at least two."""
    parts = [lines_in(version, part["role"]) for part in version.parts]
    return next(lines for lines in parts if len(lines) > 1)


def test_saving_an_untouched_desk_changes_nothing(version: Version) -> None:
    staff = editor()
    page = staff.post(at(version), desk_form(staff.get(at(version))))
    version.refresh_from_db()
    assert "Nothing was changed." in page.text and version.revision == 0 and version.by_machine


def test_moving_a_line_saves_all_the_rest_of_the_form(version: Version) -> None:
    staff = editor()
    first, second = several(version)[:2]
    form = desk_form(staff.get(at(version)))
    form[f"text-{first.key}"] = "Typed before the button was pressed."
    page = staff.post(at(version), {**form, "move": f"down:{first.key}"})
    assert [line.key for line in several(version)][:2] == [second.key, first.key]
    first.refresh_from_db()
    assert first.text == "Typed before the button was pressed." and "Saved." in page.text
    staff.post(at(version), {**desk_form(page), "move": f"up:{first.key}"})
    assert [line.key for line in several(version)][:2] == [first.key, second.key]


def test_at_either_end_there_is_no_button_and_nothing_moves(version: Version) -> None:
    staff = editor()
    lines = several(version)
    page = staff.get(at(version))
    moves = {button.get("value") for button in page.all("button", name="move")}
    assert f"up:{lines[0].key}" not in moves and f"down:{lines[-1].key}" not in moves
    assert f"down:{lines[0].key}" in moves and f"up:{lines[-1].key}" in moves
    staff.post(at(version), {**desk_form(page), "move": f"up:{lines[0].key}"})
    assert [line.key for line in several(version)] == [line.key for line in lines]


@pytest.mark.parametrize(("typed", "words"), [("  ", "needs words"), ("word " * 300, "at most 1,200 fit")])
def test_what_is_refused_comes_back_as_typed(version: Version, typed: str, words: str) -> None:
    staff = editor()
    first, second = several(version)[:2]
    form = desk_form(staff.get(at(version)))
    form |= {
        f"text-{first.key}": typed,
        f"text-{second.key}": "Long thought about.",
        "new-text": "A new one.",
    }
    page = staff.post(at(version), {**form, "turn": "1.0"})
    assert words in page.text and page.title.startswith("Error:")
    assert f"#text-{first.key}" in {link.get("href") for link in page.all("a")}
    again = desk_form(page)
    assert again[f"text-{second.key}"] == "Long thought about." and again["new-text"] == "A new one."
    assert again[f"text-{first.key}"].strip() == typed.strip()
    field = page.one("textarea", id=f"text-{first.key}")
    assert field.get("aria-describedby") == f"text-{first.key}-problem"
    second.refresh_from_db()
    assert second.text != "Long thought about.", "all or nothing"
    again[f"text-{first.key}"] = "Mended."
    staff.post(at(version), {**again, "do": "save"})
    second.refresh_from_db()
    assert second.text == "Long thought about."


def test_a_dropped_line_stands_on_the_desk_and_says_so(version: Version, pages: PageClient) -> None:
    staff = editor()
    line = several(version)[0]
    form = desk_form(staff.get(at(version)))
    del form[f"keep-{line.key}"]
    page = staff.post(at(version), form)
    assert "Dropped" in page.text and line.text in page.text
    form = desk_form(page) | {f"keep-{line.key}": "yes"}
    assert "Dropped" not in staff.post(at(version), form).text


def test_a_sentence_of_the_page_becomes_a_line_with_its_citation(version: Version) -> None:
    staff = editor()
    page = staff.get(at(version))
    chosen = _sentence(page, "Nobody wrote it down.")
    form = desk_form(page) | {"new-passage": chosen, "new-role": "voice", "do": "add"}
    page = staff.post(at(version), form)
    line = version.lines.filter(text="Nobody wrote it down.", written_by__startswith="account").get()
    assert "The line was added." in page.text
    assert (line.origin, line.role, line.quote) == ("report", "voice", "Nobody wrote it down.")
    assert line.document is not None and line.page == 1


def test_a_sentence_in_other_words_is_reworded(version: Version) -> None:
    staff = editor()
    page = staff.get(at(version))
    chosen = _sentence(page, "Nobody wrote it down.")
    form = desk_form(page) | {"new-passage": chosen, "new-text": "It was not written down.", "do": "add"}
    staff.post(at(version), form)
    line = version.lines.get(text="It was not written down.")
    assert line.origin == "reworded" and line.quote == "Nobody wrote it down."


def _sentence(page: Fetched, text: str) -> str:
    labels = {label.get("for"): "".join(label.itertext()) for label in page.all("label")}
    radios = [one for one in page.all("input", name="new-passage") if labels.get(one.get("id")) == text]
    assert len(radios) == 1
    return radios[0].get("value", "")


def test_adding_nothing_is_refused_and_the_rest_is_saved(version: Version) -> None:
    staff = editor()
    line = several(version)[0]
    form = desk_form(staff.get(at(version))) | {f"text-{line.key}": "Kept.", "do": "add"}
    page = staff.post(at(version), form)
    assert "A line needs words" in page.text and version.lines.filter(text="Kept.").exists()


def test_a_new_line_that_is_not_added_yet_is_not_lost_by_turning_the_page(version: Version) -> None:
    staff = editor()
    form = desk_form(staff.get(at(version))) | {"new-text": "Half a thought", "turn": "1.0"}
    assert desk_form(staff.post(at(version), form))["new-text"] == "Half a thought"


def test_notes_of_parts_and_content_notes_are_editable(version: Version, pages: PageClient) -> None:
    staff = editor()
    form = desk_form(staff.get(at(version)))
    form |= {
        "note-voice": "The child was asked once.",
        "content": "Tells of an injury.\nAnd of neglect.",
        "note": "Short.",
    }
    staff.post(at(version), form)
    version.refresh_from_db()
    assert {"role": "voice", "note": "The child was asked once."}.items() <= {
        **next(part for part in version.parts if part["role"] == "voice")
    }.items()
    assert version.content_notes == ["Tells of an injury.", "And of neglect."] and version.note == "Short."
    services.check(version, by=OPERATOR, revision=version.revision)
    services.issue(version, by=OPERATOR)
    page = pages.get(f"/briefings/{version.briefing.identifier}/")
    assert "The child was asked once." in page.text and "And of neglect." in page.text


def test_reading_aids_and_a_word_when_it_is_too_long(version: Version) -> None:
    staff = editor()
    page = staff.get(at(version))
    assert "to read" in page.text and "printed page" in page.text and "longer than two" not in page.text
    for number in range(9):
        services.add_line(version, role="learning", text=f"{number} " + "many words " * 100, by=OPERATOR)
    assert "longer than two" in staff.get(at(version)).text


def test_checked_while_it_was_edited_the_words_go_into_a_new_version(version: Version) -> None:
    staff = editor()
    line = several(version)[0]
    question = version.questions.order_by("order", "pk").first()
    form = desk_form(staff.get(at(version))) | {f"text-{line.key}": "Typed too late.", "note": "A late note."}
    if question:
        form[f"question-text-{question.pk}"] = "What would you ask?"
    services.check(version, by=OPERATOR, revision=version.revision)
    page = staff.post(at(version), form)
    assert "not saved yet" in page.text and desk_form(page)[f"text-{line.key}"] == "Typed too late."
    page = staff.post(at(version), {**desk_form(page), "do": "next"})
    newest = version.briefing.versions.get(number=2)
    assert newest.lines.get(key=line.key).text == "Typed too late." and newest.note == "A late note."
    line.refresh_from_db()
    assert line.text != "Typed too late.", "what was checked stays as it was checked"
    if question:
        assert newest.questions.filter(text="What would you ask?").exists()


def test_pages_turn_and_end(tmp_path: Path, version: Version) -> None:
    staff = editor()
    document = Document.objects.get()
    page = staff.post(at(version), {**desk_form(staff.get(at(version))), "do": "go", "to-page": "999999"})
    assert f"of {document.name}" in page.text
    assert not [button for button in page.all("button", name="turn") if button.get("value") == "2.0"]


@pytest.mark.parametrize(
    "query", ["?line=nothing", "?document=zzz&at=9.9", "?at=x.y&document=", "?beside=a:b,c", "?beside=,"]
)
def test_an_address_that_means_nothing_opens_the_desk(version: Version, query: str) -> None:
    assert "Edit the briefing" in editor().get(at(version) + query).text
