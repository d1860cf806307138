"""One record from an address, the API or the command line; and back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from heeded.engine.vocabulary import Harm, SectionKind
from heeded.search.request import NOT_YET_CONFIRMED, SearchRequest, parameter_name


def test_read_from_an_address() -> None:
    address = QueryDict(
        "q=bruise+on+baby&from=2010&to=2020&harm=neglect&harm=physical-abuse&section=findings&page=2"
    )
    assert SearchRequest.from_parameters(address) == SearchRequest(
        text="bruise on baby",
        year_from=2010,
        year_to=2020,
        harms=("neglect", "physical-abuse"),
        section_kinds=("findings",),
        page=2,
    )


def test_read_from_a_plain_mapping() -> None:
    request = SearchRequest.from_parameters({"q": "neglect", "area": ["North", "North", ""], "per_page": 20})
    assert (request.areas, request.per_page) == (("North",), 20)


@pytest.mark.parametrize(
    "parameters",
    [
        {"harm": "no-such"},
        {"from": "soon"},
        {"from": "-5"},
        {"from": "²"},
        {"page": "0x2"},
        {"sort": "best"},
        {"mode": "magic"},
        {"unknown": "1"},
        {"q": None},
    ],
)
def test_what_makes_no_sense_is_left_out(parameters: dict[str, object]) -> None:
    assert SearchRequest.from_parameters(parameters) == SearchRequest()


def test_numbers_are_kept_within_bounds() -> None:
    request = SearchRequest.from_parameters(
        {"page": "0", "per_page": "9999", "per_review": "0", "from": "999999"}
    )
    assert (request.page, request.per_page, request.per_review, request.year_from) == (1, 200, 1, 2200)


def test_not_yet_confirmed_is_a_value_of_every_filter_on_facts() -> None:
    request = SearchRequest.from_parameters({"harm": NOT_YET_CONFIRMED, "year": NOT_YET_CONFIRMED})
    assert request.harms == (NOT_YET_CONFIRMED,)
    assert request.year_not_confirmed


def test_the_names_of_the_filters_in_use() -> None:
    assert SearchRequest(harms=("neglect",), year_to=2010).chosen() == ("harms", "years")
    assert SearchRequest(harms=("neglect",), year_to=2010, page=3).without("years") == SearchRequest(
        harms=("neglect",)
    )
    assert parameter_name("age_bands") == "age"


@given(
    st.builds(
        SearchRequest,
        text=st.text(alphabet="abc *", max_size=10).map(str.strip),
        year_from=st.none() | st.integers(1, 2200),
        year_to=st.none() | st.integers(1, 2200),
        year_not_confirmed=st.booleans(),
        areas=st.lists(st.sampled_from(["North", "South"]), unique=True).map(tuple),
        harms=st.lists(st.sampled_from([*map(str, Harm), NOT_YET_CONFIRMED]), unique=True).map(tuple),
        section_kinds=st.lists(st.sampled_from(list(map(str, SectionKind))), unique=True).map(tuple),
        document=st.sampled_from(["", "D1"]),
        sort=st.sampled_from(["relevance", "newest", "oldest"]),
        page=st.integers(1, 50),
        per_page=st.integers(1, 200),
        per_review=st.integers(1, 50),
    )
)
def test_there_and_back(request: SearchRequest) -> None:
    address = QueryDict(mutable=True)
    for name, value in request.to_parameters():
        address.appendlist(name, value)
    assert SearchRequest.from_parameters(address) == request


def test_an_empty_request_needs_no_parameters() -> None:
    assert SearchRequest().to_parameters() == []
