"""Facts of the review as a whole, in many ways of saying them. Everything is invented."""

import pytest

from tests.engine.facts_made import TITLE, facts, values

SAID = [
    (
        "date-of-incident",
        ["2012-06-03"],
        [
            "Child K died on 3rd June 2012. In July 2012 the Chair of the Board decided to hold "
            "a serious case review.",
        ],
    ),
    (
        "date-of-incident",
        ["2012-06"],
        [
            "The review was commissioned in September 2012 following the death of Child K in June 2012.",
        ],
    ),
    (
        "date-of-incident",
        ["2010-11-04"],
        [
            "On Thursday 4 November 2010 an ambulance was called to the home of Child K.",
        ],
    ),
    ("date-of-publication", ["2013-04"], ["This report was published in April 2013."]),
    (
        "date-of-report",
        ["2013-02"],
        [
            "The overview report was completed in February 2013 and presented to the Board.",
        ],
    ),
    ("date-of-report", ["2013-02-11"], ["This report was signed off by the Board on 11 February 2013."]),
    ("period-from", ["2008-04"], ["The review considers the period between April 2008 and 12 March 2010."]),
    (
        "period-to",
        ["2010-03-12"],
        [
            "The review considers the period between April 2008 and 12 March 2010.",
        ],
    ),
    (
        "period-from",
        ["2008-04-01"],
        [
            "The timeframe for the review was set as 1st April 2008 – 12th March 2010.",
        ],
    ),
    (
        "period-to",
        ["2010-03-12"],
        [
            "The timeframe for the review was set as 1st April 2008 – 12th March 2010.",
        ],
    ),
    (
        "period-to",
        ["2012-08"],
        [
            "The scope of the review is from the birth of Child K in May 2011 until his death in "
            "August 2012.",
        ],
    ),
    ("period-from", ["2012-01"], ["The period under review was January to March 2012."]),
    (
        "period-from",
        ["2011-06-01"],
        [
            "Agencies were asked to review their involvement from 01/06/2011 to 20/12/2012.",
        ],
    ),
    (
        "guidance",
        ["Working Together to Safeguard Children (2010)"],
        [
            "The review was carried out under Working Together 2010.",
        ],
    ),
    (
        "guidance",
        ["Working Together to Safeguard Children (2013)"],
        [
            "The decision was made in line with the statutory guidance Working Together to "
            "Safeguard Children (HM Government, 2013).",
        ],
    ),
    (
        "guidance",
        ["Working Together to Safeguard Children (2006)"],
        [
            "Child K died on 3 June 2008 at home.",
        ],
    ),
    (
        "method",
        ["Learning Together (systems model)"],
        [
            "# How the review was done",
            "The review used the SCIE Learning Together model.",
        ],
    ),
    (
        "method",
        ["Significant Incident Learning Process (SILP)"],
        [
            "# How the review was done",
            "The Board chose the Significant Incident Learning Process.",
        ],
    ),
    (
        "method",
        ["Individual management reviews"],
        [
            "# How the review was done",
            "Individual Management Reviews were requested from all agencies.",
        ],
    ),
    (
        "method",
        ["Root cause analysis"],
        [
            "# How the review was done",
            "The panel used root cause analysis.",
        ],
    ),
    (
        "method",
        ["Rapid review"],
        [
            "# How the review was done",
            "The findings rest on a rapid review carried out by partners.",
        ],
    ),
    (
        "author-role",
        ["independent reviewer"],
        [
            "# How the review was done",
            "The report was written by Joan Example, an Independent Reviewer.",
        ],
    ),
    (
        "author-role",
        ["independent social work consultant"],
        [
            "# How the review was done",
            "The review was led by an independent social work consultant who has no connection "
            "with Tarnbridge.",
        ],
    ),
    (
        "author-role",
        ["independent overview author"],
        [
            "# How the review was done",
            "The Board appointed an independent overview author.",
        ],
    ),
    (
        "author-role",
        ["independent lead reviewers"],
        [
            "# How the review was done",
            "Two independent lead reviewers, Mary Madeup and Peter Pretend, were commissioned.",
        ],
    ),
    ("board", ["Tarnbridge Safeguarding Children Board"], ["Child K died."]),
    ("area", ["Tarnbridge"], ["Child K died in Leeds."]),
    (
        "nation",
        ["england"],
        [
            "Child K died. The review followed Working Together to Safeguard Children 2013.",
        ],
    ),
    (
        "agencies",
        ["gp", "health-visiting", "police", "school"],
        [
            "# How the review was done",
            "The following agencies provided reports: the police, the health visiting service, "
            "the GP practice and the primary school.",
        ],
    ),
    (
        "agencies",
        ["gp", "hospital", "police"],
        [
            "# How the review was done",
            "Individual management reviews were received from:",
            "- Tarnshire Police",
            "- The GP practice",
            "- The acute hospital",
        ],
    ),
]


@pytest.mark.parametrize(
    ("name", "wanted", "lines"),
    SAID,
    ids=lambda value: value[-1][:50] if isinstance(value, list) and value else "",
)
def test_a_fact_of_the_review_is_read_from_its_sentence(
    name: str, wanted: list[str], lines: list[str]
) -> None:
    opened = lines if lines[0].startswith("# ") else ["# Introduction", *lines]
    assert values(facts(*opened), name) == wanted


def test_every_fact_rests_on_its_own_words() -> None:
    """Each proposal's spans hold exactly the quoted words."""
    lines = (
        "# Introduction",
        "On 4 November 2010 Child K, a boy aged three, died of head injuries. He was White British.",
        "The review considers the period from 1 May 2008 to 4 November 2010.",
    )
    found = facts(*lines)
    page = "\n".join(line.removeprefix("# ") for line in lines)
    assert len(found) >= 12
    for one in found:
        assert 0.3 <= one.confidence <= 0.98
        assert one.quote
        assert len(one.spans) == 1
        if one.spans[0].page == 2:
            assert (page + "\n")[one.spans[0].start : one.spans[0].end] in {
                one.quote,
                "",
            } or one.quote in lines
        else:
            assert "\n".join(TITLE)[one.spans[0].start : one.spans[0].end] == one.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "The report was written by Joan Example, an independent reviewer.",
        "The review was led by Mr Peter Pretend, Independent Reviewer and former director of a "
        "Tarnbridge charity.",
        "The Board appointed an independent reviewer, Joan Example, who wrote this report.",
    ],
)
def test_a_name_is_never_proposed(sentence: str) -> None:
    found = facts("# How the review was done", sentence)
    assert values(found, "author-role")
    for one in found:
        assert not any(name in one.value + one.quote for name in ("Joan", "Example", "Peter", "Pretend"))


@pytest.mark.parametrize(
    "title",
    [
        ("Statutory guidance on serious case reviews", "A guide for boards"),
        ("The space economy", "Report of the select committee", "4 November 2025"),
        ("Evaluation of child safeguarding practice review arrangements",),
    ],
)
def test_a_document_that_is_no_review_yields_dates_and_nation_alone(title: tuple[str, ...]) -> None:
    found = facts(
        "# Introduction",
        "A boy aged three died in March 2011. A serious case review must be held when a child "
        "dies. It costs money.",
        title=title,
        review=False,
    )
    assert {one.name for one in found} <= {"date-of-publication", "date-of-report", "nation"}


def test_guidance_worked_out_from_a_date_that_is_not_settled_stays_a_guess() -> None:
    early = facts("# Introduction", "Child K died on 3 May 2005 at home.")
    later = facts("# Introduction", "Child K died on 3 May 2016 at home.")
    assert values(early, "guidance") == ["Working Together to Safeguard Children (1999)"]
    assert values(later, "guidance") == ["Working Together to Safeguard Children (2015)"]
    [guess] = [one.confidence for one in early if one.name == "guidance"]
    [better] = [one.confidence for one in later if one.name == "guidance"]
    assert guess <= 0.35 < better <= 0.55


def test_an_agency_that_is_only_mentioned_did_not_take_part() -> None:
    found = facts(
        "# How the review was done",
        "Individual management reviews were received from the police, the GP practice, the primary school, "
        "the health visiting service and the housing association.",
        "# What happened",
        "Child K’s mother said that she had once rung the probation service.",
    )
    assert values(found, "agencies") == ["gp", "health-visiting", "housing", "police", "school"]


def test_a_document_without_text_yields_nothing() -> None:
    assert facts(title=(), review=False) == ()
