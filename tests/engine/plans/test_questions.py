"""What is asked about the actions of a recommendation, and what is not."""

import pytest

from heeded.engine.plans import PlanRow, Question, QuestionKind, questions_on


def _action(
    words: str, *, owner: str = "Police", change: str = "Children are seen sooner.", kind: str = ""
) -> PlanRow:
    return PlanRow(2, action=words, owner_agency=owner, intended_change=change, kind=kind)


SEE = _action("See every child alone at each visit.", kind="practice")


def test_good_actions_are_not_asked_about() -> None:
    assert questions_on([SEE]) == ()
    assert questions_on([]) == ()


def test_more_actions_than_usual() -> None:
    assert questions_on([SEE] * 4) == (Question(QuestionKind.MORE_THAN_USUAL, (0, 1, 2, 3)),)
    assert questions_on([SEE] * 4, usual=4) == ()


def test_every_action_a_procedure_or_one_course() -> None:
    paper = [_action("Rewrite the policy.", kind="procedure"), _action("Deliver a course to all staff.")]
    assert questions_on(paper) == (Question(QuestionKind.ONLY_PROCEDURES_OR_COURSES, (0, 1)),)
    assert questions_on([*paper, SEE]) == ()


@pytest.mark.parametrize(
    "words",
    ["Train every new worker each year.", "Rewrite the policy and audit 20 files.", "Train by joint visits."],
)
def test_training_that_goes_on_is_no_one_off(words: str) -> None:
    assert questions_on([_action(words, kind="training")]) == ()


@pytest.mark.parametrize(
    "change", ["", "Policy in place", "Minutes and attendance list", "Training delivered"]
)
def test_nothing_that_anybody_could_observe(change: str) -> None:
    assert questions_on([SEE, _action("See every child.", change=change, kind="practice")]) == (
        Question(QuestionKind.NOTHING_TO_OBSERVE, (1,)),
    )


@pytest.mark.parametrize(
    "change",
    [
        "Referrers hear within 5 days",
        "Audit of 20 files",
        "Parents say so in a survey",
        "Fewer missed visits",
    ],
)
def test_what_somebody_could_observe(change: str) -> None:
    assert questions_on([_action("See every child.", change=change, kind="practice")]) == ()


@pytest.mark.parametrize(
    "words", ["Consider a new form", "Remind staff to see children", "Review the policy", "To ensure visits"]
)
def test_weak_verbs_that_nobody_owns(words: str) -> None:
    asked = questions_on([_action(words, owner="", kind="practice")])
    assert asked == (Question(QuestionKind.WEAK_VERB_WITHOUT_OWNER, (0,)),)
    assert questions_on([_action(words, kind="practice")]) == ()
