"""The words that tell who speaks: reporting verbs, families, trades, agencies, guidance."""

import re

from heeded.engine.vocabulary import SectionKind

VERBS = frozenset(
    "said says say told tells felt feels stated states states, described describes explained explains"
    " recalled recalls reported reports commented comments expressed believed believes thought thinks"
    " wanted remembered remembers acknowledged reflected reflects noted notes notes, identified identifies"
    " concluded concludes recommends recommended suggests suggested requires required recognised confirmed"
    " asserted advised emphasises emphasised highlights highlighted defines defined found shows indicates"
    " considers considered accepts accepted wished informed describes, reported, said, stated, explained,"
    " observed sets".split()
)
FAMILY = frozenset(
    "mother father mother's father's parents parent mum dad grandmother grandfather grandparents"
    " grandparent aunt uncle stepfather stepmother step-father step-mother sister brother sibling siblings"
    " family families carer carers relative relatives mm mgm pgm mgf pgf child children boy girl young"
    " survivor parents'".split()
)
PRACTITIONERS = frozenset(
    "practitioner practitioners professional professionals worker workers nurse nurses midwife midwives"
    " visitor visitors teacher teachers officer officers gp gps staff doctor doctors paediatrician"
    " consultant manager managers supervisor frontline participants attendees interviewee interviewees"
    " headteacher social-worker clinicians".split()
)
AGENCY = frozenset(
    "imr imrs agency trust service services police csc cafcass probation school council ccg pct authority"
    " hospital department board's camhs organisation chronology author authors mash ambulance housing"
    " inspectorate nhs".split()
)
GUIDANCE = frozenset(
    "guidance research act study studies regulations protocol procedures procedure framework policy"
    " literature evidence inquiry legislation nice ofsted code standards law report".split()
)
TURNS = frozenset(
    "that who whom which told asked to by about whether if".split()
)  # another's words begin or end here
CITED = re.compile(
    r"working together(?: to safeguard children)?,? \(?(?:19|20)\d\d"
    r"|\([A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+| et al\.?)?,? (?:19|20)\d\d[a-z]?(?:[:;,][^)]{0,40})?\)"
    r"|(?:children act|care act) (?:1989|2004|2014)|laming|munro (?:review|report)|nice guid"
    r"|national (?:panel|analysis)|triennial",
    re.IGNORECASE,
)
IMR = re.compile(
    r"\b(?:imr|agency report|management review|single agency|agency’s report|agency's report|author of the \w+ imr)\b",
    re.I,
)
_WORD = re.compile(r"[\w’'-]+")
OWN_VOICE = frozenset(
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
