"""Results as rows and the filters beside them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.engine.vocabulary import SectionKind, Speaker, WorkKind
from heeded.library.filing import may_combine
from heeded.people.viewer import Viewer
from heeded.search.queries import chooses_a_child
from heeded.search.request import NOT_YET_CONFIRMED, SearchRequest, parameter_name
from heeded.search.results import FacetValue, PassageHit, ReviewHit, SearchResults
from heeded.search.showing import guidance_now
from heeded.web.presenters.addresses import more_like_address, page_address, page_words
from heeded.web.presenters.chosen import FILTER_WORDS, chosen_filters
from heeded.web.presenters.meaning import meaning_is_here, why_by_word

_SHOWN = 12  # options of one filter
_LONGEST_MARKED = 500  # characters of a question that the page of a document marks
_KEPT = {"q", "sort", "mode", "review", "document"}  # beside the filters themselves


def result_rows(viewer: Viewer, results: SearchResults, asked: SearchRequest) -> list[dict[str, Any]]:
    """One row a review with its passages. Without logging in, a list chosen by a child's features names no board."""
    hides_board = not may_combine(viewer) and chooses_a_child(asked)
    way = Shows(question=asked.text, hides_board=hides_board, alike=meaning_is_here())
    return [
        review_row(hit, way) | {"more_address": f"{reverse('search')}?{_inside(asked, hit)}"}
        for hit in results.hits
    ]


@dataclass(frozen=True, slots=True)
class Shows:
    """How the reviews of a list are shown. `question` is marked where a passage is opened; `alike`: each passage leads
    to what is like it."""

    question: str = ""
    hides_board: bool = False
    alike: bool = False


def review_row(hit: ReviewHit, way: Shows) -> dict[str, Any]:
    """What `parts/result.html` shows."""
    return {
        "hit": hit,
        "address": reverse("review", args=[hit.identifier]),
        "facts": _facts(hit, hides_board=way.hides_board),
        "changed": _changed(hit),
        "kind": "" if hit.kind == WorkKind.REVIEW else WorkKind(hit.kind).label,
        "passages": [passage_row(passage, way.question, alike=way.alike) for passage in hit.passages],
        "more": max(0, hit.matching - len(hit.passages)),
    }


def _facts(hit: ReviewHit, *, hides_board: bool) -> list[str]:
    board = "" if hides_board else hit.board
    guidance = "" if hit.predates_guidance else hit.guidance  # else it is said with what came after it
    under = _("under %s") % guidance if guidance else ""
    known = (("board", board), ("year", str(hit.year or "")), ("guidance", under))
    return facts_said(known, hit.unconfirmed)


def facts_said(known: Iterable[tuple[str, str]], unconfirmed: Collection[str]) -> list[str]:
    """Facts by name as far as they are known; proposals say so."""
    return [
        _("%s (found by machine)") % words if name in unconfirmed else words for name, words in known if words
    ]


def _changed(hit: ReviewHit) -> str:
    """For a review older than the guidance in force today, that procedures have changed, and from what to what."""
    if not hit.predates_guidance:
        return ""
    then = _("%s (found by machine)") % hit.guidance if "guidance" in hit.unconfirmed else hit.guidance
    return changed_since(then, guidance_now(hit.nation))


def changed_since(then: str, now: str) -> str:
    """That procedures have changed since a review, in words."""
    if then:
        words = _("Procedures have changed since: written under %(then)s; in force now: %(now)s.")
        return words % {"then": then, "now": now}
    return _("Procedures have changed since: in force now is %s.") % now


def _inside(asked: SearchRequest, hit: ReviewHit) -> str:
    pairs = [(name, value) for name, value in asked.to_parameters() if name not in {"page", "per_review"}]
    return urlencode([*pairs, ("review", hit.identifier), ("per_review", "50")])


def passage_row(hit: PassageHit, question: str, *, alike: bool = False) -> dict[str, Any]:
    """What `parts/passage.html` shows; `alike` leads to what is like it."""
    kind = SectionKind(hit.kind)
    address = page_address(
        hit.document, hit.page, question=question[:_LONGEST_MARKED], spans=hit.spans, meant=hit.meaning_spans
    )
    return {
        "address": address,
        "page": page_words(hit.page, hit.label, paged=hit.paged),
        "section": hit.heading or ("" if kind is SectionKind.OTHER else kind.label),
        "speaker": hit.speaker,
        "speaker_words": "" if hit.speaker == Speaker.UNKNOWN else Speaker(hit.speaker).label,
        "text": hit.text,
        "marks": hit.marks,
        "meant": hit.meaning_marks,
        "by_meaning": hit.found_by in ("meaning", "both"),
        "why": why_by_word(hit),
        "ocr": hit.ocr,
        "like": more_like_address(hit.document, hit.page, hit.start) if alike else "",
    }


def filter_panel(viewer: Viewer, results: SearchResults, asked: SearchRequest) -> dict[str, Any]:
    """What `parts/filters.html` shows: each filter with its counts over reviews."""
    filters = [
        _filter(facet.name, facet.values, asked) for facet in results.facets if _tells_apart(facet.values)
    ]
    if results.facets and all(facet.name != "speakers" for facet in results.facets):
        filters.append(_speakers())
    return {"filters": filters, "keep": _kept(asked), "chosen": chosen_filters(viewer, asked)}


def _speakers() -> dict[str, Any]:
    """Who speaks, without counts: counting them costs as much as the search, so it waits until one is chosen."""
    options = [
        {"value": speaker.value, "words": speaker.label, "count": None, "chosen": False}
        for speaker in Speaker
        if speaker is not Speaker.UNKNOWN
    ]
    return {"name": parameter_name("speakers"), "words": FILTER_WORDS["speakers"], "options": options}


def _tells_apart(values: Sequence[FacetValue]) -> bool:
    """Whether a filter is of use: not while nobody has confirmed any value of it."""
    return any(value.value != NOT_YET_CONFIRMED or value.chosen for value in values)


def _filter(name: str, values: Any, asked: SearchRequest) -> dict[str, Any]:
    if name == "years":
        words = FILTER_WORDS["years"]
        return {
            "name": "years",
            "words": words,
            "kind": "years",
            "from_value": asked.year_from,
            "to_value": asked.year_to,
        }
    shown = [v for i, v in enumerate(values) if i < _SHOWN or v.chosen]
    return {
        "name": parameter_name(name),
        "words": FILTER_WORDS[name],
        "options": [
            {"value": v.value, "words": v.label, "count": v.reviews, "chosen": v.chosen} for v in shown
        ],
    }


def _kept(asked: SearchRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, value in asked.to_parameters() if name in _KEPT]
