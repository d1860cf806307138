"""What became of what reviews teach: plans read and kept, actions brought up to date."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from heeded.client import _flat_of_plans as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._forms import form
from heeded.client._rows import Rows
from heeded.client.shapes import (
    Action,
    ActionHistory,
    AfterReview,
    AnswerAsked,
    BoardBeside,
    Evidence,
    PlanItem,
    PlanItemRow,
    PlanStands,
    PointFollowed,
    PracticeCheck,
)


class Practising(Asking):
    """Points, plans, actions, evidence and practice checks."""

    def followed(self, point: str) -> PointFollowed:
        """From the page that a point stands on to what came of it. `point`: its own identifier, or that of a
        recommendation or another learning point."""
        return decoded(PointFollowed, self._connection.get(f"{HERE}/points/{safe(point)}"))

    def after(self, review: str) -> AfterReview:
        """What became of what a review asks for."""
        return decoded(AfterReview, self._connection.get(f"{HERE}/reviews/{safe(review)}/after"))

    def boards(self, *, nation: str = "", region: str = "") -> list[BoardBeside]:
        """Boards side by side, by name and never ranked; small numbers are not given."""
        rows = self._connection.get(f"{HERE}/boards", {"nation": nation, "region": region})
        return [decoded(BoardBeside, row) for row in rows]

    def plans(self) -> list[PlanStands]:
        """Where the plans stand that the owner of the token keeps."""
        return [decoded(PlanStands, row) for row in self._connection.get(f"{HERE}/plans")]

    def plan_items(self, *, board: str = "", review: str = "", open: bool | None = None) -> Rows[PlanItemRow]:
        """What is to be learnt on the plans of boards, oldest first."""
        wish = {"board": board, "review": review, "open": open}
        return self._rows("/plan-items", PlanItemRow, flat.of_item, flat.ITEM, **wish)

    def plan_item(self, identifier: str) -> PlanItem:
        """One point on one board's plan, with all that hangs on it."""
        return decoded(PlanItem, self._connection.get(f"{HERE}/plan-items/{safe(identifier)}"))

    def actions(
        self,
        *,
        whose: str = "all",
        board: str = "",
        review: str = "",
        lacks: str = "",
        open: bool | None = None,
    ) -> Rows[Action]:
        """Actions; `whose` mine or my-agency; `lacks` overdue, no-owner, owner-left, agency-merged, no-date,
        no-evidence or no-check."""
        wish = {"whose": whose, "board": board, "review": review, "lacks": lacks, "open": open}
        return self._rows("/actions", Action, flat.of_action, flat.ACTION, **wish)

    def action(self, identifier: str) -> Action:
        """One action, as it stands now."""
        return decoded(Action, self._connection.get(f"{HERE}/actions/{safe(identifier)}"))

    def history(self, action: str, *, on: date | None = None) -> ActionHistory:
        """Every date, owner and state that an action ever had, and how it stood at the end of a day."""
        path = f"{HERE}/actions/{safe(action)}/history"
        return decoded(ActionHistory, self._connection.get(path, {"on": on.isoformat() if on else None}))

    def add_action(self, item: str, what: str, **said: Any) -> Action:
        """Put an action under a point on one's board's plan; fields as the API names them. Sent twice it is one."""
        path = f"{HERE}/plan-items/{safe(item)}/actions"
        return self._action("POST", path, {"what": what, **said})

    def change_action(
        self, identifier: str, *, reason: str = "", seen: int | None = None, **said: Any
    ) -> Action:
        """Let an action be otherwise; what is left out stays, dates move only with a `reason`. `seen`: its `version`
        when it was looked at, so that it is refused where somebody changed it meanwhile."""
        path = f"{HERE}/actions/{safe(identifier)}"
        return self._action("PUT", path, {**said, "reason": reason, "seen": seen})

    def addressees(
        self, *, mine: bool = False, answered: bool | None = None, board: str = ""
    ) -> Rows[AnswerAsked]:
        """Who is asked for an answer; `mine` only of organisations that one answers for."""
        wish = {"mine": mine, "answered": answered, "board": board}
        return self._rows("/addressees", AnswerAsked, flat.of_answer, flat.ANSWER, **wish)

    def answer(
        self, addressee: str, answer: str, *, reasons: str = "", evidence: Sequence[str] = ()
    ) -> AnswerAsked:
        """Answer for an organisation: accepted, in-part, not-accepted (with reasons) or already-so (with evidence)."""
        said = {"answer": answer, "reasons": reasons, "evidence": list(evidence)}
        path = f"{HERE}/addressees/{safe(addressee)}/answer"
        return decoded(AnswerAsked, self._connection.send("PUT", path, said, again=True))

    def evidence(self, identifier: str) -> Evidence:
        """One piece of evidence with its figures."""
        return decoded(Evidence, self._connection.get(f"{HERE}/evidence/{safe(identifier)}"))

    def download_evidence(self, identifier: str, target: Path | str) -> str:
        """Write the file of evidence to a path; gives back its SHA-256."""
        return self._download(f"{HERE}/evidence/{safe(identifier)}/file", Path(target))

    def add_evidence(
        self, item: str, kind: str, title: str, *, file: Path | str = "", **said: Any
    ) -> Evidence:
        """Put down evidence of a point, or of one `action` of it, with a file or with `figures` (rows of `on`, `value`,
        `out_of`). It is restricted until the board shows it."""
        path = f"{HERE}/plan-items/{safe(item)}/evidence"
        said = {"kind": kind, "title": title, **said}
        if not file:
            return decoded(Evidence, self._connection.send("POST", path, _as_sent(said)))
        fields = {name: str(value) for name, value in said.items()}
        body, media_type = form(fields, [Path(file)], name="file")
        return decoded(Evidence, self._connection.post_form(f"{path}/file", body, media_type))

    def checks(self, *, whose: str = "all", board: str = "", stands: str = "all") -> Rows[PracticeCheck]:
        """Practice checks; `whose` mine; `stands` due, late or made."""
        wish = {"whose": whose, "board": board, "stands": stands}
        return self._rows("/checks", PracticeCheck, flat.of_check, flat.CHECK, **wish)

    def check(self, identifier: str) -> PracticeCheck:
        """One practice check."""
        return decoded(PracticeCheck, self._connection.get(f"{HERE}/checks/{safe(identifier)}"))

    def make_check(self, identifier: str, answer: str, *, tie: str, **said: Any) -> PracticeCheck:
        """Say whether practice has changed: yes (with `evidence`), partly, no or not-known; `tie` same-team,
        same-agency, another-agency or independent; with `found` and `next_date`."""
        sent = _as_sent({"answer": answer, "tie": tie, **said})
        path = f"{HERE}/checks/{safe(identifier)}/answer"
        return decoded(PracticeCheck, self._connection.send("PUT", path, sent))

    def _action(self, method: str, path: str, said: dict[str, Any]) -> Action:
        return decoded(Action, self._connection.send(method, path, _as_sent(said), again=True))


def _as_sent(said: Any) -> Any:
    """Days as text, however deep they stand."""
    if isinstance(said, date):
        return said.isoformat()
    if isinstance(said, dict):
        return {name: _as_sent(value) for name, value in said.items()}
    if isinstance(said, Iterable) and not isinstance(said, str):
        return [_as_sent(one) for one in said]
    return said
