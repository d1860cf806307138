"""What staff see of work that waits: the front page, its own page, the queue, marks on guessed titles."""

import csv
import io

import pytest
from django.urls import reverse

from heeded.intake.models import Delivery
from heeded.intake.wording import STATES, state_groups, state_words
from heeded.library.models import Document, LearningPoint, Work
from heeded.library.services import report_problem
from heeded.people.viewer import ANONYMOUS
from tests.library import made as rows
from tests.web.client import words
from tests.web.conftest import browser
from tests.web.made import World, document


@pytest.fixture
def guessed(library: World) -> Work:
    """The public review, its title taken from the first page."""
    Work.objects.filter(pk=library.public.work_id).update(title_is_confirmed=False)
    return Work.objects.get(pk=library.public.work_id)


# --- your work ---


def test_the_front_page_counts_what_waits_for_staff(library: World, guessed: Work) -> None:
    report_problem(kind="recognised", message="Page 3.", work=guessed, by=ANONYMOUS)
    page = browser(library, "named").get("/")
    work = words(page.one("section", class_="heeded-work"))
    assert "1 problem to answer (the first by" in work
    assert "1 restricted document" in work
    assert "1 title found by machine" in work
    assert "reviews with facts to confirm" in work
    listed = browser(library, "named").get(page.link("1 problem to answer").split("#")[0])
    assert "Someone can be recognised" in listed.text
    assert library.hidden["restricted"].name in listed.text or "Larkhollow" in listed.text
    assert listed.link("Review of Ashbourne").startswith(f"/reviews/{guessed.identifier}/facts/")


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_the_front_page_of_others_has_no_work(library: World, who: str) -> None:
    assert "Your work" not in browser(library, who).get("/").text


def test_nothing_waits_once_all_is_done(library: World) -> None:
    Document.objects.all().delete()
    Work.objects.all().delete()
    assert "Nothing waits for you" in browser(library, "named").get("/").text
    assert "Nothing waits for you" in browser(library, "named").get(reverse("your-work")).text


def test_a_long_list_is_shown_whole_when_asked_for(library: World) -> None:
    for number in range(12):
        rows.document(state="published", work=rows.work(f"Guessed title {number}"))
    pages = browser(library, "named")
    short = pages.get(reverse("your-work"))
    assert "Guessed title 11" not in short.text
    whole = pages.get(reverse("your-work") + short.link("Show 2 more").split("#")[0])
    assert "Guessed title 11" in whole.text


def test_the_front_page_asks_as_much_for_much_work_as_for_little(
    library: World, django_assert_max_num_queries: object
) -> None:
    client = library.client("named")
    for number in range(20):
        document(f"Title{number}", state="published", work=rows.work(f"Guessed {number}"))
        report_problem(kind="wrong", message="A", by=ANONYMOUS)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert client.get("/").status_code == 200
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert client.get(reverse("your-work")).status_code == 200


# --- the queue ---


def test_the_queue_looks_again_by_itself_only_while_something_is_under_way(library: World) -> None:
    one = library.hidden["restricted"]
    Delivery.objects.create(
        at=one.added_at, by="account:0", batch="b", name=one.name, state="accepted", document=one
    )
    pages = browser(library, "named")
    still = pages.get(reverse("queue"))
    assert "Last looked at" in still.text
    assert "Refresh" not in still.response
    Document.objects.filter(pk=one.pk).update(read_state="waiting")
    page = pages.get(reverse("queue"))
    assert page.response["Refresh"] == "15"
    assert "1 is still to be read: this page looks again by itself every 15 seconds" in page.text
    stopped = pages.get(reverse("queue") + page.link("Stop that"))
    assert "Refresh" not in stopped.response


def test_states_are_worded_once() -> None:
    stated = dict(Document.READ_STATES)
    assert {name: str(STATES[name]) for name in stated} == stated
    assert state_words("refused", held=False) == "Not accepted"
    assert state_words("refused", held=True) == "Could not be read"


def test_the_state_of_the_library_is_in_words() -> None:
    state = {
        "machine": {"free disk (bytes)": 5 << 30, "limits": {"memory_mb": 1000, "network": "off"}, "x": True}
    }
    [group] = state_groups(state)
    assert [(row["name"], row["value"]) for row in group["rows"]] == [
        ("Free disk", "5.0 GB"),
        ("Limits", "memory 1,000 MB, network off"),
        ("X", "yes"),
    ]


# --- guessed titles ---


@pytest.mark.parametrize("who", ["anonymous", "named"])
def test_a_guessed_title_says_so_wherever_it_is_shown(library: World, guessed: Work, who: str) -> None:
    pages = browser(library, who)
    for address in (
        "/",
        reverse("reviews"),
        reverse("review", args=[guessed.identifier]),
        reverse("document", args=[library.public.identifier]),
    ):
        assert "Title found by machine" in pages.get(address).text, address
    found = pages.get("/search/", q="bruise Ashbourne")
    result = next(
        words(item) for item in found.all("li", class_="heeded-result") if "Ashbourne" in words(item)
    )
    assert "Title found by machine" in result


def test_a_confirmed_title_carries_no_mark(library: World) -> None:
    page = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    assert "Title found by machine" not in page.text


def test_downloads_say_who_vouches_for_the_title(library: World, guessed: Work) -> None:
    client = library.client("anonymous")
    table = client.get(reverse("recommendations", args=[guessed.identifier, "csv"])).content.decode(
        "utf-8-sig"
    )
    [row] = csv.DictReader(io.StringIO(table))
    assert row["Title of the review"] == "Found by machine"
    ris = client.get(reverse("ris", args=[guessed.identifier])).content.decode()
    assert "N1  - Title found by machine, not yet confirmed" in ris


# --- records lead on ---


def test_a_record_leads_to_its_document_and_to_the_facts(library: World) -> None:
    point = LearningPoint.objects.get(work=library.public.work)
    page = browser(library, "named").get(reverse("learning-point", args=[point.identifier]))
    assert page.link("Open the document") == reverse("document", args=[library.public.identifier])
    assert page.link("Facts of the review") == reverse("facts", args=[library.public.work.identifier])
    assert page.link("p. 1").startswith(reverse("document", args=[library.public.identifier]))


def test_the_record_of_a_document_leads_to_it_and_to_the_facts(library: World) -> None:
    page = browser(library, "named").get(reverse("document-record", args=[library.public.identifier]))
    assert page.link("Open the document") == reverse("document", args=[library.public.identifier])
    assert page.link("Confirm or correct") == reverse("facts", args=[library.public.work.identifier])


# --- whose review it is ---


def test_facts_of_another_boards_review_are_not_changed_here(library: World) -> None:
    Work.objects.filter(pk=library.public.work_id).update(keeper=library.board)
    address = reverse("facts", args=[library.public.work.identifier])
    other = library.client("other-staff")
    assert other.get(address).status_code == 403
    assert other.post(address, {"fact": "nation:0", "value": "wales", "how": "confirm"}).status_code == 403
    point = LearningPoint.objects.get(work=library.public.work)
    answer = other.post(reverse("learning-point", args=[point.identifier]), {"how": "rejected"})
    assert answer.status_code == 403
    shown = browser(library, "other-staff").get(reverse("review", args=[library.public.work.identifier]))
    assert "Confirm or correct the facts" not in shown.text
    assert library.client("named").get(address).status_code == 200


def test_another_boards_review_is_not_added_to(library: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.web.made import pdf

    Work.objects.filter(pk=library.public.work_id).update(keeper=library.board)
    data = {
        "files": [SimpleUploadedFile("x.pdf", pdf("Into another board's review"))],
        "review": library.public.work.identifier,
    }
    assert library.client("other-staff").post(reverse("add"), data).status_code == 403
    assert not Document.objects.filter(name="x.pdf").exists()
