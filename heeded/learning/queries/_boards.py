"""Boards through time: which names are one board, and which reviews are of it or of its areas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from heeded.learning.queries._reviews import ReviewKnown
from heeded.people.models import Organisation, OrganisationArea

_Spell = tuple[date | None, date | None]


class Boards:
    """Which names of boards are one board, through those that took over from others. One query."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        pairs = Organisation.predecessors.through.objects.order_by("pk")
        for one, other in pairs.values_list("from_organisation__name", "to_organisation__name"):
            first, second = sorted((self.one(one), self.one(other)))
            self._first[second] = first

    def one(self, name: str) -> str:
        """The same for every name of one board; in small letters."""
        found = name.casefold()
        while found in self._first:
            found = self._first[found]
        return found

    def distinct(self, reviews: Iterable[ReviewKnown]) -> int:
        """How many boards these reviews are of; those whose board is not known count for none."""
        return len({self.one(known.board) for known in reviews if known.board})

    def names(self, name: str) -> Iterator[str]:
        """All names of that board, in small letters."""
        wanted = self.one(name)
        yield wanted
        yield from (other for other in self._first if self.one(other) == wanted)


def reviews_of_board(every: Iterable[ReviewKnown], name: str) -> dict[int, ReviewKnown]:
    """Those filed under a board or area of this name, in small letters; and those of the same areas."""
    boards = Boards()
    held = list(every)
    served = _served({name, *boards.names(name)})
    found = [
        one
        for one in held
        if boards.one(one.board) == boards.one(name)
        or one.area.casefold() == name
        or any(_serves(since, until, one) for since, until in served.get(one.area.casefold(), ()))
    ]
    areas = {one.area.casefold() for one in found if one.area}
    return {one.work.pk: one for one in held if one in found or one.area.casefold() in areas}


def _served(boards: set[str]) -> Mapping[str, list[_Spell]]:
    """The areas that these boards serve, and from when until when."""
    found: dict[str, list[_Spell]] = defaultdict(list)
    rows = OrganisationArea.objects.values_list("organisation__name", "area", "since", "until")
    for name, area, since, until in rows:
        if name.casefold() in boards:
            found[area.casefold()].append((since, until))
    return found


def _serves(since: date | None, until: date | None, review: ReviewKnown) -> bool:
    """Whether an area belonged to a board when the review was about it; where nothing says otherwise, it did."""
    at = review.order
    if at is None:
        return True
    begun = since is None or since.year * 12 + since.month - 1 <= at
    return begun and (until is None or at <= until.year * 12 + until.month - 1)
