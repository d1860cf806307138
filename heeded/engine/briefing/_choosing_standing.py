"""Whether a sentence can stand by itself: whom "he" and what "this" means, and what is believed against what is so.

The wordings stand in choosing_standing.toml.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

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
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b.*?\bbut\b", re.IGNORECASE)
_HAD = re.compile(r"\b(?:if|had(?! to)|were|without|unless|but|when)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is|[Hh]ers|[Hh]imself|[Hh]erself)\b")
_NAME = r"\b[A-Z]\d?\b(?![’']?[a-z])|\b[A-Z]{2,3}\d?\b|(?<=[a-z,] )[A-Z][a-z]+\b"
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)\b")
_BARE_COUNT = re.compile(
    r"\b(?:for|on|in|to|of|at) (?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|both|these|those|this|that)[,.;]"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|I’d|I'd|I’ve|I've|[Mm]y|me|myself)\b")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|‘[^’]*(?:’\w[^’]*)*’")
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame|Baroness|Professor|Prof|Rt Hon)\.? (?:[A-Z]\.? )?[A-Z][a-z]+"
    r"|^[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:, (?:[A-Z]|who|then|the |former)"
    r"| (?:told|claimed|noted|argued|said|stated|suggested|explained|described|agreed) )"
)
_WITNESS = re.compile(
    r"\b[Ww]itness(?:es)?\b"
    r"|^(?:The )?(?:[A-Z][\w&’'-]*,? (?:of |for |and |the |in )?){1,8}(?:also |has |have )?[a-z]+\b"
)
_CHILDREN_WE = re.compile(r"(?:We|The review|Nobody|No one|Everyone|Someone)\b")
_SUBJECT = 5  # words from the beginning in which whoever speaks is named
_NEAR = 90  # characters from the beginning in which a word may point back


def leans(text: str) -> bool:
    """True where a reader who has not seen the sentence before would ask: who? what?"""
    if _opening().match(text):
        return True
    if _IT.match(text):
        return not _IT_STANDS.match(text)
    plain = _QUOTED.sub(" ", text)
    return (
        _loose(plain, _PERSON, _people())
        or _loose(plain, _THEY, _wording("many"))
        or _wording("pointing_back").search(plain[:_NEAR]) is not None
        or (_WOULD.search(plain) is not None and _HAD.search(plain) is None)
        or _IT_BACK.search(plain) is not None
        or _BARE_COUNT.search(plain[:_NEAR]) is not None
    )


def _loose(text: str, pronoun: re.Pattern[str], meant: re.Pattern[str]) -> bool:
    """True where the first pronoun has nothing before it that it could mean."""
    found = pronoun.search(text)
    return found is not None and not meant.search(text[: found.start()])


def speaks_of_itself(text: str) -> bool:
    """True for a sentence in the first person that does not itself say who speaks."""
    return _FIRST_PERSON.search(_QUOTED.sub(" ", text)) is not None


def names_somebody(text: str) -> bool:
    """True where a person is named with a title or in full: roles belong in a briefing, names do not."""
    return _NAMED.search(text) is not None


def gives_evidence(text: str) -> bool:
    """True where a witness or a body speaks and not the report."""
    return _WITNESS.search(text) is not None and _wording("reporting").search(text) is not None


def judges(text: str) -> bool:
    """True where the report says that what follows is its own view."""
    return _wording("judging").search(text) is not None


def introduces_speech(text: str) -> bool:
    """True for a sentence after which somebody's own words may stand: it says who speaks."""
    said = _wording("speaking").search(text) and not _wording("not_speaking").search(text)
    return text.endswith(":") or bool(said)


def names_a_speaker(text: str) -> bool:
    """True where the one who speaks is named by what they are: "His mother told us", not "He said"."""
    opening = " ".join(text.split()[:_SUBJECT])
    return _people().search(opening) is not None and not _CHILDREN_WE.match(text)


def open_quotations(text: str) -> int:
    """How many quotations are begun and not ended; below nought where more are ended than begun."""
    return text.count("“") - text.count("”")


def believes(text: str) -> bool:
    """True where a sentence says what was held to be so at the time, and not what the reviewer makes of it."""
    return _wording("beliefs").search(text) is not None and not corrects(text)


def corrects(text: str) -> bool:
    """True where a sentence sets something against what was believed."""
    return _wording("own_view").search(_NOT_ONLY.sub(" ", text)) is not None


@cache
def _wordings() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("choosing_standing.toml").read_text(encoding="utf-8"))


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_wordings()[name])})\b", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    openers, stands = "|".join(_wordings()["leaning"]), "|".join(_wordings()["standing_this"])
    return re.compile(
        rf"{_OPENING}(?:(?:{openers})(?:\b|(?<=\W))|(?:This|That|These|Those)(?! (?:{stands})\b)\b)"
    )


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_wordings()['people'])})s?(?:’s|'s|’)?\b|{_NAME}")
