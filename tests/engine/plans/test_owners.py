"""Agency and role in the words of one cell."""

import pytest

from heeded.engine.plans._owner import agency_named, owner_of


@pytest.mark.parametrize(
    ("printed", "agency", "role"),
    [
        ("Head of Safeguarding, Hartmoor Council", "Hartmoor Council", "Head of Safeguarding"),
        ("Children's Social Care – Service Manager", "Children's Social Care", "Service Manager"),
        ("Police: Detective Inspector", "Police", "Detective Inspector"),
        ("Designated Nurse (ICB)", "ICB", "Designated Nurse"),
        ("NHS Trust\nNamed Midwife", "NHS Trust", "Named Midwife"),
        ("Police", "Police", ""),
        ("All agencies", "All agencies", ""),
        ("Training sub-group", "Training sub-group", ""),
        ("Board Manager", "", "Board Manager"),
        ("Health visitor", "", "Health visitor"),
        ("Health visiting", "Health visiting", ""),
        ("Head of Safeguarding and Quality", "", "Head of Safeguarding and Quality"),
        ("Jane Fictional (Board Manager)", "", "Jane Fictional (Board Manager)"),
        ("Head of Nursing - Quality", "", "Head of Nursing - Quality"),
        ("Police / Local Authority", "Police / Local Authority", ""),
        ("", "", ""),
        ("n/a", "", ""),
    ],
)
def test_agency_and_role(printed: str, agency: str, role: str) -> None:
    assert owner_of(printed) == (agency, role, "")


@pytest.mark.parametrize(
    "printed",
    [
        "Service Manager / Named Nurse",
        "Head of Service, Council and Named Nurse, NHS Trust",
        "Team Manager\nHead Teacher",
    ],
)
def test_two_owners_are_asked_about_and_kept(printed: str) -> None:
    found = owner_of(printed)
    assert found.role == printed and "more than one" in found.why


def test_an_owner_to_be_confirmed_is_none_yet() -> None:
    found = owner_of("TBC")
    assert (found.agency, found.role) == ("", "") and "confirmed" in found.why


@pytest.mark.parametrize(
    "words", ["Police", "Elmshire Police", "All agencies", "Maternity Services", "Education"]
)
def test_a_section_named_after_an_agency(words: str) -> None:
    assert agency_named(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "Theme 2: sharing information",
        "Action plan for the police",
        "The police told the council in May.",
        "Sheet1",
        "",
    ],
)
def test_other_lines_name_no_agency(words: str) -> None:
    assert agency_named(words) == ""
