"""`heeded throughline ID` or `REVIEW NUMBER`: from a recommendation to what became of it, each with its page."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.core.errors import NotFound, Refused

if TYPE_CHECKING:
    from heeded.library.models import LearningPoint
    from heeded.practice.models import Point
    from heeded.practice.queries import PointThroughline

_MOST_NAMED = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "named",
        metavar="ID",
        nargs="+",
        help="a recommendation or a point, or a REVIEW and the NUMBER of its recommendation",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    from heeded.cli.throughlines import throughline_shape

    named = _named(chosen.named)
    answer = throughline_shape(named)
    out.answer(answer)
    for line in _lines(answer):
        out.say(line)
    return 0


def _named(words: list[str]) -> "PointThroughline | LearningPoint":
    """
    Raises:
        Refused, NotFound: nothing is called so, or several are.
    """
    from heeded.library.queries import work_for
    from heeded.people.viewer import OPERATOR
    from heeded.practice.models import PlanItem
    from heeded.practice.queries import numbered, throughline_named

    if len(words) > 2:
        raise Refused("Name one recommendation.", advice="By its ID, or by REVIEW and NUMBER.")
    if len(words) == 2:
        try:
            work = work_for(OPERATOR, words[0])
        except NotFound as gone:
            raise NotFound(gone.reason, advice=_reviews_called(words[0])) from gone
        found: Point | LearningPoint = numbered(OPERATOR, work, words[1])
        return throughline_named(OPERATOR, found.identifier)
    item = PlanItem.objects.filter(identifier=words[0]).select_related("point").first()
    return throughline_named(OPERATOR, item.point.identifier if item else words[0])


def _reviews_called(words: str) -> str:
    """What to say instead of a title: the IDs of reviews that bear such a one."""
    from heeded.library.queries import visible_works
    from heeded.people.viewer import OPERATOR

    called = visible_works(OPERATOR).filter(title__icontains=words).order_by("title", "pk")[:_MOST_NAMED]
    named = "; ".join(f"{one.identifier} ({one.title})" for one in called)
    if named:
        return f"A review is named by its ID. Called so: {named}."
    return "A review is named by its ID: the end of the address of its page, after /reviews/."


def _lines(answer: dict[str, Any]) -> Iterable[str]:
    said = answer["recommendation"]
    where = f"{said['review_title'] or said['source']}, {_page(said['page'])}"
    yield f"{said['number'] or '–'}  {said['text']}"
    yield f"    {where}"
    yield from _part("Looked at", (_looked_at(one) for one in answer["taken_up"]))
    yield from _part("Answered", (_answered(one) for one in answer["response"]))
    yield from _part("Done", (_done(one) for one in answer["actions"]))
    yield from _part("Shown by", (f"{one['kind']}: {one['title']}" for one in answer["evidence"]))
    yield from _part("Has practice changed?", (_checked(one) for one in answer["checks"]))
    yield from _part("Closed", (f"{one['board']}: {one['as']}" for one in answer["closed"]))
    yield from _part("Came back", (_returned(one) for one in answer["came_back"]))
    if not any(answer[name] for name in ("response", "actions", "taken_up")):
        yield "No response is known to this library."


def _part(title: str, rows: Iterable[str]) -> Iterable[str]:
    held = list(rows)
    if held:
        yield f"{title}:"
        yield from (f"  • {row}" for row in held)


def _looked_at(one: dict[str, Any]) -> str:
    said = f"{one['board']}, {one['on']}: {one['answer']}"
    return f"{said} – {one['reason']}" if one["reason"] else said


def _answered(one: dict[str, Any]) -> str:
    return f"{one['by']}: {one['answer'] or 'no answer yet'}" + (
        f" – {one['reasons']}" if one["reasons"] else ""
    )


def _done(one: dict[str, Any]) -> str:
    when = f"done on {one['done_on']}" if one["done_on"] else f"due {one['due'] or 'on no day'}"
    return f"{one['what']} ({one['state']}, {when}; {one['owner'] or 'no owner'})"


def _checked(one: dict[str, Any]) -> str:
    return f"{one['answer']} ({one['tie']}), {one['made_on']}" if one["answer"] else f"due {one['due']}"


def _returned(one: dict[str, Any]) -> str:
    return f"{one['said']}: {one['review_title']}, {_page(one['page'])}: {one['quote']}"


def _page(page: int | None) -> str:
    return f"p. {page}" if page else "no page"
