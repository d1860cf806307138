"""Why in one place: a draft takes it from the learning point, and what was checked stays as it was."""

import pytest

from heeded.briefing import services
from heeded.briefing.models import Line, Version
from heeded.briefing.queries import lines_of
from heeded.briefing.shown import ShownLine, show
from heeded.core.errors import Refused
from heeded.engine.briefing import CausePattern, Is
from heeded.learning.models import Why
from heeded.learning.services import WhySaid, decide_why, reject_why
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.people.made import viewer

pytestmark = pytest.mark.django_db
REASONING = WhySaid(Is.EXPLAINS, CausePattern.REASONING, "Read twice.")


@pytest.fixture
def staff() -> Viewer:
    return viewer("board-staff")


@pytest.fixture
def draft(published: Document, staff: Viewer) -> Version:
    return services.propose_briefing(published.work, by=staff).versions.get()


@pytest.fixture
def line(draft: Version) -> Line:
    """A line that is a learning point."""
    return draft.lines.filter(learning_point__isnull=False).order_by("pk")[0]


def _shown(reader: Viewer, version: Version, key: str) -> ShownLine:
    return next(one for part in show(reader, version).parts for one in part.lines if one.key == key)


def test_a_draft_shows_what_was_decided_of_the_learning_point(
    draft: Version, line: Line, staff: Viewer
) -> None:
    assert not _shown(staff, draft, line.key).why_is_decided
    decided = decide_why(line.learning_point, REASONING, by=staff)
    told = _shown(staff, draft, line.key)
    assert (told.why, told.why_is_decided, told.cause_pattern) == ("explains", True, CausePattern.REASONING)
    reject_why(decided, by=staff)
    assert not _shown(staff, draft, line.key).why_is_decided


def test_at_the_desk_it_is_decided_of_the_learning_point(draft: Version, line: Line, staff: Viewer) -> None:
    said = services.decide_why(draft, line.key, why="explains", pattern="human-reasoning", by=staff)
    why = Why.objects.get(state="decided")
    assert (why.learning_point, why.pattern, why.made_by) == (
        line.learning_point,
        "human-reasoning",
        staff.audit_name,
    )
    assert (said.why, said.cause_pattern, said.why_decided_by) == (
        "explains",
        "human-reasoning",
        staff.audit_name,
    )
    services.decide_why(draft, line.key, why="explains", pattern="human-reasoning", by=staff)
    assert Why.objects.count() == 1, "said twice it is said once"
    services.decide_why(draft, line.key, why="describes", by=staff)
    assert Why.objects.get(state="decided").says == "describes"


def test_the_note_on_a_decision_is_not_lost_at_the_desk(draft: Version, line: Line, staff: Viewer) -> None:
    decide_why(line.learning_point, REASONING, by=staff)
    services.decide_why(draft, line.key, why="explains", pattern="human-reasoning", by=staff)
    services.decide_why(draft, line.key, why="describes", by=staff)
    assert set(Why.objects.values_list("note", flat=True)) == {"Read twice."}


def test_what_was_checked_stays_as_it_was(draft: Version, line: Line, staff: Viewer) -> None:
    decide_why(line.learning_point, REASONING, by=staff)
    services.check(draft, by=staff, revision=0)
    services.issue(draft, by=staff)
    decide_why(line.learning_point, WhySaid(Is.DESCRIBES), by=staff)
    issued = Version.objects.get(pk=draft.pk)
    assert _shown(ANONYMOUS, issued, line.key).cause_pattern == CausePattern.REASONING
    following = services.next_version(issued.briefing, by=staff)
    taken = next(one for one in lines_of(OPERATOR, following) if one.key == line.key)
    assert (taken.why, taken.cause_pattern) == ("describes", "")


def test_who_may_not_code_says_it_of_the_line_alone(draft: Version, line: Line, staff: Viewer) -> None:
    trainer = viewer("trainer")
    services.decide_why(draft, line.key, why="explains", by=trainer)
    assert not Why.objects.exists() and _shown(staff, draft, line.key).why_is_decided
    decide_why(line.learning_point, WhySaid(Is.DESCRIBES), by=staff)
    assert _shown(staff, draft, line.key).why == "describes", (
        "what was decided of the learning point comes first"
    )
    with pytest.raises(Refused, match="learning point"):
        services.decide_why(draft, line.key, why="explains", by=trainer)
    services.decide_why(draft, line.key, why="describes", by=trainer)


def test_a_line_that_is_no_learning_point_has_its_own(draft: Version, staff: Viewer) -> None:
    line = draft.lines.filter(learning_point__isnull=True)[0]
    services.decide_why(draft, line.key, why="explains", by=staff)
    assert not Why.objects.exists() and Line.objects.get(pk=line.pk).why_decided_by == staff.audit_name
