"""Finding passages."""

from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import must_be_first, read_cursor, write_cursor
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.learning import PointClose, close_point_of
from heeded.api.shapes.search import Passage, ReviewFound, SearchAnswer, answer_of, passage_of, review_of
from heeded.api.shapes.searching import SearchQuery
from heeded.core.errors import NotFound, Refused
from heeded.engine.words.private import asks_first
from heeded.library.errors import NoSuchDocument
from heeded.library.filing import may_combine
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.search.queries import chooses_a_child, find, more_like, more_like_point

router = Router(tags=["Search"])


class PlaceAsked(Shape):
    """A passage, by a character of it."""

    document: Identifier
    page: int = Field(ge=1, le=999_999)
    start: int = Field(ge=0, le=99_999_999, description="In the raw text of the page")


class Alike(Shape):
    """Passages of other reviews that say something like one."""

    passage: Passage
    results: list[ReviewFound]
    note: str = Field(description="Why there are none or fewer")


class PointsAlike(Shape):
    """Learning points of other reviews that say something like one."""

    point: PointClose
    results: list[PointClose]
    note: str = Field(description="Why there are none or fewer")


@router.get("/search", response=SearchAnswer, **door(Scope.READ, anonymous=True))
def search(request: Caller, asked: Query[SearchQuery]) -> SearchAnswer:
    """Find passages by word, by meaning or both: reviews with their best passages, counts beside the filters.

    What looks like somebody's name, date of birth or address is not searched for unless `sure` says so.
    """
    must_be_first(request, asked.cursor)
    if not asked.sure and (reasons := asks_first(asked.q)):
        words = " ".join(dict.fromkeys(reason.text for reason in reasons))
        raise Refused(words, advice="Nothing was searched. Ask without it, or say sure=true.")
    page = read_cursor(asked.cursor, [int])[0] if asked.cursor else 1
    found = find(request.viewer, asked.page(page))
    note_readings(
        {passage.document for hit in found.hits for passage in hit.passages},
        by=request.viewer,
        door="api-search",
    )
    following = write_cursor([page + 1]) if page < found.pages else None
    hides = not may_combine(request.viewer) and chooses_a_child(asked.page(page))
    return answer_of(found, hides_board=hides, following=following)


@router.get("/more-like", response=Alike, **door(Scope.READ, anonymous=True))
def more_like_passage(request: Caller, asked: Query[PlaceAsked]) -> Alike:
    """Passages of other reviews that say something like the one at a place, closest first."""
    found = more_like(request.viewer, asked.document, asked.page, asked.start)
    if found.passage is None:
        raise NoSuchDocument("There is no such passage.")
    cited = {passage.document for hit in found.hits for passage in hit.passages} | {found.passage.document}
    note_readings(cited, by=request.viewer, door="api-more-like")
    results = [review_of(hit) for hit in found.hits]
    return Alike(passage=passage_of(found.passage), results=results, note=found.note)


@router.get(
    "/learning-points/{identifier}/more-like", response=PointsAlike, **door(Scope.READ, anonymous=True)
)
def more_like_learning_point(request: Caller, identifier: Identifier) -> PointsAlike:
    """Recommendations and the like of other reviews that say something like one, closest first."""
    found = more_like_point(request.viewer, identifier)
    if found.point is None:
        raise NotFound("There is no such learning point.")
    cited = {found.point.document, *(hit.document for hit in found.hits)}
    note_readings(cited, by=request.viewer, door="api-more-like")
    results = [close_point_of(hit) for hit in found.hits]
    return PointsAlike(point=close_point_of(found.point), results=results, note=found.note)
