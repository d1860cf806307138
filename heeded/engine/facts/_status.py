"""The plan or legal status of each subject at the time."""

import re
from collections.abc import Iterator

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.facts._told import for_each, tells
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_PLANS = (
    (r"interim care orders?", "interim care order"),
    (r"(?:full )?care orders?", "care order"),
    (r"(?:by agreement with (?:his|her|their) parents? )?(?:accommodated |looked after )?under section 20(?: of the children act(?: 1989)?)?|section 20", "looked after (section 20)"),
    (r"compulsory supervision order|\bcso\b", "compulsory supervision order"),
    (r"supervision order", "supervision order"),
    (r"special guardianship order", "special guardianship order"),
    (r"child protection plan(?:s|ning)?|child protection register|\bat[- ]risk register", "child protection plan"),
    (r"child(?:ren)? in need plan(?:s|ning)?|child(?:ren)? in need(?= (?:under|plan|service|and))|section 17", "child in need plan"),
    (r"care and support (?:protection )?plans?", "care and support plan"),
    (r"looked[- ]after(?: child(?:ren)?)?(?! by (?:his|her|their|an?) )|in (?:the )?care of the (?:local authority|council)|(?:child(?:ren)? |live\w* |living |was |were |been |came |taken )in(?:to)? care\b|in foster care", "looked after"),
    (r"permanence order", "permanence order"),
    (r"emergency protection order", "emergency protection order"),
)  # fmt: skip
_LESSER = {"child in need plan", "none"}  # what gives way to a higher one that is as sure
_ANY_PLAN = re.compile("|".join(f"(?P<p{n}>{pattern})" for n, (pattern, _) in enumerate(_PLANS)))
_SUBJECT_OF = re.compile(
    r"\b(?:subject (?:of|to)(?: an?| the)?|on(?: the| an?)?|has been|had been|was|were|is|are|made|under|with(?: an?)?|his name was on the|her name was on the|placed on(?: the| an?)?)\b[^.;]{0,80}$"
)
_NEGATIVE = re.compile(r"\b(?:never|not|neither|no|nor|none|without|had no)\b[^.;]{0,70}$")
_NO_PLAN = re.compile(
    r"\b(?:neither (?:\w+ ){0,3}?(?:was|had been) (?:the )?(?:subject (?:of|to)|on) (?:an?|any) (?:[\w-]+ ){0,3}?plan\b"
    r"|(?:was|were|been) (?:not|never) (?:the )?(?:subject (?:of|to)|on) (?:an?|any) (?:statutory )?plan\b|not (?:been )?(?:the )?subject (?:of|to) (?:an?|any) (?:statutory )?plan\b"
    r"|(?:had|under|with|was) no plan(?: of any kind)?\b|no plan was in place|no statutory plan|no (?:legal )?orders? or plans?)\b"
)
_PAST = re.compile(
    r"\b(?:previously|formerly|historic\w*|as a child|herself|himself|when (?:she|he) was a (?:child|teenager)|as a teenager|ended|closed|had been closed)\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:then placed|then made|now live[sd]?|since been|recovered in|afterwards)\b[^.;]{0,30}$"
)


def legal_status(report: Report, people: People) -> Iterator[FactFound]:
    """The plan or order each subject was under; "none" where the report says that there was none."""
    found = list(_statuses(report, people))
    for subject in people.numbers:
        mine = [one for one in found if one.subject == subject]
        if mine:
            yield max(mine, key=lambda one: (one.confidence, one.value not in _LESSER))


def _statuses(report: Report, people: People) -> Iterator[FactFound]:
    words = ("care order", "section 20", "supervision order", "special guardianship", "child protection plan", "child protection register", "risk register", "child in need",
             "children in need", "section 17", "care and support p", "looked after", "looked-after", "foster care", "plan of any kind", "statutory plan", "care of the", " in care", "into care", "permanence order", "emergency protection", "no plan", "to a plan", "to any plan", "of a plan", "of any plan", "on a plan", "on any plan")  # fmt: skip
    for sentence in report.sentences(*words):
        if not tells(report, sentence):
            continue
        low = report.low[sentence.start : sentence.end]
        for match in _ANY_PLAN.finditer(low):
            yield from _status(report, people, sentence, low, match)
        none = _NO_PLAN.search(low)
        if none:
            yield from for_each(report, people, sentence, none, FactName.LEGAL_STATUS, "none", 0.8)


def _status(
    report: Report, people: People, sentence: Sentence, low: str, match: re.Match[str]
) -> Iterator[FactFound]:
    before = low[: match.start()]
    value = _PLANS[int((match.lastgroup or "p0")[1:])][1]
    sure = 0.55 + (0.2 if _SUBJECT_OF.search(before) else -0.15)
    if _NEGATIVE.search(before):
        value, sure = "none", 0.75
    elif _PAST.search(low):
        sure -= 0.2
    sure -= 0.3 if _AFTERWARDS.search(before) else 0.0
    sure -= 0.15 if report.kind_at(sentence.start) == "chronology" else 0.0
    sure -= (
        0.15
        if re.search(
            r"\b(?:consider\w*|whether|if|should|could|would|may(?! (?:19|20)\d\d)|recommend\w*|policy|conference on|request\w*)\b",
            before,
        )
        else 0.0
    )
    yield from for_each(report, people, sentence, match, FactName.LEGAL_STATUS, value, sure)
