"""Records as rows of a table: plain values only, several of them in one cell with "; " between."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from heeded.client._rows import Flat
from heeded.client.shapes import (
    BriefingRow,
    Citation,
    Coding,
    FactsOfReview,
    Holding,
    LearningPoint,
    LessonRow,
    Page,
    PassageRow,
    ReviewFound,
    ReviewRow,
    Withdrawal,
)

PLACE = ("document", "page", "at", "address")
REVIEW = ("identifier", "kind", "title", "title_found_by", "board", "year", "held", "restricted", "fictional")
_OF_REVIEW_FOUND = (
    *("review", "title", "title_is_confirmed", "board", "year", "nation", "review_type"),
    *("fictional", "restricted"),
)
_OF_HIT = ("rank", "text", "heading", "section", "speaker", "found_by", "why", "closeness", "score")
FOUND = (*_OF_REVIEW_FOUND, *PLACE, *_OF_HIT)
FACT = ("review", "review_title", "name", "label", "subject", "value", "found_by", "confidence")
_OF_POINT = (
    *("identifier", "review", "review_title", "kind", "number", "text", "addressees", "agencies"),
    *("state", "found_by", "fictional"),
)
POINT = (*_OF_POINT, *PLACE, "quote")
BRIEFING = ("identifier", "version", "kind", "title", "review", "state", "made_at", "checked_at", "issued_at")
WITHDRAWAL = ("document", "at", "how", "reason", "replaced_by")
_OF_PASSAGE = ("order", "text", "heading", "section", "speaker", "ocr")
PASSAGE = (*PLACE, *_OF_PASSAGE)
PAGE = ("document", "number", "label", "text", "source")
HOLDING = ("area", "held", "known")
LESSON = ("identifier", "title", "is_named", "state", "found_by", "points", "reviews")
_OF_CODING = (
    *(
        "identifier",
        "review",
        "review_title",
        "target",
        "subject",
        "adult",
        "framework",
        "theme",
        "theme_name",
    ),
    *("value", "certainty", "state", "found_by", "made_at", "note", "fictional"),
)
CODING = (*_OF_CODING, *PLACE, "quote")


def plainly(names: Sequence[str]) -> Callable[[Any], Iterable[Flat]]:
    """One row of a record's own fields of these names."""
    return lambda row: [{name: cell(getattr(row, name)) for name in names}]


def cell(value: Any) -> Any:
    """A value that one cell holds."""
    if isinstance(value, tuple | list):
        return "; ".join(str(one) for one in value)
    return value


def of_review(row: ReviewRow) -> Iterable[Flat]:
    return plainly(REVIEW)(row)


def of_found(row: ReviewFound) -> Iterator[Flat]:
    """One row a passage."""
    whole = {name: getattr(row, name) for name in _OF_REVIEW_FOUND}
    for passage in row.passages:
        own = {name: cell(getattr(passage, name)) for name in _OF_HIT}
        yield {**whole, **of_place(passage.citation), **own}


def of_place(citation: Citation) -> Flat:
    return {name: getattr(citation, name) for name in PLACE}


def of_facts(row: FactsOfReview) -> Iterator[Flat]:
    """One row a value. Where nobody has decided, one a proposal, with how sure the machine is of it."""
    for fact in row.facts:
        whole = {
            "review": row.review,
            "review_title": row.review_title,
            "name": fact.name,
            "label": fact.label,
            "subject": fact.subject,
        }
        for one in fact.proposals if fact.found_by == "machine" else ():
            yield whole | {"value": one.value, "found_by": one.found_by, "confidence": one.confidence}
        for value in (fact.values or ("not stated",)) if fact.found_by == "person" else ():
            yield whole | {"value": value, "found_by": fact.found_by, "confidence": None}


def of_point(row: LearningPoint) -> Iterator[Flat]:
    """One row a learning point, with the first place where it is printed."""
    own = {name: cell(getattr(row, name)) for name in _OF_POINT}
    if row.places:
        yield own | {**of_place(row.places[0]), "quote": row.places[0].quote}
    else:
        yield own | {"document": row.document, "page": None, "at": "", "address": "", "quote": ""}


def of_lesson(row: LessonRow) -> Iterable[Flat]:
    return plainly(LESSON)(row)


def of_coding(row: Coding) -> Iterator[Flat]:
    """One row a coding, with the words that it was given to."""
    own = {name: getattr(row, name) for name in _OF_CODING}
    if row.citation is None:
        yield own | {"document": "", "page": None, "at": "", "address": "", "quote": ""}
    else:
        yield own | {**of_place(row.citation), "quote": row.citation.quote}


def of_briefing(row: BriefingRow) -> Iterable[Flat]:
    return plainly(BRIEFING)(row)


def of_withdrawal(row: Withdrawal) -> Iterable[Flat]:
    return plainly(WITHDRAWAL)(row)


def of_passage(row: PassageRow) -> Iterator[Flat]:
    own = {name: getattr(row, name) for name in _OF_PASSAGE}
    yield {**of_place(row.citation), **own}


def of_page(row: Page) -> Iterable[Flat]:
    return plainly(PAGE)(row)


def of_holding(row: Holding) -> Iterable[Flat]:
    return [{"area": row.area, "held": sum(row.held.values()), "known": sum(row.known.values())}]
