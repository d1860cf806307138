"""Sex, ethnicity and disability of each child or adult reviewed, as stated."""

import re
from collections.abc import Iterator
from itertools import islice

from heeded.engine.facts._people import People
from heeded.engine.facts._report import Report, Sentence, surest
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import NOT_STATED, FactName

ENOUGH_NOUNS = 2
ENOUGH_SENTENCES = 24
_NOUN = re.compile(
    r"\b(?P<male>boy|son|male|young man|man|schoolboy|brother|half-brother|grandson)\b|\b(?P<female>girl|daughter|female|young woman|woman|schoolgirl|sister|half-sister|granddaughter)\b",
    re.IGNORECASE,
)
# "K and L, two girls"; "the twins are boys"
_NOUNS = re.compile(
    r"(?:,|\b(?:were|are))\s(?:(?:both|all|two|three|four)\s)?(?:young\s|teenage\s)?(?:(?P<male>boys|brothers|males)|(?P<female>girls|sisters|females))\b"
)
_PRONOUN = re.compile(r"\b(?P<male>he|his|him|himself)\b|\b(?P<female>she|her|hers|herself)\b", re.IGNORECASE)
_OPENING_PRONOUN = re.compile(r"(?P<male>He|His)\b|(?P<female>She|Her)\b")
_PEOPLES = (
    r"(?:White|Black|Asian|Mixed|Dual|British|English|Welsh|Scottish|Irish|Northern Irish|Pakistani|Indian|Bangladeshi|Chinese|African|Caribbean|Somali|Polish|Romanian|Roma"
    r"|Gypsy|Traveller|Portuguese|Turkish|Kurdish|Nigerian|Ghanaian|Eritrean|Ethiopian|Sudanese|Afghan|Syrian|Iraqi|Iranian|Vietnamese|Albanian|Lithuanian|Latvian|Slovak"
    r"|Slovakian|Czech|Bulgarian|Hungarian|Ukrainian|Russian|Filipino|Tamil|Arab|Yemeni|Jamaican|Congolese|Zimbabwean|European|Eastern European|Other|Jewish|Latin American|Brazilian"
    r"|Spanish|Italian|French|German|Greek|Cypriot|Nepalese|Sri Lankan|Mauritian|Kenyan|Ugandan|Gambian|Sierra Leonean|Angolan|Malaysian|Thai|Japanese|Korean)"
)
_GROUP = rf"{_PEOPLES}(?:(?:[ /-]+|,? and |, )(?:{_PEOPLES}|(?:white|black|mixed)\b)(?! (?:is|are|was)\b))*"
_ETHNIC = re.compile(
    rf"(?:\b(?:is|are|was|were|of|as|both|both parents are|identifies as|identified as|family is|heritage[:,]?|ethnicity[:,]?(?: is| was)?|ethnic (?:group|origin|background)[:,]?(?: is| was)?|described as|recorded as|had an?)\s+)"
    rf"(?P<value>(?:(?:dual|mixed|mixed white and|an?)\s+)?{_GROUP}(?:\s+(?:mother|father|parents?)\s+and\s+an?\s+(?:father|mother)\s+of\s+(?:mixed |dual )?{_GROUP})?(?:\s+(?:heritage|origin|background|descent|ethnicity))?)"
)
_ETHNIC_SAID = re.compile(
    r"\b(?:ethnic\w*|heritage|origin|background|descent|family|parents|identifie[sd]|is|are|was)\b",
    re.IGNORECASE,
)
_UNSTATED = re.compile(
    r"\b(?:ethnicity|ethnic (?:origin|background|group)|heritage|family(?:'s|’s) background)\b[^.;]{0,60}\b(?:not (?:been )?(?:described|recorded|stated|known|given|included|clear)|unknown|unrecorded|not disclosed|not (?:described|given))\b"
    r"(?:\s+consistently)?|\bthe ethnicity of [^.;]{3,50} (?:not recorded|not stated|not known)[\w ]{0,20}",
    re.IGNORECASE,
)
_CONDITION = (
    r"(?:autis\w+(?: spectrum (?:disorder|condition))?|asperger\w*(?: syndrome)?|adhd|attention deficit[\w -]{0,25}|(?:a |an )?(?:mild |moderate |severe |profound |global |significant |complex |specific )*(?:learning (?:disabilit\w+|difficult\w+)"
    r"|developmental delay|hearing (?:loss|impairment)|visual impairment|sight impairment|physical disabilit\w+|physical impairment)(?: in both ears)?|cerebral palsy|epilepsy|down(?:'s|’s)? syndrome"
    r"|deaf(?:ness)?|blind(?:ness)?|spina bifida|muscular dystrophy|complex (?:health|medical) needs|life-limiting (?:condition|illness)|foetal alcohol[\w ]{0,20}|fetal alcohol[\w ]{0,20})"
)
_DISABLED = re.compile(rf"\b(?P<value>{_CONDITION}(?:(?:, | and |, and ){_CONDITION})*)", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:has|had|have|with|diagnos\w+|is|was|be|lived with|suffer\w+ from|assessment for|for)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_NO_DISABILITY = re.compile(
    r"\b(?:no (?:known |recorded |diagnosed )?(?:disabilit\w+|impairments?)|not (?:known to be )?disabled)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r",?\s(?:who is )?(?:called|known as|referred to(?: here)? as|named)\s[“\"'‘]?(?P<label>\w+)"
)
_AWAITED = re.compile(r"\b(?:awaiting|waiting|waited)\b[^.;]{0,60}$", re.IGNORECASE)
_IN_QUESTION = re.compile(
    r"\b(?:questioned|queried|possible|might|may have|wondered|awaiting|waiting[^.;]{0,30}for|assessment for|suspected|whether)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


def sex(report: Report, people: People) -> Iterator[FactFound]:
    """The sex of each subject: a word for it in the opening, else the pronouns after the subject is named."""
    for subject in people.numbers:
        yield from surest(_sexes(report, people, subject))


def ethnicity(report: Report, people: People) -> Iterator[FactFound]:
    """The ethnicity in the report's words; "not stated" only where the report says that it was not recorded."""
    found = [*_ethnicities(report, people), *_unstated(report, people)]
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def disability(report: Report, people: People) -> Iterator[FactFound]:
    """The disability in the report's words; "none known" where the report says so."""
    found = list(_disabilities(report, people))
    for subject in people.numbers:
        yield from surest(one for one in found if one.subject == subject)


def _sexes(report: Report, people: People, subject: int) -> Iterator[FactFound]:
    said = 0
    counts = {"male": 0, "female": 0}
    firsts: dict[str, FactFound] = {}
    for read, sentence in enumerate(islice(_speaking_of(report, people, subject), ENOUGH_SENTENCES)):
        noun = _noun_for(people, sentence, subject)
        if noun is not None:
            where = (sentence.start + noun.start(), sentence.start + noun.end())
            yield report.fact(FactName.SEX, _sex(noun), where, sure=0.9 - read * 0.005, subject=subject)
            said += 1
            if said == ENOUGH_NOUNS:
                return
        for spoken, pronoun in _pronouns_for(people, sentence, subject):
            kind = _sex(pronoun)
            counts[kind] += 1
            if kind not in firsts:
                clause = report.clause((spoken.start + pronoun.start(), spoken.start + pronoun.end()))
                firsts[kind] = report.fact(FactName.SEX, kind, clause, sure=0.5, subject=subject)
    total = sum(counts.values())
    if total and max(counts.values()) / total >= 0.6:
        kind = max(counts, key=lambda one: counts[one])
        one = firsts[kind]
        sure = 0.45 + 0.4 * (counts[kind] / total) * min(total, 5) / 5
        yield FactFound(one.name, one.value, one.spans, one.quote, round(sure, 2), subject)


def _speaking_of(report: Report, people: People, subject: int) -> Iterator[Sentence]:
    label = people.labels[subject - 1].lower()
    words = (
        [label]
        if len(label) > 2
        else [f"{before}{label}{after}" for before in (" ", "\n") for after in (" ", "'", ",", ".", ":", ")")]
        if label
        else []
    )
    if len(people.labels) == 1:
        words += [
            "baby",
            "infant",
            "child",
            "boy",
            "girl",
            "young person",
            "young man",
            "young woman",
            "teenager",
            "gender:",
            "sex:",
            "daughter",
            "son ",
            "son,",
        ]
    yield from report.sentences(*words, start=max(report.title_ends - 200, 0))


def _noun_for(people: People, sentence: Sentence, subject: int) -> re.Match[str] | None:
    """A word for boy or girl said of the subject itself: "Baby J was a boy", "Sibling A, a girl", "a 13-year-old boy"."""
    plural = _NOUNS.search(sentence.text)
    if plural and subject in (people.anchor(sentence.start + plural.start()) or ()):
        return plural
    for match in _NOUN.finditer(sentence.text):
        before = sentence.text[max(0, match.start() - 45) : match.start()]
        named = [one for one in people.mentions(before) if not one.vague]
        called = _CALLED.match(sentence.text, match.end())
        if called and called["label"] == people.labels[subject - 1] and not _kin(match[0]):
            return match
        if _kin(match[0]) and _is_kin_named(people, sentence, match, subject):
            return match
        copula = re.search(
            r"(?:\b(?:is|was|as|about|concerns|of|subject),?|,)\s+(?:an?|the) (?:[\w-]+ ){0,4}$|\w(?::|\s\(|\s[–-])\s?(?:\w+, )?$",
            before,
        )
        if copula and named and named[-1].subjects == (subject,) and not _kin(match[0]):
            return match
        old = re.search(r"(?:\b(?:old|aged [\w-]+)|\b(?:sex|gender)\s?:)\s$", before, re.IGNORECASE)
        if (
            len(people.labels) == 1
            and not _kin(match[0])
            and (old or re.search(r"\b(?:about|concerns|death of|harm to) an? (?:[\w-]+ ){0,3}$", before))
        ):
            return match if people.adults or match[0].lower() not in {"man", "woman"} else None
    return None


def _is_kin_named(people: People, sentence: Sentence, match: re.Match[str], subject: int) -> bool:
    """Whether a word for kin is said of the subject by name: "his twin sister, Twin B", "Child E, her son"."""
    after = sentence.text[match.end() : match.end() + 22]
    named = next((one for one in people.mentions(after) if one.subjects), None)
    if named is not None and re.fullmatch(r",?\s(?:(?:Child|Baby|Twin|Sibling)\s)?", after[: named.start]):
        return named.subjects == (subject,)
    before = sentence.text[max(0, match.start() - 45) : match.start()]
    earlier = [one for one in people.mentions(before) if not one.vague and not one.pronoun]
    if not earlier or not re.fullmatch(r",\s(?:his|her|their|the)\s(?:\w+ )?", before[earlier[-1].end :]):
        return False
    return earlier[-1].subjects == (subject,)


def _kin(word: str) -> bool:
    return word.lower() in {
        "brother",
        "sister",
        "half-brother",
        "half-sister",
        "grandson",
        "granddaughter",
        "son",
        "daughter",
    }


def _pronouns_for(
    people: People, sentence: Sentence, subject: int
) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The first pronoun after the subject, where the subject opens the sentence and nobody else stands between; and
    the one that opens the next sentence, where nobody else is named."""
    mentions = people.of(sentence)
    persons = [one for one in mentions if not one.pronoun]
    if not persons or persons[0].subjects != (subject,):
        return
    pronoun = _PRONOUN.search(sentence.text, persons[0].end)
    if pronoun is not None and not any(persons[0].end < one.start < pronoun.start() for one in persons[1:]):
        yield sentence, pronoun
    if all(one.subjects == (subject,) for one in persons) and (following := people.report.after(sentence)):
        opening = _OPENING_PRONOUN.match(following.text)
        if opening is not None:
            yield following, opening


def _sex(match: re.Match[str]) -> str:
    return "male" if match["male"] else "female"


def _ethnicities(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences(
        "ethnic",
        "heritage",
        "white ",
        "black ",
        "asian",
        " origin",
        " descent",
        " family is ",
        " is british",
        " are british",
        " parents are ",
        " identified as ",
        " identifies as ",
    ):
        if sentence.text.endswith("?"):
            continue
        match = _ETHNIC.search(sentence.text)
        if match is None or not _ETHNIC_SAID.search(sentence.text):
            continue
        whole = people.numbers if _OF_ALL.match(sentence.text) else ()
        subjects = whole or people.anchor(sentence.start + match.start("value")) or _family(people, sentence)
        value = re.sub(r"^an? ", "", match["value"]).strip()
        value = re.sub(r" (?:heritage|origin|background|descent|ethnicity)$", "", value)
        where = (sentence.start + match.start("value"), sentence.start + match.end("value"))
        sure = 0.85 if people.anchor(sentence.start + match.start("value")) else 0.7
        for subject in subjects:
            yield report.fact(FactName.ETHNICITY, value, where, sure=sure, subject=subject)


_OF_ALL = re.compile(
    r"(?:The|Both|All(?: \w+)?|Their) (?:family|children|twins|siblings) (?:is|are|was|were|identif)"
)


def _family(people: People, sentence: Sentence) -> tuple[int, ...]:
    """Said of the whole family, or of both parents, it is said of every subject."""
    return (
        people.numbers
        if re.search(r"\b(?:famil\w+|parents|children)\b", sentence.text, re.IGNORECASE)
        else ()
    )


def _unstated(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences("ethnic", "heritage", "family's background"):
        match = _UNSTATED.search(sentence.text)
        if match and not sentence.text.endswith("?"):
            for subject in people.numbers:
                where = (sentence.start + match.start(), sentence.start + match.end())
                yield report.fact(FactName.ETHNICITY, NOT_STATED, where, sure=0.6, subject=subject)


def _disabilities(report: Report, people: People) -> Iterator[FactFound]:
    for sentence in report.sentences("autis", "asperger", "adhd", "attention deficit", "disab", "learning difficult", "developmental delay", "hearing", "impairment",
                                     "cerebral palsy", " blind", "epilepsy", "syndrome", "deaf", "spina bifida", "complex health", "complex medical", "life-limiting"):  # fmt: skip
        if sentence.text.endswith("?") or report.blocks[sentence.block].kind == "heading":
            continue
        none = _NO_DISABILITY.search(sentence.text)
        match = _DISABLED.search(sentence.text)
        if none:
            for subject in people.anchor(sentence.start + none.start()) or ():
                where = (sentence.start + none.start(), sentence.start + none.end())
                yield report.fact(FactName.DISABILITY, "none known", where, sure=0.75, subject=subject)
        elif match and _HAS.search(sentence.text[: match.start()]):
            before = sentence.text[: match.start()]
            awaited = _AWAITED.search(before)
            sure = (
                0.8
                - (0.1 if awaited else 0.35 if _IN_QUESTION.search(before) else 0.0)
                - (0.1 if report.kind_at(sentence.start) in {"chronology", "other"} else 0.0)
            )
            value = re.sub(r"^an? ", "", match["value"])
            value = f"awaiting assessment: {value}" if awaited else value
            for subject in people.anchor(sentence.start + match.start()) or ():
                where = (sentence.start + match.start(), sentence.start + match.end())
                yield report.fact(FactName.DISABILITY, value, where, sure=sure, subject=subject)
