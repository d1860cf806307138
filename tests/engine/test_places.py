"""Names of areas: found whole, never as a word, a surname or a street. The sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine import places
from heeded.engine.vocabulary import Nation


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Bournemouth, Christchurch and Poole Safeguarding Partnership",
            ["Bournemouth, Christchurch and Poole"],
        ),
        ("She was reading in Reading.", ["Reading"]),
        ("Reading Safeguarding Children Board", ["Reading"]),
        ("Reading Safeguarding Children Board and Slough Borough Council", ["Reading", "Slough"]),
        ("Reading is a skill.", []),
        ("Down in the garden it was cold.", []),
        ("Mr Bolton rang the school.", []),
        ("Dr Susan Bury saw her.", []),
        ("Anthony Lincoln was interviewed.", []),
        ("They lived in Kent Road.", []),
        ("the Lancaster Royal Infirmary", []),
        ("in Cumbria and North Yorkshire’s council", ["Cumbria", "North Yorkshire"]),
        ("Kingston-upon-Hull", ["Kingston upon Hull"]),
        ("in Hull", ["Kingston upon Hull"]),
        ("Hinckley & Bosworth", ["Hinckley and Bosworth"]),
        ("Stoke-on-Trent", ["Stoke-on-Trent"]),
        ("the Vale of Glamorgan", ["The Vale of Glamorgan"]),
        ("in Ynys Môn", ["Isle of Anglesey"]),
        ("Tarnbridge and Wexcombe", []),
        ("SANDWELL and Sandwell", ["Sandwell"]),
    ],
)
def test_places_in_running_text(text: str, wanted: list[str]) -> None:
    assert [one.place.name for one in places.find(text)][-len(wanted) or None :] == wanted


@pytest.mark.parametrize(
    ("name", "nation", "region"),
    [
        ("Sandwell", Nation.ENGLAND, "West Midlands"),
        ("Bristol", Nation.ENGLAND, "South West"),
        ("the City of Bristol", Nation.ENGLAND, "South West"),
        ("Cheshire", Nation.ENGLAND, "North West"),
        ("Conwy", Nation.WALES, ""),
        ("Fife", Nation.SCOTLAND, ""),
        ("Mid Ulster", Nation.NORTHERN_IRELAND, ""),
    ],
)
def test_a_place_by_name(name: str, nation: Nation, region: str) -> None:
    place = places.by_name(name)
    assert place is not None
    assert (place.nation, place.region) == (nation, region)


def test_a_name_nobody_has() -> None:
    assert places.by_name("Tarnbridge") is None
    assert places.by_code("XXX") is None


@pytest.mark.parametrize(
    ("ended", "today"),
    [
        ("Cheshire", ["Cheshire East", "Cheshire West and Chester"]),
        ("Cumbria", ["Cumberland", "Westmorland and Furness"]),
        ("Taunton Deane", ["Somerset"]),
        ("Fermanagh", ["Fermanagh and Omagh"]),
        ("Leeds", ["Leeds"]),
    ],
)
def test_what_came_after(ended: str, today: list[str]) -> None:
    place = places.by_name(ended)
    assert place is not None
    assert sorted(heir.name for heir in places.heirs(place)) == today


def test_the_data_hold_together() -> None:
    every = places.all_places()
    assert len({place.code for place in every}) == len(every) > 450
    assert (
        sum(
            place.childrens_services and place.nation is Nation.ENGLAND and not place.until for place in every
        )
        == 153
    )
    for place in every:
        assert all(places.by_code(code) for code in place.successors)
        assert bool(place.region) == (place.nation is Nation.ENGLAND)


@given(st.text(max_size=120))
def test_any_text_may_be_searched(text: str) -> None:
    for one in places.find(text):
        assert 0 <= one.start < one.end <= len(text)
