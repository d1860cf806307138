"""`heeded search QUERY`: passages, grouped by review, best first."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from heeded.cli.commands.search._printed import print_results
from heeded.cli.library import open_library
from heeded.cli.output import Output

if TYPE_CHECKING:
    from heeded.search.results import PassageHit, ReviewHit, Suggestion


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--top", type=int, default=10, metavar="N", help="reviews shown (10)")
    parser.add_argument("--per-review", type=int, default=3, metavar="N", help="passages of each (3)")
    parser.add_argument("--sort", choices=["relevance", "newest", "oldest"], default="relevance")
    parser.add_argument(
        "--mode", choices=["both", "words", "meaning"], default="both", help="words and meaning (both)"
    )
    parser.add_argument(
        "--kind", action="append", default=[], metavar="SECTION", help="only in sections of this kind"
    )
    parser.add_argument("--since", type=int, metavar="YEAR")
    parser.add_argument("--until", type=int, metavar="YEAR")


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library()
    from heeded.people.viewer import OPERATOR
    from heeded.search.queries import find
    from heeded.search.request import SearchRequest
    from heeded.search.services import follow

    follow()
    request = SearchRequest(
        text=" ".join(chosen.query),
        sort=chosen.sort,
        mode=chosen.mode,
        per_page=chosen.top,
        per_review=chosen.per_review,
        section_kinds=tuple(chosen.kind),
        year_from=chosen.since,
        year_to=chosen.until,
    )
    results = find(OPERATOR, request)
    out.answer(
        {
            "total": {"reviews": results.works, "passages": results.passages},
            "mode": results.mode,
            "by_word_only": results.by_word_only or None,
            "results": [_review(hit) for hit in results.hits],
            "corrections": [
                {"typed": typed, "searched": searched} for typed, searched in results.corrections
            ],
            "notes": list(results.notes),
            "suggestions": [_suggestion(suggestion) for suggestion in results.suggestions],
            "not_held": [asdict(known) for known in results.not_held],
        }
    )
    print_results(results, out)
    return 0


def _suggestion(suggestion: "Suggestion") -> dict[str, Any]:
    return {
        "kind": suggestion.kind,
        "text": suggestion.text,
        "parameters": [list(pair) for pair in suggestion.parameters],
        "reviews": suggestion.reviews,
    }


def _review(hit: "ReviewHit") -> dict[str, Any]:
    return {
        "review": hit.identifier,
        "title": hit.title,
        "board": hit.board or None,
        "year": hit.year,
        "fictional": hit.fictional,
        "passages": [_passage(passage) for passage in hit.passages],
    }


def _passage(hit: "PassageHit") -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "document": hit.document,
        "file": hit.file,
        "page": hit.page,
        "label": hit.label or None,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "why": list(hit.why),
        "found_by": hit.found_by,
        "meaning": [list(mark) for mark in hit.meaning_marks],
        "closeness": hit.closeness,
    }
