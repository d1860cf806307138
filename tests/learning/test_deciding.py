"""A machine proposes, a person decides: accept, reject, change. Both stay on record."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow
from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.errors import NoSuchCoding, NotToBeCoded
from heeded.learning.models import Coding, CodingDecision, Framework, Theme
from heeded.learning.queries import codings_on, decided_codings, decisions_on, visible_codings
from heeded.learning.services import Proposed, ReadIn, Said
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS, Viewer
from tests.learning import made
from tests.people.made import board, viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
WORKLOAD = "The health visitor carried 620 families."


@pytest.fixture
def framework() -> Framework:
    return made.framework("Father not seen", "Workload")


@pytest.fixture
def document() -> Document:
    return made.report()


@pytest.fixture
def coder() -> Viewer:
    return made.coder()


def _proposed(theme: str, words: str, score: float = 0.9) -> Proposed:
    return Proposed(theme, made.spans(words), score, f"The sentence says so: {words[:20]}")


@pytest.fixture
def proposal(framework: Framework, document: Document) -> Coding:
    return services.propose(
        document, framework, [_proposed("workload", WORKLOAD)], proposer="terms 1", by=SYSTEM
    )[0]


def _theme(framework: Framework, identifier: str) -> Theme:
    return framework.themes.get(identifier=identifier)


def test_a_proposal_shows_its_sentence_and_reason_to_staff_alone(
    proposal: Coding, document: Document, coder: Viewer
) -> None:
    [coded] = codings_on(coder, document)
    assert (coded.coding, coded.place.quote, coded.is_proposal) == (proposal, WORKLOAD, True)
    assert coded.place.reason.startswith("The sentence says so") and coded.coding.score == 0.9
    assert not codings_on(ANONYMOUS, document) and not decided_codings(coder)


def test_an_accepted_proposal_counts_and_says_who(
    proposal: Coding, document: Document, coder: Viewer
) -> None:
    for _ in "twice":
        services.accept(proposal, by=coder)
    assert list(decided_codings(ANONYMOUS)) == [proposal]
    decision = decisions_on(coder, proposal).get()
    assert (decision.decision, decision.by) == ("accepted", coder.audit_name)
    assert not decisions_on(ANONYMOUS, proposal)
    proposal.refresh_from_db()
    assert proposal.made_by == "", "the machine's part stays the machine's"


def test_a_rejected_proposal_stays_on_record_and_can_be_accepted_after_all(
    proposal: Coding, coder: Viewer
) -> None:
    services.reject(proposal, by=coder)
    services.reject(proposal, by=coder)
    assert not decided_codings(coder) and list(visible_codings(coder)) == [proposal]
    services.accept(proposal, by=coder)
    assert [one.decision for one in decisions_on(coder, proposal)] == ["rejected", "accepted"]


def test_a_changed_proposal_becomes_a_persons_coding(
    proposal: Coding, framework: Framework, document: Document, coder: Viewer
) -> None:
    other = _theme(framework, "father-not-seen")
    mine = services.change(proposal, theme=other, by=coder)
    assert services.change(proposal, theme=other, by=coder) == mine
    proposal.refresh_from_db()
    assert (proposal.state, mine.state, mine.made_by) == ("changed", "standing", coder.audit_name)
    assert mine.places.get().quote == WORKLOAD and decisions_on(coder, proposal).get().became == mine
    with pytest.raises(NotToBeCoded):
        services.accept(proposal, by=coder)
    with pytest.raises(NotToBeCoded):
        services.change(proposal, said=Said(CodeValue.ABSENT), by=coder)
    with pytest.raises(NotToBeCoded):
        services.change(proposal, theme=other, by=made.coder())


def test_other_words_and_another_value(proposal: Coding, document: Document, coder: Viewer) -> None:
    said = Said(CodeValue.DESCRIBED_NOT_EXPLAINED, "Not why.", "likely")
    mine = services.change(
        proposal, said=said, read_in=ReadIn(document, made.spans("620 families")), by=coder
    )
    place = mine.places.get()
    assert (place.quote, place.note, mine.value, mine.certainty) == (
        "620 families", "Not why.", "described-not-explained", "likely",
    )  # fmt: skip


def test_changing_nothing_accepts(proposal: Coding, coder: Viewer) -> None:
    assert services.change(proposal, by=coder) == proposal
    proposal.refresh_from_db()
    assert proposal.state == "standing" and Coding.objects.count() == 1


def test_who_decides_on_what_somebody_else_coded(
    framework: Framework, document: Document, coder: Viewer
) -> None:
    theme = _theme(framework, "workload")
    ours, theirs = board(), board()
    document.work.keeper = ours
    document.work.save()
    mine = services.code_passage(document, made.spans(WORKLOAD), theme, by=coder)
    for other in (made.coder(), viewer("board-staff", organisation=theirs)):
        with pytest.raises(NotAllowed):
            services.reject(mine, by=other)
    with pytest.raises(NotAllowed):
        services.reject(mine, by=viewer("trainer", organisation=ours))
    assert services.reject(mine, by=viewer("board-staff", organisation=ours)).state == "rejected"


def test_nobody_decides_on_what_they_may_not_see(framework: Framework, coder: Viewer) -> None:
    hidden = made.report(state="restricted")
    proposals = [_proposed("workload", WORKLOAD)]
    coding = services.propose(hidden, framework, proposals, proposer="terms 1", by=SYSTEM)[0]
    for deciding in (services.accept, services.reject, services.change):
        with pytest.raises(NoSuchCoding):
            deciding(coding, by=coder)


def test_proposed_anew_what_waits_is_kept_and_what_is_gone_is_dropped(
    framework: Framework, document: Document, proposal: Coding, coder: Viewer
) -> None:
    again = services.propose(
        document,
        framework,
        [_proposed("workload", WORKLOAD, 0.5), _proposed("father-not-seen", FATHER)],
        proposer="terms 2",
        by=SYSTEM,
    )
    assert again[0] == proposal and again[0].score == 0.5
    assert services.propose(document, framework, [], proposer="terms 3", by=SYSTEM) == []
    assert not visible_codings(coder) and Coding.objects.filter(state="dropped").count() == 2


def test_what_a_person_decided_is_not_proposed_again(
    framework: Framework, document: Document, proposal: Coding, coder: Viewer
) -> None:
    services.reject(proposal, by=coder)
    services.code_passage(document, made.spans("not seen"), _theme(framework, "father-not-seen"), by=coder)
    proposals = [_proposed("workload", WORKLOAD), _proposed("father-not-seen", FATHER)]
    assert services.propose(document, framework, proposals, proposer="terms 1", by=SYSTEM) == []


def test_proposals_for_themes_and_words_that_are_gone_are_left_out(
    framework: Framework, document: Document, coder: Viewer
) -> None:
    staff = viewer("board-staff")
    services.merge_themes([_theme(framework, "father-not-seen")], _theme(framework, "workload"), by=staff)
    beyond = Proposed("workload", made.spans(FATHER)[:0], 0.9, "")
    proposals = [_proposed("father-not-seen", FATHER), _proposed("never-heard-of", FATHER), beyond]
    [found] = services.propose(document, framework, proposals, proposer="terms 1", by=SYSTEM)
    assert found.theme.identifier == "workload", "it followed the merge"


def test_a_note_is_written_by_whoever_coded(framework: Framework, document: Document, coder: Viewer) -> None:
    mine = services.code_passage(document, made.spans(WORKLOAD), _theme(framework, "workload"), by=coder)
    services.write_note(mine, " Why so many? ", certainty="unsure", by=coder)
    mine.refresh_from_db()
    assert (mine.places.get().note, mine.certainty) == ("Why so many?", "unsure")
    with pytest.raises(NotToBeCoded):
        services.write_note(mine, "", certainty="very", by=coder)
    with pytest.raises(NotAllowed):
        services.write_note(mine, "Not mine.", by=viewer("board-staff"))


def test_every_decision_leaves_an_audit_row(proposal: Coding, coder: Viewer) -> None:
    services.reject(proposal, by=coder)
    services.accept(proposal, by=coder)
    actions = list(AuditRow.objects.filter(thing=proposal.identifier).values_list("action", "actor"))
    assert actions == [("coding.rejected", coder.audit_name), ("coding.accepted", coder.audit_name)]
    assert CodingDecision.objects.count() == 2
