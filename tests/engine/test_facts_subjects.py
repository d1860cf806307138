"""Facts of each child or adult reviewed, in many ways of saying them. Everything is invented."""

import pytest

from tests.engine.facts_made import facts, values

SAID = [
    (
        "age-band",
        ["under-1"],
        [
            "Child K was 7 weeks old when he was admitted to hospital with a skull fracture.",
        ],
    ),
    ("age-band", ["under-1"], ["Child K, a six-month-old baby, died on 3 June 2012."]),
    (
        "age-band",
        ["1-5"],
        [
            "This review concerns the death of a three year old girl, to be known as Child K.",
        ],
    ),
    ("age-band", ["11-15"], ["Child K (aged 14 years) was found hanging in her bedroom in May 2014."]),
    ("age-band", ["16-17"], ["On 4 May 2011 Child K died. He was 17."]),
    ("age-band", ["6-10"], ["Child K was born in March 2004. Child K died on 12 May 2011 at home."]),
    (
        "age-band",
        ["under-1"],
        [
            "Child K died in May 2011, aged just four months. His sister was six years old. His "
            "mother was 19 years old when he was born.",
        ],
    ),
    (
        "age-band",
        ["under-1"],
        [
            "Child K’s mother, aged 24, called an ambulance. Child K, who was five weeks old, "
            "was not breathing.",
        ],
    ),
    (
        "age-band",
        ["unborn"],
        [
            "This review concerns an unborn baby, Child K, whose mother died in the eighth month.",
        ],
    ),
    ("age-band", ["11-15"], ["K took an overdose at the age of 13 and was found by her sister."]),
    ("age-band", ["1-5"], ["Child K was two-and-a-half years old at the time of her death."]),
    ("age-band", ["under-1"], ["Child K was a 10 month old infant who was admitted with burns."]),
    ("age-band", ["under-1"], ["Child K died on 3 March 2010 at 12 days of age."]),
    (
        "age-band",
        [],
        [
            "Child K died in May 2011. When she was four the family moved. Until she was six she "
            "saw her father.",
        ],
    ),
    ("sex", ["female"], ["Child K was found by her grandmother. She was taken to hospital."]),
    ("sex", ["male"], ["Child K, a boy of four, died."]),
    (
        "sex",
        ["male"],
        [
            "Child K died in 2012. He had been ill. His mother was at work. She came home. She "
            "called for help.",
        ],
    ),
    (
        "legal-status",
        ["child protection plan"],
        [
            "At the time of his death Child K was the subject of a child protection plan under "
            "the category of neglect.",
        ],
    ),
    ("legal-status", ["none"], ["Child K was not subject to a child protection plan."]),
    (
        "legal-status",
        ["care order"],
        [
            "Child K had been made the subject of a care order in 2011 and lived with foster carers.",
        ],
    ),
    (
        "legal-status",
        ["looked after (section 20)"],
        [
            "K was accommodated under Section 20 of the Children Act 1989.",
        ],
    ),
    ("legal-status", ["looked after"], ["Child K was a looked after child living in residential care."]),
    (
        "legal-status",
        ["child in need plan"],
        [
            "Child K was subject to a Child in Need Plan when she died.",
        ],
    ),
    (
        "legal-status",
        [],
        [
            "Child K died at home. Mother had been looked after as a child and was on the child "
            "protection register as a teenager.",
        ],
    ),
    ("outcome", ["fatal"], ["Child K died from head injuries."]),
    ("outcome", ["serious-harm"], ["Child K suffered life-threatening injuries and survived."]),
    (
        "outcome",
        ["serious-harm"],
        [
            "Child K was seriously injured. Her grandmother had died the year before.",
        ],
    ),
    ("outcome", ["fatal"], ["This review was held after the tragic death of Child K."]),
    ("outcome", ["serious-harm"], ["Child K could have died but has recovered."]),
    ("outcome", ["fatal"], ["Child K took his own life."]),
    ("harm", ["physical-abuse"], ["Child K died of non-accidental head injuries."]),
    ("harm", ["suicide-or-self-harm"], ["Child K took her own life."]),
    ("harm", ["sudden-infant-death"], ["Child K died while co-sleeping with both parents on a sofa."]),
    ("harm", ["youth-violence"], ["Child K was fatally stabbed in the street by another young person."]),
    (
        "harm",
        ["criminal-exploitation"],
        [
            "Child K had been exploited by a gang and was involved in county lines.",
        ],
    ),
    (
        "harm",
        ["child-sexual-exploitation"],
        [
            "Child K was a victim of sexual exploitation by a group of men.",
        ],
    ),
    (
        "harm",
        ["filicide", "physical-abuse"],
        [
            "Child K was shaken by his father, who was convicted of manslaughter.",
        ],
    ),
    ("harm", ["accident"], ["Child K drowned in the bath."]),
    ("harm", [], ["Child K died. There was no evidence of neglect or sexual abuse."]),
    (
        "harm",
        ["fabricated-or-induced-illness"],
        [
            "Child K was the victim of fabricated or induced illness.",
        ],
    ),
    ("ethnicity", ["White British"], ["Child K was White British."]),
    ("ethnicity", ["Black African"], ["Child K is of Black African heritage."]),
    ("ethnicity", ["Pakistani"], ["The family are of Pakistani origin."]),
    ("ethnicity", ["not stated"], ["Child K’s ethnicity was not recorded by any agency."]),
    ("ethnicity", [], ["Child K had blond hair. A white van was seen. The mother wore black clothes."]),
    ("disability", ["Down’s syndrome"], ["Child K had Down’s syndrome."]),
    (
        "disability",
        ["cerebral palsy and epilepsy"],
        [
            "Child K had been diagnosed with cerebral palsy and epilepsy.",
        ],
    ),
    ("disability", [], ["Child K’s mother had a learning disability."]),
    ("disability", ["none known"], ["Child K had no known disability."]),
    ("service-level", ["universal"], ["# The family", "Child K was receiving universal services only."]),
    (
        "service-level",
        ["closed"],
        [
            "# The family",
            "At the time of the incident Child K was closed to children’s social care.",
        ],
    ),
    (
        "service-level",
        ["early help"],
        [
            "# The family",
            "At the time of the incident Child K was receiving early help support.",
        ],
    ),
]


@pytest.mark.parametrize(
    ("name", "wanted", "lines"),
    SAID,
    ids=lambda value: value[-1][:50] if isinstance(value, list) and value else "",
)
def test_a_fact_of_the_child_is_read_from_its_sentence(
    name: str, wanted: list[str], lines: list[str]
) -> None:
    opened = lines if lines[0].startswith("# ") else ["# Introduction", *lines]
    assert values(facts(*opened), name, 1) == wanted


SIBLINGS = ("Tarnbridge Safeguarding Children Board", "Serious Case Review: Siblings A, B and C")


def test_several_subjects_are_told_apart() -> None:
    found = facts(
        "# Introduction",
        "Sibling A, a girl, was nine; Sibling B, a boy, was six; and Sibling C, a boy, was two "
        "years and five months old.",
        "All three children survived severe neglect. Sibling C has moderate hearing loss.",
        title=SIBLINGS,
    )
    assert [values(found, "age-band", n) for n in (1, 2, 3)] == [["6-10"], ["6-10"], ["1-5"]]
    assert [values(found, "sex", n) for n in (1, 2, 3)] == [["female"], ["male"], ["male"]]
    assert [values(found, "harm", n) for n in (1, 2, 3)] == [["neglect"]] * 3
    assert [values(found, "disability", n) for n in (1, 2, 3)] == [[], [], ["moderate hearing loss"]]


def test_one_died_and_one_survived() -> None:
    found = facts(
        "# Introduction",
        "Child G1, aged five, and Child G2, aged nine months, were attacked by their father, who pleaded guilty to "
        "killing G2. "
        "G1 was badly hurt. G2 did not survive. G1 lives with an aunt. G2 had been well.",
        title=("Tarnbridge Safeguarding Children Board", "Serious Case Review: Family G"),
    )
    assert [values(found, "outcome", n) for n in (1, 2)] == [["serious-harm"], ["fatal"]]
    assert [values(found, "age-band", n) for n in (1, 2)] == [["1-5"], ["under-1"]]
    assert "filicide" in values(found, "harm", 2)
    assert "filicide" not in values(found, "harm", 1)


def test_a_label_that_is_no_subject_is_somebody_else() -> None:
    found = facts(
        "# Introduction", "Child K, aged four months, died. Child L, his half-sister, was eleven years old."
    )
    assert values(found, "age-band", 1) == ["under-1"]
    assert values(found, "sex", 1) == []
    assert not [one for one in found if one.subject > 1]


@pytest.mark.parametrize(
    ("title", "sentence", "sex", "outcome"),
    [
        (
            ("Tarnbridge Safeguarding Adults Board", "Safeguarding Adults Review: Adult B"),
            "Adult B was a 67 year old man who died at home in May 2019.",
            ["male"],
            ["fatal"],
        ),
        (
            ("Tarnbridge Community Safety Partnership", "Domestic Homicide Review: Mrs A"),
            "Mrs A, a 45-year-old woman, was killed by her husband in May 2019.",
            ["female"],
            ["fatal"],
        ),
    ],
)
def test_a_review_of_an_adult(
    title: tuple[str, ...], sentence: str, sex: list[str], outcome: list[str]
) -> None:
    found = facts("# Introduction", sentence, title=title)
    assert values(found, "age-band", 1) == ["adult"]
    assert values(found, "sex", 1) == sex
    assert values(found, "outcome", 1) == outcome


def test_a_term_that_begins_with_child_is_no_person() -> None:
    found = facts(
        "# The family",
        "The mother had been a victim of child sexual exploitation. The child protection conference met. "
        "She was 19 years old.",
    )
    assert values(found, "age-band", 1) == []


@pytest.mark.parametrize(
    ("sentence", "name", "quote"),
    [
        (
            "Child K, who lived with an aunt, had never been the subject of a child protection plan.",
            "legal-status",
            "had never been the subject of a child protection plan",
        ),
        ("In May 2011 Child K died, to the grief of all.", "outcome", "In May 2011 Child K died"),
        (
            "He was called K; Child K suffered severe neglect, the court found.",
            "harm",
            "Child K suffered severe neglect",
        ),
    ],
)
def test_a_quote_is_the_clause_that_says_it(sentence: str, name: str, quote: str) -> None:
    assert [one.quote for one in facts("# Introduction", sentence) if one.name == name] == [quote]


def test_a_language_is_no_ethnicity() -> None:
    found = facts(
        "# The family", "The family of Child K is White Welsh, and Welsh is the first language of the home."
    )
    assert values(found, "ethnicity", 1) == ["White Welsh"]
