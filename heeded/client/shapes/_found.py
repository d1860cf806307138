"""What a search finds."""

from heeded.client._decoding import record
from heeded.client.shapes._where import Citation, Span


@record("Mark")
class Mark:
    """Characters of a passage's `text`."""

    start: int
    end: int


@record("Passage")
class Passage:
    """One passage found."""

    rank: int
    text: str
    marks: tuple[Mark, ...]  # words of the question, in `text`
    meaning_marks: tuple[Mark, ...]  # the sentence that carries the meaning, in `text`
    citation: Citation
    marked: tuple[Span, ...]  # words of the question, in the pages
    meaning_marked: tuple[Span, ...]  # the sentence that carries the meaning, in the pages
    label: str  # the page’s number as printed, where it has one
    paged: bool
    heading: str
    section: str  # what the section does: a guess unless a person decided it
    speaker: str
    why: tuple[str, ...]  # what matched, in plain words
    found_by: str
    closeness: float | None  # cosine to the question, where it is known
    score: float
    file: str
    ocr: bool
    fictional: bool
    predates_guidance: bool  # older than the guidance in force today


@record("ReviewFound")
class ReviewFound:
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
    unconfirmed: tuple[str, ...]
    fictional: bool
    document: str
    restricted: bool
    matching: int  # passages that match, shown or not
    passages: tuple[Passage, ...]


@record("FacetValue")
class FacetValue:
    """One value of a filter, and how many reviews it would list."""

    value: str
    label: str
    reviews: int
    chosen: bool


@record("Facet")
class Facet:
    """A filter with its values, and how many reviews each would list."""

    name: str
    values: tuple[FacetValue, ...]


@record("NotHeld")
class NotHeld:
    """A review that is known but not held."""

    identifier: str
    title: str
    board: str
    year: int | None
    where: str
    link: str
    ask: str


@record("Correction")
class Correction:
    """A word that was typed, and the word that was searched for."""

    typed: str
    searched: str


@record("Parameter")
class Parameter:
    """A name and value of the API's search; one name may come several times."""

    name: str
    value: str


@record("Try")
class Try:
    """What to try instead: parameters of this operation."""

    kind: str
    text: str
    parameters: tuple[Parameter, ...]
    reviews: int | None


@record("SearchAnswer")
class SearchAnswer:
    """Reviews with their best passages, best first."""

    total: int  # reviews and other works over all parts
    reviews: int  # those of them that are reviews
    passages: int
    results: tuple[ReviewFound, ...]
    facets: tuple[Facet, ...]
    suggestions: tuple[Try, ...]
    not_held: tuple[NotHeld, ...]
    notes: tuple[str, ...]
    corrections: tuple[Correction, ...]
    mode: str  # how it was searched in the end
    by_word_only: str  # why it was searched by word alone, where meaning was asked for
    ready: bool  # false while the index is being made
    behind: int  # documents whose newest words are not in the index yet
    next: str | None


@record("Alike")
class LikePassage:
    """Passages of other reviews that say something like one."""

    passage: Passage
    results: tuple[ReviewFound, ...]
    note: str  # why there are none or fewer


@record("PointClose")
class PointClose:
    """A learning point of another review that says something like one."""

    identifier: str
    rank: int
    kind: str
    state: str
    found_by: str
    number: str
    text: str
    review: str
    review_title: str
    board: str
    year: int | None
    unconfirmed: tuple[str, ...]
    fictional: bool
    file: str
    label: str
    paged: bool
    citation: Citation
    closeness: float


@record("PointsAlike")
class LikePoint:
    """Learning points of other reviews that say something like one."""

    point: PointClose
    results: tuple[PointClose, ...]
    note: str  # why there are none or fewer
