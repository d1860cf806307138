"""The plan or legal status of each subject, and the level of service it received, at the time."""

import re
from collections.abc import Iterator
from dataclasses import replace

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence, surest
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
_LEVELS = (
    (r"universal plus(?: health visiting)?", "universal"),
    (r"(?:in receipt of |receiving |received |known (?:only )?to |by |only to )?universal (?:\w+ )?services(?: only)?", "universal"),
    (r"early help(?: (?:plan|support|services?|assessment))?", "early help"),
    (r"family support (?:case|plan)", "early help"),
    (r"(?:open|allocated|was|is|were|been) (?:as )?an? child in need|child in need plan\b(?! was closed)", "child in need"),
    (r"(?:open|allocated) (?:to|as) (?:an? )?child protection", "child protection"),
    (r"neither (?:[\w']+ ){0,4}known to (?:children'?s )?(?:social care|social work|services)|(?:not|never) (?:been )?known to (?:children'?s )?(?:social care|social work|services)|had no social worker", "universal"),
    (r"(?:an?|the|had an?) (?:open case|allocated social worker)|(?:was|were) open to children's (?:social care|services)", "child in need"),
    (r"(?:was |were |case (?:was|had been) |been )?closed to (?:children'?s )?(?:social care|services)|case (?:was|had been) closed|plan was closed", "closed"),
)  # fmt: skip
_ANY_LEVEL = re.compile("|".join(f"(?P<l{n}>{pattern})" for n, (pattern, _) in enumerate(_LEVELS)))
_AT_THE_TIME = re.compile(
    r"\b(?:at the time|when (?:he|she|they|the \w+|[a-z]{1,2}) (?:died|was)|before the|before (?:january|february|march|april|may|june|july|august|september|october|november|december)|at that time|only)\b"
)
_TOLD_IN = {"other", "summary", "introduction", "background", "", "chronology", "method"}


def legal_status(report: Report, people: People) -> Iterator[FactFound]:
    """The plan or order each subject was under; "none" where the report says that there was none."""
    found = list(_statuses(report, people))
    for subject in people.numbers:
        mine = [one for one in found if one.subject == subject]
        if mine:
            yield max(mine, key=lambda one: (one.confidence, one.value not in _LESSER))


def service_level(report: Report, people: People, statuses: list[FactFound]) -> Iterator[FactFound]:
    """The level of service each subject was receiving, where the report says so; `statuses` are their legal ones."""
    found = [*_levels(report, people), *_looked_after(statuses)]
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def _looked_after(statuses: list[FactFound]) -> Iterator[FactFound]:
    """To be looked after is a status and a level of service."""
    for one in statuses:
        if one.value.startswith("looked after"):
            yield replace(
                one, name=FactName.SERVICE_LEVEL.value, value="looked after", confidence=one.confidence - 0.1
            )


def _statuses(report: Report, people: People) -> Iterator[FactFound]:
    words = ("care order", "section 20", "supervision order", "special guardianship", "child protection plan", "child protection register", "risk register", "child in need",
             "children in need", "section 17", "care and support p", "looked after", "looked-after", "foster care", "plan of any kind", "statutory plan", "care of the", " in care", "into care", "permanence order", "emergency protection", "no plan", "to a plan", "to any plan", "of a plan", "of any plan", "on a plan", "on any plan")  # fmt: skip
    for sentence in report.sentences(*words):
        if not _tells(report, sentence):
            continue
        low = report.low[sentence.start : sentence.end]
        for match in _ANY_PLAN.finditer(low):
            yield from _status(report, people, sentence, low, match)
        none = _NO_PLAN.search(low)
        if none:
            yield from _for_each(report, people, sentence, none, FactName.LEGAL_STATUS, "none", 0.8)


def _tells(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence tells what was so: no heading, no question, and in a section that tells it."""
    return (
        report.blocks[sentence.block].kind != "heading"
        and report.kind_at(sentence.start) in _TOLD_IN
        and not sentence.text.endswith("?")
    )


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
    yield from _for_each(report, people, sentence, match, FactName.LEGAL_STATUS, value, sure)


def _levels(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences(
        "universal",
        "known to ",
        "social worker",
        "open to ",
        "early help",
        "child in need",
        "family support case",
        "closed",
        "family support plan",
    ):
        if not _tells(report, sentence):
            continue
        low = report.low[sentence.start : sentence.end]
        match = _ANY_LEVEL.search(low)
        if match is None:
            continue
        value = _LEVELS[int((match.lastgroup or "l0")[1:])][1]
        sure = 0.4 + (0.3 if _AT_THE_TIME.search(low) else 0.0) + (0.1 if value == "universal" else 0.0)
        sure -= 0.1 if report.kind_at(sentence.start) == "chronology" else 0.0
        yield from _for_each(report, people, sentence, match, FactName.SERVICE_LEVEL, value, sure)


def _for_each(
    report: Report,
    people: People,
    sentence: Sentence,
    match: re.Match[str],
    name: FactName,
    value: str,
    sure: float,
) -> Iterator[FactFound]:
    """The fact for each subject that the words are said of; with less confidence where nobody is named."""
    where = (sentence.start + match.start(), sentence.start + match.end())
    subjects = people.anchor(where[0])
    if subjects == ():
        subjects = people.topic(sentence)
        sure -= 0.1
    if subjects is None:
        subjects = people.numbers
        sure -= 0.15
    if sure < 0.35:
        return
    for subject in subjects:
        yield report.fact(name, value, report.clause(where), sure=sure, subject=subject)
