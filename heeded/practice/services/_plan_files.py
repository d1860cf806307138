"""The rows of a plan's file are put on a board's plan: each once, and each with what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Count

from heeded.core.clock import now, today
from heeded.core.errors import NotFound, Refused
from heeded.core.services import record
from heeded.engine.plans import NAMES_A_PERSON, PlanRow
from heeded.engine.vocabulary import LearningPointKind
from heeded.library.looking import one_look
from heeded.library.models import LearningPoint, Work
from heeded.library.queries import visible_works
from heeded.people.models import Account, Organisation
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem, NoSuchPoint
from heeded.practice.kinds import SourceKind
from heeded.practice.models import PlanItem, PlanTaking, TakenRow
from heeded.practice.plan_matches import LEFT_OUT, Match, MatchAs, group_key, match_of
from heeded.practice.queries import visible_items
from heeded.practice.queries._agencies import AgenciesNamed, agencies_named
from heeded.practice.services._actions import add_action
from heeded.practice.services._days import checked_day
from heeded.practice.services._holding import checked_words, hold_plan, must_for
from heeded.practice.services._known_rows import KnownRows
from heeded.practice.services._plan_rows import differs, fingerprint, said_in, wanted_of_row
from heeded.practice.services._points import Entered, enter_item, open_item

_AT_ONCE = 50  # rows of one transaction, so that others who write do not wait long


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What somebody chose for a plan's file. `matches`: by `group_key` where the rows of each recommendation go, those
    not named are left out; `agencies`: by the file's words the identifier of an organisation, or "" for none, and for
    words not named the one that is called so; `shows`: the day whose state the plan shows, today where not said;
    `for_everybody`: they say that everybody may read the actions that go to points which the board shows."""

    matches: Mapping[str, Match]
    agencies: Mapping[str, str] | None = None
    shows: date | None = None
    for_everybody: bool = False


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """What became of a file. `rows` are in the file's order, each with its words and notes."""

    taking: PlanTaking
    added: int
    here: int
    points: int
    left_out: int
    refused: int
    rows: tuple[TakenRow, ...]


def take_plan(
    board: Organisation,
    work: Work | None,
    rows: Sequence[PlanRow],
    matches: Mapping[str, Match],
    *,
    by: Viewer,
    file_name: str = "plan",
    told: Sequence[Sequence[str]] = (),
    shows: date | None = None,
    agencies: Mapping[str, str] | None = None,
    for_everybody: bool = False,
) -> TakenPlan:
    """Put the rows of a plan's file on a board's plan. Taken twice they are there once; a row that cannot be taken is
    listed, and stops no other: so are new actions of points that everybody reads, unless they are `for_everybody`.
    `work` is the review that they answer; `matches` says by `group_key` where rows go (see `queries.match_rows` for
    proposals); `told` is what was not understood of each row.

    Raises:
        NotAllowed: they do not keep that board's plan.
        NoSuchPoint: the review is not one that they may see.
        Refused: the day that the plan shows is to come.
    """
    choices = PlanChoices(matches, agencies, shows, for_everybody)
    taking = begin_taking(board, work, choices, by=by, file_name=file_name, rows=len(rows))
    take_rows(taking, rows, by=by, told=told)
    return taken_plan(taking)


def take_rows(
    taking: PlanTaking,
    rows: Sequence[PlanRow],
    *,
    by: Viewer,
    told: Sequence[Sequence[str]] = (),
    go_on: Callable[[], bool] = lambda: True,
) -> bool:
    """Take what is left of a file, a few rows at a time, as long as `go_on`. Whether it came to its end.

    Raises:
        NotAllowed: they do not keep that board's plan any more.
    """
    matches = _matches(taking)
    while _take_some(taking, rows, matches, told, by=by):
        if not go_on():
            return False
    return True


def _matches(taking: PlanTaking) -> Mapping[str, Match]:
    return {key: match_of(said) for key, said in taking.choices["matches"].items()}


def taken_plan(taking: PlanTaking) -> TakenPlan:
    """What became of a file so far."""
    rows = tuple(taking.taken_rows.select_related("item", "action").order_by("place"))
    counts = taken_counts(taking)
    return TakenPlan(
        taking,
        counts["added"],
        counts["here"],
        counts["point"],
        counts["left-out"],
        counts["refused"],
        rows,
    )


def taken_counts(taking: PlanTaking) -> dict[str, int]:
    """How many rows of a file each thing became of."""
    counted = taking.taken_rows.order_by().values_list("outcome").annotate(rows=Count("pk"))
    return {outcome: 0 for outcome, _ in TakenRow.OUTCOMES} | dict(counted)


@transaction.atomic
def begin_taking(
    board: Organisation,
    work: Work | None,
    choices: PlanChoices,
    *,
    by: Viewer,
    file_name: str,
    rows: int,
    sha256: str = "",
    tables: Mapping[str, Mapping[str, str]] | None = None,
) -> PlanTaking:
    """Note that a file is to be taken, and what was chosen for it. With its `sha256` and the columns of its `tables` a
    worker can read it again and go on where somebody stopped.

    Raises:
        NotAllowed, NoSuchPoint, Refused: as `take_plan`.
    """
    must_for(by, Permission.MANAGE_PLAN, board)
    if work is not None and not visible_works(by).filter(pk=work.pk).exists():
        raise NoSuchPoint("There is no such review.")
    day = choices.shows or today()
    checked_day(day, field="shows")
    if day > today():
        raise Refused("The plan cannot show a day that is to come.")
    made = PlanTaking.objects.create(
        board=board,
        work=work,
        file_name=checked_words(file_name, what="the name of the file", most=255) or "plan",
        sha256=sha256,
        choices={
            "tables": {str(at): dict(columns) for at, columns in (tables or {}).items()},
            "matches": {key: match.written() for key, match in choices.matches.items()},
            "agencies": dict(choices.agencies or {}),
            "for_everybody": choices.for_everybody,
        },
        shows=day,
        rows=rows,
        account=Account.objects.filter(pk=by.account).first() if by.account else None,
        taken_by=by.audit_name,
        begun_at=now(),
    )
    record("plan.take-file", by=by, thing_kind="plan-file", thing=made.identifier, rows=rows)
    return made


def take_some(
    taking: PlanTaking,
    rows: Sequence[PlanRow],
    *,
    by: Viewer,
    told: Sequence[Sequence[str]] = (),
    most: int = _AT_ONCE,
) -> bool:
    """Take the next rows of a file, all or none of them. Whether more wait.

    Raises:
        NotAllowed: they do not keep that board's plan any more.
    """
    return _take_some(taking, rows, _matches(taking), told, by=by, most=most)


@transaction.atomic
@one_look()  # who sees what is asked for each row, and is the same for all
def _take_some(
    taking: PlanTaking,
    rows: Sequence[PlanRow],
    matches: Mapping[str, Match],
    told: Sequence[Sequence[str]],
    *,
    by: Viewer,
    most: int = _AT_ONCE,
) -> bool:
    hold_plan(taking.board_id)
    waiting = PlanTaking.objects.select_for_update(of=("self",)).select_related("board", "work")
    held = waiting.defer("choices").get(pk=taking.pk)  # of 50,000 rows they are long
    if held.state != "waiting":
        return False
    must_for(by, Permission.MANAGE_PLAN, held.board)
    row_by_row = _RowByRow(held, matches, agencies_named(taking.choices["agencies"]), by=by)
    last = min(held.done + most, len(rows))
    for place in range(held.done, last):
        row_by_row.take(place, rows[place], list(told[place]) if place < len(told) else [])
    TakenRow.objects.bulk_create(row_by_row.taken)
    held.done = last
    if last >= len(rows):
        held.state, held.ended_at = "taken", now()
        counts = {
            outcome: held.taken_rows.filter(outcome=outcome).count() for outcome in ("added", "refused")
        }
        record("plan.file-taken", by=by, thing_kind="plan-file", thing=held.identifier, **counts)
    held.save(update_fields=["done", "state", "ended_at"])
    taking.done, taking.state, taking.ended_at = held.done, held.state, held.ended_at
    return held.state == "waiting"


class _RowByRow:
    """Takes rows one after the other; what it found out of one serves those after it."""

    def __init__(
        self, taking: PlanTaking, matches: Mapping[str, Match], agencies: AgenciesNamed, *, by: Viewer
    ) -> None:
        self.taken: list[TakenRow] = []
        self._taking, self._by = taking, by
        self._matches, self._agencies = matches, agencies
        self._items: dict[str, PlanItem] = {}
        self._known = KnownRows(taking)

    def take(self, place: int, row: PlanRow, notes: list[str]) -> None:
        made = TakenRow(taking=self._taking, place=place, row=row.row, said=said_in(row), notes=notes)
        self.taken.append(made)
        match = self._matches.get(group_key(row), LEFT_OUT)
        if match.to == MatchAs.LEFT_OUT:
            made.outcome = "left-out"
            return
        try:
            self._take(made, row, match)
        except (Refused, NotFound) as problem:
            made.outcome = "refused"
            made.notes.append(f"{problem.reason} {problem.advice}".strip())

    def _take(self, made: TakenRow, row: PlanRow, match: Match) -> None:
        made.item = self._item(row, match)
        made.outcome = "point"
        if not row.action.strip():
            return
        made.fingerprint = fingerprint(row)
        twin = self._known.same_row(made)
        if twin is not None:
            made.action, made.outcome = twin.action, "here"
            made.notes.append(f"It says the same as row {twin.row}.")
            return
        if any(NAMES_A_PERSON in note for note in made.notes):
            row = replace(row, owner_role="")  # roles, not names; the file's words are kept beside it
        agency = self._agencies.of(row.owner_agency)
        wanted, notes = wanted_of_row(row, agency=agency, shows=self._taking.shows)
        made.action = self._known.same_action(made, wanted)
        made.outcome = "here"
        if made.action is None:
            self._must_not_publish_unsaid(made.item)
            made.action, made.outcome = add_action(made.item, wanted, by=self._by), "added"
            made.notes.extend(notes)
        else:
            made.notes.extend(differs(made.action, row))
        self._known.add(made)

    def _must_not_publish_unsaid(self, item: PlanItem) -> None:
        """An action under a point that is shown is read by everybody at once: somebody must have said that it may."""
        if item.shown_at is not None and not self._taking.choices.get("for_everybody"):
            raise Refused(
                "The board shows this point to everybody, and everybody would read the action at once.",
                advice="Take the file again, and say that its words may be read by everybody.",
            )

    def _item(self, row: PlanRow, match: Match) -> PlanItem:
        key = group_key(row)
        if key not in self._items:
            self._items[key] = self._opened(row, match)
        return self._items[key]

    def _opened(self, row: PlanRow, match: Match) -> PlanItem:
        board, work = self._taking.board, self._taking.work
        if match.to == MatchAs.ITEM:
            found = visible_items(self._by).filter(board=board, identifier=match.identifier).first()
            if found is None:
                raise NoSuchItem("There is no such item on the plan.")
            return found
        if match.to == MatchAs.POINT:
            point = LearningPoint.objects.filter(identifier=match.identifier).first()
            if point is None:
                raise NoSuchPoint("There is no such learning point.")
            return open_item(point, board, by=self._by)
        entered = Entered(
            text=row.recommendation,
            source_kind=SourceKind.REVIEW if work else SourceKind.OTHER,
            source=f"Action plan: {self._taking.file_name}"[:400],
            kind=LearningPointKind(row.point) if row.point else LearningPointKind.RECOMMENDATION,
            number=row.number.strip()[:30],
            work=work,
        )
        return enter_item(entered, board, by=self._by)
