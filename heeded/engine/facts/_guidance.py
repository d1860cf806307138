"""The guidance in force: as the report states it, else worked out from its dates."""

import re
from collections.abc import Iterator

from heeded.engine.facts._editions import in_force
from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName, Nation

_STATED = re.compile(
    r"(?P<together>Working Together(?: to Safeguard Children)?)(?P<between>[^.;\n]{0,40}?)(?P<year>(?:19|20)\d\d)\b\)?"
    r"|(?P<other>(?:the draft )?Single Unified Safeguarding Review statutory guidance"
    r"|Welsh Government guidance on multi-agency child practice reviews"
    r"|Protecting Children in Wales:? [Gg]uidance for (?:Arrangements for )?[Mm]ulti-[Aa]gency [Cc]hild [Pp]ractice [Rr]eviews(?: \(?20\d\d\)?)?"
    r"|Co-operating to Safeguard Children(?: and Young People)?(?: in Northern Ireland)?(?: \(?20\d\d\)?)?"
    r"|National [Gg]uidance for [Cc]hild [Pp]rotection [Cc]ommittees[^.,;\n]{0,60}?(?:20\d\d\)?|(?=[.,;\n]))"
    r"|[Mm]ulti-[Aa]gency [Ss]tatutory [Gg]uidance for the [Cc]onduct of [Dd]omestic [Hh]omicide [Rr]eviews(?: \(?20\d\d\)?)?)",
)
_UNDER = re.compile(
    r"\b(?:under|accordance|then in force|in force|criteria|required?s?|chapter (?:4|8|four|eight)|allows|statutory guidance|set out|following"
    r"|regulation)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:replaced by|superseded|earlier|previous|since|subsequent\w*|revised)\b", re.IGNORECASE
)
_SETTLED = {"V": 0.55, "S": 0.5, "D": 0.5, "U": 0.35}


def guidance(report: Report, *, nation: str, dates: list[FactFound]) -> list[FactFound]:
    """The guidance as stated; where nothing is stated, from the first of `dates`, never with much confidence."""
    stated = surest(_stated(report))
    if stated or nation != Nation.ENGLAND or not dates:
        return stated
    resting = dates[0]
    edition = in_force(Nation.ENGLAND, resting.value)
    if edition is None:
        return []
    sure = min(_SETTLED[edition.start_status], _SETTLED.get(edition.end_status, 0.55), resting.confidence)
    return [FactFound(FactName.GUIDANCE.value, edition.name, resting.spans, resting.quote, round(sure, 2))]


def _stated(report: Report) -> Iterator[FactFound]:
    words = ("working together", "co-operating to", "protecting children in", "welsh government guidance", "single unified safeguarding review statutory",
             "national guidance for", "statutory guidance for the conduct")  # fmt: skip
    for sentence in report.sentences(*words):
        for match in _STATED.finditer(sentence.text):
            sure = 0.65 + (0.2 if _UNDER.search(sentence.text) else 0.0)
            sure -= 0.3 if _OLD.search(sentence.text[match.end() : match.end() + 60]) else 0.0
            sure -= 0.15 if report.kind_at(sentence.start) in {"chronology", "background"} else 0.0
            sure -= 0.1 if match["other"] is None and re.search(r"\d", match["between"]) else 0.0
            where = (sentence.start + match.start(), sentence.start + match.end())
            yield report.fact(FactName.GUIDANCE, _value(match), where, sure=sure)


def _value(match: re.Match[str]) -> str:
    if match["year"]:
        return f"Working Together to Safeguard Children ({match['year']})"
    return match["other"].strip()
