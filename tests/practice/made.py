"""Boards with plans, as rows made by the services themselves. Invented and fictional."""

from dataclasses import dataclass, field
from datetime import date

from heeded.library.models import Document, LearningPoint
from heeded.people.models import Account, Organisation, Team
from heeded.people.viewer import OPERATOR, Viewer
from heeded.practice import services
from heeded.practice.kinds import CheckAnswer, ClosedAs, EvidenceKind, Tie
from heeded.practice.models import Action, Evidence, PlanItem, PracticeCheck
from heeded.practice.services import Checked, Close, EvidenceGiven, Wanted
from tests.learning import lessons_made
from tests.people import made as people

MEN = "Health visitors should record the name of every man who lives in the home."
AUDIT = EvidenceGiven(EvidenceKind.AUDIT, "Audit of 20 case files", "18 of 20 name the men of the household.")
COURSE = EvidenceGiven(EvidenceKind.TRAINING, "Who came to the course")


def agency(name: str = "") -> Organisation:
    made = people.board(name)
    made.kind = "agency"
    made.save()
    return made


@dataclass
class World:
    """A board with a published review of one recommendation on its plan, an agency and its people."""

    board: Organisation = field(default_factory=people.board)
    trust: Organisation = field(default_factory=agency)
    text: str = MEN
    state: str = "published"

    def __post_init__(self) -> None:
        self.report: Document = lessons_made.review(
            self.text, state=self.state, board=self.board.name, period_from="2006-01", period_to="2007-12"
        )
        self.recommendation: LearningPoint = self.report.learning_points.get()
        self.team = Team.objects.create(organisation=self.trust, name="Duty team")
        self.staff: Viewer = people.viewer("board-staff", organisation=self.board)
        self.owner_account: Account = people.account("practitioner", organisation=self.trust, team=self.team)
        self.owner: Viewer = people.seen_as(self.owner_account)
        self.manager: Viewer = people.viewer("manager", organisation=self.trust)
        self.checker: Viewer = people.viewer("board-staff", organisation=self.board)

    def item(self) -> PlanItem:
        return services.open_item(self.recommendation, self.board, by=OPERATOR)

    def colleague(self, role: str = "practitioner") -> Account:
        """Somebody else of the agency."""
        return people.account(role, organisation=self.trust)

    def wanted(self, **said: object) -> Wanted:
        given: dict[str, object] = {
            "what": "Change the recording form",
            "intended_change": "Every man of a household is known by name",
            "how_known": "An audit of case files",
            "owner_agency": self.trust,
            "owner_role": "Named nurse",
            "owner": self.owner_account,
            "due": date(2009, 6, 30),
        }
        return Wanted(**{**given, **said})  # type: ignore[arg-type]

    def action(self, **said: object) -> Action:
        return services.add_action(self.item(), self.wanted(**said), by=self.staff)

    def done(self, on: date = date(2009, 6, 1), **said: object) -> Action:
        return self.action(state="done", done_on=on, **said)

    def evidence(self, action: Action | None = None, given: EvidenceGiven = AUDIT) -> Evidence:
        item = action.item if action else self.item()
        return services.add_evidence(item, given, by=self.staff)

    def checked(self, action: Action, answer: CheckAnswer = CheckAnswer.YES) -> PracticeCheck:
        waiting = action.checks.get(made_at__isnull=True)
        said = Checked(answer, Tie.INDEPENDENT, "The files say so.", [AUDIT])
        return services.make_check(waiting, said, by=self.checker)

    def changed(self, **said: object) -> PlanItem:
        """An item that was closed as practice changed, of an action done in June 2009 unless said otherwise."""
        check = self.checked(self.done(**said))  # type: ignore[arg-type]
        close = Close(ClosedAs.PRACTICE_CHANGED, "Shown by the audit.", check)
        services.close_item(self.item(), close, by=self.staff)
        return PlanItem.objects.get(pk=self.item().pk)
