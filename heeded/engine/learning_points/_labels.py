"""The names that learning points carry in print: "Recommendation 7", "Learning point 2", "R3"."""

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
from heeded.engine.learning_points._numbers import LABEL_NUMBER

_BEFORE = one_of(
    "Key Main Final Interim National Local Overarching Strategic Panel Board Overview Multi-agency Additional Further",
    "SCR IMR Urgent Formal Operational Priority Single-agency Partnership Practice Policy Systems? Review Inquiry",
    "Safety Health Police General Specific Core Primary Draft",
)
_FOR_WHOM = r"\s+(?:for|to)\s+(?:the\s+)?[\w ]{2,60}?(?=\s+\d|\s*[:.–-]|\s*$)"
_NAMES = (
    (RECOMMENDATION, phrase(rf"(?:{_BEFORE}\s)?Recommendation", r"Rec(?:\.(?=\s*\d)|(?=\s+\d))")),
    (FINDING, r"(?:(?:Key|Systems?|Priority|Main|Additional)\s)?Finding"),
    (
        GOOD_PRACTICE,
        r"(?:(?:(?:Practice\s)?Example|Area|Point)\s+of\s+)?(?:Good|Notable|Effective|Positive|Best)\s+practice"
        r"(?:\s+(?:point|example|identified))?",
    ),
    (QUESTION, phrase(rf"(?:Key\s)?Question(?:{_FOR_WHOM})?", r"Consideration(?:\s+for\s+the\s+\w+)?")),
    (
        LEARNING,
        r"(?:(?:Key|Practice|Multi-agency|Core|Main|System)\s)?(?:Learning(?:\s+(?:point|theme|opportunity))?|Lesson)",
    ),
)
_NUMBER = (
    rf"(?:\s+(?:(?:no\.?|number|#)\s*)?(?P<number>{LABEL_NUMBER})(?:\s+of\s+\d{{1,3}}(?=\s*[:.–—-]|\s*$))?)?"
)
_WHO = r"(?P<who>\s*\([^()]{2,100}\)|\s+(?:for|to)\s+[^:.]{2,90}?(?=\s*(?::|$)))?"
_MARK = r"(?P<mark>\s*[:.–—|]+|\s+-+(?=\s)|\s*$)?\s*"

# Each name with its number, whom it is for and the sign that parts it from the words.
LABELS = tuple(
    (kind, re.compile(rf"(?:{name}){_NUMBER}{_WHO}{_MARK}", re.IGNORECASE)) for kind, name in _NAMES
)
# A label in the middle of a block: "The teams never met. Recommendation 3: The teams should …".
INSIDE = re.compile(rf"(?<=[.:!?”)])\s+Recommendation\s+(?P<number>{LABEL_NUMBER})\s*[:–—-]\s+(?=[A-Z“])")
# A quick look whether a block can begin with a label at all.
LABEL_BEGINS = re.compile(
    phrase(
        r"(?:[\w-]+\s)?(?:rec(?:ommendation|\b)|finding|question|consideration|learning|lesson|practice)",
        r"(?:practice\s)?(?:example|area|point)\s+of\s",
        r"(?:key|multi-agency|notable|effective|good|best|positive|priority|practice)\s",
    ),
    re.IGNORECASE,
)
CODES = {
    "R": RECOMMENDATION,
    "MR": RECOMMENDATION,
    "PR": RECOMMENDATION,
    "NR": RECOMMENDATION,
    "REC": RECOMMENDATION,
    "F": FINDING,
    "L": LEARNING,
    "LP": LEARNING,
    "Q": QUESTION,
    "G": GOOD_PRACTICE,
    "GP": GOOD_PRACTICE,
}
CODE = re.compile(
    rf"(?P<number>(?P<letters>{'|'.join(CODES)})[ -]?\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)(?P<mark>[:.)]|\s+[–-]|)(?:\s+|$)"
)
# Whom it is for, then its code, run together: "Fenwold Board R10 The Board should …".
CODE_NEAR = re.compile(r"\s[RFLQG]\d")
WHO_LETTERS = 120
CODE_INSIDE = re.compile(
    r"(?P<who>[A-Z][^.:?!]{4,110}?)\s(?P<number>(?P<letters>R|F|L|Q|G)\d{1,2}[a-z]?)\s+(?=[A-Z])"
)
