"""What happened: fatal or not, and which harms. What is told of the incident counts; background counts little."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Harm, Outcome

_FATAL = re.compile(
    r"\b(?:died|dies|dead|drowned|killed|murdered|fatal(?:ly)?|did not survive|took (?:his|her|their) own li(?:fe|ves)|died by suicide|stillborn)\b"
    r"|\b(?:death|deaths|killing|murder|suicide|homicide) of\b|'s (?:tragic |sudden |untimely )?death\b|\b(?:his|her|their|the) death\b|\bdeath\b"
)
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
_HEDGED = re.compile(
    r"\b(?:could|might|may(?! (?:19|20)\d\d)|would|nearly|almost|fear(?:ed)? that|threat\w*|risk of|wish\w*|not)\b(?:(?!\bbut\b|\band\b)[^.;]){0,25}$"
)
_SOMEBODY_ELSE = re.compile(
    r"(?:of|to) (?:(?:his|her|their|the|a) )?(?:\w+ )?(?:mother|father|parent|grand\w+|brother|sister|aunt|uncle|partner|friend|husband|wife|person|sibling|cousin|baby|child)\b"
)
_NEGATED = re.compile(
    r"\b(?:no (?:evidence|signs?|record|history|suggestion|concerns?)|rather than|ruled out|without|nor|neither|other than)\b[^.;]{0,40}$"
    r"|\b(?:not|never)\b[^.;,]{0,40}$"
)
_OF_A_SERVICE = re.compile(
    r"[ -](?:services?|teams?|strateg\w+|polic(?:y|ies)|procedures?|protocols?|toolkits?|tools?|panels?|screening|workers?|advis\w+|advocates?|training"
    r"|prevention|charit\w+|organisations?|units?|guidance|pathways?|leads?|co-?ordinators?|groups?|forums?|conferences?|notifications?|reviews?|referrals?)\b"
)
_QUESTION_LIKE = re.compile(
    r"\?$|^(?:how|whether|what|were|was|did|to (?:establish|identify|consider|examine|review))\b"
)
_NEAR = 2_600  # characters after the title page within which reports say what happened
_OF_OTHERS_TOO = {Harm.DOMESTIC_ABUSE, Harm.FILICIDE, Harm.PHYSICAL_ABUSE, Harm.NEGLECT}
_LEAST = 0.38
_THEM = re.compile(r"\s(?:them|both|all)\b")
_NO_SIGN = {Harm.DOMESTIC_ABUSE, Harm.SUDDEN_INFANT_DEATH, Harm.FILICIDE, Harm.ONLINE_HARM}
_CLEARLY = 0.5
_GUESSED = 0.42


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one harm."""

    harm: Harm
    find: tuple[str, ...]
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None


@cache
def signs() -> tuple[Signs, ...]:
    """The words of `harms.toml`, in its order."""
    tables = tomllib.loads(Path(__file__).with_name("harms.toml").read_text(encoding="utf-8"))
    return tuple(
        Signs(
            Harm(value),
            tuple(table["find"]),
            _words(table["strong"]),
            _words(table["weak"]) if table["weak"] else None,
        )
        for value, table in tables.items()
    )


def _words(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})")


def outcomes(report: Report, people: People) -> Iterator[FactFound]:
    """Whether each subject died, was seriously harmed, was at risk, or was well served."""
    found = [*_fatal(report, people), *_other_outcomes(report, people)]
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def harms(report: Report, people: People) -> Iterator[FactFound]:
    """The harms of each subject, one fact a harm."""
    for sign in signs():
        found = list(_harm(report, people, sign))
        for subject in people.numbers:
            yield from surest(one for one in found if one.subject == subject)


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


def _fatal(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences(
        "die",
        "dead",
        "drowned",
        "death",
        "kill",
        "murder",
        "fatal",
        "survive",
        "own li",
        "suicide",
        "homicide",
        end=report.circumstances_end,
    ):
        low = report.low[sentence.start : sentence.end]
        if _QUESTION_LIKE.search(low):
            continue
        for match in _FATAL.finditer(low):
            if _HEDGED.search(low[: match.start()]) and match[0] != "did not survive":
                continue
            after = low[match.end() - 3 : match.end() + 35]
            if _SOMEBODY_ELSE.match(after.lstrip("h ")) and "child" not in after and "baby" not in after:
                continue
            subjects, sure = _victims(people, sentence, match)
            sure += _nearness(report, sentence) - (0.12 if match[0].endswith("death") else 0.0)
            where = report.clause((sentence.start + match.start(), sentence.start + match.end()))
            for subject in subjects:
                yield report.fact(FactName.OUTCOME, Outcome.FATAL.value, where, sure=sure, subject=subject)


def _victims(people: People, sentence: Sentence, match: re.Match[str]) -> tuple[tuple[int, ...], float]:
    """Of whom it is said that they died: named right after ("the death of Child M") or before ("Child M died")."""
    if match[0].endswith(" of") or match[0] in {"killed", "murdered"}:
        following = next(iter(people.mentions(sentence.text[match.end() : match.end() + 45])), None)
        if following is not None and not following.pronoun and following.start < 24:
            return following.subjects, 0.75
        if _THEM.match(sentence.text, match.end()):
            return people.numbers, 0.65
    anchored = people.anchor(sentence.start + match.start())
    if anchored is None:
        return (people.numbers, 0.5) if len(people.labels) == 1 else ((), 0.0)
    return anchored, 0.7


def _nearness(report: Report, sentence: Sentence) -> float:
    if sentence.start < report.title_ends:
        return 0.15
    if report.kind_at(sentence.start) in {"background", "chronology"}:
        return -0.2
    return 0.15 if sentence.start < report.title_ends + _NEAR else -0.05


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
            if match is None or _QUESTION_LIKE.search(low) or report.blocks[sentence.block].kind == "item":
                continue
            if outcome is Outcome.SERIOUS_HARM and _HEDGED.search(low[: match.start()]):
                continue
            named = people.anchor(sentence.start + match.start())
            subjects = (
                people.numbers
                if named is None and len(people.labels) == 1
                else named or people.spoken_of(sentence)
            )
            where = report.clause((sentence.start + match.start(), sentence.start + match.end()))
            for subject in subjects:
                sure = base + _nearness(report, sentence) + (0.1 if named else 0.0)
                yield report.fact(FactName.OUTCOME, outcome.value, where, sure=sure, subject=subject)


def _harm(report: Report, people: People, sign: Signs) -> Iterator[FactFound]:
    weak_seen = 0
    for sentence in report.sentences(*sign.find, end=report.circumstances_end + 6_000):
        low = report.low[sentence.start : sentence.end]
        block = report.blocks[sentence.block]
        if _QUESTION_LIKE.search(low) or block.kind in {"heading", "item"}:
            continue
        match = sign.strong.search(low)
        sure = 0.6
        if match is None and sign.weak is not None:
            match = sign.weak.search(low)
            weak_seen += match is not None
            sure = 0.35 if weak_seen < 2 else 0.45
        if match is None or _only_named(low, match):
            continue
        sure += _nearness(report, sentence)
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
