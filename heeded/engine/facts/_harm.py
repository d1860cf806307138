"""Which harms each subject suffered. What is told of the incident counts; background counts little."""

import re
from collections.abc import Iterator

from heeded.engine.facts._harm_signs import Signs, signs
from heeded.engine.facts._nearness import QUESTION_LIKE, nearness
from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Harm

_NEGATED = re.compile(
    r"\b(?:no (?:evidence|signs?|record|history|suggestion|concerns?)|rather than|ruled out|without|nor|neither|other than)\b[^.;]{0,40}$"
    r"|\b(?:not|never)\b[^.;,]{0,40}$"
)
_OF_A_SERVICE = re.compile(
    r"[ -](?:services?|teams?|strateg\w+|polic(?:y|ies)|procedures?|protocols?|toolkits?|tools?|panels?|screening|workers?|advis\w+|advocates?|training"
    r"|prevention|charit\w+|organisations?|units?|guidance|pathways?|leads?|co-?ordinators?|groups?|forums?|conferences?|notifications?|reviews?|referrals?)\b"
)
_OF_OTHERS_TOO = {Harm.DOMESTIC_ABUSE, Harm.FILICIDE, Harm.PHYSICAL_ABUSE, Harm.NEGLECT}
_LEAST = 0.38


def harms(report: Report, people: People) -> Iterator[FactFound]:
    """The harms of each subject, one fact a harm."""
    for sign in signs():
        found = list(_harm(report, people, sign))
        for subject in people.numbers:
            yield from surest(one for one in found if one.subject == subject)


def _harm(report: Report, people: People, sign: Signs) -> Iterator[FactFound]:
    weak_seen = 0
    for sentence in report.sentences(*sign.find, end=report.circumstances_end + 6_000):
        low = report.low[sentence.start : sentence.end]
        block = report.blocks[sentence.block]
        if QUESTION_LIKE.search(low) or block.kind in {"heading", "item"}:
            continue
        match = sign.strong.search(low)
        sure = 0.6
        if match is None and sign.weak is not None:
            match = sign.weak.search(low)
            weak_seen += match is not None
            sure = 0.35 if weak_seen < 2 else 0.45
        if match is None or _only_named(low, match):
            continue
        sure += nearness(report, sentence)
        sure -= 0.1 if report.kind_at(sentence.start) == "method" else 0.0
        sure -= _off_the_subjects(people, sentence, sign.harm, match.start())
        for subject in _harmed(people, sentence, match):
            where = report.clause((sentence.start + match.start(), sentence.start + match.end()))
            if sure >= _LEAST:
                yield report.fact(FactName.HARM, sign.harm.value, where, sure=sure, subject=subject)


def _only_named(low: str, match: re.Match[str]) -> bool:
    """Is the harm denied, or only part of the name of a service, a plan or a text?"""
    if _OF_A_SERVICE.match(low, match.end()):
        return True
    return _NEGATED.search(low[: match.start()]) is not None and "accident" not in match[0]


def _off_the_subjects(people: People, sentence: Sentence, harm: Harm, at: int) -> float:
    """How much less sure we are where a sentence names others only, or nobody where there are several subjects."""
    persons = [one for one in people.of(sentence) if not one.pronoun and not one.vague]
    if any(one.subjects for one in persons):
        return 0.0
    if harm not in _OF_OTHERS_TOO and people.anchor(sentence.start + at) == ():
        return 0.4  # said of a parent, whose own childhood is told
    if persons and harm not in _OF_OTHERS_TOO:
        return 0.15
    return 0.1 if len(people.labels) > 1 else 0.0


def _harmed(people: People, sentence: Sentence, match: re.Match[str]) -> tuple[int, ...]:
    """The subject named right after the words ("killing G2"), else all that the sentence names, else all."""
    for mention in people.of(sentence):
        if mention.subjects and 0 <= mention.start - match.end() <= 8:
            return mention.subjects
    return people.spoken_of(sentence) or people.numbers
