"""Reviews that are known but not held: what a question may have been after."""

import numpy as np

from heeded.engine.words import Question, stem, tokens
from heeded.search import _filing
from heeded.search._scope import Scope
from heeded.search._shelf import FACT_OF, Filed, Shelf
from heeded.search.request import SearchRequest
from heeded.search.results import NotHeld

_MOST = 20


def not_held(shelf: Shelf, scope: Scope, request: SearchRequest, question: Question) -> tuple[NotHeld, ...]:
    """Reviews known without a file that this viewer could read, whose title or board has the words asked for."""
    if not question.wanted or request.work or request.document or request.section_kinds or request.page > 1:
        return ()
    held = np.zeros(len(shelf.works), bool)
    held[shelf.work_of[scope.visible]] = True
    mask = ~held
    for name in request.chosen():
        if name in FACT_OF:
            mask &= _filing.mask_of(shelf, scope.eyes, name, getattr(request, name))
    if "years" in request.chosen():
        mask &= _filing.year_mask(shelf, scope.eyes, request)
    works = (shelf.works[number] for number in np.flatnonzero(mask))
    return tuple(_not_held(work) for work in works if _matches(work, question))[:_MOST]


def _matches(work: Filed, question: Question) -> bool:
    """All words asked for stand in title, board, area or year (or a synonym of each)."""
    if not work.catalogued or work.withdrawn:
        return False
    named = [
        work.title,
        *(value for name in ("board", "area", "date-of-publication") for value in work.decided.get(name, ())),
    ]
    stems = {stem(token.word) for text in named for token in tokens(text)}
    plain = [wish for wish in question.wanted if not wish.bonus]
    return bool(plain) and all(any(set(way.term.stems) <= stems for way in wish.ways) for wish in plain)


def _not_held(work: Filed) -> NotHeld:
    boards = work.decided.get("board", ())
    return NotHeld(
        identifier=work.identifier,
        title=work.title,
        board=boards[0] if boards else "",
        year=work.year(None)[0],
        where=work.where,
        link=work.link,
        ask=work.ask,
    )
