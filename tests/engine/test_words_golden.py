"""The query language as a promise: what each question is understood as. Written before the reader of questions.

In the right column: + must stand there, - must not, ( ) a bonus for a term found whole; then the words, then
after | what else grants the wish. A star is a beginning.
"""

import pytest

from heeded.engine.words import Question, Wish, read_question, read_synonyms

SYNONYMS = read_synonyms(
    """
    [all]
    groups = [
      ["mum", "mother"], ["baby", "infant"], ["child", "children"], ["health visitor", "HV"],
      ["section 47", "s47", "s.47"], ["A&E", "emergency department"], ["GP", "general practitioner"],
      ["was not brought", "DNA"], ["strategy meeting", "strategy discussion"], ["self-harm", "self injury"],
    ]
    one_way = [{ from = "doctor", to = ["GP"] }]
    """
)

GOLDEN = [
    # words
    ("neglect", ["neglect"]),
    ("Neglect", ["neglect"]),
    ("neglect neglect NEGLECTED", ["neglect"]),
    ("neglect bruising", ["neglect", "bruising"]),
    ("  neglect,bruising;  ", ["neglect", "bruising"]),
    ("mum/dad", ["mum | mother", "dad"]),
    ("what did the school do about bruising?", ["school", "bruising"]),
    ("bruising.", ["bruising"]),
    ("(bruising)", ["bruising"]),
    ("the and of", ["the", "and", "of"]),
    ("not", ["not"]),
    ("it's", ["it"]),
    ("", []),
    ("   ", []),
    ("?!.,;:", []),
    ("***", []),
    ('""', []),
    ('"', []),
    ("-", []),
    ("--", []),
    ("+", []),
    ("&&&", []),
    ("()[]{}", []),
    # synonyms
    ("mum", ["mum | mother"]),
    ("mums", ["mums | mother"]),
    ("Mother", ["mother | mum"]),
    ("babies", ["babies | infant"]),
    ("children", ["children | child"]),
    ("doctor", ["doctor | gp"]),
    ("GP", ["gp | general practitioner"]),
    ("HV", ["hv | health visitor"]),
    ("health visitor", ["health", "visitor", "(health visitor | hv)"]),
    ("health visitors late", ["health", "visitors", "late", "(health visitors | hv)"]),
    ("section 47", ["section", "47", "(section 47 | s47 | s 47)"]),
    ("s.47", ["s 47 | section 47 | s47"]),
    ("s47 enquiry", ["s47 | section 47 | s 47", "enquiry"]),
    ("A&E", ["a e | emergency department"]),
    ("emergency department", ["emergency", "department", "(emergency department | a e)"]),
    ("strategy meetings", ["strategy", "meetings", "(strategy meetings | strategy discussion)"]),
    ("was not brought", ["brought | bring", "(was not brought | dna)"]),
    ("DNA", ["dna | was not brought"]),
    # phrases and demands
    ('"strategy meeting"', ["+strategy meeting"]),
    ('"core group" neglect', ["+core group", "neglect"]),
    ("“core group”", ["+core group"]),
    ('"core group', ["+core group"]),
    ('neglect "', ["neglect"]),
    ('"the child was seen alone"', ["+the child was seen alone"]),
    ('"mum"', ["+mum"]),
    ("+neglect school", ["+neglect", "school"]),
    ("+mum", ["+mum | mother"]),
    # exclusion
    ("neglect -school", ["neglect", "-school"]),
    ("neglect −school", ["neglect", "-school"]),
    ("neglect NOT school", ["neglect", "-school"]),
    ("neglect AND NOT school", ["+neglect", "-school"]),
    ("neglect not school", ["neglect", "school"]),
    ('neglect -"special school"', ["neglect", "-special school"]),
    ('neglect NOT "special school"', ["neglect", "-special school"]),
    ("-school", ["-school"]),
    ("-mum baby", ["-mum", "baby | infant"]),
    ("-the baby", ["-the", "baby | infant"]),
    # AND and OR
    ("neglect AND school", ["+neglect", "+school"]),
    ("neglect OR school", ["neglect", "school"]),
    ("neglect and school", ["neglect", "school"]),
    ("AND", []),
    ("OR OR OR", []),
    ("NOT", []),
    ("(neglect OR bruising) AND school", ["neglect", "+bruising", "+school"]),
    # beginnings
    ("neglec*", ["neglec*"]),
    ("bruis* baby", ["bruis*", "baby | infant"]),
    ("a*", ["a"]),
    ("*ing", ["ing"]),
    # hyphens, apostrophes, accents, numbers, signs
    ("non-mobile", ["non mobile | nonmobile"]),
    ("nonmobile", ["nonmobile | non mobile"]),
    ("non‑mobile", ["non mobile | nonmobile"]),
    ("multi-agency", ["multi agency | multiagency"]),
    ("self-harm", ["self harm | selfharm | self injury"]),
    ("mother's", ["mother | mum"]),
    ("mother’s", ["mother | mum"]),
    ("didn't attend", ["attend"]),
    ("Zoë café", ["zoe", "cafe"]),
    ("Müller Straße", ["muller", "strasse"]),
    ("ﬁle", ["file"]),
    ("§ 47", ["47"]),
    ("4.12", ["4 12"]),
    ("2012/13", ["2012 13"]),
    ("£500", ["500"]),
    ("o'neill", ["o neill"]),
    ("дети школа", ["дети", "школа"]),
    ("子ども", ["子とも"]),
    ("المدرسة", ["المدرسة"]),
    # addresses of the index mean nothing here
    ("text:neglect", ["text neglect"]),
    ("neglect~2", ["neglect 2"]),
    ("neglect^5", ["neglect 5"]),
    ("/neg.*/", ["neg*"]),
    ("[a TO z]", ["z"]),
    ("<b>neglect</b>", ["b neglect", "b"]),
]


def told(wish: Wish) -> str:
    sign = {"any": "", "must": "+", "not": "-"}[wish.occur]
    said = sign + " | ".join(str(way.term) for way in wish.ways)
    return f"({said})" if wish.bonus else said


def understood(question: Question) -> list[str]:
    return [told(wish) for wish in question.wishes]


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text or "nothing" for text, _ in GOLDEN])
def test_a_question_is_understood_as(text: str, expected: list[str]) -> None:
    assert understood(read_question(text, SYNONYMS)) == expected


def test_the_table_is_no_shorter_than_promised() -> None:
    assert len(GOLDEN) >= 60
