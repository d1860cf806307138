"""Names of agencies as reports print them."""

import pytest

from heeded.engine.agencies import agencies_in, agency_of
from heeded.engine.vocabulary import Agency


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("Children’s Social Care", Agency.CHILDRENS_SOCIAL_CARE),
        ("children's social care", Agency.CHILDRENS_SOCIAL_CARE),
        ("CSC", Agency.CHILDRENS_SOCIAL_CARE),
        ("Fenwold Constabulary", Agency.POLICE),
        ("the police", Agency.POLICE),
        ("Health visiting service", Agency.HEALTH_VISITING),
        ("0–19 service", Agency.HEALTH_VISITING),
        ("GPs", Agency.GP),
        ("Child and Adolescent Mental Health Services", Agency.CAMHS),
        ("adult mental health team", Agency.ADULT_MENTAL_HEALTH),
        ("Primary Care Trust", Agency.HEALTH_COMMISSIONER),
        ("Integrated Care Board", Agency.HEALTH_COMMISSIONER),
        ("LSCB", Agency.BOARD),
        ("Larkham Safeguarding Children Partnership", Agency.BOARD),
        ("Larkham City Council Housing", Agency.HOUSING),
        ("Department for Education", Agency.NATIONAL_GOVERNMENT),
        ("adult social care", Agency.ADULT_SOCIAL_CARE),
    ],
)
def test_a_name_is_filed_under_its_agency(printed: str, agency: Agency) -> None:
    assert agency_of(printed) is agency


@pytest.mark.parametrize("printed", ["", "the grandmother", "it", "ed", "Tuesday", "gp-like"])
def test_what_names_nobody_is_nobody(printed: str) -> None:
    assert agency_of(printed) is None


def test_names_in_capitals_must_be_printed_so() -> None:
    assert agency_of("the ED") is Agency.HOSPITAL
    assert agency_of("he was fed") is None


def test_every_name_in_a_sentence_is_found_where_it_stands() -> None:
    text = "The Board, children’s social care and the health visitor’s manager should meet the police."
    found = agencies_in(text)
    assert [mention.agency for mention in found] == [
        Agency.BOARD, Agency.CHILDRENS_SOCIAL_CARE, Agency.HEALTH_VISITING, Agency.POLICE
    ]  # fmt: skip
    assert all(text[mention.start : mention.end] == mention.words for mention in found)
    assert [mention.words for mention in found] == [
        "The Board",
        "children’s social care",
        "health visitor",
        "the police",
    ]


def test_the_longest_name_wins() -> None:
    (mention,) = agencies_in("the adult mental health services")
    assert mention.words == "adult mental health services"


def test_each_value_of_the_vocabulary_has_a_name() -> None:
    names = [
        "social services; early help; police; health visitor; school nurse; midwife; GP; hospital; ambulance service",
        "CAMHS; mental health trust; drug and alcohol service; CCG; school; nursery; housing; probation; Cafcass",
        "youth offending team; adult services; refuge; charity; children’s home; Border Force; LSCB; Home Office",
        "coroner",
    ]
    text = "; ".join(names)
    assert {mention.agency for mention in agencies_in(text)} == set(Agency)
