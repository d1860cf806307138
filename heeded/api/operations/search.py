"""Finding passages."""

from ninja import Query, Router

from heeded.api.door import Caller, door
from heeded.api.paging import must_be_first, read_cursor, write_cursor
from heeded.api.shapes.search import SearchAnswer, SearchQuery, answer_of
from heeded.core.errors import Refused
from heeded.engine.words.private import asks_first
from heeded.library.filing import may_combine
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.search.queries import find

router = Router(tags=["Search"])
_OF_A_CHILD = ("harm", "age", "outcome")


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
    found = find(request.viewer, asked.request(page=page))
    note_readings(
        {passage.document for hit in found.hits for passage in hit.passages},
        by=request.viewer,
        door="api-search",
    )
    following = write_cursor([page + 1]) if page < found.pages else None
    hides = not may_combine(request.viewer) and any(getattr(asked, name) for name in _OF_A_CHILD)
    return answer_of(found, hides_board=hides, following=following)
