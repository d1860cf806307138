"""The words with which a report asks for something, and those with which it only says that it will."""

import re

from heeded.engine.learning_points._kinds import one_of, phrase

# Who recommends, in the third person.
_REVIEWER = one_of(
    "[Rr]eview [Rr]eport [Pp]anel [Aa]uthor [Ii]nquiry [Cc]hair [Rr]eviewers? [Cc]ommittee [Ii]nvestigation"
)
_VERBS = (
    "review develop ensure consider provide revise strengthen establish undertake audit agree improve create promote "
    "introduce produce publish seek make raise remind include implement monitor explore update commission"
)
_MORE_VERBS = (
    "train carry extend work share use test set put give embed increase support write ask check report adopt amend "
    "assure build clarify conduct continue deliver design disseminate encourage evaluate identify invite maintain "
    "offer prepare record reinforce require respond secure take that"
)
_COUNTS = (
    one_of(
        "following these below above several specific further \\d+ two three four five six seven eight nine ten",
    )
    + "|number of"
)

SHOULD = re.compile(
    r"\b(?:should|must|shall|will need to|needs? to|(?:is|are) to)\b(?! have\b)", re.IGNORECASE
)
# What somebody decided, advised or was told at the time: "the court ordered that contact should be supervised".
_TOLD = re.compile(
    r"\b(?:ordered|advised|agreed|said|told|asked|suggested|decided|decision|stated|expected|requested|instructed|directed"
    r"|recommended|considered|noted|felt|believed|required|requires?|states?|stipulates?|concluded|planned|thought|heard)\b"
    r"[^.;]*$"
)
ASKS = re.compile(
    r"\b(?:should(?! have)|must(?! have)|shall|ought to|needs? to|will need to|recommend(?:s|ed|ation)?|urges?"
    r"|calls? (?:on|for|upon)|(?:is|are) to be|to ensure|ensures?|seeks? assurance|it is essential)\b",
    re.IGNORECASE,
)
RECOMMENDS = re.compile(
    r"\b"
    + phrase(
        r"(?:[Ww]e|I)(?: \w+){0,3}? recommend\b(?! practice)",
        r"[Ii]t is (?:\w+ ){0,3}?recommended(?: to [\w ’',]{2,60})? that\b",
        rf"(?:[Tt]he|[Tt]his) (?:\w+ ){{0,3}}?{_REVIEWER}(?: \w+){{0,3}}? recommends?\b",
        r"[A-Z]{3,6} (?:therefore )?recommends that\b",
        r"makes? (?:a|one|this)(?: \w+)? recommendation[:,]? that\b",
    )
)
# Softer words, which count where a list holds nothing but conclusions and recommendations.
PLEADS = re.compile(
    r"\b(?:[Ww]e|I|Committee)(?: \w+){0,2} "
    r"(?:recommends?|urges?|calls? (?:on|for)|encourages?|asks?|invites?|expects?|requests?)\b"
    r"|\brecommend\b(?! practice)"
)
# "Review the strategy", "Police to review the strategy".
COMMAND = rf"{one_of(*(verb.capitalize() for verb in (_VERBS + ' ' + _MORE_VERBS).split()))}\b"
ORDERS = re.compile(
    phrase(
        COMMAND,
        rf".{{3,90}}?\bto {one_of(_VERBS)}\b",
    )
)
# Lead-ins that announce recommendations and make none.
ANNOUNCES = re.compile(
    phrase(
        rf"\b(?:{_COUNTS})(?: [\w-]+){{0,4}} (?:recommendations|learning points|lessons|findings|questions|actions)\b",
        r"\brecommendations? (?:(?:which|that) )?"
        + one_of("are is have has were set made below arise arising from listed will")
        + r"\b",
        r"\brecommendations? in this\b",
        r"\brecommend(?:s|ed)?(?: to (?:the )?[\w ]{3,60}?)?(?: that)?(?: the following)?\s*[:.]?$",
        r"\bmakes? (?:\w+ ){0,3}recommendations?\b",
        r"\bfollowing (?:\w+ ){0,3}?(?:is|are|were)\b",
        r"^(?:the|what) follow(?:ing|s)\b",
    ),
    re.IGNORECASE,
)


_ANNOUNCED = ("recommend", "follow", "learning point", "lesson", "finding", "question", "action")
_LEADS_IN = re.compile(
    r"(?:\S+ ){0,9}?(?:makes?|made|offers?|sets? out) (?:\S+ ){0,5}?recommendations\b"
    r"|(?:The )?following (?:\S+ ){0,3}?recommendations\b"
    r"|(?:The|These|Those|All|Its|Our) (?:\w+ ){0,2}recommendations "
    r"(?:below|above|here|in this|have|has|are|were|that|which"
    r"|should be read|set out|made|build|draw|reflect|follow)\b",
    re.IGNORECASE,
)


def asks_now(words: str) -> bool:
    """Whether some sentence asks for something now, and does not only tell what was asked at the time."""
    return any(not _TOLD.search(words, 0, asked.start()) for asked in SHOULD.finditer(words))


def announces(words: str) -> bool:
    """Whether words only announce what follows: "The review makes three recommendations"."""
    if _LEADS_IN.match(words):
        return True
    lower = words.lower()
    if not any(word in lower for word in _ANNOUNCED):  # most words can be told at a glance
        return False
    return bool(ANNOUNCES.search(words)) and not (SHOULD.search(words) and not words.rstrip().endswith(":"))
