"""Who speaks in a stretch of text: told from reporting verbs and whose they are, from quotation and from citation."""

import re
from collections.abc import Iterable

from heeded.engine.vocabulary import SectionKind, Speaker

_VERBS = frozenset(
    "said says say told tells felt feels stated states states, described describes explained explains"
    " recalled recalls reported reports commented comments expressed believed believes thought thinks"
    " wanted remembered remembers acknowledged reflected reflects noted notes notes, identified identifies"
    " concluded concludes recommends recommended suggests suggested requires required recognised confirmed"
    " asserted advised emphasises emphasised highlights highlighted defines defined found shows indicates"
    " considers considered accepts accepted wished informed describes, reported, said, stated, explained,"
    " observed sets".split()
)
_FAMILY = frozenset(
    "mother father mother's father's parents parent mum dad grandmother grandfather grandparents"
    " grandparent aunt uncle stepfather stepmother step-father step-mother sister brother sibling siblings"
    " family families carer carers relative relatives mm mgm pgm mgf pgf child children boy girl young"
    " survivor parents'".split()
)
_PRACTITIONERS = frozenset(
    "practitioner practitioners professional professionals worker workers nurse nurses midwife midwives"
    " visitor visitors teacher teachers officer officers gp gps staff doctor doctors paediatrician"
    " consultant manager managers supervisor frontline participants attendees interviewee interviewees"
    " headteacher social-worker clinicians".split()
)
_AGENCY = frozenset(
    "imr imrs agency trust service services police csc cafcass probation school council ccg pct authority"
    " hospital department board's camhs organisation chronology author authors mash ambulance housing"
    " inspectorate nhs".split()
)
_GUIDANCE = frozenset(
    "guidance research act study studies regulations protocol procedures procedure framework policy"
    " literature evidence inquiry legislation nice ofsted code standards law report".split()
)
_TURNS = frozenset(
    "that who whom which told asked to by about whether if".split()
)  # another's words begin or end here
_CITED = re.compile(
    r"working together(?: to safeguard children)?,? \(?(?:19|20)\d\d"
    r"|\([A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+| et al\.?)?,? (?:19|20)\d\d[a-z]?(?:[:;,][^)]{0,40})?\)"
    r"|(?:children act|care act) (?:1989|2004|2014)|laming|munro (?:review|report)|nice guid"
    r"|national (?:panel|analysis)|triennial",
    re.IGNORECASE,
)
_IMR = re.compile(
    r"\b(?:imr|agency report|management review|single agency|agency’s report|agency's report|author of the \w+ imr)\b",
    re.I,
)
_WORD = re.compile(r"[\w’'-]+")
_OWN_VOICE = frozenset(
    kind.value
    for kind in (
        SectionKind.SUMMARY,
        SectionKind.INTRODUCTION,
        SectionKind.METHOD,
        SectionKind.BACKGROUND,
        SectionKind.CHRONOLOGY,
        SectionKind.ANALYSIS,
        SectionKind.FINDINGS,
        SectionKind.GOOD_PRACTICE,
        SectionKind.LEARNING,
        SectionKind.RECOMMENDATIONS,
        SectionKind.CONCLUSION,
    )
)


def speaker_of(kind: str, sentences: Iterable[str]) -> str:
    """Whose words the sentences of one passage hold, given the kind of section they stand in.

    A speaker other than the reviewer needs half of the words; `unknown` where neither words nor section say.
    """
    weights: dict[str, int] = {}
    total = 0
    before = ""
    for sentence in sentences:
        length = len(sentence)
        total += length
        before = _of_sentence(sentence, before)
        if before:
            weights[before] = weights.get(before, 0) + length
    if weights:
        speaker, weight = max(weights.items(), key=_second)
        if 2 * weight >= total:
            return speaker
    if kind == SectionKind.FAMILY_VOICE:
        most = 4 * weights.get(Speaker.FAMILY.value, 0) >= total
        return Speaker.FAMILY.value if most else Speaker.REVIEWER.value
    if kind == SectionKind.RESPONSE:
        return Speaker.AGENCY.value
    return Speaker.REVIEWER.value if kind in _OWN_VOICE else Speaker.UNKNOWN.value


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _of_sentence(sentence: str, before: str) -> str:
    """Who is quoted or reported in one sentence; a sentence all in quotation marks goes on with the speaker before."""
    tokens = sentence.lower().split(None, 40)
    if _VERBS.isdisjoint(tokens):
        if sentence[0] in '“"':
            return before
    else:
        for index, token in enumerate(tokens):
            if token in _VERBS:
                found = _subject(tokens, index)
                if found:
                    return found
    if "IMR" in sentence and _IMR.search(sentence):
        return Speaker.AGENCY.value
    if ("19" in sentence or "20" in sentence) and _CITED.search(sentence):
        return Speaker.GUIDANCE.value
    return ""


def _subject(tokens: list[str], verb: int) -> str:
    """Whose verb it is: the nearest of the known subjects in the six words before it."""
    for token in reversed(tokens[max(0, verb - 6) : verb]):
        if token in _TURNS:
            return ""
        word = token.strip('.,;:()“”"‘’').removesuffix("'s").removesuffix("’s")
        if word in _FAMILY:
            return Speaker.FAMILY.value
        if word in _PRACTITIONERS:
            return Speaker.PRACTITIONER.value
        if word in _AGENCY:
            return Speaker.AGENCY.value
        if word in _GUIDANCE:
            return Speaker.GUIDANCE.value
        if word in ("review", "reviewer", "reviewers", "panel", "i", "we"):
            return ""
    return ""
