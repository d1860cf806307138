"""Leaves out of a sentence what a reader of the briefing has no use for. Nothing is added and no word changes place;
what is denied, doubted, limited or asked for always stays."""

import re

_BULLET = re.compile(r"^[•●▪◦·\-–—*]+\s+")
_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=[“‘\"'(]?[A-Z])"
)
_LABEL = re.compile(
    r"^(?:(?:key |practice |overarching )?(?:finding|recommendation|learning(?: point)?|lesson|good practice"
    r"|question|conclusion|strength|theme)s?\s*(?:\d{1,3}[a-z]?(?:\.\d{1,2})?|[ivx]{1,5})?\s*(?:\([^()]{1,80}\))?"
    r"\s*[:.–—-]\s+|[FRLQ]\d{1,2}[a-z]?[:.]?\s+)(?=[“‘\"'(]?[A-Z])",
    re.IGNORECASE,
)
_CAPITAL_AFTER = re.compile(r"[“‘\"'(]?[A-Z]")
_FOOTNOTE = re.compile(r"(?<=[a-z’”)%][.,;:])\d{1,3}(?=\s|$)|(?<=[a-z’”)])\d{1,3}(?=[\s.,;:]|$)")
_REFERENCE = re.compile(
    r"\s*[(\[](?:see|cf\.?|paragraphs?|paras?\.?|sections?|chapters?|figures?|fig\.|tables?|appendix|annex|pages?|pp?\.|"
    r"footnotes?|ref\.?|recommendations?|findings?|INQ|Q+)\b[^()\[\]]{0,90}[)\]]",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\s*\([A-Z][\w’'-]+(?:,? (?:and|&) [A-Z][\w’'-]+| et al\.?)*,? (?:19|20)\d\d[a-z]?"
    r"(?:[;,] ?[A-Z][\w’'-]+(?: et al\.?| (?:and|&) [A-Z][\w’'-]+)?,? (?:19|20)\d\d[a-z]?)*\)"
)
_SQUARE = re.compile(r"\s*\[(?:\d{1,3}|[A-Z]{2,6}[\d/_-]+[^\]]{0,40})\]")
_ASIDE = re.compile(
    r"(?:,| –)? \(?(?:as|and) (?:is |was )?(?:already |further )?"
    r"(?:described|discussed|set out|explained|noted|mentioned|outlined|shown|detailed|referred to|considered|stated)"
    r"(?: in (?:more |further )?detail)? (?:above|below|earlier|previously"
    r"|in (?:the )?(?:section|chapter|paragraph|appendix|finding|table|figure)s? ?\d*(?:\.\d+)*)\)?(?=[,.;]|$),?",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r" (?:as )?(?:referred to|mentioned|described|set out|discussed|outlined) (?:above|below|earlier)(?=[ ,.;])"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:However|In addition|Additionally|Furthermore|Moreover|Also|Nevertheless|Nonetheless|Indeed|Similarly"
    r"|Likewise|Again|Finally|Lastly|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Fourth(?:ly)?|For example|For instance"
    r"|Equally|Therefore|Thus|Consequently|Accordingly|As a result|As a consequence|In turn|In short|In summary"
    r"|Of course|By contrast|In contrast|On the other hand"
    r"|At the same time|More broadly|That said|Even so|In particular|In conclusion"
    r"|Importantly|Notably|Put simply|As such|Hence|Meanwhile), (?=[\w“‘])"
    r"|(?:But|And yet|And|Yet) (?=[“‘]?[a-z])(?!for |another ))"
)
_TWO_BLANKS = re.compile(r"\s{2,}")
_LOOSE_STOP = re.compile(r"\s+([.,;:])(?=\s|$)")


def shortened(text: str, *, label: str = "", leads: bool = True) -> str:
    """`text` without its printed number, label, footnote figures and cross references; the first letter a capital.

    `label` is the number of the paragraph as it was read. `leads`: the sentence opens a line, so a connective to
    what stood before it goes as well.
    """
    short = _headless(text.strip(), label)
    short = _SQUARE.sub("", _WORKS.sub("", _REFERENCE.sub("", short)))
    short = _POINTED.sub("", _ASIDE.sub(_stop_of, _FOOTNOTE.sub("", short)))
    if leads:
        short = _CONNECTIVE.sub("", short, count=1)
    return _capital(_LOOSE_STOP.sub(r"\1", _TWO_BLANKS.sub(" ", short)).strip())


def _headless(text: str, label: str) -> str:
    """Without bullet, number and "Finding 3:", in whatever order they are printed."""
    text = _BULLET.sub("", text)
    rest = text[len(label) :].lstrip(" .):–-") if label and text.startswith(label) else ""
    if rest and _CAPITAL_AFTER.match(rest):
        text = rest
    for _ in range(2):
        text = _LABEL.sub("", _NUMBER.sub("", text, count=1), count=1)
    return text


def _stop_of(match: re.Match[str]) -> str:
    """An aside between two commas leaves one of them; anything else leaves nothing."""
    return "," if match[0].endswith(",") and not match[0].startswith((",", " –")) else ""


def _capital(text: str) -> str:
    """The first letter as a capital, whatever quotation mark stands before it."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place] + letter.upper() + text[place + 1 :]
        if letter.isdigit():
            return text
    return text
