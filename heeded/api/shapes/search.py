"""A search as asked, and what it finds."""

from collections.abc import Iterable
from typing import Any, Literal, cast

from ninja import Field
from pydantic import ValidationInfo, field_validator

from heeded.api.paging import CURSOR_LENGTH, LARGEST
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Citation, Span, citation_of, span_list
from heeded.api.shapes.text import Text
from heeded.search.request import (
    CLOSED,
    LATEST_YEAR,
    LONGEST_QUERY,
    NOT_YET_CONFIRMED,
    SearchRequest,
    parameter_name,
)
from heeded.search.results import Facet as FacetRecord
from heeded.search.results import PassageHit, ReviewHit, SearchResults

Mode = Literal["both", "words", "meaning"]
Way = Literal["words", "meaning", "both"]
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


class Mark(Shape):
    """Characters of a passage's `text`."""

    start: int
    end: int


class Passage(Shape):
    """One passage found."""

    rank: int
    text: str
    marks: list[Mark] = Field(description="Words of the question, in `text`")
    meaning_marks: list[Mark] = Field(description="The sentence that carries the meaning, in `text`")
    citation: Citation
    marked: list[Span] = Field(description="Words of the question, in the pages")
    meaning_marked: list[Span] = Field(description="The sentence that carries the meaning, in the pages")
    label: str = Field(description="The page’s number as printed, where it has one")
    paged: bool
    heading: str
    section: str = Field(description="What the section does: a guess unless a person decided it")
    speaker: str
    why: list[str] = Field(description="What matched, in plain words")
    found_by: Way
    closeness: float | None = Field(description="Cosine to the question, where it is known")
    score: float
    file: str
    ocr: bool
    fictional: bool
    predates_guidance: bool = Field(description="Older than the guidance in force today")


class ReviewFound(Shape):
    """One review with its best passages. What stands in `unconfirmed` was found by machine."""

    review: str
    title: str
    title_is_confirmed: bool
    kind: str
    board: str
    area: str
    region: str
    nation: str
    review_type: str
    year: int | None
    guidance: str
    predates_guidance: bool
    unconfirmed: list[str]
    fictional: bool
    document: str
    restricted: bool
    matching: int = Field(description="Passages that match, shown or not")
    passages: list[Passage]


class FacetValue(Shape):
    value: str
    label: str
    reviews: int
    chosen: bool


class Facet(Shape):
    """A filter with its values, and how many reviews each would list."""

    name: str
    values: list[FacetValue]


class Parameter(Shape):
    """A name and value of the operation `search`; one name may come several times."""

    name: str
    value: str


class Try(Shape):
    """What to try instead."""

    kind: str
    text: str
    parameters: list[Parameter]
    reviews: int | None


class NotHeld(Shape):
    """A review that is known but not held."""

    identifier: str
    title: str
    board: str
    year: int | None
    where: str
    link: str
    ask: str


class Correction(Shape):
    typed: str
    searched: str


class SearchAnswer(Shape):
    """Reviews with their best passages, best first."""

    total: int = Field(description="Reviews and other works over all parts")
    reviews: int = Field(description="Those of them that are reviews")
    passages: int
    results: list[ReviewFound]
    facets: list[Facet]
    suggestions: list[Try]
    not_held: list[NotHeld]
    notes: list[str]
    corrections: list[Correction]
    mode: Mode = Field(description="How it was searched in the end")
    by_word_only: str = Field(description="Why it was searched by word alone, where meaning was asked for")
    ready: bool = Field(description="False while the index is being made")
    behind: int = Field(description="Documents whose newest words are not in the index yet")
    next: str | None


def answer_of(found: SearchResults, *, hides_board: bool, following: str | None) -> SearchAnswer:
    """What a search found, as it is sent."""
    return SearchAnswer(
        total=found.works,
        reviews=found.reviews,
        passages=found.passages,
        results=[review_of(hit, hides_board=hides_board) for hit in found.hits],
        facets=[_facet(facet) for facet in found.facets],
        suggestions=[
            Try(kind=one.kind, text=one.text, parameters=parameters_of(one.parameters), reviews=one.reviews)
            for one in found.suggestions
        ],
        not_held=[NotHeld.model_validate(one, from_attributes=True) for one in found.not_held],
        notes=list(found.notes),
        corrections=[Correction(typed=typed, searched=searched) for typed, searched in found.corrections],
        mode=cast(Mode, found.mode),
        by_word_only=found.by_word_only,
        ready=found.ready,
        behind=found.behind,
        next=following,
    )


def parameters_of(pairs: Iterable[tuple[str, str]]) -> list[Parameter]:
    """The names and values that make a search again."""
    return [Parameter(name=name, value=value) for name, value in pairs]


def _facet(facet: FacetRecord) -> Facet:
    values = [FacetValue.model_validate(value, from_attributes=True) for value in facet.values]
    name = "year" if facet.name == "years" else parameter_name(facet.name)
    return Facet(name=name, values=values)


def review_of(hit: ReviewHit, *, hides_board: bool = False) -> ReviewFound:
    """A review found. `hides_board`: without logging in, a list chosen by a child's features names no board."""
    return ReviewFound(
        review=hit.identifier,
        title=hit.title,
        title_is_confirmed=hit.title_is_confirmed,
        kind=hit.kind,
        board="" if hides_board else hit.board,
        area="" if hides_board else hit.area,
        region="" if hides_board else hit.region,
        nation=hit.nation,
        review_type=hit.review_type,
        year=hit.year,
        guidance=hit.guidance,
        predates_guidance=hit.predates_guidance,
        unconfirmed=sorted(hit.unconfirmed),
        fictional=hit.fictional,
        document=hit.document,
        restricted=hit.restricted,
        matching=hit.matching,
        passages=[passage_of(passage) for passage in hit.passages],
    )


def passage_of(hit: PassageHit) -> Passage:
    """A passage found."""
    return Passage(
        rank=hit.rank,
        text=hit.text,
        marks=_marks(hit.marks),
        meaning_marks=_marks(hit.meaning_marks),
        citation=citation_of(hit.document, hit.spans, page=hit.page),
        marked=span_list(hit.mark_spans),
        meaning_marked=span_list(hit.meaning_spans),
        label=hit.label,
        paged=hit.paged,
        heading=hit.heading,
        section=hit.kind,
        speaker=hit.speaker,
        why=list(hit.why),
        found_by=cast(Way, hit.found_by),
        closeness=hit.closeness,
        score=hit.score,
        file=hit.file,
        ocr=hit.ocr,
        fictional=hit.fictional,
        predates_guidance=hit.predates_guidance,
    )


def _marks(marks: tuple[tuple[int, int], ...]) -> list[Mark]:
    return [Mark(start=start, end=end) for start, end in marks]
