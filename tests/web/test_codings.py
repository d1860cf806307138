"""One coding's page, the queue of proposals, a review and the people in it, the desk, what was lost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heeded.core.actors import SYSTEM
from heeded.core.clock import now
from heeded.core.models import Change
from heeded.core.services import ChangeKind, note_change
from heeded.engine.frameworks import CodeValue
from heeded.learning.models import AdultInReview, Coding, CodingDecision, Framework
from heeded.learning.queries import theme_for
from heeded.learning.services import (
    Proposed,
    Said,
    Whose,
    answer_themes,
    code_passage,
    code_subject,
    code_words,
    move_codings,
    propose,
    reword_theme,
    split_theme,
)
from heeded.library.models import Document, Page
from tests.learning import made
from tests.people.made import grant
from tests.web.client import PageClient, words
from tests.web.coding import FIRST, SECOND, TEXT, THIRD, Coder, framework, only, report

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


def code(document: Document, themes: Framework, coder: Coder, quote: str = SECOND, note: str = "") -> Coding:
    theme = theme_for(coder.viewer, themes, "father-not-seen")
    return code_passage(document, made.spans(quote, TEXT), theme, Said(note=note), by=coder.viewer)


def machine(document: Document, themes: Framework, *quotes: str, theme: str = "workload") -> list[Coding]:
    proposals = [
        Proposed(theme, made.spans(quote, TEXT), 0.9 - at / 100, f"It says “{quote[:20]}”.")
        for at, quote in enumerate(quotes)
    ]
    return propose(document, themes, proposals, proposer="a rule", by=SYSTEM)


def one_page(coding: Coding) -> str:
    return reverse("coding", args=[coding.identifier])


def decide(coding: Coding) -> str:
    return reverse("decide-coding", args=[coding.identifier])


# --- one coding ---


def test_the_page_of_a_coding_says_who_when_and_where(
    document: Document, themes: Framework, coder: Coder, pages: PageClient
) -> None:
    held = code(document, themes, coder, note="A note.")
    page = pages.get(one_page(held))
    assert page.heading == "Father not seen"
    assert words(page.one("mark")) == SECOND and "A note." not in page.text
    assert "researcher" in page.text and "Decide" not in page.text and "What was done" not in page.text
    mine = coder.pages.get(one_page(held))
    assert "you" in mine.text and "Take it back" in mine.text and "Your note" in mine.text
    assert "A note." in mine.text


def test_a_coding_keeps_the_wording_it_was_made_under(
    document: Document, themes: Framework, coder: Coder
) -> None:
    held = code(document, themes, coder)
    row = theme_for(coder.viewer, themes, "father-not-seen")
    from dataclasses import replace

    from heeded.learning.queries import theme_record, wordings_now

    wording = theme_record(wordings_now([row.pk])[row.pk])
    reword_theme(row, replace(wording, name="Fathers left out"), by=coder.viewer)
    page = coder.pages.get(one_page(held))
    assert page.heading == "Fathers left out"
    assert "Coded when it was worded “Father not seen”" in page.text


def test_accepting_rejecting_and_standing_after_all(
    document: Document, themes: Framework, coder: Coder
) -> None:
    (held,) = machine(document, themes, "620 families")
    page = coder.pages.get(one_page(held))
    assert "Proposed by machine" in page.text and "It says “620 families”." in page.text
    for do, state in (("reject", "rejected"), ("accept", "standing"), ("reject", "rejected")):
        coder.pages.post(decide(held), {"do": do})
        held.refresh_from_db()
        assert held.state == state
    assert CodingDecision.objects.filter(coding=held).count() == 3
    page = coder.pages.get(one_page(held))
    assert page.text.count("Rejected") >= 2 and "It stands after all" in page.text


def test_a_note_is_written_and_a_too_long_one_comes_back(
    document: Document, themes: Framework, coder: Coder
) -> None:
    held = code(document, themes, coder)
    coder.pages.post(decide(held), {"do": "note", "note": "Seen twice.", "certainty": "unsure"})
    held.refresh_from_db()
    assert held.places.get().note == "Seen twice." and held.certainty == "unsure"
    long = "x" * 4_001
    page = coder.pages.post(decide(held), {"do": "note", "note": long, "certainty": ""})
    assert "at most 4,000 fit" in page.text and long in page.text


def test_what_somebody_else_coded_is_theirs(document: Document, themes: Framework, coder: Coder) -> None:
    held = code(document, themes, Coder(), note="Theirs.")
    page = coder.pages.get(one_page(held))
    assert "Your note" not in page.text
    after = coder.pages.post(decide(held), {"do": "note", "note": "Mine.", "certainty": ""})
    assert "Only whoever coded it writes its note." in after.text
    assert held.places.get().note == "Theirs."


def test_a_coding_of_what_one_may_not_see_is_not_there(
    themes: Framework, coder: Coder, pages: PageClient
) -> None:
    hidden = report(state="restricted")
    grant(hidden.pk, account=coder.account)
    held = code(hidden, themes, coder)
    child = theme_for(coder.viewer, themes, "disability")
    of_child = code_subject(report().work, 1, child, by=coder.viewer)
    proposed = machine(report(), themes, "620 families")[0]
    for one in (held, of_child, proposed):
        assert pages.client.get(one_page(one)).status_code == 404
        assert pages.client.post(decide(one), {"do": "reject"}).status_code in {302, 403}
        assert coder.pages.get(one_page(one)).heading
    other = Coder()
    assert other.pages.client.post(decide(held), {"do": "reject"}).status_code == 404
    assert pages.client.get(reverse("coding", args=["zzzzzzzzzzzz"])).status_code == 404


# --- the queue ---


def test_many_proposals_are_decided_at_once(document: Document, themes: Framework, coder: Coder) -> None:
    one, two, three = machine(document, themes, FIRST, "620 families", THIRD)
    page = coder.pages.get(reverse("coding-proposals"))
    assert [words(mark) for mark in page.all("mark")] == [FIRST, "620 families", THIRD]
    assert "Nothing is counted before a person accepts it." in page.text
    sent = {
        "framework": themes.identifier, "theme": "", f"decide-{one.identifier}": "accept",
        f"decide-{two.identifier}": "reject", f"decide-{three.identifier}": "later",
    }  # fmt: skip
    after = coder.pages.post(reverse("coding-proposals"), sent)
    assert "1 accepted. 1 rejected." in after.text
    assert [words(mark) for mark in after.all("mark")] == [THIRD]
    states = [Coding.objects.get(pk=held.pk).state for held in (one, two, three)]
    assert states == ["standing", "rejected", "proposed"]


def test_what_cannot_be_decided_is_told_beside_it_and_the_rest_is_done(
    document: Document, themes: Framework, coder: Coder
) -> None:
    one, two = machine(document, themes, FIRST, THIRD)
    Coding.objects.filter(pk=one.pk).update(state="changed", made_by="")
    sent = {f"decide-{one.identifier}": "accept", f"decide-{two.identifier}": "accept"}
    page = coder.pages.post(reverse("coding-proposals"), sent | {"framework": themes.identifier})
    assert "1 accepted." in page.text
    gone = {"decide-zzzzzzzzzzzz": "accept", "framework": themes.identifier}
    assert coder.pages.post(reverse("coding-proposals"), gone).heading == "Themes proposed by machine"


def test_the_queue_narrows_to_a_theme_and_to_a_document(
    document: Document, themes: Framework, coder: Coder
) -> None:
    other = report((FIRST, SECOND))
    propose(
        document, themes,
        [
            Proposed("workload", made.spans("620 families", TEXT), 0.9, "A."),
            Proposed("father-not-seen", made.spans(SECOND, TEXT), 0.9, "B."),
        ],
        proposer="a rule", by=SYSTEM,
    )  # fmt: skip
    propose(other, themes, [Proposed("workload", made.spans(FIRST), 0.9, "C.")], proposer="a rule", by=SYSTEM)
    every = coder.pages.get(reverse("coding-proposals"))
    assert len(every.all("mark")) == 3 and every.link("Workload") == "?theme=workload"
    assert len(coder.pages.get(reverse("coding-proposals"), theme="workload").all("mark")) == 2
    of_one = coder.pages.get(reverse("document-proposals", args=[other.identifier]))
    assert [words(mark) for mark in of_one.all("mark")] == [FIRST]


def test_the_queue_asks_as_often_for_many_as_for_one(
    document: Document, themes: Framework, coder: Coder
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            coder.pages.get(reverse("coding-proposals"))
        return len(queries)

    machine(report((FIRST,)), themes, FIRST)
    asked()
    few = asked()
    for _ in range(4):
        machine(report((FIRST, SECOND)), themes, FIRST, "grandmother")
    assert asked() <= few + 1 < 40  # the list of themes is the same; the pages are counted


def test_readers_and_those_who_do_not_code_are_turned_away(document: Document, pages: PageClient) -> None:
    practitioner = Coder("practitioner")
    for name in ("coding-desk", "coding-proposals", "lost-places"):
        assert practitioner.pages.client.get(reverse(name)).status_code == 403
        assert pages.client.get(reverse(name)).status_code in {302, 403}
    address = reverse("coding-of-review", args=[document.work.identifier])
    assert practitioner.pages.client.get(address).status_code == 403


# --- a review and the people in it ---


def of_review(document: Document) -> str:
    return reverse("coding-of-review", args=[document.work.identifier])


def test_a_review_is_coded_theme_by_theme(document: Document, themes: Framework, coder: Coder) -> None:
    page = coder.pages.get(of_review(document))
    assert not page.all("select", name="value-disability")  # for children only
    sent = {
        "of": "review", "framework": themes.identifier, "value-father-not-seen": "not-mentioned",
        "value-workload": "present", "note-workload": "Counted in the chronology.", "certainty-workload": "certain",
    }  # fmt: skip
    after = coder.pages.post(of_review(document), sent)
    assert "2 answers saved." in after.text
    said = {one.theme.identifier: one for one in Coding.objects.all()}
    assert said["father-not-seen"].value == CodeValue.NOT_MENTIONED
    assert said["workload"].certainty == "certain"
    again = sent | {"was-father-not-seen": "not-mentioned", "was-workload": "present"}
    assert "Nothing was changed." in coder.pages.post(of_review(document), again).text
    taken = again | {"value-father-not-seen": "", "note-workload": ""}
    after = coder.pages.post(of_review(document), taken)
    assert "1 answer saved. 1 taken back." in after.text
    said["father-not-seen"].refresh_from_db()
    assert said["father-not-seen"].state == "rejected"
    assert said["workload"].places.get().note == ""


def test_an_answer_given_elsewhere_meanwhile_is_not_taken_back(
    document: Document, themes: Framework, coder: Coder
) -> None:
    theme = theme_for(coder.viewer, themes, "workload")
    answer_themes(document.work, Whose("review"), {theme: Said()}, by=coder.viewer)
    stale = {"of": "review", "framework": themes.identifier, "value-workload": "", "was-workload": ""}
    assert "Nothing was changed." in coder.pages.post(of_review(document), stale).text
    assert only().state == "standing"


def test_children_and_other_adults_are_coded_one_by_one(
    document: Document, themes: Framework, coder: Coder
) -> None:
    page = coder.pages.get(of_review(document), of="subject-2")
    assert page.all("select", name="value-disability")
    sent = {"of": "subject-2", "framework": themes.identifier, "value-disability": "absent"}
    coder.pages.post(of_review(document), sent)
    coder.pages.get(of_review(document), role="mothers-partner", number="2")
    sent = {"of": "adult-mothers-partner-1", "framework": themes.identifier, "value-workload": "present"}
    after = coder.pages.post(of_review(document), sent)
    assert "Mother’s partner" in after.text
    child, adult = Coding.objects.order_by("pk")
    assert child.subject is not None and child.subject.number == 2
    assert adult.adult is not None and (adult.adult.role, adult.adult.number) == ("mothers-partner", 1)
    assert coder.pages.client.get(of_review(document), {"of": "adult-nobody-1"}).status_code == 404
    assert coder.pages.client.get(of_review(document), {"of": "subject-99"}).status_code == 404


def test_what_is_refused_comes_back_as_it_was_chosen(
    document: Document, themes: Framework, coder: Coder
) -> None:
    sent = {
        "of": "review", "framework": themes.identifier, "value-workload": "present",
        "note-workload": "y" * 4_001, "value-father-not-seen": "absent",
    }  # fmt: skip
    page = coder.pages.post(of_review(document), sent)
    assert "at most 4,000 fit" in page.text and "Nothing was saved" in page.text
    chosen = [one.get("value") for one in page.all("option") if "selected" in one.attrib]
    assert "absent" in chosen and Coding.objects.count() == 0


def test_others_answers_stand_beside(document: Document, themes: Framework, coder: Coder) -> None:
    theirs = Coder()
    theme = theme_for(theirs.viewer, themes, "workload")
    answer_themes(document.work, Whose("review"), {theme: Said(CodeValue.ABSENT)}, by=theirs.viewer)
    page = coder.pages.get(of_review(document))
    assert "What others say of the same" in page.text and "Said to be absent" in page.text


def test_all_answers_or_none(document: Document, themes: Framework, coder: Coder) -> None:
    good = theme_for(coder.viewer, themes, "workload")
    heading = theme_for(coder.viewer, themes, "the-child")
    with pytest.raises(Exception, match="only holds other themes"):
        answer_themes(document.work, Whose("review"), {good: Said(), heading: Said()}, by=coder.viewer)
    assert Coding.objects.count() == 0


# --- the desk, and what was lost ---


def test_the_desk_counts_what_waits(document: Document, themes: Framework, coder: Coder) -> None:
    machine(document, themes, "620 families", THIRD)
    held = code(document, themes, coder)
    page = coder.pages.get(reverse("coding-desk"))
    assert "2 proposals to decide" in page.text and "Every coding finds its words." in page.text
    theme = theme_for(coder.viewer, themes, "father-not-seen")
    from heeded.engine.frameworks import Theme as Worded

    new = [Worded("not-asked", "Not asked"), Worded("not-known", "Not known")]
    split_theme(theme, new, by=coder.viewer)
    page = coder.pages.get(reverse("coding-desk"))
    assert "1 coding still counts under a theme that was split since" in page.text
    assert page.link("Father not seen") == one_page(held)


def test_words_that_are_gone_are_listed_and_taken_back_or_placed(
    document: Document, themes: Framework, coder: Coder
) -> None:
    held = code(document, themes, coder)
    Page.objects.filter(document=document).update(text="Something else altogether stands here now.")
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)
    assert Change.objects.exists()
    with time_machine.travel(now() + timedelta(minutes=1)):
        assert move_codings().lost == 1
    page = coder.pages.get(reverse("lost-places"))
    assert words(page.one("mark")) == SECOND
    assert f"again={held.identifier}" in page.link("Place it again")
    coder.pages.get(one_page(held))
    after = coder.pages.post(decide(held), {"do": "reject", "back": "lost"})
    assert after.heading == "Codings that lost their words" and "Every coding finds its words." in after.text
    held.refresh_from_db()
    assert held.state == "rejected"


def test_an_adult_coded_from_a_hidden_report_is_not_told_of(
    document: Document, themes: Framework, coder: Coder
) -> None:
    keeper = Coder()
    hidden = report(("Nobody asked the foster carer.",), state="restricted", work=document.work)
    grant(hidden.pk, account=keeper.account)
    theme = theme_for(keeper.viewer, themes, "workload")
    whose = Whose("adult", role="foster-carer")
    code_words(
        hidden,
        made.spans("foster carer", "Nobody asked the foster carer."),
        [theme],
        whose=whose,
        by=keeper.viewer,
    )
    address = of_review(document)

    def told(somebody: Coder) -> list[str]:
        nav = [one for one in somebody.pages.get(address).all("nav") if one.get("aria-label") == "Of whom"]
        return [words(one) for one in nav[0].iter("li")]

    assert told(keeper) == ["The review as a whole", "Child or adult reviewed 1", "Foster carer (1)"]
    assert told(coder) == ["The review as a whole", "Child or adult reviewed 1"]
    sent = {"of": "adult-foster-carer-1", "framework": themes.identifier, "value-workload": "present"}
    coder.pages.post(address, sent)
    assert told(coder)[-1] == "Foster carer (1)"
    assert {one.adult for one in Coding.objects.all()} == {AdultInReview.objects.get()}
