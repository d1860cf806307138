"""Whether a sentence can stand by itself: whom "he" and what "this" means."""

import re
from functools import cache

from heeded.engine.briefing._wordings import QUOTED, people_named, wording, wordings

_OPENING = r"^[“‘\"'(]?"
_IT = re.compile(_OPENING + r"It\b")
_IT_STANDS = re.compile(
    _OPENING
    + r"It (?:is|was|has been|may be|may have been|might be|will be|would be|would have been|seems|appears"
    r"|follows|became|remains|can be|cannot be|should be|must be|took|takes)\b(?! because)(?: [\w’'-]+){0,6}?"
    r" (?:that (?!person\b)|who |whether |how |why "
    r"|to (?!the |a |an |both |his |her |their |all |each |some |any |those ))"
)
_IT_BACK = re.compile(
    r"^[^,;:]*\b(?:in|to|of|on|for|with|at|about|from|by|than) it(?:[.;]|$)"
    r"|^(?:[\w’'-]+ ){1,5}(?<!made )(?<!make )(?<!makes )(?<!found )(?<!that )(?<!as )(?<!because )(?<!if )it\b"
)
_WOULD = re.compile(r"\b(?:would|could|might) have\b")
_HAD = re.compile(r"\b(?:if|had(?! to)|were|without|unless|but|when)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|[Hh]ers|[Hh]imself|[Hh]erself)\b")
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)\b")
_BARE_COUNT = re.compile(
    r"\b(?:for|on|in|to|of|at) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|both|these|those|this|that)[,.;]"
)
_NEAR = 90  # characters from the beginning in which a word may point back


def leans(text: str) -> bool:
    """True where a reader who has not seen the sentence before would ask: who? what?"""
    if _opening().match(text):
        return True
    if _IT.match(text):
        return not _IT_STANDS.match(text)
    plain = QUOTED.sub(" ", text)
    return (
        _loose(plain, _PERSON, people_named())
        or _loose(plain, _THEY, wording("many"))
        or wording("pointing_back").search(plain[:_NEAR]) is not None
        or (_WOULD.search(plain) is not None and _HAD.search(plain) is None)
        or _IT_BACK.search(plain) is not None
        or _BARE_COUNT.search(plain[:_NEAR]) is not None
    )


def _loose(text: str, pronoun: re.Pattern[str], meant: re.Pattern[str]) -> bool:
    """True where the first pronoun has nothing before it that it could mean."""
    found = pronoun.search(text)
    return found is not None and not meant.search(text[: found.start()])


@cache
def _opening() -> re.Pattern[str]:
    openers, stands = "|".join(wordings()["leaning"]), "|".join(wordings()["standing_this"])
    return re.compile(
        rf"{_OPENING}(?:(?:{openers})(?:\b|(?<=\W))|(?:This|That|These|Those)(?! (?:{stands})\b)\b)"
    )
