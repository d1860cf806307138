"""Briefings by the API: read by everybody, drafted, edited, checked and issued by those who may."""

import json
from typing import Any

import pytest

from heeded.briefing.models import Briefing, Version
from heeded.library.models import Document
from tests.api.asking import Asker, secret_of
from tests.briefing.made import issued_rows
from tests.web.made import SENTENCE, World


@pytest.fixture
def staff(library: World) -> Asker:
    return Asker(secret_of(library.people["named"]))


def _ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def issued(library: World) -> str:
    """A briefing on the public review, for everybody."""
    return issued_rows(library.public, SENTENCE)


def test_an_issued_briefing_is_read_by_everybody_with_its_pages(library: World, issued: str) -> None:
    row = _ok(Asker().get("/briefings", review=library.public.work.identifier))["results"][0]
    assert (row["identifier"], row["state"]) == (issued, "issued")
    shown = _ok(Asker().get(f"/briefings/{issued}"))
    line = next(line for part in shown["parts"] for line in part["lines"])
    assert line["citation"]["document"] == library.public.identifier
    assert _ok(Asker().get(f"/briefings/{issued}/versions/1"))["parts"] == shown["parts"]


@pytest.mark.parametrize("kind", ["txt", "docx", "pptx", "pdf"])
def test_it_is_taken_away_with_a_token(library: World, issued: str, kind: str) -> None:
    address = f"/briefings/{issued}/versions/1/file/{kind}"
    assert Asker().get(address).status_code == 401
    answer = Asker(secret_of(library.people["reader"])).get(address)
    assert answer.status_code == 200
    assert len(answer.content) > 100
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


def test_drafts_are_not_for_readers(library: World, staff: Asker, issued: str) -> None:
    draft = _ok(staff.post(f"/briefings/{issued}/versions"))
    assert (draft["version"], draft["state"]) == (2, "draft")
    for asker in (Asker(), Asker(secret_of(library.people["reader"]))):
        assert asker.get(f"/briefings/{issued}/versions/2").status_code == 404
    assert (
        Asker(secret_of(library.people["reader"])).get(f"/briefings/{issued}/versions/2/draft").status_code
        == 404
    )


def test_a_next_version_is_edited_checked_and_issued(library: World, staff: Asker, issued: str) -> None:
    at = f"/briefings/{issued}/versions/2"
    draft = _ok(staff.post(f"/briefings/{issued}/versions"))
    line = draft["lines"][0]
    said = {"lines": [{"key": line["key"], "revision": line["revision"], "text": "Nobody asked the mother."}]}
    saved = _ok(staff.put(f"{at}/draft", said))
    assert (saved["changed"], saved["conflicts"]) == (1, [])
    assert saved["draft"]["lines"][0]["origin"] in {"reworded", "editor"}
    late = _ok(staff.put(f"{at}/draft", {"lines": [{**said["lines"][0], "text": "Nobody asked anybody."}]}))
    assert len(late["conflicts"]) == 1  # both wordings are kept
    _ok(staff.post(f"{at}/questions", {"text": "Who would have asked?", "about": line["key"]}))
    _ok(staff.put(f"{at}/lines/{line['key']}/why", {"why": "describes"}))
    draft = _ok(staff.get(f"{at}/draft"))
    question = draft["questions"][-1]
    changed = {"questions": [{"identifier": question["identifier"], "text": "Who asks?"}]}
    assert _ok(staff.put(f"{at}/draft", changed))["draft"]["questions"][-1]["text"] == "Who asks?"
    assert staff.put(f"{at}/state", {"state": "checked"}).status_code == 422  # which revision was looked at?
    assert staff.put(f"{at}/state", {"state": "checked", "revision": 0}).status_code == 409
    revision = _ok(staff.get(f"{at}/draft"))["revision"]
    assert _ok(staff.put(f"{at}/state", {"state": "checked", "revision": revision}))["state"] == "checked"
    assert staff.put(f"{at}/draft", said).status_code == 409
    assert _ok(staff.put(f"{at}/state", {"state": "issued"}))["state"] == "issued"
    assert "Nobody asked the mother." in json.dumps(_ok(Asker().get(f"/briefings/{issued}")))


def test_a_line_is_added_with_the_place_that_it_rests_on(library: World, staff: Asker, issued: str) -> None:
    _ok(staff.post(f"/briefings/{issued}/versions"))
    at = f"/briefings/{issued}/versions/2"
    role = _ok(staff.get(f"{at}/draft"))["lines"][0]["role"]
    place = {"document": library.public.identifier, "at": "p1.0-9"}
    draft = _ok(staff.post(f"{at}/lines", {"role": role, **place}))
    assert draft["lines"][-1]["quote"] == "Ashbourne"
    for wrong in ({"at": "p1.0-999999"}, {"at": "x"}, {"document": library.hidden["withdrawn"].identifier}):
        assert staff.post(f"{at}/lines", {"role": role, **place, **wrong}).status_code in {404, 409, 422}
    key = draft["lines"][-1]["key"]
    assert [line["key"] for line in _ok(staff.post(f"{at}/lines/{key}/move", {"up": True}))["lines"]][
        -2
    ] == key
    assert staff.send("DELETE", at).status_code == 204
    assert not Version.objects.filter(briefing__identifier=issued, number=2).exists()


def test_what_is_asked_is_gathered_for_those_who_may(library: World, staff: Asker) -> None:
    assert (
        Asker(secret_of(library.people["reader"])).post("/briefings", {"question": "bruise"}).status_code
        == 403
    )
    made = staff.post("/briefings", {"question": "who wrote down the bruise"})
    assert made.status_code in {200, 409}  # where nothing is found worth a line, it says so
    assert Briefing.objects.filter(kind="digest").exists() is (made.status_code == 200)


def test_a_number_beyond_all_numbers_is_no_version(library: World, staff: Asker, issued: str) -> None:
    for number in (0, -1, 1 << 31, 10**30):
        assert staff.get(f"/briefings/{issued}/versions/{number}").status_code == 404
    assert Document.objects.exists()
