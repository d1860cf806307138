"""Whether somebody died, and whether it was the child or adult reviewed."""

import re
from collections.abc import Iterator

from heeded.engine.facts._nearness import HEDGED, QUESTION_LIKE, nearness
from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Outcome

_FATAL = re.compile(
    r"\b(?:died|dies|dead|drowned|killed|murdered|fatal(?:ly)?|did not survive|took (?:his|her|their) own li(?:fe|ves)|died by suicide|stillborn)\b"
    r"|\b(?:death|deaths|killing|murder|suicide|homicide) of\b|'s (?:tragic |sudden |untimely )?death\b|\b(?:his|her|their|the) death\b|\bdeath\b"
)
_SOMEBODY_ELSE = re.compile(
    r"(?:of|to) (?:(?:his|her|their|the|a) )?(?:\w+ )?(?:mother|father|parent|grand\w+|brother|sister|aunt|uncle|partner|friend|husband|wife|person|sibling|cousin|baby|child)\b"
)
_THEM = re.compile(r"\s(?:them|both|all)\b")


def fatal(report: Report, people: People) -> Iterator[FactFound]:
    """Sentences that say that a subject died, each a fact for the subjects it speaks of."""
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
        if QUESTION_LIKE.search(low):
            continue
        for match in _FATAL.finditer(low):
            if HEDGED.search(low[: match.start()]) and match[0] != "did not survive":
                continue
            after = low[match.end() - 3 : match.end() + 35]
            if _SOMEBODY_ELSE.match(after.lstrip("h ")) and "child" not in after and "baby" not in after:
                continue
            subjects, sure = _victims(people, sentence, match)
            sure += nearness(report, sentence) - (0.12 if match[0].endswith("death") else 0.0)
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
