"""`heeded said-before TEXT`: what reviews said already that comes closest. The text is stored nowhere."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.learning.queries import SaidBefore, SaidNear

_LONGEST = 20_000  # characters that are read


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", metavar="TEXT", help="a recommendation that is being written; - reads it from standard input"
    )
    parser.add_argument(
        "--most", type=int, default=10, metavar="N", help="how many of the closest (10, at most 50)"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    text = _text(chosen.text)
    open_library(make=False)
    from heeded.learning.queries import lessons_near, said_before
    from heeded.people.viewer import OPERATOR

    found = said_before(OPERATOR, text, most=max(chosen.most, 1))
    out.answer([_row(one) for one in found.near])
    lessons = lessons_near(OPERATOR, found)
    if found.times or not lessons:
        out.say(_how_often(found))
    for lesson in lessons:
        out.say(f"Close to a lesson taught in {lesson.reviews} reviews: {lesson.shown.title}")
    for one in found.near:
        _say(one, out)
    if found.by_words:
        out.say("There is no sentence model here: the text was compared by its words alone.")
    return 0


def _text(given: str) -> str:
    """
    Raises:
        Refused: there is none.
    """
    text = sys.stdin.read(_LONGEST) if given == "-" else given
    if not text.strip():
        raise Refused(
            "There is no text to compare.",
            advice="Give a recommendation in quotation marks, or - and pipe it in.",
        )
    return text[:_LONGEST]


def _row(one: "SaidNear") -> dict[str, Any]:
    return {
        "text": one.point.text,
        "review": one.point.work.identifier,
        "number": one.point.number or None,
        "board": one.board or None,
        "year": one.year,
        "page": one.page,
        "score": round(one.score, 4),
        "same": one.is_same,
        "kind": one.point.kind,
        "review_title": one.title,
        "learning_point": one.point.identifier,
    }


def _how_often(found: "SaidBefore") -> str:
    if not found.times:
        return "Nothing that says the same has been recommended in a review held here. A machine compared."
    times = "once" if found.times == 1 else f"{found.times} times"
    boards = f" by {found.boards} board{'s' if found.boards > 1 else ''}" if found.boards else ""
    since = (
        f" since {found.since}"
        if found.since and found.times > 1
        else f" in {found.since}"
        if found.since
        else ""
    )
    return f"Already recommended {times}{boards}{since}, as a machine compares."


def _say(one: "SaidNear", out: Output) -> None:
    known = ", ".join(
        [value for value in (one.board, str(one.year or ""), f"p. {one.page}" if one.page else "") if value]
    )
    how = "the same" if one.is_same else "close"
    out.say(f"  {one.score:.2f} {how}: {one.point.text}")
    out.say(f"       {one.title}{f' ({known})' if known else ''}")
