"""The words by which headings announce a kind of learning point, or say that it is not the review's own."""

import re

from heeded.engine.learning_points._kinds import (
    FINDING,
    GOOD_PRACTICE,
    LEARNING,
    QUESTION,
    RECOMMENDATION,
    one_of,
    phrase,
)

_I = re.IGNORECASE
# What others recommended, what became of it, or how recommendations were arrived at.
NOT_OURS = re.compile(
    phrase(
        r"\b(?:previous|earlier|prior|implemented|responding|since the|status of|other reviews)\b",
        r"\bprogress (?:on|against|with|in|since|report|made|of|to)\b",
        # "The recommendations of the Whitfield review", not those of the overview report or of this review
        r"\brecommendations (?:of|from|in) (?!(?:the )?(?:overview|this|our|review|panel|report|author|serious|scr"
        r"|inquiry|committee|board|partnership|investigation|commission|learning|practice|child|case|chair|domestic"
        r"|individual|agency|present|full|main|local|final|sar|dhr|safeguarding|thematic)\b)"
        r"(?:[\w’']+ ){1,4}(?:review|inquiry|commission|report)\b",
        r"\bquestions (?:for|of|asked by|which|that) the (?:review|panel|inquiry|interviews?)\b",
        r"^(?!recommendation)(?:[\w’']+ ){0,3}responses?\b",
        r"[’']s? recommendation\b",
        r"\bhow (?:the |these |our )?recommendations\b",
        r"\brecommendations? (?:of|from|made (?:by|in)) (?:the |an? )?(?:\w+ )?(?:(?:19|20)\d\d|first|last|other)\b",
        "^(?:"
        + one_of(
            "progress past implement(?:ation|ing) monitoring tracking updates? existing historic(?:al)? glossary",
            "method methodology approach context developing writing making",
        )
        + r"|national reviews|lines of enquiry|key lines|terms of reference|how (?:we|the|this)|background to)\b",
    ),
    _I,
)
# Parts of a report that cannot belong to a list above them.
ENDS_REGION = re.compile(
    "^(?:the )?"
    + phrase(
        one_of(
            "appendi(?:x|ces) annex(?:e|es)? glossary references bibliography abbreviations acronyms witnesses members",
            "introduction background chronology conclusions? concluding acknowledgements? statement about contents",
            "declarations? footnotes evidence published narrative methodology summary$",
        ),
        r"(?:actions?|changes|improvements|developments|work) (?:\w+ )?(?:taken|made|since|already|to date)\b",
        r"formal minutes|next steps|action plan|list of (?!recommendations)|the (?:family|facts)|end ?notes",
    ),
    _I,
)
_TO_THE_BOARD = r"(?:board|partnership|lscb)"
TITLES_BY_KIND = (
    (
        RECOMMENDATION,
        re.compile(
            r"\brecommendations?\b|^improving systems and practice\b|^what (?:we|the \w+) recommends?\b", _I
        ),
    ),
    (
        QUESTION,
        re.compile(
            phrase(
                r"\bquestions? (?:for|to|that)\b",
                r"\bconsiderations? for\b",
                r"\b(?:issues|challenges|matters) (?:for|to) (?:the )?(?:\w+ ){0,3}"
                rf"(?:{_TO_THE_BOARD}|consider\w*)\b",
                rf"\b{_TO_THE_BOARD}s? to consider\b",
                r"^questions$",
                r"\breflective questions\b",
            ),
            _I,
        ),
    ),
    (
        GOOD_PRACTICE,
        re.compile(
            phrase(
                r"\b(?:good|notable|effective|positive|best) practice\b",
                r"\bwhat (?:went|worked|was working) well\b",
                r"^(?:key )?strengths\b",
            ),
            _I,
        ),
    ),
    (
        LEARNING,
        re.compile(
            phrase(
                r"\blessons?\b(?: to be| learn(?:ed|t))?",
                r"\blearning points?\b",
                r"\bkey learning\b",
                r"^(?:the |summary of |practice )?learning\b",
                rf"\b{one_of('organisational multi-agency system practice agency national local wider')} learning\b",
                r"\blearning (?:themes?|for|from the review|identified)\b",
                r"\bwhat (?:(?:do|did|have|has) )?(?:we|been)? ?(?:have )?learn(?:ed|t)?\b",
            ),
            _I,
        ),
    ),
    (
        FINDING,
        re.compile(
            phrase(
                r"^(?:(?:the|key|main|summary|of|systems?|priority|review) )*findings\b",
                r"\bwhat (?:did )?(?:we|the (?:review|panel)|was) f(?:i|ou)nd\b",
            ),
            _I,
        ),
    ),
)
MAY_ANNOUNCE = re.compile(
    "recommend|improving|question|consider|issues|challenges|matters|practice|well|strength|lesson|learn|find|found",
    _I,
)
# A heading that is itself the label of one.
ONE_OF_MANY = re.compile(
    r"^(?:[\w-]+ ){0,2}(?:recommendation|learning point|lesson|finding|question)s?\s"
    r"(?:no\.? ?|number )?(?:\d|[A-Z\d]\b)",
    _I,
)
_OTHER_MATTER = one_of(
    "conclusions? findings analysis lessons learning discussion summary observations themes"
)
MIXED = re.compile(rf"\b{_OTHER_MATTER}\b.*\b(?:and|&)\b|\b(?:and|&|with) (?:\w+ )?{_OTHER_MATTER}\b", _I)
