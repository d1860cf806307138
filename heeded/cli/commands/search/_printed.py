"""What `heeded search` prints for people: each passage with its page, its words marked, and how to cite it."""

import shutil
import sys
from typing import TYPE_CHECKING

from heeded.cli.commands.search._lines import Style, excerpt, wrapped
from heeded.cli.output import Output

if TYPE_CHECKING:
    from heeded.search.results import PassageHit, ReviewHit, SearchResults

_PAGE_COLUMN = 10  # wide enough for "  p. 1234 "
_INDENT = " " * _PAGE_COLUMN


def print_results(results: "SearchResults", out: Output) -> None:
    """Reviews with their passages, then what was corrected, left out, could be tried, and is known but not held."""
    if out.json:
        return
    style = _style()
    out.say(f"{_number(results.passages, 'passage')} in {_number(results.works, 'review')}.")
    for hit in results.hits:
        _print_review(hit, style, out)
    rest = _rest(results)
    if rest and results.hits:
        out.say()
    for line in rest:
        _print(line, style, out, rest="  ")


def _style() -> Style:
    width = shutil.get_terminal_size((80, 24)).columns
    return Style.of_terminal(width) if sys.stdout.isatty() else Style.plain(width)


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _print_review(hit: "ReviewHit", style: Style, out: Output) -> None:
    out.say()
    known = ", ".join(_known(hit)) or "board and year not yet confirmed"
    fictional = ", fictional" if hit.fictional else ""
    _print(f"{hit.title} ({known}{fictional})", style, out, rest="  ")
    for passage in hit.passages:
        _print_passage(passage, hit.title, style, out)


def _print_passage(hit: "PassageHit", title: str, style: Style, out: Output) -> None:
    page = f"  p. {hit.page}" if hit.paged else "  -"
    # Where nothing but meaning led here, the sentence that carries it is what to look at.
    text, marks = excerpt(hit.text, hit.marks if hit.found_by != "meaning" else hit.meaning_marks)
    for line in wrapped(text, style, marks=marks, first=f"{page:<{_PAGE_COLUMN - 1}} ", rest=_INDENT):
        out.say(line)
    if hit.found_by == "meaning":
        _print("Close in meaning.", style, out, first=_INDENT, rest=_INDENT)
    _print(f"Cite: {_citation(hit, title)}", style, out, first=_INDENT, rest=_INDENT + "  ")


def _print(text: str, style: Style, out: Output, *, first: str = "", rest: str = "") -> None:
    for line in wrapped(text, style, first=first, rest=rest):
        out.say(line)


def _citation(hit: "PassageHit", title: str) -> str:
    """In words, then the document and the place in it as an address that lasts."""
    printed = f" (printed {hit.label})" if hit.label not in ("", str(hit.page)) else ""
    where = f"p. {hit.page}{printed}" if hit.paged else f"“{hit.heading}”" if hit.heading else "no pages"
    return f"{title}, {where}. {hit.file}, {hit.document} p{hit.page}.{hit.start}-{hit.end}"


def _rest(results: "SearchResults") -> list[str]:
    known = (
        ", ".join(str(one) for one in (known.title, known.board, known.year) if one)
        for known in results.not_held
    )
    return [
        *(f"Also searched: {searched} (for {typed})" for typed, searched in results.corrections),
        *results.notes,
        *([results.by_word_only] if results.by_word_only else []),
        *(f"Try: {suggestion.text}" for suggestion in results.suggestions),
        *(f"Known but not held: {one}" for one in known),
    ]


def _known(hit: "ReviewHit") -> list[str]:
    """Board and year, a machine's guess marked as one."""
    pairs = (("board", hit.board), ("year", str(hit.year or "")))
    return [
        f"{value} (found by machine)" if name in hit.unconfirmed else value for name, value in pairs if value
    ]
