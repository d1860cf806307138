"""Pictures of figures: every word escaped, every figure written, nothing that needs a script or colour alone."""

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest

from heeded.engine import charts
from heeded.engine.charts import Count, DatedBy, Line, Measured, Taught

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = ["2006 to 2007", "2008 to 2009", ""]
NASTY = '<script>alert(1)</script> "Was not brought" & others'
LINES = [
    Line("Father not seen", [Count(1, 4), Count(None, 3), Count(0, 0)], Count(None, 7)),
    Line(NASTY, [Count(0, 4), Count(3, 3), Count(0, 0)], Count(3, 7)),
]
TOGETHER = [
    Line("Father not seen", [Count(5), Count(2), Count(None)], Count(5, 9)),
    Line(NASTY, [Count(2), Count(6), Count(4)], Count(6, 9)),
    Line("Workload", [Count(None), Count(4), Count(8)], Count(8, 9)),
]
TAUGHT = [
    Taught("Marrowdale", "2012", "2012-06", address="/reviews/m/", mark="Finding 2"),
    Taught("Ellerwick", "2006-03", "2008-11", address="/reviews/e/", detail=NASTY),
    Taught("Thornmarsh", "2019-05", dated_by=DatedBy.PUBLICATION),
    Taught("Killavarn", dated_by=DatedBy.UNKNOWN),
    Taught("Wrenhythe", "2015-01-03", "2016-02-04", is_proposed=True),
]
REPEATED = [Measured(date(2010, month, 1), found, 20) for month, found in ((1, 8), (5, 11), (9, 18))]
DRAWN: dict[str, Callable[[], str]] = {
    "by year": lambda: charts.by_year(COLUMNS, LINES, title=NASTY),
    "side by side": lambda: charts.side_by_side(["England", "Wales", ""], LINES, title=NASTY),
    "together": lambda: charts.together(TOGETHER, title=NASTY),
    "over time": lambda: charts.over_time(COLUMNS, LINES, title=NASTY),
    "throughline": lambda: charts.throughline(TAUGHT, title=NASTY),
    "run chart": lambda: charts.run_chart(REPEATED, title=NASTY),
}


def tree(picture: str) -> ElementTree.Element:
    """All pieces of a picture as they stand in a page."""
    return ElementTree.fromstring(f"<figure>{picture}</figure>")


def words_of(picture: str) -> list[str]:
    return ["".join(text.itertext()) for text in tree(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_one_image_with_a_title_and_a_description(name: str) -> None:
    root, *others = list(tree(DRAWN[name]()))
    assert {other.get("aria-hidden") for other in others} <= {"true"}, "one of them speaks for all"
    assert root.get("role") == "img" and root.get("width") == "100%"
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and described is not None
    assert title.text == NASTY and described.text
    assert root.get("aria-labelledby") == title.get("id") and root.get("aria-describedby") == described.get(
        "id"
    )


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_holds_nothing_that_runs_or_is_fetched(name: str) -> None:
    root = tree(DRAWN[name]())
    names = {element.tag.removeprefix(SVG) for element in root.iter() if element is not root}
    assert names <= {
        "svg", "title", "desc", "g", "a", "text", "rect", "line", "circle", "path", "defs", "pattern",
    }  # fmt: skip
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("name", DRAWN)
def test_two_pictures_of_a_page_share_no_name(name: str) -> None:
    named = [element.get("id") for element in tree(DRAWN[name]()).iter() if element.get("id")]
    others = [
        element.get("id")
        for other, draw in DRAWN.items()
        if other != name
        for element in tree(draw()).iter()
        if element.get("id")
    ]
    assert len(named) == len(set(named)) and not set(named) & set(others)


def test_every_figure_of_themes_by_year_is_written() -> None:
    words = words_of(DRAWN["by year"]())
    assert {"1/4", "*", "–", "0/4", "3/3", "3 of 7 reviews held", "Number hidden"} <= set(words)
    assert {"2006", "–07", "2008", "–09", "No", "year"} <= set(words)
    assert any(line.startswith("* Hatched") for line in words)


def test_a_picture_that_hides_nothing_does_not_speak_of_it() -> None:
    open_lines = [Line("Workload", [Count(1, 2)], Count(1, 2))]
    assert "Hatched" not in charts.by_year(["2008"], open_lines, title="Themes by year")


def test_a_pair_is_drawn_once() -> None:
    words = words_of(DRAWN["together"]())
    figures = [word for word in words if word in {"5", "6", "8", "*", "2", "4"}]
    assert sorted(figures) == sorted(["5", "2", "6", "*", "4", "8", "2"])  # the last "2" names a column


def test_a_line_of_figures_is_as_wide_as_its_share() -> None:
    root = tree(charts.side_by_side(["England"], [Line("A", [Count(1, 4)], Count(1, 4))], title="x"))
    assert "25%" in {rect.get("width") for rect in root.iter(f"{SVG}rect")}


def test_a_throughline_is_in_the_order_of_time_and_says_what_it_is_placed_by() -> None:
    words = words_of(DRAWN["throughline"]())
    order = [
        word for word in words if word in {"Ellerwick", "Marrowdale", "Wrenhythe", "Thornmarsh", "Killavarn"}
    ]
    assert order == ["Ellerwick", "Marrowdale", "Wrenhythe", "Thornmarsh", "Killavarn"]
    assert {"2006 to 2008", "2012 · Finding 2", "published 2019", "Date not known here"} <= set(words)


def test_a_keyboard_is_not_led_through_the_links_twice() -> None:
    links = list(tree(DRAWN["throughline"]()).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["/reviews/e/", "/reviews/m/"]
    assert {link.get("tabindex") for link in links} == {"-1"}


def test_a_proposal_is_said_to_be_one() -> None:
    described = tree(DRAWN["throughline"]()).find(f".//{SVG}desc")
    assert described is not None and "Wrenhythe, 2015 to 2016, proposed by machine." in (described.text or "")


@pytest.mark.parametrize(
    "first, last", [("", ""), ("no date", "2011"), ("2011-13-40", "0000"), ("2012", "2008")]
)
def test_dates_that_are_none_are_drawn_all_the_same(first: str, last: str) -> None:
    assert "Ellerwick" in charts.throughline([Taught("Ellerwick", first, last)], title="x")


def test_nothing_is_drawn_of_nothing() -> None:
    assert charts.throughline([], title="x") == ""
    assert charts.by_year([], [], title="x") == "" == charts.over_time([], [], title="x")
    assert charts.side_by_side(COLUMNS, [], title="x") == "" == charts.together(TOGETHER[:1], title="x")


def test_what_a_picture_says_can_be_translated() -> None:
    said = charts.ChartWords(of_reviews="{count} o {of} adolygiad", no_year="Dim blwyddyn")
    words = words_of(charts.by_year(COLUMNS, LINES, title="x", words=said))
    assert "3 o 7 adolygiad" in words and "Dim" in words


def test_words_longer_than_a_line_are_cut() -> None:
    words = words_of(charts.throughline([Taught("a" * 100, "2008")], title="x"))
    assert max(map(len, words)) <= 42
