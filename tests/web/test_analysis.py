"""The analysis pages: four pictures with their tables, the reviews behind a figure, files that name their cohort."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from heeded.learning.models import Framework
from tests.analysis import made
from tests.learning.made import framework as made_framework
from tests.web.client import Fetched, PageClient, words

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.fixture
def framework() -> Framework:
    made_one = made_framework("Father not seen", "Workload")
    father, workload = made.themes_of(made_one)
    first, second = made.review(year=2010), made.review(year=2011, region="south")
    for document in (first, second):
        made.coded(document, father)
        made.coded(document, father, target="subject")
    made.coded(second, workload)
    made.lesson(first, second, title="Fathers are asked")
    made.review(year=None, region="")
    return made_one


def tables(page: Fetched) -> dict[str, list[list[str]]]:
    """The cells of each table by its caption."""
    return {
        words(table.find(".//caption")): [
            [words(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")
        ]
        for table in page.all("table")
    }


def test_an_empty_library_says_that_there_is_nothing_to_count(pages: PageClient) -> None:
    page = pages.get("/analysis/")
    assert "Nothing has been coded with this framework" in page.text and not page.all("table")


def test_four_pictures_each_with_its_table(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/")
    assert len(page.all("figure")) == 4 == len(page.all(SVG, role="img"))
    assert list(tables(page)) == [
        "Themes by year: the figures",
        "Themes by region or nation: the figures",
        "Themes that go together: the figures",
        "Lessons over time: the figures",
    ]


def test_the_picture_and_the_table_hold_the_same_figures(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/")
    picture = words(page.all("figure")[0])
    assert "Father not seen" in picture and "1/1" in picture and "2 of 3 reviews held" in picture
    rows = tables(page)["Themes by year: the figures"]
    assert rows[0] == ["Theme", "2010", "2011", "Year not confirmed", "All reviews"]
    assert rows[1] == ["Reviews held", "1", "1", "1", "3"]
    assert rows[3][0] == "Father not seen" and rows[3][1].startswith(
        "1 (Father not seen, 2010): list the reviews"
    )
    assert rows[3][1].endswith("100%") and rows[3][4].endswith("67%")


def test_what_is_counted_and_what_is_missing_is_said(framework: Framework, pages: PageClient) -> None:
    text = pages.get("/analysis/?region=north").text
    assert "1 of the 3 published reviews that can be read here are counted." in text
    assert "1 review is left out by your filters." in text
    assert "1 review is left out because nobody has confirmed what your filters ask for." in text
    assert "Region: north." in text
    assert "Nobody has coded 1 of the reviews counted" in pages.get("/analysis/").text


def test_filters_stay_as_they_were_chosen(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/?region=north&from=2001&dated=period&theme=workload")
    ticked = {
        box.get("value") for box in page.all("input", type="checkbox") if box.get("checked") is not None
    }
    assert ticked == {"north", "workload"}
    assert page.one("input", name="from").get("value") == "2001"
    chosen = [option.get("value") for option in page.all("option") if option.get("selected") is not None]
    assert "period" in chosen and framework.identifier in chosen


def test_a_figure_leads_to_its_reviews(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/")
    listed = pages.get(page.link("(Father not seen, 2010)"))
    assert listed.heading == "1 review: Father not seen"
    assert len(listed.all("h2", class_="heeded-result__title")) == 1
    both = pages.get(page.link("(Fathers are asked, All reviews)"))
    assert both.heading == "2 reviews: Fathers are asked"


def test_a_list_keeps_the_filters_it_came_from(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/?region=south")
    listed = pages.get(page.link("(Father not seen, All reviews)"))
    assert listed.heading == "1 review: Father not seen"
    assert "region=south" in listed.link("Back to the analysis")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "table=no&row=workload&column=all",
        "table=by-year&row=nothing&column=all",
        "table=by-year&row=workload&column=1066",
        "table=by-year&row=workload&column=all&whose=children",
        "table=side-by-side&row=workload&column=all&by=age",
    ],
)
def test_there_is_no_list_of_what_is_no_figure_or_tells_of_families(
    framework: Framework, pages: PageClient, asked: str
) -> None:
    pages.get(f"/analysis/reviews/?{asked}", status=404)


def test_small_numbers_of_families_are_hidden_and_not_linked(framework: Framework, pages: PageClient) -> None:
    page = pages.get("/analysis/?whose=children&region=north")
    assert "Numbers below 10 are hidden here" in page.text
    assert "Your filters are left out" in page.text
    rows = tables(page)["Themes by year (of those reviewed): the figures"]
    assert rows[3] == ["Father not seen", "*hidden", "*hidden", "*hidden", "*hidden"]
    assert not [link for link in page.all("a") if "whose=children&table=by-year&row" in link.get("href", "")]


def test_one_table_as_csv_names_its_cohort(framework: Framework, client: Client) -> None:
    answer = client.get("/analysis/figures.csv?region=south&table=by-year")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = [line for line in lines if line and line[0] in {"Included", "Not included"}]
    assert ["Included", "Region: south."] in said and [
        "Not included",
        "1 review is left out by your filters.",
    ] in said
    assert ["Father not seen", "1", "1", "1.0", "1.0"] in lines
    assert any(line[:1] == ["Counted on"] for line in lines)
    assert "attachment" in answer["Content-Disposition"]


def test_all_tables_as_xlsx(framework: Framework, client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get("/analysis/figures.xlsx").content))
    assert book.sheetnames == [
        "Cohort", "Themes by year", "Themes side by side", "Themes that go together", "Lessons over time",
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in book["Themes by year"].iter_rows()]
    assert rows[3][:6] == ["Father not seen", 1, 1, 0, 2, 0.667]
    assert any("published reviews" in str(row[0].value) for row in book["Cohort"].iter_rows())


@pytest.mark.parametrize("address", ["figures.pdf", "figures.csv?table=no"])
def test_there_is_no_such_file(client: Client, address: str) -> None:
    assert client.get(f"/analysis/{address}").status_code == 404


@pytest.mark.parametrize(
    "said", ["from=soon", "nation=atlantis&by=%00", "theme=nothing", "framework=nothing", "to=99999999999"]
)
def test_odd_questions_are_answered(framework: Framework, pages: PageClient, said: str) -> None:
    assert pages.get(f"/analysis/?{said}").heading == "Analysis: what reviews teach, counted"


def test_the_page_asks_as_often_for_many_reviews_as_for_few(framework: Framework, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/analysis/")
        return len(queries)

    few = asked()
    for year in range(1990, 2010):
        document = made.review(year=year, region=f"region {year}")
        for theme in made.themes_of(framework):
            made.coded(document, theme)
        made.lesson(document)
    assert asked() == few <= 40


def test_settings_say_how_small_a_number_is(framework: Framework, pages: PageClient, settings: Any) -> None:
    from heeded.library.queries import library_settings
    from tests.people.made import account

    staff = account("board-staff")
    pages.client.force_login(staff)
    page = pages.get("/settings/")
    assert page.one("input", name="hides_below").get("value") == "10"
    pages.post("/settings/", {"hides_below": "5"})
    assert library_settings().hides_below == 5
    assert (
        "Ensure this value is less than or equal to 100"
        in pages.post("/settings/", {"hides_below": "1000"}).text
    )
