"""Whom a point is addressed to, as a machine proposes it from what is printed."""

import pytest

from heeded.practice.addressing import Addressed, addressed_to
from tests.people import made as people
from tests.practice.made import agency

pytestmark = pytest.mark.django_db


def _names(said: Addressed, among: list) -> list[str]:
    return [one.name for one in among if one.pk in said.organisations]


@pytest.fixture
def among() -> list:
    names = (
        "Quenby Police",
        "Quenby Hospital Trust",
        "Quenby Council: children’s social care",
        "Health Visiting Quenby",
    )
    return [people.board("Quenby Safeguarding Children Partnership"), *(agency(one) for one in names)]


@pytest.mark.parametrize(
    ("printed", "text", "found"),
    [
        (["Police"], "", ["Quenby Police"]),
        (
            ["Children’s Social Care", "Hospital"],
            "",
            ["Quenby Hospital Trust", "Quenby Council: children’s social care"],
        ),
        (["the Quenby Hospital Trust"], "", ["Quenby Hospital Trust"]),
        (["Safeguarding partnership"], "", ["Quenby Safeguarding Children Partnership"]),
        ([], "The police should ring back within a day.", ["Quenby Police"]),
        ([], "Health visitors and the police must ask.", ["Quenby Police", "Health Visiting Quenby"]),
        ([], "A form should be kept, so that the police can see it.", []),
        ([], "Police ring back.", []),
        (["Housing"], "The police should ring.", []),
    ],
)
def test_by_name_or_by_kind_of_agency(printed: list[str], text: str, found: list[str], among: list) -> None:
    assert _names(addressed_to(printed, text, among), among) == found


@pytest.mark.parametrize(
    "printed", ["All partner agencies", "Each agency", "All partners", "partner organisations"]
)
def test_all_partners_are_each_but_the_board_itself(printed: str, among: list) -> None:
    said = addressed_to([printed], "", among)
    assert said.is_all and _names(said, among) == [one.name for one in among[1:]]


def test_where_a_board_has_no_partner_all_of_them_is_itself(among: list) -> None:
    assert addressed_to(["All partners"], "", among[:1]).organisations == {among[0].pk}


def test_who_is_printed_and_not_known_is_said(among: list) -> None:
    said = addressed_to(["Housing Service", "Police"], "", among)
    assert said.unmatched == ("Housing Service",) and _names(said, among) == ["Quenby Police"]
    assert addressed_to([], "The dentist should ring.", among).unmatched == ()
