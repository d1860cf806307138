"""What the title page tells: board, area, region, nation, kind of review, date. The families are invented; names of
real areas stand in invented titles because the places data are of real areas."""

import pytest

from tests.engine.facts_made import facts, values

STORY = (
    "Child K was seven weeks old when he died in Leeds. Child K was born in Burnley. Child K lived in Sale."
)
TOLD = [
    (
        "board",
        ["Reading Local Safeguarding Children Board"],
        ("Reading Local Safeguarding Children Board", "Serious Case Review: Child K"),
    ),
    ("area", ["Reading"], ("Reading Local Safeguarding Children Board", "Serious Case Review: Child K")),
    (
        "region",
        ["South East"],
        ("Reading Local Safeguarding Children Board", "Serious Case Review: Child K"),
    ),
    (
        "area",
        ["Bournemouth, Christchurch and Poole"],
        (
            "Bournemouth, Christchurch and Poole Safeguarding Children Partnership",
            "Child Safeguarding Practice Review: Leo",
        ),
    ),
    (
        "region",
        ["South West"],
        (
            "Bournemouth, Christchurch and Poole Safeguarding Children Partnership",
            "Child Safeguarding Practice Review: Leo",
        ),
    ),
    (
        "area",
        ["Kingston and Richmond"],
        ("Kingston and Richmond Safeguarding Children Partnership", "LCSPR: Child K"),
    ),
    (
        "region",
        ["London"],
        (
            "Kingston and Richmond Safeguarding Children Partnership",
            "Local Child Safeguarding Practice Review: Child K",
        ),
    ),
    ("nation", ["scotland"], ("Fife Child Protection Committee", "Learning Review: Child K")),
    (
        "nation",
        ["northern-ireland"],
        ("Safeguarding Board for Northern Ireland", "Case Management Review: Child K"),
    ),
    (
        "nation",
        ["wales"],
        ("Cwm Taf Morgannwg Safeguarding Board", "Concise Child Practice Review: CTM 3/2018"),
    ),
    (
        "board",
        ["Cwm Taf Morgannwg Safeguarding Board"],
        ("Cwm Taf Morgannwg Safeguarding Board", "Concise Child Practice Review: CTM 3/2018"),
    ),
    (
        "review-type",
        ["child-practice-review"],
        ("Cwm Taf Morgannwg Safeguarding Board", "Concise Child Practice Review: CTM 3/2018"),
    ),
    (
        "review-type",
        ["safeguarding-adult-review"],
        ("Tarnbridge Safeguarding Adults Board", "Safeguarding Adults Review: Adult B"),
    ),
    (
        "review-type",
        ["domestic-homicide-review"],
        ("Tarnbridge Community Safety Partnership", "Domestic Homicide Review: Mrs A"),
    ),
    (
        "review-type",
        ["thematic-review"],
        ("Tarnbridge Safeguarding Children Partnership", "Thematic review of serious youth violence"),
    ),
    (
        "review-type",
        ["local-child-safeguarding-practice-review"],
        ("Tarnbridge Safeguarding Children Partnership", "LCSPR: Child K"),
    ),
    (
        "review-type",
        ["significant-case-review"],
        ("Tarnshire Child Protection Committee", "Significant Case Review: Child K"),
    ),
    (
        "board",
        ["Tarnbridge Local Safeguarding Children Board"],
        (
            "Report of the Independent Chair of the Tarnbridge Local Safeguarding Children Board",
            "Serious Case Review: Child K",
        ),
    ),
    (
        "board",
        ["Tarnbridge and Wexcombe Safeguarding Children Partnership"],
        ("The Tarnbridge and Wexcombe Safeguarding Children Partnership", "Serious Case Review: Child K"),
    ),
    ("board", [], ("Serious Case Review: Child K", "Published by the National Society")),
    ("area", [], ("Serious Case Review: Child K",)),
    ("region", [], ("Serious Case Review: Child K",)),
    (
        "date-of-publication",
        ["2013-04"],
        ("Tarnbridge Safeguarding Children Board", "Serious Case Review: Child K", "April 2013"),
    ),
    (
        "date-of-publication",
        ["2013-04-22"],
        (
            "Tarnbridge Safeguarding Children Board",
            "Serious Case Review: Child K",
            "Publication date: 22/04/2013",
        ),
    ),
    (
        "board",
        ["TARNBRIDGE SAFEGUARDING CHILDREN BOARD"],
        ("TARNBRIDGE SAFEGUARDING CHILDREN BOARD", "SERIOUS CASE REVIEW: CHILD K"),
    ),
]


@pytest.mark.parametrize(("name", "wanted", "title"), TOLD)
def test_the_title_page_tells(name: str, wanted: list[str], title: tuple[str, ...]) -> None:
    assert values(facts("# Introduction", STORY, title=title), name) == wanted


@pytest.mark.parametrize("town", ["Leeds", "Reading", "Tarnbridge", "the London Borough of Camden", "Kent"])
def test_without_a_board_no_area_is_inferred(town: str) -> None:
    found = facts(
        "# Introduction",
        f"Child K lived in {town} and died there in May 2011. {town} has many families.",
        title=("Serious Case Review: Child K", "Overview report"),
    )
    assert {"area", "region", "board"}.isdisjoint(one.name for one in found)
    assert values(found, "outcome", 1) == ["fatal"]


def test_another_areas_board_is_not_the_board_of_this_review() -> None:
    found = facts(
        "# Introduction",
        "Child K died in May 2011. The family had come from the area of Wexcombe Safeguarding Children Board.",
        title=("Serious Case Review: Child K", "Overview report"),
    )
    assert {"area", "region", "board"}.isdisjoint(one.name for one in found)


def test_a_board_that_decided_is_found_in_the_text() -> None:
    found = facts(
        "# Introduction",
        "Child K died in May 2011. The chair of Wexcombe Safeguarding Children Board decided to hold a review.",
        title=("Serious Case Review: Child K", "Overview report"),
    )
    assert values(found, "board") == ["Wexcombe Safeguarding Children Board"]
    assert values(found, "area") == ["Wexcombe"]
