"""By when a recommendation wants its thing done, in the words of the report."""

import re

_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty-four|the next(?: \w+)?)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"(?:the (?:\w+ )?(?:end|start|beginning|middle) of (?:{_MONTH} )?(?:this|next|the)?\s?"
    rf"(?:financial |calendar |school |current )?(?:year|term|month|parliament|\d{{4}}|{_MONTH}(?: \d{{4}})?)"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}},?)?(?: \d{{4}})?"
    rf"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|early|late|mid-?) ?\d{{4}}|\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
)
_LONG = r"(?:calendar |further )?(?:months?|years?)"
_FROM_THIS = (
    r"(?: of (?:the )?(?:publication|this (?:report|review)|receipt|acceptance|its publication|the date)"
    r"[\w ]{0,30})"
)
_BY_DATE = re.compile(
    rf"\b(?:(?:[Bb]y|[Bb]efore|[Nn]o later than|[Nn]ot later than|past) {_DATE}|[Bb]y no later than {_DATE})(?!\w)"
)
# "within six weeks" of a call is how the new practice works; within months, said of the asking, is when it is wanted
_WITHIN = re.compile(
    rf"(?:(?<=should )|(?<=must )|(?<=should, )|(?<=must, )|^)"
    rf"[Ww]ithin (?:the )?{_NUMBER} (?:\w+ )?(?:days|weeks?|months?|years?){_FROM_THIS}?"
    rf"|\b[Ww]ithin {_NUMBER} (?:working )?(?:days|weeks|months?|years?){_FROM_THIS}"
    rf"|\b[Ww]ithin {_NUMBER} {_LONG}(?=[.;]|$)"
)
_AFTER = re.compile(
    rf"(?:test|tests|tested|audit|audited|review|evaluate|evaluated|check|repeat|report|measure|look again)\b"
    rf"[^.;]{{0,90}}?\b(after {_NUMBER} {_LONG})\b"
)
_IN_TIME = re.compile(
    rf"\bin {_NUMBER} (?:month|year)s?[’']s? time\b|\bin {_NUMBER} (?:months?|years?) time\b"
)
_AT_ONCE = re.compile(
    r"(?:(?<=should )|(?<=must )|^)([Ii]mmediately|[Uu]rgently|at once|[Ww]ithout delay|forthwith)\b"
    r"|\b(with immediate effect|as a matter of urgency|without (?:further )?delay"
    r"|as soon as (?:is )?(?:possible|practicable))(?=[.,;]|$)"
)
# What was promised or done by a date is told, not asked.
_TOLD = re.compile(
    r"\b(?:promised|planned|committed|published|announced|made|was|were|had|had been|expected)\b[^.;]*$"
)
_ASKS = re.compile(r"\b(?:should|must|needs? to|is to|are to)\b")
_REPEATED = re.compile(r"\b(?:every|each|any|whenever|when|where|who|whose|until|all children)\b[^.;]*$")


def by_when(text: str) -> str:
    """The words of a date or period by which something is to be done once ("by 31 March 2014"), or "".

    A limit that holds within the new practice ("within two working days of a call") is none.
    """
    for found in _BY_DATE.finditer(text):
        sentence = _sentence_before(text, found.start())
        told = _TOLD.search(sentence)
        if not told or _ASKS.search(sentence, told.start()):
            return found[0].removeprefix("past ")
    for found in _WITHIN.finditer(text):
        if not _REPEATED.search(_sentence_before(text, found.start())):
            return found[0].strip()
    for pattern in (_AFTER, _IN_TIME, _AT_ONCE):
        other = pattern.search(text)
        if other:
            return next((group for group in other.groups() if group), other[0])
    return ""


def _sentence_before(text: str, place: int) -> str:
    return re.split(r"[.;?!]\s", text[:place])[-1]
