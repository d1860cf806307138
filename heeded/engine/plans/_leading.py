"""What stands above the rows of a plan and holds for them: a recommendation, a section's agency, the sheet's."""

import re
from dataclasses import dataclass

from heeded.engine.agencies import agency_of
from heeded.engine.plans._owner import agency_named
from heeded.engine.vocabulary import Agency

_NUMBERED = re.compile(
    r"(?:(?:recommendation|rec|learning point|finding|action area)s?\.?\s*(?:no\.?\s*|number\s*)?"
    r"(?P<named>[A-Z]?\d+(?:\.\d+)*[a-z]?)\b\s*[.:)–—-]?"
    r"|(?P<bare>R?\s?\d+(?:\.\d+)*[a-z]?|[A-Z]\d+)\s*[.:)–—-](?=\s))\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MORE_NUMBERS = re.compile(
    r"(?:and|to|or|&|,|-|–)\s*R?\d"
)  # "Recommendations 1 and 2: …" has none of its own
_A_NUMBER = re.compile(
    r"[A-Za-z]{0,4}\.?\s?\d[\w./-]*\.?|[A-Za-z]|[ivxIVX]+|recommendation \d+", re.IGNORECASE
)
_OF_RECOMMENDATION = re.compile(r"(?:recommendation|rec|learning point|finding|R\d)", re.IGNORECASE)


@dataclass(slots=True)
class Leading:
    """The recommendation and the agency under which the next rows stand."""

    number: str = ""
    recommendation: str = ""
    agency: str = ""
    whole: str = ""  # the agency that the sheet is named after

    def section(self, words: str) -> bool:
        """Take in a row over the whole width; False where it names neither a recommendation nor an agency."""
        number, rest = numbered(words)
        if number and names_recommendation(words):
            self.number, self.recommendation = number, rest
            return True
        self.agency = agency_named(words)
        return bool(self.agency)

    def title(self, words: str) -> None:
        """Take in a line above the headings. A board's name there says whose plan it is, not who is to act."""
        if numbered(words)[0] or (agency_named(words) and agency_of(words) != Agency.BOARD):
            self.section(words)


def is_number(words: str) -> bool:
    """Whether words are a number and nothing else: "3", "R3", "1.2", "iv"."""
    return bool(_A_NUMBER.fullmatch(words))


def names_recommendation(words: str) -> bool:
    """Whether words begin as a recommendation's own line does: "Recommendation 3: The Board should …"."""
    return bool(_OF_RECOMMENDATION.match(words.strip()) and numbered(words)[0])


def numbered(words: str) -> tuple[str, str]:
    """A recommendation's own number and its words: "R1. Officers should …"; no number where it has none."""
    found = _NUMBERED.fullmatch(words.strip())
    if found is None or _MORE_NUMBERS.match(found["words"]):
        return "", words.strip()
    return (found["named"] or found["bare"]).replace(" ", ""), found["words"].strip()
