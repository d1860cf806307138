"""How it ended: death, serious harm, a risk of harm, or good practice that is reviewed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from heeded.engine.facts._fatal import fatal
from heeded.engine.facts._nearness import HEDGED, QUESTION_LIKE, nearness
from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Harm, Outcome

_HARMED = re.compile(
    r"\b(?:survived|recovered|recovering|recovery|seriously (?:harmed|injured|ill)|serious (?:harm|injur\w+)|life-threatening|life-changing|lasting (?:injur\w+|harm|damage|weakness)"
    r"|permanent (?:injur\w+|disabilit\w+|damage|loss)|critical(?:ly)?(?: ill)?|near[- ]fatal|found in time|badly hurt|gravely|wounded|significant harm|serious overdose|seriously)\b"
)
_GOOD = re.compile(
    r"\b(?:effective practice|good practice (?:review|case)|(?:learn\w*|review\w*) (?:from |of )?(?:\w+ ){0,3}(?:good|effective|strong|notable) practice"
    r"|(?:learn\w* )?from what went well|went well|positive outcome|kept safe|was protected|notable practice)\b"
)
_RISK = re.compile(
    r"\b(?:at risk of (?:significant |serious )?harm|near miss|risk of (?:serious|significant) harm|could have (?:died|been (?:killed|seriously)))\b"
)
_NO_SIGN = {Harm.DOMESTIC_ABUSE, Harm.SUDDEN_INFANT_DEATH, Harm.FILICIDE, Harm.ONLINE_HARM}
_CLEARLY = 0.5
_GUESSED = 0.42


def outcomes(report: Report, people: People) -> Iterator[FactFound]:
    """Whether each subject died, was seriously harmed, was at risk, or was well served."""
    found = [*fatal(report, people), *_other_outcomes(report, people)]
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def _other_outcomes(report: Report, people: People) -> Iterator[FactFound]:
    tables = (
        (("surviv", "recover", "serious", "life-", "lasting", "permanent", "critical", "near", "found in time", "hurt", "grave", "wounded", "significant harm"), _HARMED, Outcome.SERIOUS_HARM, 0.5),
        (("practice", "positive outcome", "kept safe", "went well", "was protected"), _GOOD, Outcome.GOOD_PRACTICE, 0.35),
        (("risk of", "near miss", "could have"), _RISK, Outcome.RISK, 0.3),
    )  # fmt: skip
    for words, pattern, outcome, base in tables:
        for sentence in report.sentences(*words, end=report.circumstances_end):
            low = report.low[sentence.start : sentence.end]
            match = pattern.search(low)
            if match is None or QUESTION_LIKE.search(low) or report.blocks[sentence.block].kind == "item":
                continue
            if outcome is Outcome.SERIOUS_HARM and HEDGED.search(low[: match.start()]):
                continue
            named = people.anchor(sentence.start + match.start())
            subjects = (
                people.numbers
                if named is None and len(people.labels) == 1
                else named or people.spoken_of(sentence)
            )
            where = report.clause((sentence.start + match.start(), sentence.start + match.end()))
            for subject in subjects:
                sure = base + nearness(report, sentence) + (0.1 if named else 0.0)
                yield report.fact(FactName.OUTCOME, outcome.value, where, sure=sure, subject=subject)


def harmed(people: People, found: list[FactFound]) -> Iterator[FactFound]:
    """Serious harm for a subject of whom a harm is told and neither death nor what became of it: reviews are held of
    little else. `found` are the outcomes and harms; a guess that a person confirms or not."""
    known = {one.subject for one in found if one.name == FactName.OUTCOME}
    for subject in people.numbers:
        told = [
            one
            for one in found
            if one.name == FactName.HARM and one.subject == subject and one.value not in _NO_SIGN
        ]
        for one in surest(told) if subject not in known else ():
            if one.confidence >= _CLEARLY:
                yield replace(
                    one, name=FactName.OUTCOME.value, value=Outcome.SERIOUS_HARM.value, confidence=_GUESSED
                )
