"""The role of the review's author: roles and trades, never a name."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_BY = re.compile(
    r"\b(?:written|led|carried out|undertaken|conducted|prepared|authored|completed|drafted|compiled|done|appointed|commissioned)(?: jointly)? (?:by|as (?:the )?(?:author|reviewer)s?:?)?\s*"
    r"(?P<who>(?:an?|one|two|three|the (?=independent))\s?[^.;:\n]{6,240})",
    re.IGNORECASE,
)
# "The independent author, a retired chief probation officer, has", "a lead reviewer, who is an independent social worker"
_WHO_IS = re.compile(
    r"\b(?:author|reviewer|chair|consultant)s?(?:,\s|,?\s(?:who\s)?(?:is|was|are|were)\s)(?P<who>(?:an?|both)\s[^.;:,\n]{6,160})"
)
_ON_TITLE = re.compile(r"\b(?:author|reviewer)s?\s?:\s?(?P<who>[^\n]{6,90})", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:independent|reviewers?|authors?|consultant|chair(?:person)?|lead reviewers?|former|retired|formerly|experienced)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r",? (?:who(?:se|m)?|which|that|from another|in another part|with no\b|with experience of|without|and (?:has|had|was|is)\b|to (?:lead|write|carry|undertake)|together with|supported by|assisted by|on behalf)\b"
    r"|, (?:both |all )?(?:with )?no\b|,? has\b|,? had\b"
)
_NO_TRADE = re.compile(r"an? (?:role|member of the (?:review|panel)|meeting|report|review|copy|number)\b")
_ROLE = re.compile(
    r"\b(?:independent|lead|external)\s+(?:(?:lead|overview|report|panel|scr|social work|safeguarding)\s+)*(?:reviewers?|authors?|consultants?|chair(?:person|man|woman)?s?)"
    r"(?:\s+and\s+(?:overview\s+)?(?:report\s+)?(?:author|reviewer|chair)s?)?\b",
    re.IGNORECASE,
)
_KNOWN_CAPITALS = re.compile(
    r"\b(?:Board|Serious|Case|Review|Overview|Report|Author|Independent|Reviewer|Chair|Panel|Lead|Consultant|Safeguarding|Children|Child|Social|Work|Care|Health|"
    r"Police|NHS|NSPCC|SCIE|CAMHS|Education|Head|Service|Services|Director|Nurse|Doctor|England|Wales|Scotland|Learning|Together|Local|Authority|LSCB)s?\b"
)


def author_role(report: Report) -> list[FactFound]:
    """What the author is, in the report's words where they hold no name, else the bare role."""
    return surest(_authors(report))


def _authors(report: Report) -> Iterator[FactFound]:
    on_title = _ON_TITLE.search(report.text, 0, report.title_ends)
    if on_title and _TRADE.search(on_title["who"]):
        yield from _described(report, 0, on_title, more=0.05)
    words = (
        " by an ",
        " by the ",
        " by a ",
        " by one ",
        " by two ",
        " by three ",
        "appointed an",
        "commissioned an",
        "appointed a ",
        "appointed two",
        "independent",
        "lead reviewer",
        "author, a",
        "author is ",
        "author was ",
        "reviewer is ",
        "reviewer was ",
    )
    for sentence in report.sentences(*words, end=report.circumstances_end + 8_000):
        if report.kind_at(sentence.start) in {"chronology", "recommendations"}:
            continue
        whole = _BY.search(sentence.text)
        if whole and _TRADE.search(whole["who"]):
            yield from _described(report, sentence.start, whole)
        described = _WHO_IS.search(sentence.text)
        if described and not _NO_TRADE.match(described["who"]):
            yield from _described(report, sentence.start, described, more=0.1)
        role = _ROLE.search(sentence.text)
        if role and "author" in role[0].lower() or role and "reviewer" in role[0].lower():
            where = (sentence.start + role.start(), sentence.start + role.end())
            yield report.fact(FactName.AUTHOR_ROLE, role[0].lower(), where, sure=0.5)


def _described(report: Report, start: int, match: re.Match[str], *, more: float = 0.0) -> Iterator[FactFound]:
    cut = _CUT.search(match["who"])
    who = (match["who"][: cut.start()] if cut else match["who"]).rstrip(" ,)")
    where = (start + match.start("who"), start + match.start("who") + len(who))
    if re.search(r"[A-Z]", _KNOWN_CAPITALS.sub("", who)):
        role = _ROLE.search(who)
        if role is None:
            return
        where = (where[0] + role.start(), where[0] + role.end())
        who = role[0].lower()
    work = re.search(r"\b(?:report|review|overview|work|it)\b", report.low[start : start + match.start()])
    value = re.sub(r"^(?:an?|the) ", "", who, flags=re.IGNORECASE)
    yield report.fact(FactName.AUTHOR_ROLE, value, where, sure=(0.75 if work else 0.55) + more)
