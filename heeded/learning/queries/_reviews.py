"""Where and when reviews were made, as far as a viewer may know it: what lessons are laid out in time and place by."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from heeded.engine.vocabulary import NOT_STATED, FactName
from heeded.library.filing import may_combine, visible_decisions
from heeded.library.models import Fact, Work
from heeded.library.queries import in_documents, visible_works
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer

_NAMES = (
    FactName.AREA,
    FactName.BOARD,
    FactName.PERIOD_FROM,
    FactName.PERIOD_TO,
    FactName.DATE_OF_PUBLICATION,
    FactName.DATE_OF_REPORT,
)
_PUBLISHED = (FactName.DATE_OF_PUBLICATION, FactName.DATE_OF_REPORT)  # the first that is known
_MONTH = len("2005-09")
_DATE = re.compile(r"\b(1[89]\d\d|20\d\d|21\d\d)(?:-(0[1-9]|1[0-2]))?")
Months = int  # since the year 0, so that two can be subtracted


@dataclass(frozen=True, slots=True)
class ReviewKnown:
    """A review with its area, board and dates; "" or None is "not known to this viewer". Of `guessed` ("area",
    "board", "period", "year") nobody has confirmed what stands there: staff alone see it."""

    work: Work
    area: str = ""
    board: str = ""
    period_from: str = ""  # as exact as it is known: "2005", "2005-09"; for those logged in "2005-09-14"
    period_to: str = ""
    year: int | None = None  # of publication, else of the report
    guessed: frozenset[str] = frozenset()

    @property
    def dated_by(self) -> str:
        """What `order` goes by: "period", "publication" or, where neither is known, ""."""
        if _months(self.period_from) is not None or _months(self.period_to) is not None:
            return "period"
        return "publication" if self.year else ""

    @property
    def begins(self) -> Months | None:
        """The first month of the period under review."""
        return _months(self.period_from)

    @property
    def ends(self) -> Months | None:
        """The last month of the period under review."""
        return _months(self.period_to, last=True)

    @property
    def order(self) -> Months | None:
        """Where it stands in time: at the end of the period under review, as a lesson is drawn from what was done until
        then; where that is not known at the end of the year of publication."""
        for known in (self.ends, self.begins):
            if known is not None:
                return known
        return self.year * 12 + 11 if self.year else None

    def is_before(self, other: "ReviewKnown") -> bool | None:
        """Whether this one is the earlier: by the period under review where that is known of both, else by the year of
        publication; None where neither tells."""
        if self.dated_by == other.dated_by == "period":
            one, two = self.order, other.order
        else:
            one, two = self.year, other.year
        return None if one is None or two is None or one == two else one < two

    @property
    def in_time(self) -> tuple[bool, Months, int]:
        """To sort by: those that cannot be dated last."""
        return (self.order is None, self.order or 0, self.work.pk)


@dataclass(slots=True)
class _Facts:
    decided: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)

    def value(self, *names: FactName) -> tuple[str, bool]:
        """The first of these that is known, and whether it is a guess. What was decided goes before any guess."""
        for known, is_guess in ((self.decided, False), (self.proposed, True)):
            for name in names:
                if known.get(name):
                    return known[name], is_guess
        return "", False


def reviews_known(viewer: Viewer, works: Iterable[int]) -> dict[int, ReviewKnown]:
    """These works (by key), by key, those that this viewer may not see left out. Three queries, whatever the number."""
    keys = list(works)
    facts: dict[int, _Facts] = defaultdict(_Facts)
    decisions = visible_decisions(viewer).filter(work__in=keys, name__in=_NAMES, subject__isnull=True)
    for work, name, values in decisions.order_by("pk").values_list("work", "name", "values"):
        if values and values[0] != NOT_STATED:
            facts[work].decided[name] = str(values[0])
    if Permission.SEE_UNCONFIRMED in viewer.permissions:
        guesses = Fact.objects.filter(
            work__in=keys, found=True, name__in=_NAMES, document__in=in_documents(viewer)
        )
        for work, name, value in guesses.order_by("confidence", "-pk").values_list("work", "name", "value"):
            if value != NOT_STATED:
                facts[work].proposed[name] = value  # the surest comes last
    found = {work.pk: _known(work, facts[work.pk]) for work in visible_works(viewer).filter(pk__in=keys)}
    return found if may_combine(viewer) else {key: _without_days(known) for key, known in found.items()}


def _known(work: Work, facts: _Facts) -> ReviewKnown:
    if work.catalogued:  # typed in by a person
        typed = {FactName.AREA: work.catalogue_area, FactName.BOARD: work.catalogue_board}
        typed[FactName.DATE_OF_PUBLICATION] = str(work.catalogue_year or "")
        facts.decided = {**{name: value for name, value in typed.items() if value}, **facts.decided}
    area, area_guessed = facts.value(FactName.AREA)
    board, board_guessed = facts.value(FactName.BOARD)
    begins, begins_guessed = facts.value(FactName.PERIOD_FROM)
    ends, ends_guessed = facts.value(FactName.PERIOD_TO)
    published, year_guessed = facts.value(*_PUBLISHED)
    months = _months(published)
    guesses = {"area": area_guessed, "board": board_guessed, "year": year_guessed}
    guesses["period"] = begins_guessed or ends_guessed
    return ReviewKnown(
        work=work,
        area=area,
        board=board,
        period_from=begins,
        period_to=ends,
        year=None if months is None else months // 12,
        guessed=frozenset(name for name, is_guess in guesses.items() if is_guess),
    )


def _without_days(known: ReviewKnown) -> ReviewKnown:
    """Nobody who is not logged in is told the day on which something happened."""
    return replace(known, period_from=known.period_from[:_MONTH], period_to=known.period_to[:_MONTH])


def _months(printed: str, *, last: bool = False) -> Months | None:
    """A date as months; of one that is known by its year alone the first month, or the last."""
    match = _DATE.search(printed)
    if match is None:
        return None
    month = int(match[2]) - 1 if match[2] else 11 if last else 0
    return int(match[1]) * 12 + month
