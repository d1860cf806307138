"""What to try when nothing was found."""

from collections.abc import Callable
from dataclasses import replace

from heeded.engine.words import Question
from heeded.search.request import SearchRequest
from heeded.search.results import Suggestion

_FILTER_NAMES = {
    "years": "years",
    "areas": "area",
    "regions": "region",
    "boards": "board",
    "review_types": "type of review",
    "nations": "nation",
    "harms": "harm",
    "age_bands": "age",
    "outcomes": "fatal or not",
    "agencies": "agency",
    "section_kinds": "part of the report",
    "speakers": "who speaks",
}


def suggestions(
    request: SearchRequest, question: Question, works_found: Callable[[SearchRequest], int]
) -> tuple[Suggestion, ...]:
    """For an empty list: filters to drop, one at a time and all; words to loosen. Only what finds something."""
    found = []
    for kind, text, changed in _tries(request, question):
        if works := works_found(changed):
            found.append(Suggestion(kind, text, tuple(changed.to_parameters()), works))
    if not found and request.text.strip():
        found.append(_fewer_words(request))
    return tuple(found)


def for_no_words(request: SearchRequest, question: Question) -> tuple[Suggestion, ...]:
    """For a question with nothing to look for in it."""
    if question.unwanted:
        text = "Only words to leave out were given: say also what to find."
    else:
        text = "There is no word to look for: describe the worry in a few words."
    return (Suggestion("fewer-words", text, tuple(replace(request, text="", page=1).to_parameters())),)


def _tries(request: SearchRequest, question: Question) -> list[tuple[str, str, SearchRequest]]:
    used = request.chosen()
    if not used and not request.work and not request.document:
        return _looser(request, question)
    tries = [
        ("filter", f"Search without the filter on {_FILTER_NAMES[name]}", request.without(name))
        for name in used
    ]
    bare = replace(request, work="", document="")
    if request.work or request.document:
        tries.append(("wider", "Search all reviews", bare))
    bare = bare.without(*used)
    if len(used) > 1:
        tries.append(("filter", "Search without any filter", bare))
    return tries[:6] + _looser(bare, question)


def _looser(request: SearchRequest, question: Question) -> list[tuple[str, str, SearchRequest]]:
    """The same words with no quotation marks, no demands and nothing left out."""
    if all(wish.occur == "any" for wish in question.wishes):
        return []
    plain = " ".join(wish.shown for wish in question.wanted if not wish.bonus)
    text = "Search for any of the words, in any order, with nothing left out"
    return [("fewer-words", text, replace(request, text=plain, page=1))]


def _fewer_words(request: SearchRequest) -> Suggestion:
    text = "No report here uses these words. Try fewer or more general words, or another spelling."
    return Suggestion("fewer-words", text, tuple(replace(request, text="", page=1).to_parameters()))
