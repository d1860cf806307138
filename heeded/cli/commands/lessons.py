"""`heeded lessons`: learning points of different reviews that say the same, confirmed and proposed."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from heeded.cli.library import open_library
from heeded.cli.output import Output

if TYPE_CHECKING:
    from heeded.learning.models import LessonMember
    from heeded.learning.queries import LessonShown


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--decided", action="store_true", help="only those that a person has confirmed")
    parser.add_argument(
        "--find", action="store_true", help="look for lessons first, in everything that is held"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    open_library(make=False)
    if chosen.find:
        _find(out)
    rows = _rows(sorted(_shown(only_decided=chosen.decided), key=lambda one: not one.is_decided))
    out.answer(rows)
    for row in rows:
        _say(row, out)
    decided = sum(row["decided"] for row in rows)
    out.say(f"{decided} confirmed, {len(rows) - decided} proposed by machine. Nobody has checked those.")
    return 0


def _find(out: Output) -> None:
    from heeded.learning.services import find_lessons
    from heeded.people.viewer import OPERATOR

    found = find_lessons(
        by=OPERATOR, progress=lambda done, of: out.progress(f"Made comparable {done} of {of} learning points")
    )
    out.say(f"{found.points} learning points of reviews were compared.")
    if found.by_words:
        out.say("There is no sentence model here: they were compared by their words alone.")
    if found.left_out:
        out.say(f"{found.left_out} were left out, the oldest: there are too many to compare all at once.")


def _shown(*, only_decided: bool) -> "list[LessonShown]":
    from heeded.learning.queries import lessons_shown, visible_lessons
    from heeded.people.viewer import OPERATOR

    states = ["confirmed"] if only_decided else ["confirmed", "proposed"]
    return lessons_shown(OPERATOR, visible_lessons(OPERATOR).filter(state__in=states))


def _rows(found: "Sequence[LessonShown]") -> list[dict[str, Any]]:
    from heeded.learning.queries import pages_of

    members = [one.confirmed if one.is_decided else one.members for one in found]
    pages = pages_of(member.learning_point_id for some in members for member in some)
    return [
        {
            "id": one.lesson.identifier,
            "title": one.title,
            "named": one.is_named,
            "decided": one.is_decided,
            "members": [_member(member, pages.get(member.learning_point_id, ())) for member in some],
        }
        for one, some in zip(found, members, strict=True)
    ]


def _member(member: "LessonMember", pages: tuple[int, ...]) -> dict[str, Any]:
    point = member.learning_point
    return {
        "kind": point.kind,
        "review": point.work.identifier,
        "review_title": point.work.title,
        "number": point.number or None,
        "text": point.text,
        "page": pages[0] if pages else None,
        "learning_point": point.identifier,
    }


def _say(row: dict[str, Any], out: Output) -> None:
    state = "confirmed" if row["decided"] else "proposed by machine"
    name = row["title"] if row["named"] else f"(no name yet) {row['title']}"
    out.say(f"{name}  [{state}, {row['id']}]")
    for one in row["members"]:
        where = f", p. {one['page']}" if one["page"] else ""
        out.say(f"  • {one['review_title']}{where}: {one['text']}")
    out.say()
