"""Following a hit: the passage cited marked and in view, on the words and on the picture, and the way on from there."""

from django.urls import reverse

from heeded.library.models import Document, Page
from tests.web.client import Fetched, words
from tests.web.conftest import browser
from tests.web.made import World

SVG = "{http://www.w3.org/2000/svg}"


def _open(library: World, document: Document, **asked: object) -> Fetched:
    return browser(library, "anonymous").get(reverse("document", args=[document.identifier]), **asked)


def _page(
    document: Document, *blocks: list[object], number: int = 1, lines: list[object] | None = None
) -> None:
    """A page whose raw text is its blocks, one a line. A block is kind, words and what else it says."""
    place, laid, raw = 0, [], []
    for kind, text, *rest in blocks:
        laid.append(
            [kind, text, [[0, number, place, len(str(text))]], *(rest or [10, 0, 0, 50.0, "", "", []])]
        )
        raw.append(str(text))
        place += len(str(text)) + 1
    made = {"text": "\n".join(raw), "blocks": laid, "lines": lines or []}
    Page.objects.update_or_create(
        document=document, number=number, defaults={"width": 595, "height": 842, "source": "text", **made}
    )


def test_a_hit_opens_at_its_passage(library: World) -> None:
    results = browser(library, "anonymous").get("/search/", q="bruise")
    address = next(a for a in results.all("a", class_="heeded-passage__page")).get("href") or ""
    page = browser(library, "anonymous").get(address.partition("#")[0])
    assert address.endswith("#cited")
    cited = page.one("mark", id="cited")
    assert words(cited).startswith("Ashbourne. The health visitor")
    assert [words(mark) for mark in cited.iter("mark") if mark.get("data-mark")] == ["bruise"]
    assert len(page.all(f"{SVG}rect", class_="heeded-page__cited")) >= 1
    assert page.one("span", id="on-picture") is not None


def test_the_citation_is_told_apart_from_the_words_found(library: World) -> None:
    page = _open(library, library.public, page=1, q="baby", at="p1.0-9")
    assert words(page.one("mark", id="cited")) == "Ashbourne"
    assert words(page.one("mark", id="hit-1")) == "baby"
    assert words(page.one("p", id="citation")).endswith("/at/p1.0-9/")


def test_a_passage_that_is_not_on_this_page_says_where_it_is(library: World) -> None:
    _page(library.public, ["paragraph", "A second page."], number=2)
    Document.objects.filter(pk=library.public.pk).update(page_count=2)
    page = _open(library, library.public, page=2, at="p1.0-9+p2.0-8")
    assert words(page.one("mark", id="cited")) == "A second"
    other = _open(library, library.public, page=2, at="p1.0-9")
    assert other.all("mark") == []
    assert other.link("p. 1").endswith("?page=1&at=p1.0-9#cited")


def test_words_are_marked_in_headings_too(library: World) -> None:
    _page(library.public, ["heading", "Bruises and babies"], ["paragraph", "A bruise."])
    page = _open(library, library.public, q="bruise")
    assert [words(mark) for mark in page.all("mark")] == ["Bruises", "bruise"]
    assert [words(heading) for heading in page.all("h3")] == ["Bruises and babies"]


def test_a_table_is_a_table(library: World) -> None:
    row = [10, 0, 0, 50.0, "", "", [0, 6]]
    head = ["row", "Child Age", 10, 1, 0, 50.0, "", "", [0, 6]]
    _page(library.public, head, ["row", "First two", *row], ["row", "Other six", *row])
    page = _open(library, library.public, q="six")
    assert [words(cell) for cell in page.all("th")] == ["Child", "Age"]
    assert [words(cell) for cell in page.all("td")] == ["First", "two", "Other", "six"]
    assert words(page.one("mark")) == "six"


def test_an_empty_cell_stays_where_it_was(library: World) -> None:
    table = [10, 0, 0, 50.0, "", "", [0, 2]]
    lines = [_line(0, 2, 0, 0), _line(2, 3, 0, 1), _line(4, 5, 1, 1)]
    single = ["row", "d", 10, 0, 0, 50.0, "", "", [0]]
    _page(library.public, ["row", "a b", *table], single, lines=lines)
    page = _open(library, library.public)
    assert [words(cell) for cell in page.all("td")][-2:] == ["", "d"]


def _line(start: int, end: int, row: int, column: int) -> list[object]:
    return [start, end, 0, 0, 0, 0, 100, 0, 0, [row, column], ""]


def test_notes_are_referred_to(library: World) -> None:
    _page(library.public, ["paragraph", "Said at the inquest.7 Then"], ["note", "7The inquest of 2011."])
    page = _open(library, library.public)
    assert page.link("7") == "#note-7"
    assert words(page.one("sup")) == "7"
    assert words(page.one("li", id="note-7")) == "7 The inquest of 2011."


def test_bullets_are_a_list(library: World) -> None:
    one, two = (["item", text, 10, 0, 0, left, "•", "", []] for text, left in (("ask", 60.0), ("why", 80.0)))
    _page(library.public, ["paragraph", "They should:"], one, two)
    page = _open(library, library.public)
    items = page.all("li", class_="heeded-words__item--bullet")
    assert [words(item) for item in items] == ["ask", "why"]
    assert "heeded-words__item--1" in (items[1].get("class") or "")


def test_contents_lead_to_their_sections(library: World) -> None:
    _page(library.public, ["contents", "Findings on Ashbourne . . . . . 1"])
    page = _open(library, library.public, page=1)
    row = page.one("ul", class_="heeded-contents--printed")
    assert words(row) == "Findings on Ashbourne 1"
    assert page.link("Findings on Ashbourne").endswith("?page=1#page=1")


# --- filters in use, and what to try ---


def _chips(page: Fetched) -> dict[str, str]:
    return {words(link): link.get("href") or "" for link in page.all("a", class_="heeded-chosen__remove")}


def test_each_value_of_a_filter_can_be_taken_away_by_itself(library: World) -> None:
    page = browser(library, "reader").get(
        "/search/", q="bruise", harm=["neglect", "physical-abuse"], **{"from": 2010, "to": 2019}
    )
    chips = _chips(page)
    assert list(chips) == ["Remove Harm: Neglect", "Remove Harm: Physical abuse", "Remove Year: 2010 to 2019"]
    assert "harm=physical-abuse" in chips["Remove Harm: Neglect"]
    assert "harm=neglect" not in chips["Remove Harm: Neglect"]
    assert "from" not in chips["Remove Year: 2010 to 2019"]


def test_a_search_inside_one_review_says_so_and_can_be_widened(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="bruise", review=library.public.work.identifier)
    assert _chips(page) == {"Remove Only in: Review of Ashbourne": "/search/?q=bruise"}


def test_an_empty_list_says_which_filter_hides_what(library: World) -> None:
    page = browser(library, "reader").get("/search/", q="bruise", harm="neglect")
    assert "with the filter above" in page.text
    assert "Remove “Harm: Neglect”: it hides 2 reviews" in page.text
    assert page.link("Remove “Harm").endswith("/search/?q=bruise")


def test_an_empty_list_says_which_word_to_leave_out(library: World) -> None:
    page = browser(library, "anonymous").get("/search/", q="+bruise +xylophone")
    assert "Leave out “xylophone”: finds 2 reviews" in page.text
    assert page.link("Leave out").endswith("/search/?q=%2Bbruise")


def test_that_procedures_have_changed_is_said_once_a_review(library: World) -> None:
    text = browser(library, "anonymous").get("/search/", q="bruise").text
    assert text.count("Procedures have changed since") == 1
    assert "in force now is Working Together to Safeguard Children 2023" in text


def test_a_review_keeps_the_points_of_a_recommendation_and_says_how_long_its_report_is(
    library: World,
) -> None:
    library.public.work.learning_points.update(text="The board should:\nask who was there;\nwrite it down.4")
    page = browser(library, "anonymous").get(reverse("review", args=[library.public.work.identifier]))
    points = [words(item) for item in page.all("li", class_="heeded-words__item--bullet")]
    assert points == ["ask who was there;", "write it down.4"]
    assert words(page.one("sup")) == "4"
    assert "1 page, about 1 minute to read" in page.text
