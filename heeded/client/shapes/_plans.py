"""What became of what reviews teach: points, plans, actions, evidence, practice checks."""

from datetime import date, datetime
from typing import Any

from heeded.client._decoding import record


@record("OrganisationNamed")
class OrganisationNamed:
    """A board, agency or other organisation."""

    identifier: str
    name: str


@record("PlacePrinted")
class PlacePrinted:
    """Where a point is printed."""

    document: str
    page: int | None  # none where the document has no pages
    quote: str


@record("PointAsked")
class PointAsked:
    """What is to be learnt: a learning point of a report, or one that was entered by hand with its source."""

    identifier: str | None  # none: no board has it on its plan
    learning_point: str | None
    kind: str
    number: str
    text: str  # empty where you may not see the report, or its words were erased
    source: str
    source_link: str
    review: str | None
    review_title: str
    places: tuple[PlacePrinted, ...]


@record("AnswerShown")
class PlanAnswer:
    """Somebody who is asked, and the newest answer that you may see."""

    identifier: str  # of the addressee
    organisation: OrganisationNamed
    due: date | None
    answer: str | None  # accepted, in-part, not-accepted, already-so; none: none is known to you
    reasons: str
    evidence: tuple[str, ...]
    at: datetime | None
    published: bool


@record("AskedShown")
class AnswerAsked(PlanAnswer):
    """The same with the point that is to be answered."""

    item: str
    board: OrganisationNamed


@record("EvidenceShown")
class EvidenceRow:
    """One piece of evidence."""

    identifier: str
    item: str
    action: str | None
    kind: str
    title: str
    shows: str
    dated: date | None
    file_name: str  # empty: it has no file
    bytes: int
    shown: bool
    added_at: datetime


@record("EvidenceFigureShown")
class EvidenceFigure:
    """One figure of data over time."""

    on: date
    value: float
    out_of: float | None


@record("EvidenceWhole")
class Evidence(EvidenceRow):
    """Evidence with its figures."""

    figures: tuple[EvidenceFigure, ...]


@record("CheckShown")
class CheckOfAction:
    """One practice check, made or still to be made."""

    identifier: str
    due: date
    answer: str | None  # yes, partly, no, not-known; none: still to be made
    found: str
    tie: str | None
    made_at: datetime | None


@record("CheckRow")
class PracticeCheck(CheckOfAction):
    """The same with its board and actions."""

    board: OrganisationNamed
    actions: tuple[str, ...]
    yours: bool


@record("ClosingShown")
class Closing:
    """What something was closed as, with the reason for those within."""

    identifier: str
    closed_as: str
    reason: str
    at: datetime


@record("ActionShown")
class Action:
    """One action, as it stands now."""

    identifier: str
    item: str
    board: OrganisationNamed
    what: str
    intended_change: str
    how_known: str
    kind: str | None
    owner_agency: OrganisationNamed | None
    owner_team: str
    owner_role: str
    owner: str | None  # the account, for those within
    yours: bool
    start: date | None
    due: date | None
    state: str  # not-started, under-way, done
    done_on: date | None
    closed_as: str
    version: int


@record("ActionOfItem")
class ActionOfItem(Action):
    """An action with its evidence, checks and closing."""

    evidence: tuple[EvidenceRow, ...]
    checks: tuple[CheckOfAction, ...]
    closing: Closing | None


@record("FieldChanged")
class FieldChanged:
    """One field of an action changed."""

    version: int
    field: str
    before: Any
    after: Any
    reason: str
    at: datetime


@record("ActionStood")
class ActionStood:
    """An action as it stood at the end of a day."""

    what: str
    intended_change: str
    how_known: str
    kind: str
    owner_role: str
    start: date | None
    due: date | None
    state: str
    done_on: date | None
    closed_as: str


@record("ActionHistory")
class ActionHistory:
    """Every change of an action, and how it stood on a day; none: it was not there yet."""

    identifier: str
    changes: tuple[FieldChanged, ...]
    on: date
    stood: ActionStood | None


@record("TakenUpShown")
class TakenUp:
    """What a board said of another area’s point when it asked whether it could happen here."""

    answer: str
    reason: str
    at: datetime


@record("CameBackShown")
class CameBack:
    """A later review that teaches it again. Nobody has decided what is proposed."""

    identifier: str
    state: str  # same, or for those who decide proposed or not-same
    when: str  # later-practice, earlier-practice, not-known
    said: str
    review: str
    review_title: str
    year: int | None
    learning_point: str
    document: str | None
    page: int | None
    quote: str


@record("ItemRow")
class PlanItemRow:
    """A point on a board's plan, in a list."""

    identifier: str
    point: PointAsked
    board: OrganisationNamed
    origin: str
    opened_at: datetime
    shown: bool
    closed_as: str
    answered: int
    actions: int
    done: int


@record("ItemShown")
class PlanItemOfPoint:
    """A point on one board's plan. Where `is_whole` is false you see what the board shows, or what is yours."""

    identifier: str
    board: OrganisationNamed
    origin: str
    opened_at: datetime
    shown: bool
    closed_as: str
    is_whole: bool
    taken_up: TakenUp | None
    answers: tuple[PlanAnswer, ...]
    actions: tuple[ActionOfItem, ...]
    evidence: tuple[EvidenceRow, ...]
    closing: Closing | None
    came_back: tuple[CameBack, ...]


@record("ItemWhole")
class PlanItem(PlanItemOfPoint):
    """The same with the point."""

    point: PointAsked


@record("PointFollowed")
class PointFollowed:
    """A point and what became of it, board by board. Without items nothing is known, which proves nothing."""

    point: PointAsked
    items: tuple[PlanItemOfPoint, ...]
