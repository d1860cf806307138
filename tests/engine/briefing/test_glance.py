"""What each recommendation asks for, of whom, by when, how strongly: invented recommendations only."""

import pytest

from heeded.engine.briefing import PointKind, at_a_glance
from heeded.engine.briefing._glance import MOST, kinds_of, strength_of
from heeded.engine.briefing._glance_opening import opening_of, weak_opener
from heeded.engine.briefing._glance_when import by_when
from heeded.engine.records import LearningPointFound


def _point(
    text: str, *, kind: str = "recommendation", printed: tuple[str, ...] = (), agencies: tuple[str, ...] = ()
) -> LearningPointFound:
    return LearningPointFound(kind, "1", text, (), printed, agencies)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("The Board should write a protocol on bruises in babies.", PointKind.PROCEDURE),
        ("The council should not close a referral until the school has been asked.", PointKind.PROCEDURE),
        ("The trust should train all midwives in the use of the form.", PointKind.TRAINING),
        ("The police should remind officers of the duty to look.", PointKind.TRAINING),
        ("Workers should see the child alone at each visit and ask about the father.", PointKind.PRACTICE),
        ("The trust should audit twenty cases closed without a visit.", PointKind.SUPERVISION),
        ("The council should provide monthly supervision to each family worker.", PointKind.SUPERVISION),
        ("The commissioner should pay for two more posts.", PointKind.RESOURCES),
        ("Midwives and doctors should meet each month to talk about families.", PointKind.JOINT_WORKING),
        ("The ward should tell the health visitor of each visit.", PointKind.INFORMATION_SHARING),
        ("The Board should monitor progress and publish a report every year.", PointKind.STRUCTURE),
    ],
)
def test_the_main_kind_is_what_the_main_verb_asks_for(text: str, main: PointKind) -> None:
    assert kinds_of(text)[0] == main


@pytest.mark.parametrize("text", ["", "Nothing.", "Fish and chips £9", "should", "?!", "A" * 5000])
def test_any_words_have_one_to_three_kinds_and_a_strength(text: str) -> None:
    kinds = kinds_of(text)
    assert 1 <= len(kinds) <= MOST and len(set(kinds)) == len(kinds)
    assert strength_of(text) in ("stronger", "intermediate", "weaker")
    assert by_when(text) == ""


def test_the_kinds_of_a_text_do_not_depend_on_its_quotation_marks_or_blanks() -> None:
    straight = "Children's services should see each child alone   and record the child's words."
    curly = "Children’s services should see each child alone and record the child’s words."
    assert kinds_of(straight) == kinds_of(curly)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("The police should consider further training.", "consider"),
        ("The trust should therefore remind all staff of the policy.", "remind"),
        ("Staff should be encouraged to talk.", "encouraged"),
        ("The Board should give greater priority to neglect.", "give priority"),
        ("The Board should ensure that policies are followed.", "ensure"),
        ("The service should review its policy.", "review"),
        ("The Board should seek to strengthen its links with schools.", "seek to"),
    ],
)
def test_an_opening_that_asks_for_little_is_pointed_out(text: str, opening: str) -> None:
    assert weak_opener(text).startswith(opening)


@pytest.mark.parametrize(
    "text",
    [
        "The trust should pay for two nurses.",
        "The council should not close a case until the doctor has been asked.",
        "The Board should ensure that each school keeps one record for each child, that a named teacher reads it every "
        "month, and that the number of referrals which follow is reported to the Board.",
        "",
    ],
)
def test_an_opening_that_asks_for_something_is_not(text: str) -> None:
    assert weak_opener(text) == ""


def test_what_is_not_to_be_done_is_part_of_the_opening() -> None:
    assert opening_of("The council should not close a case early.") == "not close"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The Board should publish its plan by 31 March 2014.", "by 31 March 2014"),
        ("By April 2020 every worker should have a telephone.", "By April 2020"),
        ("The trust should within six months have each ward visited.", "within six months"),
        (
            "The Board should write to schools within three months of publication.",
            "within three months of publication",
        ),
        (
            "The Board should adopt a tool and audit after twelve months whether it is used.",
            "after twelve months",
        ),
        ("The Board should ask in one year’s time what has changed.", "in one year’s time"),
        ("The police should immediately stop using the form.", "immediately"),
        ("The Board should publish the plan before the end of the year.", "before the end of the year"),
    ],
)
def test_a_date_by_which_the_thing_is_wanted(text: str, when: str) -> None:
    assert by_when(text) == when


@pytest.mark.parametrize(
    "text",
    [
        "The police should tell the school within two working days of a call.",
        "Every child should be seen within six weeks.",
        "The council should see each child every six months.",
        "The plan, which was promised by March 2012, should be written.",
        "Workers should be told immediately when a child is missing.",
        "No case should be closed until evidence is seen, at least twelve months later.",
    ],
)
def test_a_limit_within_the_new_practice_is_no_date(text: str) -> None:
    assert by_when(text) == ""


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The commissioner should pay for three more posts and cap caseloads.", "stronger"),
        (
            "The trust should provide monthly supervision for each worker with cases of neglect.",
            "intermediate",
        ),
        ("The trust should remind staff of the policy.", "weaker"),
        ("The Board should consider paying for three more posts.", "weaker"),
    ],
)
def test_how_strong_a_change_is_asked_for(text: str, strength: str) -> None:
    assert strength_of(text) == strength


def test_only_recommendations_are_glanced_at_and_keep_their_place() -> None:
    points = [
        _point("The nurse did well.", kind="good-practice"),
        _point("The police should train officers.", printed=("Police",), agencies=("police",)),
    ]
    (one,) = at_a_glance(points)
    assert (one.learning_point, one.addressees, one.agencies) == (1, ("Police",), ("police",))


def test_one_that_names_nobody_asks_those_whom_nearly_all_others_ask() -> None:
    asked = [
        _point("The Government should act.", printed=("Government",), agencies=("national-government",))
    ] * 5
    unnamed = _point("The plan should say why the aims were chosen.")
    assert at_a_glance([*asked, unnamed])[-1].agencies == ("national-government",)
    assert at_a_glance([unnamed])[0].agencies == ()


def test_a_body_that_no_agency_is_filed_under_stands_in_the_words_printed() -> None:
    (one,) = at_a_glance([_point("The Tidal Survey Office (TSO) should consider lending boats.")])
    assert (one.addressees, one.agencies) == (("Tidal Survey Office",), ())


def test_a_mental_health_trust_asked_about_children_is_asked_for_its_service_for_children() -> None:
    texts = (
        "The trust should see each child under 18 within a week.",
        "The trust should ask each patient about children at home whose mother is ill.",
    )
    printed, agencies = ("The mental health trust",), ("adult-mental-health",)
    child, adult = at_a_glance([_point(text, printed=printed, agencies=agencies) for text in texts])
    assert child.agencies == ("camhs",)
    assert adult.agencies == ("adult-mental-health",)
