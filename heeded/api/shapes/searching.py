"""A search as asked."""

from typing import Any, Literal

from ninja import Field
from pydantic import ValidationInfo, field_validator

from heeded.api.paging import CURSOR_LENGTH, LARGEST
from heeded.api.shape import Sent
from heeded.api.shapes.text import Text
from heeded.search.request import (
    CLOSED,
    LATEST_YEAR,
    LONGEST_QUERY,
    NOT_YET_CONFIRMED,
    SearchRequest,
    parameter_name,
)

Mode = Literal["both", "words", "meaning"]
Sort = Literal["relevance", "newest", "oldest"]
_MOST = 60  # values of one filter
_VALUES = {
    parameter_name(name): [str(choice) for choice in choices] + [NOT_YET_CONFIRMED]
    for name, choices in CLOSED.items()
}


def _any_of(name: str) -> Any:
    """A filter of a closed list: reviews with any of these values, or where nobody has confirmed one yet."""
    items: dict[str, Any] = {"items": {"type": "string", "enum": _VALUES[name]}}
    return Field([], max_length=_MOST, json_schema_extra=items)


class SearchFilters(Sent):
    """What to find. Several values of one filter are “any of these”; several filters must all hold."""

    q: Text = Field("", max_length=LONGEST_QUERY, description="Words or a question; empty lists everything")
    mode: Mode = Field("both", description="How to compare: by word, by meaning, or both")
    area: list[Text] = Field([], max_length=_MOST)
    region: list[Text] = Field([], max_length=_MOST)
    board: list[Text] = Field([], max_length=_MOST)
    type: list[str] = _any_of("type")
    nation: list[str] = _any_of("nation")
    harm: list[str] = _any_of("harm")
    age: list[str] = _any_of("age")
    outcome: list[str] = _any_of("outcome")
    agency: list[str] = _any_of("agency")
    section: list[str] = _any_of("section")
    speaker: list[str] = _any_of("speaker")
    year_from: int | None = Field(None, ge=1, le=LATEST_YEAR, alias="from", description="First year")
    year_to: int | None = Field(None, ge=1, le=LATEST_YEAR, alias="to", description="Last year")
    year: Literal["", "not-yet-confirmed"] = ""
    review: Text = Field("", max_length=40, description="Only inside this review")
    document: Text = Field("", max_length=40, description="Only inside this document")
    sort: Sort = "relevance"

    @field_validator(*_VALUES)
    @classmethod
    def _known(cls, asked: list[str], info: ValidationInfo) -> list[str]:
        for value in asked:
            if value not in _VALUES[str(info.field_name)]:
                raise ValueError(f"is not one of: {', '.join(_VALUES[str(info.field_name)])}")
        return asked

    def request(self, **also: int) -> SearchRequest:
        """The one record that every door makes."""
        said = self.model_dump(by_alias=True, include=set(SearchFilters.model_fields), exclude_none=True)
        return SearchRequest.from_parameters(said | also)


class SearchQuery(SearchFilters):
    """What to find, and how much of it at a time."""

    limit: int = Field(10, ge=1, le=LARGEST, description="Reviews at a time")
    passages: int = Field(3, ge=1, le=50, description="Passages of each review at most")
    sure: bool = Field(
        False, description="Search even where the words look like somebody’s name, date or address"
    )
    cursor: str = Field("", max_length=CURSOR_LENGTH, description="“next” of the part before")

    def page(self, number: int) -> SearchRequest:
        """The request for one part."""
        return self.request(per_page=self.limit, per_review=self.passages, page=number)
