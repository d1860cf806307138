"""The board or partnership, and from its own name the area and region."""

import re
from collections.abc import Iterator

from heeded.engine import places
from heeded.engine.facts._bodies import BODY, boards_in
from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_DISTRICT = re.compile(
    r"(?:,? (?:and|&) (?:the )?(?:Surrounding )?(?:Districts?|County|Area)| (?:City|County|Borough) (?:Council)?)$"
)


def board_and_area(report: Report) -> Iterator[FactFound]:
    """The board as printed, and what its name tells: area, region, nation."""
    found = surest(boards_in(report))
    if not found:
        return
    board = found[0]
    yield board
    start = report.text.find(board.quote)
    body = BODY.search(board.value)
    words = _DISTRICT.sub("", board.value[: body.start()].strip(" ,")) if body else ""
    if words and start >= 0:
        yield from _area(report, words, start, sure=board.confidence)


def _area(report: Report, words: str, start: int, *, sure: float) -> Iterator[FactFound]:
    where = (start, start + len(words))
    named = [one.place for one in places.find(f"{words} Safeguarding")]
    whole = places.by_name(words)
    if whole is not None:
        named = [whole]
    yield report.fact(FactName.AREA, words, where, sure=sure if named else sure - 0.2)
    regions = {place.region for place in named if place.region}
    if len(regions) == 1:
        yield report.fact(FactName.REGION, regions.pop(), where, sure=sure - 0.05)
    nations = {place.nation for place in named}
    if len(nations) == 1:
        yield report.fact(FactName.NATION, nations.pop().value, where, sure=sure - 0.02)
