"""Does a project hold together? What must be so before it can be written."""

from collections.abc import Iterator
from datetime import datetime

from heeded.engine.exchange._records import Coding, Project
from heeded.engine.exchange._settling import one_line


def unfit(project: Project) -> str:
    """The first thing that does not fit, in a plain sentence, or nothing."""
    return next(_problems(project), "")


def _problems(project: Project) -> Iterator[str]:
    for what, identifiers in (
        ("users", [user.identifier for user in project.users]),
        ("sources", [source.identifier for source in project.sources]),
    ):
        if len(set(identifiers)) < len(identifiers):
            yield f"Two {what} have the same identifier."
        if not all(each and each == one_line(each) for each in identifiers):
            yield f"The identifiers of {what} must each be one line."
    users = {"", *(user.identifier for user in project.users)}
    lengths = {source.identifier: len(source.text) for source in project.sources}
    themes = {theme.identifier: theme.heading for theme in project.framework.themes}
    for coding in project.codings:
        yield from _of_coding(coding, users, lengths, themes)


def _of_coding(
    coding: Coding, users: set[str], lengths: dict[str, int], themes: dict[str, bool]
) -> Iterator[str]:
    if coding.user not in users:
        yield f"A coding is by “{coding.user}”, who is not among the users."
    if coding.source not in lengths:
        yield f"A coding is of the source “{coding.source}”, which is not there."
    elif (coding.start is None) != (coding.end is None):
        yield "A coding has a start and no end, or an end and no start."
    elif not 0 <= (coding.start or 0) <= (coding.end or 0) <= lengths[coding.source]:
        yield f"A coding of “{coding.source}” stands outside its text."
    if themes.get(coding.theme, True):
        yield f"A coding is of “{coding.theme}”, which is no theme of the framework or only a heading."
    if coding.at and not _is_instant(coding.at):
        yield f"A coding was made at “{coding.at}”, which is no instant with a time zone."
    for text in (coding.certainty, coding.of):
        if text != one_line(text):
            yield "How certain a coding is, and of whom, must each be one line."


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
