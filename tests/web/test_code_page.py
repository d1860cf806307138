"""Coding on a page: which words, which themes, of whom; marks that overlap; what readers see."""

import pytest
from django.urls import reverse

from heeded.core.actors import SYSTEM
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, CodingPlace, Framework
from heeded.learning.queries import theme_for
from heeded.learning.services import Proposed as ByMachine
from heeded.learning.services import (
    RoundAsked,
    Said,
    begin_round,
    code_passage,
    code_review,
    code_subject,
    propose,
)
from heeded.library.models import Document
from tests.learning import made
from tests.web.client import PageClient, words
from tests.web.coding import FIRST, PARAGRAPHS, SECOND, TEXT, THIRD, Coder, at, framework, only, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes() -> Framework:
    return framework()


@pytest.fixture
def document(themes: Framework) -> Document:
    return report()


@pytest.fixture
def coder() -> Coder:
    return Coder()


def page_of(document: Document) -> str:
    return reverse("coding-page", args=[document.identifier])


def given(document: Document, themes: Framework, **said: object) -> dict[str, object]:
    """What the form sends."""
    usual = {
        "page": "1",
        "framework": themes.identifier,
        "at": "",
        "words": "",
        "theme": ["father-not-seen"],
        "value": "present",
        "of": "passage",
        "certainty": "",
        "note": "",
    }
    return usual | said


def code(
    document: Document, themes: Framework, quote: str, name: str, coder: Coder, **said: object
) -> Coding:
    theme = theme_for(coder.viewer, themes, name)
    return code_passage(document, made.spans(quote, TEXT), theme, Said(**said), by=coder.viewer)  # type: ignore[arg-type]


def test_words_that_were_selected_get_a_theme(document: Document, themes: Framework, coder: Coder) -> None:
    """The script leads here with the places of the first and the last letter, a word cut in two."""
    start, end = PARAGRAPHS[0].index("father") + 2, PARAGRAPHS[0].index("seen by") + 2
    page = coder.pages.get(f"{page_of(document)}?page=1&from=0.{start}&to=0.{end}")
    chosen = page.one("blockquote", class_="heeded-code__chosen")
    assert words(chosen) == "father was not seen"
    (place,) = [one.get("value") for one in page.all("input", name="at")]
    sent = given(
        document, themes, at=place, note="Again.", certainty="likely", value="described-not-explained"
    )
    after = coder.pages.post(page_of(document), sent)
    assert "Coded with one theme." in after.text
    held = only()
    assert (held.value, held.certainty, held.places.get().quote) == (
        CodeValue.DESCRIBED_NOT_EXPLAINED, "likely", "father was not seen",
    )  # fmt: skip
    assert held.places.get().note == "Again." and held.made_by == coder.viewer.audit_name


def test_a_selection_over_two_paragraphs_is_one_coding(
    document: Document, themes: Framework, coder: Coder
) -> None:
    start, end = PARAGRAPHS[0].index(SECOND), len("The health visitor")
    page = coder.pages.get(f"{page_of(document)}?page=1&from=1.{end}&to=0.{start}")
    (place,) = [one.get("value") for one in page.all("input", name="at")]
    coder.pages.post(page_of(document), given(document, themes, at=place))
    assert only().places.get().quote == f"{SECOND} The health visitor"


def test_sentences_are_ticked_without_a_script(document: Document, themes: Framework, coder: Coder) -> None:
    page = coder.pages.get(page_of(document))
    ticks = {words(label): label.get("for") for label in page.all("label")}
    values = {one.get("id"): one.get("value") for one in page.all("input", name="sentence")}
    assert [words(label) for label in page.all("label") if label.get("for") in values] == [
        FIRST, SECOND, "The health visitor carried 620 families.", THIRD,
    ]  # fmt: skip
    sentence = [values[ticks[FIRST]], values[ticks[SECOND]]]
    after = coder.pages.post(
        page_of(document), given(document, themes, sentence=sentence, theme=["father-not-seen", "workload"])
    )
    assert "Coded with 2 themes." in after.text
    assert {one.places.get().quote for one in Coding.objects.all()} == {f"{FIRST} {SECOND}"}


def test_words_that_were_typed_are_found(document: Document, themes: Framework, coder: Coder) -> None:
    coder.pages.post(page_of(document), given(document, themes, words="asked the   grandmother"))
    assert only().places.get().quote == "asked the grandmother"


def test_typed_words_that_stand_twice_need_their_sentence(
    document: Document, themes: Framework, coder: Coder
) -> None:
    twice = given(document, themes, words="was not seen", note="kept as typed")
    page = coder.pages.post(page_of(document), twice)
    assert "These words stand in 2 places" in page.text and Coding.objects.count() == 0
    assert "kept as typed" in page.text
    coder.pages.post(page_of(document), twice | {"sentence": [at(THIRD)]})
    assert only().places.get().spans[0][1] == TEXT.rindex("was not seen")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"words": "nowhere to be found"}, "These words do not stand there"),
        ({}, "Select words on the page, tick a sentence, or type the words."),
        ({"at": "p1.5-2"}, "that is no place on this page"),
        ({"at": "p1.0-9999"}, "Those words are not in the document."),
        ({"at": at(FIRST), "theme": []}, "Choose a theme."),
        ({"at": at(FIRST), "theme": ["nobody-knows"]}, "Select a valid choice"),
        ({"at": at(FIRST), "value": "not-mentioned"}, "Select a valid choice"),
        ({"at": at(FIRST), "note": "x" * 4_001}, "at most 4000 characters"),
    ],
)
def test_what_cannot_be_coded_is_told_on_the_page(
    document: Document, themes: Framework, coder: Coder, said: dict[str, object], told: str
) -> None:
    page = coder.pages.post(page_of(document), given(document, themes, **said))
    assert told in page.text
    assert Coding.objects.count() == 0


def test_words_say_something_of_a_child(document: Document, themes: Framework, coder: Coder) -> None:
    sent = given(document, themes, at=at(FIRST), theme=["disability"], of="subject-1")
    coder.pages.post(page_of(document), sent)
    held = only()
    assert held.target == "subject" and held.subject is not None and held.subject.number == 1
    assert held.places.get().quote == FIRST


def test_codings_that_overlap_and_nest_are_marked_with_their_numbers(
    document: Document, themes: Framework, coder: Coder
) -> None:
    code(document, themes, f"{FIRST} {SECOND}", "workload", coder)
    code(document, themes, SECOND, "father-not-seen", coder)
    code(document, themes, f"{SECOND}\nThe health visitor", "workload", coder)
    page = coder.pages.get(page_of(document))
    shown = words(page.one("div", class_="heeded-words--coded"))
    for spoken in ("coding 1", "coding 2", "coding 3"):
        assert shown.count(f"{spoken} begins") == shown.count(f"{spoken} ends") == 1
    depths = [one.get("class") for one in page.all("span", class_="heeded-coded")]
    assert any("heeded-coded--3" in str(depth) for depth in depths)
    assert [one.get("id") for one in page.all("li", class_="heeded-coding")] == [
        "coding-1", "coding-2", "coding-3",
    ]  # fmt: skip


def test_numbers_among_the_words_do_not_count_as_letters(
    document: Document, themes: Framework, coder: Coder
) -> None:
    code(document, themes, "grandmother", "workload", coder)
    page = coder.pages.get(page_of(document))
    (part,) = [one for one in page.all("span") if one.get("data-words") == "0.0"]
    numbers = [one for one in part.iter("a") if "data-not-words" in one.attrib]
    assert len(numbers) == 2
    spoken = "".join("".join(one.itertext()) for one in numbers)
    assert len("".join(part.itertext())) - len(spoken) == len(PARAGRAPHS[0])


def test_a_proposal_is_marked_as_one_and_decided_on_the_page(
    document: Document, themes: Framework, coder: Coder
) -> None:
    one = ByMachine(
        "workload", made.spans("carried 620 families", TEXT), 0.8, "It speaks of families carried."
    )
    propose(document, themes, [one], proposer="a rule", by=SYSTEM)
    page = coder.pages.get(page_of(document))
    assert "Proposed by machine" in page.text and "It speaks of families carried." in page.text
    assert page.all("span", class_="heeded-coded--proposed")
    coder.pages.post(reverse("decide-coding", args=[only().identifier]), {"do": "accept", "back": "page"})
    assert only().state == "standing"


def test_readers_see_what_was_decided_and_nothing_else(
    document: Document, themes: Framework, coder: Coder, pages: PageClient
) -> None:
    code(document, themes, SECOND, "father-not-seen", coder)
    theme = theme_for(coder.viewer, themes, "disability")
    code_subject(document.work, 1, theme, by=coder.viewer)
    one = ByMachine("workload", made.spans("620 families", TEXT), 0.8, "Families.")
    propose(document, themes, [one], proposer="a rule", by=SYSTEM)
    page = pages.get(page_of(document))
    assert "Father not seen" in page.text and "Workload" not in page.text and "Disability" not in page.text
    assert not page.all("form", action=page_of(document)) or not page.all("input", name="theme")
    shown = pages.get(reverse("document", args=[document.identifier]))
    assert "Themes on this page (1)" in shown.text and "Code this page" not in shown.text
    assert pages.client.post(page_of(document), given(document, themes, at=at(FIRST))).status_code in {
        302,
        403,
    }
    assert Coding.objects.count() == 3


def test_a_page_without_codings_says_nothing_of_themes_to_readers(
    document: Document, pages: PageClient
) -> None:
    assert "Themes on this page" not in pages.get(reverse("document", args=[document.identifier])).text


def test_those_who_code_find_the_way_from_the_document(document: Document, coder: Coder) -> None:
    page = coder.pages.get(reverse("document", args=[document.identifier]))
    assert page.link("Code this page").startswith(page_of(document))
    (form,) = [one for one in page.all("form") if "data-select-form" in one.attrib]
    assert form.get("action") == f"{page_of(document)}#give"


def test_changing_a_coding_keeps_both(document: Document, themes: Framework, coder: Coder) -> None:
    held = code(document, themes, SECOND, "father-not-seen", coder, note="First.")
    page = coder.pages.get(page_of(document), page="1", instead=held.identifier)
    assert "First." in page.text and words(page.one("blockquote", class_="heeded-code__chosen")) == SECOND
    sent = given(
        document,
        themes,
        at=at("not seen by anyone."),
        theme=["workload"],
        instead=held.identifier,
        value="absent",
    )
    after = coder.pages.post(page_of(document), sent)
    assert "Both stay on record" in after.text
    held.refresh_from_db()
    newer = Coding.objects.get(state="standing")
    assert held.state == "changed" and newer.theme.identifier == "workload"
    assert newer.places.get().quote == "not seen by anyone."
    twice = coder.pages.post(page_of(document), sent | {"theme": ["workload", "father-not-seen"]})
    assert "one theme" in twice.text


def test_a_lost_coding_is_placed_again(document: Document, themes: Framework, coder: Coder) -> None:
    held = code(document, themes, SECOND, "father-not-seen", coder)
    CodingPlace.objects.filter(coding=held).update(is_lost=True, spans=[], page=None)
    page = coder.pages.get(page_of(document), again=held.identifier)
    assert page.heading.startswith("Place a coding again")
    sent = {
        "page": "1",
        "framework": themes.identifier,
        "again": held.identifier,
        "at": at(THIRD),
        "words": "",
    }
    coder.pages.post(page_of(document), sent)
    place = held.places.get()
    assert not place.is_lost and place.quote == THIRD


def test_the_framework_is_remembered(document: Document, themes: Framework, coder: Coder) -> None:
    other = made.framework("Something else", name="Z list")
    coder.pages.get(page_of(document), framework=other.identifier)
    page = coder.pages.get(page_of(document))
    (chosen,) = [one for one in page.all("option") if "selected" in one.attrib and one.get("value") in
                 {themes.identifier, other.identifier}]  # fmt: skip
    assert chosen.get("value") == other.identifier


def test_a_long_page_asks_the_database_as_often_as_a_short_one(
    document: Document, themes: Framework, coder: Coder
) -> None:
    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            coder.pages.get(page_of(document))
        return len(queries)

    code(document, themes, FIRST, "workload", coder)
    asked()  # the session is new
    few = asked()
    for words_coded in ("grandmother", "health visitor", "620 families", "anyone again"):
        for name in ("workload", "father-not-seen"):
            code(document, themes, words_coded, name, coder)
    assert asked() == few < 45


def test_who_codes_blind_is_told_and_sees_nothing_of_what_others_say(
    document: Document, themes: Framework, coder: Coder
) -> None:
    other = Coder()
    code(document, themes, SECOND, "father-not-seen", other)
    one = ByMachine("workload", made.spans("620 families", TEXT), 0.8, "Families.")
    propose(document, themes, [one], proposer="a rule", by=SYSTEM)
    asked = RoundAsked("An invented round", themes, (coder.account, other.account), (document,))
    begin_round(asked, by=coder.viewer)
    page = coder.pages.get(page_of(document))
    assert "You code this document in a round, “An invented round”" in page.text
    assert not page.all("span", class_="heeded-coded")
    coder.pages.post(page_of(document), given(document, themes, at=at(FIRST)))
    assert Coding.objects.get(made_by=coder.viewer.audit_name).state == "in-round"
    assert FIRST not in words(other.pages.get(page_of(document)).one("ol", class_="heeded-codings"))


def test_themes_of_a_review_as_a_whole_stand_on_its_page(
    document: Document, themes: Framework, coder: Coder, pages: PageClient
) -> None:
    theme = theme_for(coder.viewer, themes, "workload")
    code_review(document.work, theme, by=coder.viewer)
    page = pages.get(reverse("review", args=[document.work.identifier]))
    assert "Themes of this review as a whole (1)" in page.text and "Code the review" not in page.text
    mine = coder.pages.get(reverse("review", args=[document.work.identifier]))
    assert mine.link("Code the review and the people in it")
