"""What a search answers with: frozen records that web, API and command line show as they are."""

from dataclasses import dataclass, field

from heeded.core.queries import UNKNOWN, Place
from heeded.engine.records import Span

CLOSE = "close in meaning"  # why a passage was found, where it was not for its words


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """One passage found. `start` and `end` are in the raw text of `page`, `marks` in `text`.

    `rank` counts passages over all reviews, from 1. `mark_spans` are the marks in raw text, by page, for
    marking on the picture; `spans` are the whole passage. Where it is close in meaning (`found_by` is "meaning" or
    "both"), `meaning_marks` are the sentences that carry it, in `text`, and `meaning_spans` the same in raw text.
    """

    rank: int
    passage: int
    document: str
    file: str  # the file's own name
    page: int
    label: str  # the page's printed label, "" where it has none
    paged: bool
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]
    mark_spans: tuple[Span, ...]
    why: tuple[str, ...]
    score: float
    heading: str
    kind: str  # section kind
    speaker: str
    ocr: bool
    fictional: bool
    predates_guidance: bool  # older than the guidance in force today: procedures have changed since
    found_by: str = "words"  # words | meaning | both
    meaning_marks: tuple[tuple[int, int], ...] = ()
    meaning_spans: tuple[Span, ...] = ()
    closeness: float | None = None  # cosine to the question, None where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHit:
    """One review (or other work) found, with its best passages. What no person has confirmed is blank
    unless the viewer may see proposals; then its name stands in `unconfirmed`."""

    work: int
    identifier: str
    title: str
    title_is_confirmed: bool
    kind: str
    board: str
    area: str
    region: str
    nation: str
    review_type: str
    year: int | None
    guidance: str  # the guidance then in force
    predates_guidance: bool
    unconfirmed: frozenset[str]
    fictional: bool
    document: str  # identifier of the document of the best passage
    restricted: bool  # that document is not public
    matching: int  # passages that match, shown or not
    passages: tuple[PassageHit, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter: how many reviews would be listed if it alone were chosen there."""

    value: str
    label: str
    reviews: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values, most reviews first; years newest first."""

    name: str  # the field of SearchRequest; "years" for the years
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try. `parameters` make that search; `reviews` is what it would find, where known."""

    kind: str  # spelling | filter | fewer-words | wider
    text: str
    parameters: tuple[tuple[str, str], ...]
    reviews: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHeld:
    """A review that is known but not held: where it is or was, and whom to ask."""

    identifier: str
    title: str
    board: str
    year: int | None
    where: str
    link: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """The answer. `works` is how many are listed over all pages; `reviews` are those of them that are
    reviews (the others are guidance, research …)."""

    works: int
    reviews: int
    passages: int
    hits: tuple[ReviewHit, ...]
    facets: tuple[Facet, ...] = ()
    page: int = 1
    pages: int = 0
    suggestions: tuple[Suggestion, ...] = ()
    not_held: tuple[NotHeld, ...] = ()
    notes: tuple[str, ...] = ()  # plain words: what was left out and why
    corrections: tuple[tuple[str, str], ...] = ()  # (as typed, as searched)
    ready: bool = True  # false: the index is being made, so the answer is empty or partial
    behind: int = 0  # documents whose newest text is not in the index yet
    mode: str = "words"  # how it was searched in the end: words | meaning | both
    by_word_only: str = ""  # why, in plain words, where meaning was asked for and is not there (whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointHit:
    """One recommendation (or other learning point) that says something like another. `spans` is where it is printed
    first."""

    rank: int
    identifier: str
    kind: str  # LearningPointKind
    state: str  # proposed | confirmed
    number: str  # as printed
    text: str
    work: str  # identifier of the review
    title: str
    board: str
    year: int | None
    unconfirmed: frozenset[str]  # names of what no person has confirmed: "board", "year"
    fictional: bool
    document: str
    file: str
    page: int
    label: str
    paged: bool
    spans: tuple[Span, ...]
    closeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreLike:
    """Passages of other reviews that say something like one. `note` says in plain words why there are none or fewer."""

    passage: PassageHit | None  # the one that was asked about, None where the viewer may see none there
    hits: tuple[ReviewHit, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreLikePoint:
    """Learning points of other reviews that say something like one."""

    point: PointHit | None  # the one that was asked about, with a closeness of 1
    hits: tuple[PointHit, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FollowedVectors:
    """The same of this node's copy of the vectors; its place is `UNKNOWN` where it keeps none."""

    documents: int = 0
    place: Place = UNKNOWN
    behind: int = 0
    skipped: bool = False  # another process holds the lock
    rebuilt: bool = False
    failed: bool = False  # it could not be written


@dataclass(frozen=True, slots=True)
class Followed:
    """What a follower did: documents applied, the change it has reached, changes still to come."""

    documents: int
    place: Place
    behind: int
    skipped: bool = False  # another process holds the lock
    rebuilt: bool = False
    vectors: FollowedVectors = field(default_factory=FollowedVectors)


@dataclass(frozen=True, slots=True)
class Drift:
    """Where index and database differ, as primary keys of passages; `stale` stand under another document,
    kind or speaker than the database says."""

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.stale)


@dataclass(frozen=True, slots=True)
class Status:
    """The state of this node's index, for the status page."""

    state: str  # ready | missing | other-version | broken | rebuilding
    place: Place
    behind: int
    passages: int
    bytes: int
    segments: int = 0


@dataclass(frozen=True, slots=True)
class VectorStatus:
    """The state of search by meaning on this node, for the status page. `documents` have vectors, `without` wait for
    theirs; `behind` are changes that this node's copy of them has still to hear of."""

    state: str  # no-model | wrong-model | being-made | ready | missing | broken | other-model | rebuilding
    place: Place
    behind: int
    documents: int
    without: int
    passages: int = 0
    bytes: int = 0
    model: str = ""
    note: str = ""  # the same in plain words


@dataclass(frozen=True, slots=True)
class Embedded:
    """What making vectors came to: documents and passages done now, documents that still wait."""

    documents: int
    passages: int
    waiting: int
    reused: int = 0  # documents whose words had not changed
    note: str = ""  # why nothing was done, in plain words
