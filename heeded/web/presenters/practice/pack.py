"""The meeting pack of a board: exceptions, decisions wanted, checks, what came back, answers; each with its page."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from heeded.core.clock import today
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.exports import Figure, Pack, PackLine, PackSection
from heeded.practice.kinds import AnswerKind, When
from heeded.practice.models import Action, Addressee, CameBack, PlanItem, Point, PracticeCheck, Response
from heeded.practice.queries import (
    Lacks,
    PointShown,
    actions_of,
    answers_outstanding,
    answers_since,
    boards_stand,
    checks_by,
    decisions_of,
    meetings_of,
    not_accepted_open,
    points_shown,
    questions_seen,
    ready_to_close,
    visible_returns,
)
from heeded.web.presenters.learning import places_of
from heeded.web.presenters.practice.board_exceptions import exceptions_of
from heeded.web.presenters.practice.board_page import figures_shown
from heeded.web.presenters.practice.point_words import point_heading, source_words

_LISTED = 25  # lines of one part
_AHEAD = timedelta(days=92)  # checks that are due within a quarter
_SHORT = 150  # letters of a recommendation


class PackMaker:
    """Puts a pack together. `full` makes a full address of one within the site; `documents` are those whose words
    stand in it."""

    def __init__(self, viewer: Viewer, board: Organisation, full: Callable[[str], str]) -> None:
        self.documents: set[str] = set()
        self._viewer, self._board, self._full = viewer, board, full
        self._shown: dict[int, PointShown] = {}

    def pack(self) -> Pack:
        """The pack as of today."""
        [stands] = boards_stand(self._viewer, [self._board])
        last = meetings_of(self._viewer, self._board).first()
        note = _("Since the meeting of %s.") % f"{last.held_on:%d/%m/%Y}" if last else ""
        sections = (*self._to_decide(), *self._actions(), *self._known(), *self._answers())
        return Pack(
            title=_("Meeting pack"),
            board=self._board.name,
            day=today(),
            fictional=self._is_fictional(),
            figures=tuple(Figure(words, count) for words, count, _at in figures_shown(self._board, stands)),
            wanting=tuple(Figure(one.words, one.count) for one in exceptions_of(self._viewer, stands)),
            sections=sections,
            note=note,
        )

    def _to_decide(self) -> Iterable[PackSection]:
        returns = visible_returns(self._viewer).filter(item__board=self._board)
        returns = returns.select_related("item__point", "learning_point__document__work").order_by("-pk")
        yield self._part(_("To decide: did it come back?"), returns.filter(state="proposed"), self._return)
        ready = ready_to_close(self._viewer, self._board)
        yield self._part(
            _("To decide: close as “practice changed”?"),
            ready,
            self._item,
            note=_("All actions are done and the newest practice check says yes."),
        )
        refused = not_accepted_open(self._viewer, self._board)
        yield self._part(_("To decide: not accepted by somebody, and still open"), refused, self._item)
        asked = questions_seen(self._viewer).filter(board=self._board, answered_at__isnull=True)
        lines = [PackLine(one.text, f"{one.asker.name}, {one.asked_at:%d/%m/%Y}") for one in asked[:_LISTED]]
        yield PackSection(_("To answer: questions from outside"), tuple(lines))
        nothing = _(
            "That a lesson has not come back proves nothing: few cases are reviewed, and a review does not look at "
            "everything."
        )
        yield self._part(_("Came back"), returns.filter(state="same"), self._return, note=nothing)

    def _actions(self) -> Iterable[PackSection]:
        titles = {
            Lacks.OVERDUE: _("Overdue"),
            Lacks.NO_OWNER: _("Without an owner"),
            Lacks.OWNER_LEFT: _("The owner has left"),
            Lacks.NO_DATE: _("Without a date"),
            Lacks.NO_EVIDENCE: _("Done, without evidence"),
        }
        for lacks, title in titles.items():
            found = actions_of(self._viewer, self._board, lacks=lacks)
            if found.exists():
                yield self._part(title, found, self._action)

    def _known(self) -> Iterable[PackSection]:
        due = checks_by(self._viewer, self._board, today() + _AHEAD)
        yield self._part(_("Practice checks late, or due within three months"), due, self._check)
        last = meetings_of(self._viewer, self._board).first()
        if last is not None:
            decided = decisions_of(self._viewer, last).filter(struck_at__isnull=True)
            title = _("Decided at the last meeting")
            yield PackSection(title, tuple(PackLine(one.words) for one in decided[:_LISTED]))

    def _answers(self) -> Iterable[PackSection]:
        waiting = answers_outstanding(self._viewer, self._board)
        yield self._part(_("Answers outstanding"), waiting, self._asked)
        last = meetings_of(self._viewer, self._board).first()
        new = answers_since(self._viewer, self._board, last.held_on if last else None)
        yield self._part(_("Answered since the last meeting"), new, self._response)

    def _part(
        self, title: str, rows: QuerySet, line: Callable[..., PackLine], *, note: str = ""
    ) -> PackSection:
        count = rows.count()
        held = list(rows[:_LISTED])
        self._look_up(point for one in held for point in _points(one))
        return PackSection(title, tuple(line(one) for one in held), note, max(count - len(held), 0))

    def _look_up(self, points: Iterable[Point]) -> None:
        new = {one.pk: one for one in points if one.pk not in self._shown}
        if not new:
            return
        shown = points_shown(self._viewer, new.values())
        self._shown |= shown
        printed = {
            one.learning_point.pk: one.learning_point for each in shown.values() for one in each.printed
        }
        prefetch_related_objects(list(printed.values()), "places")
        self.documents |= {one.document.identifier for one in printed.values()}

    def _about(self, item: PlanItem, words: str, details: str = "") -> PackLine:
        shown = self._shown[item.point_id]
        place = next((one for each in shown.printed for one in places_of(each.learning_point)), None)
        name = f"{place['document']} {place['words']}".strip() if place else source_words(shown)
        return PackLine(words, details, name, self._full(place["address"]) if place else "")

    def _item(self, item: PlanItem) -> PackLine:
        shown = self._shown[item.point_id]
        text = shown.text[:_SHORT] + ("…" if len(shown.text) > _SHORT else "")
        return self._about(item, f"{point_heading(shown)}: {text}" if text else point_heading(shown))

    def _action(self, action: Action) -> PackLine:
        due = _("due %s") % f"{action.due:%d/%m/%Y}" if action.due else _("no date")
        owner = _owner(action) or _("no owner")
        heading = point_heading(self._shown[action.item.point_id])
        return self._about(action.item, f"{action.what[:_SHORT]}, {due}, {owner}.", heading)

    def _check(self, check: PracticeCheck) -> PackLine:
        actions = list(check.actions.all())
        what = "; ".join(one.what[:_SHORT] for one in actions) or _("Practice check")
        late = _("late, due %s") if check.due < today() else _("due %s")
        words = f"{what}: {late % f'{check.due:%d/%m/%Y}'}"
        return self._about(actions[0].item, words) if actions else PackLine(words)

    def _return(self, one: CameBack) -> PackLine:
        later = one.learning_point
        self.documents.add(later.document.identifier)
        place = next(iter(places_of(later)), None)
        heading = point_heading(self._shown[one.item.point_id])
        state = _("Proposed by machine.") if one.state == "proposed" else f"{When(one.when).label}."
        where = f"{place['document']} {place['words']}".strip() if place else ""
        text = later.text[:_SHORT] + ("…" if len(later.text) > _SHORT else "")
        words = f"{heading}: “{text}”"
        return PackLine(words, state, where, self._full(place["address"]) if place else "")

    def _asked(self, asked: Addressee) -> PackLine:
        by = _("by %s") % f"{asked.due:%d/%m/%Y}" if asked.due else _("no date")
        heading = point_heading(self._shown[asked.item.point_id])
        return self._about(asked.item, f"{asked.organisation.name}: {heading}, {by}")

    def _response(self, one: Response) -> PackLine:
        item = one.addressee.item
        heading = point_heading(self._shown[item.point_id])
        answer = AnswerKind(one.answer).label.lower()
        return self._about(
            item, f"{one.addressee.organisation.name}, {heading}: {answer}. {one.reasons}".strip()
        )

    def _is_fictional(self) -> bool:
        works = {one.review.work for one in self._shown.values() if one.review is not None}
        return any(one.fictional for one in works)


def _owner(action: Action) -> str:
    """Role, team and agency: a pack goes from hand to hand, and names nobody."""
    team = action.owner_team.name if action.owner_team else ""
    agency = action.owner_agency.name if action.owner_agency else ""
    return ", ".join(part for part in (action.owner_role, team, agency) if part)


def _points(one: PlanItem | Action | Addressee | CameBack | PracticeCheck | Response) -> list[Point]:
    """The points that a row of the pack is about."""
    if isinstance(one, PlanItem):
        return [one.point]
    if isinstance(one, PracticeCheck):
        return [action.item.point for action in one.actions.all()]
    if isinstance(one, Response):
        return [one.addressee.item.point]
    return [one.item.point]
