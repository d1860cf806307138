"""The words by which recommendations and the like are recognised, and by which what only looks so is left out."""

import re

from heeded.engine.vocabulary import LearningPointKind

RECOMMENDATION = LearningPointKind.RECOMMENDATION
FINDING = LearningPointKind.FINDING
LEARNING = LearningPointKind.LEARNING
QUESTION = LearningPointKind.QUESTION
GOOD_PRACTICE = LearningPointKind.GOOD_PRACTICE

BULLET = r"[•●▪■◦‣∙·○➢➤✓\uf0b7\uf0a7\uf0d8–—o*-]\s+"
NUMBER = (
    r"\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?:\((?:[ivx]{1,5}|[a-z])\)){0,2}"
    r"|\((?:[ivx]{1,5}|[a-zA-Z]|\d{1,2})\)|(?:[ivx]{1,5}|[a-zA-Z])(?=[.)])"
)
# How a block begins: a bullet, then its own number ("4.12", "2a", "6a(iv)", "(b)", "c.").
OPENING = re.compile(rf"\s*(?:{BULLET})?(?:(?P<number>{NUMBER})(?:[.):]+\s*|\s+|$))?")

_WORD_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_LABEL_NUMBER = (
    r"(?:R/)?\d{4}/\d{1,4}|\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?:\((?:[ivx]{1,5}|[a-z])\)){0,2}|(?-i:[IVX]{1,6}(?![A-Za-z])|[A-Z](?![A-Za-z]))"
    r"|(?:" + "|".join(_WORD_NUMBERS) + r")\b"
)
_KIND_WORDS = (
    (RECOMMENDATION, r"(?:(?:Key|Main|Final|Interim|National|Local|Overarching|Strategic|Panel|Board|Overview|Multi-agency|"
                     r"Additional|Further|SCR|IMR|Urgent|Formal|Operational|Priority|Single-agency|Partnership|Practice|Policy|"
                     r"Systems?|Review|Inquiry|Safety|Health|Police|General|Specific|Core|Primary|Draft)\s)?Recommendation|Rec(?:\.(?=\s*\d)|(?=\s+\d))"),
    (FINDING, r"(?:(?:Key|Systems?|Priority|Main|Additional)\s)?Finding"),
    (GOOD_PRACTICE, r"(?:(?:Example|Area|Point)\s+of\s+)?(?:Good|Notable|Effective|Positive|Best)\s+practice"
                    r"(?:\s+(?:point|example|identified))?"),
    (QUESTION, r"(?:Key\s)?Question(?:\s+(?:for|to)\s+(?:the\s+)?[\w ]{2,60}?(?=\s+\d|\s*[:.–-]|\s*$))?|Consideration(?:\s+for\s+the\s+\w+)?"),
    (LEARNING, r"(?:(?:Key|Practice|Multi-agency|Core|Main|System)\s)?(?:Learning(?:\s+(?:point|theme|opportunity))?|Lesson)"),
)
LABELS = tuple(
    (
        kind,
        re.compile(
            rf"(?:{words})(?:\s+(?:(?:no\.?|number|#)\s*)?(?P<number>{_LABEL_NUMBER}))?"
            r"(?P<who>\s*\([^()]{2,100}\)|\s+(?:for|to)\s+[^:.]{2,90}?(?=\s*(?::|$)))?"
            r"(?P<mark>\s*[:.–—|]+|\s+-+(?=\s)|\s*$)?\s*",
            re.IGNORECASE,
        ),
    )
    for kind, words in _KIND_WORDS
)
LABEL_BEGINS = re.compile(
    r"(?:\w+[ -])?(?:rec(?:ommendation|\b)|finding|question|consideration|learning|lesson|practice)"
    r"|(?:example|area|point)\s+of\s+(?:good|notable|effective|positive|best)"
    r"|(?:key|multi-agency|notable|effective|good|best|positive|priority|practice)\s",
    re.IGNORECASE,
)
CODE = re.compile(
    r"(?P<number>(?P<letters>R|MR|PR|NR|REC|F|L|LP|Q|GP|G)[ -]?\d{1,3}(?:\.\d{1,2})?[a-z]?)(?P<mark>[:.)]|\s+[–-]|)(?:\s+|$)"
)
CODES = {
    "R": RECOMMENDATION, "MR": RECOMMENDATION, "PR": RECOMMENDATION, "NR": RECOMMENDATION, "REC": RECOMMENDATION,
    "F": FINDING, "L": LEARNING, "LP": LEARNING, "Q": QUESTION, "GP": GOOD_PRACTICE, "G": GOOD_PRACTICE,
}  # fmt: skip

# What asks for something to be done.
ASKS = re.compile(
    r"\b(?:should(?! have)|must(?! have)|shall|ought to|needs? to|will need to|recommend(?:s|ed|ation)?|urges?"
    r"|calls? (?:on|for|upon)|(?:is|are) to be|to ensure|ensures?|seeks? assurance|it is essential)\b",
    re.IGNORECASE,
)
SHOULD = re.compile(r"\b(?:should|must|shall|will need to|needs? to|(?:is|are) to)\b(?! have\b)", re.IGNORECASE)
RECOMMENDS = re.compile(
    r"\b(?:(?:[Ww]e|I)(?: \w+){0,3}? recommend\b(?! practice)"
    r"|[Ii]t is (?:\w+ ){0,3}?recommended(?: to [\w ’',]{2,60})? that\b"
    r"|(?:[Tt]he|[Tt]his) (?:\w+ ){0,3}?(?:[Rr]eview|[Rr]eport|[Pp]anel|[Aa]uthor|[Ii]nquiry|[Cc]hair|[Rr]eviewers?|[Cc]ommittee|"
    r"[Ii]nvestigation|[Cc]hair and [Pp]anel)(?: \w+){0,3}? recommends?\b|\b[A-Z]{3,6} (?:therefore )?recommends that\b)"
)
# Lead-ins that announce recommendations and make none.
ANNOUNCES = re.compile(
    r"\b(?:following|these|below|above|number of|several|specific|further|\d+|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: [\w-]+){0,4} (?:recommendations|learning points|lessons|findings|questions|actions)\b"
    r"|\brecommendations? (?:(?:which|that) )?(?:are|is|have|has|were|set|made|below|arise|arising|from|in this|listed|will)\b"
    r"|\brecommend(?:s|ed)?(?: that)?(?: the following)?\s*[:.]?$|\bmakes? (?:\w+ ){0,3}recommendations?\b"
    r"|\bfollowing (?:\w+ ){0,3}?(?:is|are|were)\b|^(?:the|what) follow(?:ing|s)\b",
    re.IGNORECASE,
)
# Words that open a note about a recommendation, not a part of it.
EXPLAINS = re.compile(
    r"(?:(?:Rationale|Reason(?:s|ing)?|Background|Context|Intended|Desired|Expected|Impact|Outcomes?|Evidence|Actions?|For|"
    r"Leads?|Lead agency|Time-?scales?|Time-?frame|Deadline|By when|Target|Due|Owners?|Owned|Responsib(?:le|ility)|"
    r"Responses?|Status|Progress|Updates?|Government response|Agency response|Board response|Explanation|Explanatory|Commentary|"
    r"Comments?|Links?|Linked|Addressed|Agenc(?:y|ies)|To|By|Source|Cross-reference|Priority|Theme|Success|Measures?|Monitoring|"
    r"Note|Date|Completed|Implementation|Why|What|How|Relevant|Findings?|Paragraphs?)(?: [\w’'/,-]+){0,5}\s*(?::|\s[–—-]\s|$)"
    r"|(?:Why (?:this|we|it|is|does|did|do)|What (?:this|it|we|is)|How (?:do|did|will|does|was))\b[^?]*\?"
    r"|(?:Accepted|Not accepted|Partially accepted|Agreed|Rejected)\b(?=[.: ]|$)"
    r"|(?:Response|Action|Rationale)\b"
    r"|The (?:Board|Partnership|Government|Trust|Department|LSCB|agency) (?:accepts?|agrees|welcomes|has (?:already|since|now|accepted))\b"
    r"|This (?:recommendation|learning|finding|is because|reflects|relates|links|arises|follows)\b|See (?:also|paragraph|section|finding)\b|\[)",
)
# A reply to a recommendation, whoever makes it.
ANSWERS = re.compile(
    r"\b(?:accepts?|accepted|rejects?|rejected|supports?|notes?|agrees? with|welcomes?|implemented|completed) "
    r"(?:in (?:part|principle|full) )?(?:this|the|all(?: of)?(?: the| these)?) recommendations?\b|\brecommendation (?:is|was|has been) (?:accepted|rejected|agreed|noted)\b"
)
# Lines under a recommendation that say whom it is for.
ADDRESSED = re.compile(
    r"(?:(?:For(?: the attention of)?|Actions?(?: for| by)?|Lead(?: agency| agencies)?|Agenc(?:y|ies)(?: responsible)?|Responsib(?:le|ility)"
    r"(?: agency| agencies)?|Addressed to|Owners?|To|By)\s*:\s*(?P<after>.{2,160})|\[(?P<in>[^\]]{2,120})\])\s*$"
)

# Headings.
_NOT_OURS = re.compile(
    r"\b(?:previous|earlier|past|prior|progress (?:on|against|with|in|since|report|made|of|to)|^progress|implement(?:ed|ation|ing)|responses?(?= to| from|$)|responding|status of|updates?|other reviews|"
    r"monitoring|tracking|existing|historic(?:al)?|national reviews|since the|already|lines of enquiry|questions (?:for|of|asked by|which|that) the (?:review|panel|inquiry|interviews?)|glossary|method|methodology|approach|"
    r"terms of reference|how (?:we|the|this)|background to|context|developing|writing|making)\b|[’']s? recommendation\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?:appendi(?:x|ces)|annex(?:e|es)?|glossary|references|bibliography|abbreviations|acronyms|formal minutes|witnesses|"
    r"members|introduction|background|chronology|conclusions?|concluding|next steps|action plan|acknowledgements?|"
    r"statement|about|contents|list of (?!recommendations)|declarations?|the (?:family|facts)|end ?notes|footnotes|evidence|published|"
    r"summary$|narrative|methodology)",
    re.IGNORECASE,
)
_TITLES = (
    (RECOMMENDATION, re.compile(r"\brecommendations?\b", re.IGNORECASE)),
    (QUESTION, re.compile(
        r"\bquestions? (?:for|to|that)\b.*|\bconsiderations? for\b|\b(?:issues|challenges|matters) (?:for|to) (?:the )?"
        r"(?:\w+ ){0,3}(?:board|partnership|lscb|consider\w*)\b|\b(?:board|partnership|lscb)s? to consider\b|^questions$"
        r"|\breflective questions\b", re.IGNORECASE)),
    (GOOD_PRACTICE, re.compile(
        r"\b(?:good|notable|effective|positive|best) practice\b|\bwhat (?:went|worked|was working) well\b|^strengths\b",
        re.IGNORECASE)),
    (LEARNING, re.compile(
        r"\blessons?\b(?: to be| learn(?:ed|t))?|\blearning points?\b|\bkey learning\b|^(?:the |summary of |practice )?learning\b"
        r"|\b(?:organisational|multi-agency|system|practice|agency|national|local|wider) learning\b|\blearning (?:themes?|for|from the review|identified)\b|\bwhat (?:we|have we|has been) (?:have )?learn(?:ed|t)\b",
        re.IGNORECASE)),
    (FINDING, re.compile(r"^(?:(?:the|key|main|summary|of|systems?|priority|review) )*findings\b", re.IGNORECASE)),
)  # fmt: skip
# A capital that a file's spacing parts from its word: "C ONCLUSIONS".
_SPLIT_CAPITAL = re.compile(r"\b([B-HJ-Z]) (?=[A-Z]{3,}|[a-z]{3,})")
_ONE = re.compile(
    r"^(?:[\w-]+ ){0,2}(?:recommendation|learning point|lesson|finding|question)s?\s(?:no\.? ?|number )?(?:\d|[A-Z\d]\b)", re.IGNORECASE
)
_MIXED = re.compile(r"\b(?:conclusions?|findings|analysis|lessons|learning|discussion|summary|observations|themes)\b.*\b(?:and|&)\b|"
                    r"\b(?:and|&|with) (?:\w+ )?(?:conclusions?|findings|lessons|learning|observations)\b", re.IGNORECASE)
TITLE_WORDS = 16


def whole_words(title: str) -> str:
    """A heading without the blanks that a file's letter spacing leaves after a capital: "C ONCLUSIONS"."""
    return _SPLIT_CAPITAL.sub(r"\1", title)


def title_kind(title: str) -> LearningPointKind | None:
    """What a heading announces, when it announces one of ours. `LearningPointKind` or None."""
    if len(title.split()) > TITLE_WORDS or not_ours(title) or is_one(title):
        return None
    return next((kind for kind, words in _TITLES if words.search(title)), None)


def is_one(title: str) -> bool:
    """Whether a heading is itself the label of one learning point: "Recommendation 3: …"."""
    return bool(_ONE.match(title))


def not_ours(title: str) -> bool:
    """Whether a heading announces what others recommended, or what became of it."""
    return bool(_NOT_OURS.search(title))


def ends_region(title: str) -> bool:
    """Whether a heading begins a part of the report that cannot belong to a list above it."""
    return bool(_ENDS.match(title)) or not_ours(title)


def is_mixed(title: str) -> bool:
    """Whether a heading announces recommendations together with other text ("Conclusions and recommendations")."""
    return bool(_MIXED.search(title))


def spelt(number: str) -> str:
    """A number as it is kept: "three" is 3, "7." is 7, "R 3" is R3."""
    bare = number.strip().rstrip(".:")
    if re.fullmatch(r"\([^()]+\)|[^()]+\)", bare):
        bare = bare.strip("()")
    lower = bare.lower()
    return str(_WORD_NUMBERS.index(lower) + 1) if lower in _WORD_NUMBERS else bare.replace(" ", "")
