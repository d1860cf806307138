"""One's own saved searches and what answers them; one's own past searches. Nobody else sees any of it, whatever their
role."""

from datetime import datetime
from typing import Literal, cast

from ninja import Field, Router

from heeded.api.door import Caller, door
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.search import Parameter, Passage, parameters_of, passage_of
from heeded.api.shapes.searching import SearchFilters
from heeded.api.shapes.text import Text
from heeded.library.services import note_readings
from heeded.people.scopes import Scope
from heeded.reach.queries import (
    Kept,
    answers_to,
    keeps_history,
    past_searches,
    saved_search_for,
    saved_searches,
    shown_answers,
)
from heeded.reach.services import (
    Wish,
    change_search,
    delete_search,
    forget_searches,
    mark_seen,
    save_search,
    set_history,
)
from heeded.reach.showing import Shown

router = Router(tags=["Saved searches"])
Often = Literal["daily", "weekly", "never"]
_MOST = 100  # answers of one search at a time


class WishSaid(Sent):
    """How a search is called, and how its owner wants to be told."""

    name: Text = Field("", max_length=120)
    often: Often = "daily"
    by_mail: bool = False


class SearchSaid(WishSaid):
    """A search to keep. What can be seen already does not count as new."""

    search: SearchFilters


class SearchKept(Shape):
    identifier: str
    name: str
    often: Often
    by_mail: bool
    parameters: list[Parameter]
    made_at: datetime
    looked_at: datetime | None
    new: int = Field(description="Documents that answered and that you have not seen")
    answers: int
    looser: int = Field(description="Documents that only touch on it; neither new nor among its answers")


class Answer(Shape):
    """A document that was new and answered."""

    review: str
    review_title: str
    document: str
    document_title: str
    board: str
    year: str
    is_public: bool
    found_at: datetime
    seen_at: datetime | None
    matching: int
    is_loose: bool = Field(description="Whether it only touches on the search: no letter goes about it alone")
    passages: list[Passage]
    fictional: bool


class Answers(Shape):
    search: SearchKept
    results: list[Answer]


class Past(Shape):
    parameters: list[Parameter]
    asked_at: datetime


class History(Shape):
    kept: bool = Field(
        description="Whether Heeded remembers your searches. It does not unless you ask it to."
    )
    results: list[Past]


class HistorySaid(Sent):
    kept: bool


@router.get("/searches", response=list[SearchKept], **door(Scope.ALERTS))
def searches(request: Caller) -> list[SearchKept]:
    """Your saved searches, each with how much is new."""
    return [_kept(one) for one in saved_searches(request.viewer)]


@router.post("/searches", response=SearchKept, **door(Scope.ALERTS))
def keep_search(request: Caller, said: SearchSaid) -> SearchKept:
    """Keep a search, and be told of what answers it from now on."""
    made = save_search(said.search.request(), _wish(said), by=request.viewer)
    return _one(request, made.identifier)


@router.get("/searches/{identifier}", response=Answers, **door(Scope.ALERTS))
def search_answers(request: Caller, identifier: Identifier) -> Answers:
    """What answered one of your searches since it was kept, with the passages: those that only touch
    on it last, then new ones first."""
    search = saved_search_for(request.viewer, identifier)
    rows = list(answers_to(request.viewer, search)[:_MOST])
    found = shown_answers(request.viewer, search, rows)
    note_readings({one.document.identifier for one in found}, by=request.viewer, door="api-answers")
    return Answers(search=_one(request, identifier), results=[_answer(one) for one in found])


@router.post("/searches/{identifier}/seen", response=SearchKept, **door(Scope.ALERTS))
def mark_answers_seen(request: Caller, identifier: Identifier) -> SearchKept:
    """What `search_answers` answers with counts as seen."""
    search = saved_search_for(request.viewer, identifier)
    mark_seen(answers_to(request.viewer, search)[:_MOST], by=request.viewer)
    return _one(request, identifier)


@router.put("/searches/{identifier}", response=SearchKept, **door(Scope.ALERTS))
def change_kept_search(request: Caller, identifier: Identifier, said: WishSaid) -> SearchKept:
    """Give it another name, or say anew how often and how to be told."""
    change_search(saved_search_for(request.viewer, identifier), _wish(said), by=request.viewer)
    return _one(request, identifier)


@router.delete("/searches/{identifier}", response={204: None}, **door(Scope.ALERTS))
def forget_search(request: Caller, identifier: Identifier) -> None:
    """Forget one of your searches, and what answered it."""
    delete_search(saved_search_for(request.viewer, identifier), by=request.viewer)


@router.get("/search-history", response=History, **door(Scope.ALERTS))
def search_history(request: Caller) -> History:
    """Your past searches on the pages, where you asked Heeded to remember them. Searches of programs are not kept."""
    past = past_searches(request.viewer)
    return History(
        kept=keeps_history(request.viewer),
        results=[
            Past(parameters=parameters_of(asked.to_parameters()), asked_at=one.asked_at)
            for one, asked in past
        ],
    )


@router.put("/search-history", response=History, **door(Scope.ALERTS))
def keep_search_history(request: Caller, said: HistorySaid) -> History:
    """Begin to remember your searches, or stop and forget them all."""
    set_history(on=said.kept, by=request.viewer)
    return search_history(request)


@router.delete("/search-history", response={204: None}, **door(Scope.ALERTS))
def forget_search_history(request: Caller) -> None:
    """Forget your past searches."""
    forget_searches(by=request.viewer)


def _wish(said: WishSaid) -> Wish:
    return Wish(name=said.name, often=said.often, by_mail=said.by_mail)


def _one(request: Caller, identifier: str) -> SearchKept:
    return next(_kept(one) for one in saved_searches(request.viewer) if one.search.identifier == identifier)


def _kept(one: Kept) -> SearchKept:
    return SearchKept(
        identifier=one.search.identifier,
        name=one.search.name,
        often=cast(Often, one.search.often),
        by_mail=one.search.by_mail,
        parameters=parameters_of(one.request.to_parameters()),
        made_at=one.search.made_at,
        looked_at=one.search.looked_at,
        new=one.new,
        answers=one.answers,
        looser=one.looser,
    )


def _answer(one: Shown) -> Answer:
    return Answer(
        review=one.work.identifier,
        review_title=one.work.title,
        document=one.document.identifier,
        document_title=one.title,
        board=one.board,
        year=one.year,
        is_public=one.is_public,
        found_at=one.answer.found_at,
        seen_at=one.answer.seen_at,
        matching=one.answer.matching,
        is_loose=one.answer.is_loose,
        passages=[passage_of(hit) for hit in one.passages],
        fictional=one.work.fictional,
    )
