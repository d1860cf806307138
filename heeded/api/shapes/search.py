"""What a search finds."""

from collections.abc import Iterable
from typing import Literal, cast

from ninja import Field

from heeded.api.shape import Shape
from heeded.api.shapes.citations import Citation, Span, citation_of, span_list
from heeded.api.shapes.searching import Mode
from heeded.search.request import parameter_name
from heeded.search.results import Facet as FacetRecord
from heeded.search.results import PassageHit, ReviewHit, SearchResults

Way = Literal["words", "meaning", "both"]
_OF_PAGES = frozenset({"page", "per_page", "per_review"})


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
    """The names and values that make a search again. How much of it a page shows is no parameter of the API."""
    return [Parameter(name=name, value=value) for name, value in pairs if name not in _OF_PAGES]


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
