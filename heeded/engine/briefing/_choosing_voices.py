"""Who speaks in a sentence: a witness, somebody named, the report itself; and what was only believed."""

import re

from heeded.engine.briefing._wordings import QUOTED, people_named, wording

_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b.*?\bbut\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|I’d|I'd|I’ve|I've|[Mm]y|me|myself)\b")
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


def speaks_of_itself(text: str) -> bool:
    """True for a sentence in the first person that does not itself say who speaks."""
    return _FIRST_PERSON.search(QUOTED.sub(" ", text)) is not None


def names_somebody(text: str) -> bool:
    """True where a person is named with a title or in full: roles belong in a briefing, names do not."""
    return _NAMED.search(text) is not None


def gives_evidence(text: str) -> bool:
    """True where a witness or a body speaks and not the report."""
    return _WITNESS.search(text) is not None and wording("reporting").search(text) is not None


def judges(text: str) -> bool:
    """True where the report says that what follows is its own view."""
    return wording("judging").search(text) is not None


def introduces_speech(text: str) -> bool:
    """True for a sentence after which somebody's own words may stand: it says who speaks."""
    said = wording("speaking").search(text) and not wording("not_speaking").search(text)
    return text.endswith(":") or bool(said)


def names_a_speaker(text: str) -> bool:
    """True where the one who speaks is named by what they are: "His mother told us", not "He said"."""
    opening = " ".join(text.split()[:_SUBJECT])
    return people_named().search(opening) is not None and not _CHILDREN_WE.match(text)


def open_quotations(text: str) -> int:
    """How many quotations are begun and not ended; below nought where more are ended than begun."""
    return text.count("“") - text.count("”")


def believes(text: str) -> bool:
    """True where a sentence says what was held to be so at the time, and not what the reviewer makes of it."""
    return wording("beliefs").search(text) is not None and not corrects(text)


def corrects(text: str) -> bool:
    """True where a sentence sets something against what was believed."""
    return wording("own_view").search(_NOT_ONLY.sub(" ", text)) is not None
