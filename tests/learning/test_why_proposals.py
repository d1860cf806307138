"""A machine reads learning points for reasons; what it proposes waits for a person and is put down once."""

from pathlib import Path

import pytest

from heeded.core.services import ChangeKind, note_change
from heeded.engine.briefing import CausePattern, Is
from heeded.learning import services
from heeded.learning.models import Why
from heeded.learning.queries import decided_whys, proposed_whys, visible_whys, whys_by_point, whys_counted
from heeded.learning.services import WhySaid
from heeded.library.models import Document, LearningPoint, LibrarySettings
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.briefing import made as read
from tests.learning import made
from tests.library import made as library

pytestmark = pytest.mark.django_db
FINDINGS = (
    "<h2>5 Findings</h2><p>Finding 1: The health visitor did not visit again because she carried 620 families after "
    "two colleagues had left.</p><p>Finding 2: Child Z was taken to hospital on 3 May 2012 with a bruise.</p>"
)
REPORT = read.REPORT.replace("<h2>5 Learning</h2>", f"{FINDINGS}<h2>6 Learning</h2>")


@pytest.fixture
def report(tmp_path: Path) -> Document:
    return read.report(tmp_path, REPORT, state="published")


def _point(document: Document, words: str) -> LearningPoint:
    return document.learning_points.get(text__contains=words)


def test_what_explains_comes_with_its_sentence_and_a_reason(report: Document) -> None:
    library.learning_point(report, "Child Z was born in May 2008.", kind="finding")
    services.propose_whys(report, by=OPERATOR)
    why = Why.objects.get(learning_point=_point(report, "620 families"))
    assert (why.says, why.state, why.made_by, why.pattern) == ("explains", "proposed", "", "")
    assert "because she carried 620 families" in why.reason
    assert why.reason.endswith("It speaks of a cause and workload, time or staff.")
    assert why.score is not None and why.score > 0.5
    other = Why.objects.get(learning_point=_point(report, "born in May"))
    assert other.says == "describes" and "No sentence" in other.reason


def test_of_several_sentences_the_one_that_earned_it_is_quoted() -> None:
    text = (
        "The baby was weighed in June. The visits stopped because nobody covered for her. He was born in May."
    )
    library.learning_point(made.report(), text, kind="finding")
    services.propose_waiting_whys()
    reason = Why.objects.get().reason
    assert reason.startswith(
        "This sentence reads as a reason: “The visits stopped because nobody covered for her.”"
    )


def test_recommendations_are_not_read(report: Document) -> None:
    services.propose_whys(report, by=OPERATOR)
    assert not Why.objects.filter(learning_point__kind="recommendation").exists()


def test_proposals_are_for_staff_and_decisions_for_all(report: Document) -> None:
    services.propose_whys(report, by=OPERATOR)
    coder, point = made.coder(), _point(report, "620 families")
    assert not visible_whys(ANONYMOUS) and not proposed_whys(ANONYMOUS) and not whys_counted(ANONYMOUS)
    assert whys_by_point(coder, [point])[point.pk][0].state == "proposed"
    services.decide_why(point, WhySaid(Is.EXPLAINS, CausePattern.MANAGEMENT), by=coder)
    assert decided_whys(ANONYMOUS, [point])[point.pk].pattern == CausePattern.MANAGEMENT
    assert [row.state for row in whys_by_point(coder, [point])[point.pk]] == ["decided"]
    [counted] = whys_counted(ANONYMOUS)
    assert (counted.says, counted.pattern, counted.reviews, counted.points) == (
        "explains", CausePattern.MANAGEMENT, 1, 1,
    )  # fmt: skip


def test_a_document_is_read_once_until_it_is_read_anew(report: Document) -> None:
    assert services.propose_waiting_whys() == 1
    assert services.propose_waiting_whys() == 0
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=report.pk)
    before = list(Why.objects.order_by("pk").values_list("pk", flat=True))
    assert services.propose_waiting_whys() == 1
    assert services.propose_waiting_whys() == 0
    assert list(Why.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_what_was_rejected_is_not_proposed_again_and_does_not_wait(report: Document) -> None:
    services.propose_waiting_whys()
    why = Why.objects.get(learning_point=_point(report, "620 families"))
    services.reject_why(why, by=made.coder())
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=report.pk)
    services.propose_waiting_whys()
    assert services.propose_waiting_whys() == 0
    assert Why.objects.get(pk=why.pk).state == "rejected"


def test_a_newer_answer_that_was_rejected_before_leaves_nothing_waiting(report: Document) -> None:
    point = _point(report, "620 families")
    for says in (Is.DESCRIBES, Is.EXPLAINS):
        made_now = services.propose_why(
            point, services.WhyProposed(says, 0.8, "Invented."), proposer="test", by=OPERATOR
        )
        assert made_now is not None
        if says == Is.DESCRIBES:
            services.reject_why(made_now, by=made.coder())
    again = services.propose_why(
        point, services.WhyProposed(Is.DESCRIBES, 0.9, "Invented."), proposer="test", by=OPERATOR
    )
    assert again is None
    assert sorted(Why.objects.values_list("says", "state")) == [
        ("describes", "rejected"),
        ("explains", "dropped"),
    ]


def test_a_point_entered_by_hand_is_read_by_its_own_words() -> None:
    document = made.report()
    point = library.learning_point(
        document, "The rota changed every week, so nobody knew who was in charge.", kind="finding"
    )
    assert services.propose_waiting_whys() == 1
    assert Why.objects.get().learning_point == point
    assert services.propose_waiting_whys() == 0


def test_a_library_that_follows_another_reads_nothing(report: Document) -> None:
    LibrarySettings.objects.update_or_create(defaults={"follows": "https://library.example"})
    assert services.propose_waiting_whys() == 0
    assert not Why.objects.exists()
