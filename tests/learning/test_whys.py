"""Why things were as they were: proposed by machine, decided by a person, everything on record."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed
from heeded.engine.briefing import CausePattern, Is
from heeded.learning import services
from heeded.learning.errors import NoSuchLearningPoint, NotToBeCoded
from heeded.learning.models import Why
from heeded.learning.queries import decided_whys, visible_whys, whys_of
from heeded.learning.services import WhyProposed, WhySaid
from heeded.library.models import LearningPoint
from heeded.people.viewer import ANONYMOUS
from tests.learning import made
from tests.library import made as library
from tests.people.made import viewer

pytestmark = pytest.mark.django_db
TOOLS = WhySaid(Is.EXPLAINS, CausePattern.TOOLS, "The form had no room.")
DESCRIBES = WhyProposed(Is.DESCRIBES, 0.8, "No sentence of it says why.")


@pytest.fixture
def point() -> LearningPoint:
    return library.learning_point(made.report())


def _propose(point: LearningPoint, proposed: WhyProposed = DESCRIBES) -> Why | None:
    return services.propose_why(point, proposed, proposer="judged 1", by=SYSTEM)


def test_the_newest_decision_counts_and_the_others_stay(point: LearningPoint) -> None:
    coder = made.coder()
    first = services.decide_why(point, TOOLS, by=coder)
    assert services.decide_why(point, TOOLS, by=coder) == first
    second = services.decide_why(point, WhySaid(Is.DESCRIBES), by=coder)
    assert decided_whys(ANONYMOUS, [point]) == {point.pk: second}
    assert [why.state for why in whys_of(coder, point)] == ["decided", "replaced"]
    assert list(whys_of(ANONYMOUS, point)) == [second]


def test_a_proposal_is_for_staff_until_a_person_decides(point: LearningPoint) -> None:
    proposed, coder = _propose(point), made.coder()
    assert list(visible_whys(coder)) == [proposed] and not visible_whys(ANONYMOUS)
    assert not decided_whys(coder, [point])
    services.decide_why(point, WhySaid(Is.DESCRIBES), by=coder)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_by) == ("accepted", coder.audit_name)
    assert _propose(point) is None, "a person has decided"


def test_what_was_rejected_is_not_proposed_again_and_something_else_is(point: LearningPoint) -> None:
    proposed, coder = _propose(point), made.coder()
    services.reject_why(proposed, by=coder)
    services.reject_why(proposed, by=coder)
    assert _propose(point) is None
    other = _propose(point, WhyProposed(Is.EXPLAINS, 0.6, "“because”", CausePattern.FAMILY))
    again = _propose(point, WhyProposed(Is.EXPLAINS, 0.7, "“because”", CausePattern.FAMILY))
    assert other == again and again.score == 0.7
    services.decide_why(point, TOOLS, by=coder)
    other.refresh_from_db()
    assert other.state == "rejected"


def test_a_decision_is_taken_back(point: LearningPoint) -> None:
    coder = made.coder()
    services.reject_why(services.decide_why(point, TOOLS, by=coder), by=coder)
    assert not decided_whys(ANONYMOUS, [point])
    assert services.decide_why(point, TOOLS, by=coder).state == "decided"


def test_only_what_explains_has_a_pattern(point: LearningPoint) -> None:
    with pytest.raises(NotToBeCoded):
        services.decide_why(point, WhySaid(Is.DESCRIBES, CausePattern.TOOLS), by=made.coder())
    with pytest.raises(NotToBeCoded):
        services.decide_why(point, WhySaid("perhaps"), by=made.coder())  # type: ignore[arg-type]


def test_who_decides(point: LearningPoint) -> None:
    hidden = library.learning_point(made.report(state="restricted"))
    for role in ("reader", "trainer", "author"):
        with pytest.raises(NotAllowed):
            services.decide_why(point, TOOLS, by=viewer(role))
    with pytest.raises(NoSuchLearningPoint):
        services.decide_why(hidden, TOOLS, by=made.coder())
