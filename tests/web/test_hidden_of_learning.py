"""By no page, file or answer of learning and analysis does anybody learn what is not for them. Fictional."""

import json

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from heeded.analysis.asked import Asked
from heeded.analysis.figures import TableName
from heeded.analysis.queries import analyse, reviews_behind
from heeded.learning import services
from heeded.learning.models import Framework
from heeded.learning.services import RoundAsked, Said
from heeded.library.models import LibrarySettings
from heeded.people.viewer import ANONYMOUS
from tests.api.asking import Asker, secret_of
from tests.learning import made as coded
from tests.library import made as rows
from tests.people.made import account, seen_as
from tests.web.client import PageClient
from tests.web.coding import SECOND, TEXT, Coder, framework, report

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def themes(folders: object) -> Framework:
    return framework()


# --- notes ---


def test_what_a_coder_notes_is_for_those_who_code(pages: PageClient, themes: Framework) -> None:
    document, coder = report(), Coder()
    theme = themes.themes.order_by("pk")[0]
    said = Said(note="Remember to ring the nursery.")
    made = services.code_passage(document, coded.spans(SECOND, TEXT), theme, said, by=coder.viewer)
    whole = services.code_review(document.work, theme, said, by=coder.viewer)
    for address in (
        f"{reverse('coding-page', args=[document.identifier])}?page=1&show=all",
        f"/codings/{made.identifier}/",
        f"/codings/{whole.identifier}/",
        f"/documents/{document.identifier}/",
        f"/reviews/{document.work.identifier}/",
    ):
        answer = pages.client.get(address)
        assert answer.status_code == 200, address
        assert "ring the nursery" not in answer.content.decode(), address
    assert "ring the nursery" in coder.pages.get(f"/codings/{made.identifier}/").text


# --- blind ---


def test_analysis_does_not_count_for_who_codes_blind_what_others_say(themes: Framework) -> None:
    document, other = report(), Coder()
    theme = themes.themes.order_by("pk")[0]
    services.code_passage(document, coded.spans(SECOND, TEXT), theme, by=other.viewer)
    pair = account("researcher"), account("inspector")
    first = seen_as(pair[0])
    services.begin_round(RoundAsked("A round", themes, pair, (document,)), by=first)
    asked = Asked(framework=themes.identifier, themes=(theme.identifier,))
    behind = {"table": TableName.BY_YEAR, "row": theme.identifier, "column": "all"}
    assert analyse(ANONYMOUS, asked).by_year.rows[0].total.count == 1
    assert analyse(first, asked).by_year.rows[0].total.count == 0
    assert reviews_behind(first, asked, **behind) == []  # type: ignore[arg-type]
    assert len(reviews_behind(ANONYMOUS, asked, **behind) or []) == 1  # type: ignore[arg-type]


# --- the API ---


def test_codings_cannot_be_asked_for_by_a_document_that_one_may_not_see(themes: Framework) -> None:
    secret, coder = report(state="restricted"), Coder()
    public = report(work=secret.work)
    theme = themes.themes.order_by("pk")[0]
    made = services.code_review(secret.work, theme, by=coder.viewer)
    place = made.places.get()
    assert place.document == public
    place.pk, place.document = None, secret
    place._state.adding = True
    place.save()
    reader = Asker(secret_of(account("practitioner")))
    found = reader.get("/codings", document=public.identifier).json()
    assert found["total"] == 1
    found = reader.get("/codings", document=secret.identifier).json()
    assert found["total"] == 0


# --- hostile words ---


def test_names_of_themes_and_notes_run_nowhere(pages: PageClient, themes: Framework) -> None:
    document, coder = report(), Coder()
    theme = themes.themes.order_by("pk")[0]
    theme.versions.update(name=f"Theme {HOSTILE}", definition=HOSTILE, includes=[HOSTILE])
    other = themes.themes.order_by("pk")[1]
    other.versions.update(name=f"=cmd|' /C calc'!A0 {HOSTILE}")
    for one in (theme, other):
        services.code_passage(document, coded.spans(SECOND, TEXT), one, Said(note=HOSTILE), by=coder.viewer)
    work = document.work
    work.title = f"Review {HOSTILE}"
    work.save()
    for browser in (pages.client, coder.pages.client):
        for address in (
            f"{reverse('coding-page', args=[document.identifier])}?page=1&show=all",
            f"/documents/{document.identifier}/",
            f"/reviews/{work.identifier}/",
            f"/frameworks/{themes.identifier}/",
            f"/frameworks/{themes.identifier}/themes/{theme.identifier}/",
            f"/frameworks/{themes.identifier}/history/",
            f"/analysis/?framework={themes.identifier}",
            f"/analysis/?framework={themes.identifier}&by=area",
            f"/analysis/reviews/?framework={themes.identifier}&table=by-year&row={theme.identifier}&column=all",
        ):
            answer = browser.get(address)
            assert answer.status_code == 200, address
            assert "<script>alert" not in answer.content.decode(), address


def test_no_cell_of_a_file_runs_as_a_formula(pages: PageClient, themes: Framework) -> None:
    document, coder = report(), Coder()
    theme = themes.themes.order_by("pk")[0]
    theme.versions.update(name="=cmd|' /C calc'!A0")
    services.code_passage(document, coded.spans(SECOND, TEXT), theme, by=coder.viewer)
    told = pages.client.get(
        f"{reverse('analysis-file', args=['csv'])}?framework={themes.identifier}&table=by-year"
    )
    assert told.status_code == 200
    assert "\n=cmd" not in told.content.decode("utf-8-sig") and "'=cmd" in told.content.decode("utf-8-sig")


# --- changes ---


def test_every_change_of_learning_wants_its_token(themes: Framework) -> None:
    coder, document = Coder(), report()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = coder.pages.client.cookies
    for address in (
        reverse("coding-page", args=[document.identifier]),
        reverse("new-framework"),
        f"/frameworks/{themes.identifier}/project/",
        "/said-before/",
        "/coded-projects/",
    ):
        assert strict.post(address, {}).status_code == 403, address


def test_a_copy_compares_by_the_api_and_takes_no_codings(themes: Framework) -> None:
    LibrarySettings.objects.create(pk=1, follows="https://main.example.org/feed.atom")
    assert Asker().post("/said-before", {"text": "Somebody should ask the child."}).status_code == 200
    staff = Asker(secret_of(account("board-staff")))
    for path in ("/codings", "/lessons", "/frameworks"):
        assert staff.post(path, {}).status_code == 403, path


@pytest.mark.parametrize("role", ["", "reader", "practitioner", "manager", "trainer", "administrator"])
def test_nobody_else_changes_anything_of_learning(role: str, themes: Framework, pages: PageClient) -> None:
    document, coder = report(), Coder()
    theme = themes.themes.order_by("pk")[0]
    made = services.code_passage(document, coded.spans(SECOND, TEXT), theme, by=coder.viewer)
    point = rows.learning_point(document, "Ask the child.")
    lesson = services.gather_lesson([point], services.Name("Children", is_open=True), by=coder.viewer)
    before = _everything()
    browser = Coder(role).pages.client if role else pages.client
    of_theme = [themes.identifier, theme.identifier]
    for name, arguments, sent in (
        ("coding-page", [document.identifier], {"at": "p1.0-10", "theme": theme.identifier}),
        ("coding-of-review", [document.work.identifier], {f"value-{theme.identifier}": "present"}),
        ("decide-coding", [made.identifier], {"do": "reject"}),
        ("coding-proposals", [], {f"decide-{made.identifier}": "reject"}),
        ("codings-differing", [], {"coding": made.identifier}),
        ("why", [point.identifier], {"says": "explains"}),
        ("begin-round", [], {"framework": themes.identifier}),
        ("lesson-desk", [lesson.identifier], {"do": "reject"}),
        ("lesson-add", [lesson.identifier], {"do": "add", "point": point.identifier}),
        ("lesson-merge", [lesson.identifier], {"into": lesson.identifier}),
        ("gather-lesson", [point.identifier], {"title": "Mine"}),
        ("new-framework", [], {"name": "Mine"}),
        ("describe-framework", [themes.identifier], {"name": "Mine"}),
        ("retire-framework", [themes.identifier], {}),
        ("framework-learned", [themes.identifier], {"wanted": "yes"}),
        ("add-theme", [themes.identifier], {"name": "Mine"}),
        ("merge-themes", [themes.identifier], {"themes": theme.identifier, "into": "workload"}),
        ("reword-theme", of_theme, {"name": "Mine"}),
        ("split-theme", of_theme, {"name-1": "One", "name-2": "Two"}),
        ("retire-theme", of_theme, {}),
        ("bring-back-theme", of_theme, {}),
        ("take-codebook", [], {}),
        ("take-project", [], {}),
    ):
        answer = browser.post(reverse(name, args=arguments), sent)
        assert answer.status_code in {302, 403, 404}, name
        if answer.status_code == 302:
            assert "/account/log" in answer["Location"] or "/accounts/" in answer["Location"], name
    assert _everything() == before


def _everything() -> str:
    """All that this room has written down."""
    models = apps.get_app_config("learning").get_models()
    return json.dumps([list(model.objects.order_by("pk").values()) for model in models], default=str)
