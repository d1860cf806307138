"""Splits text into sentences, knowing the abbreviations of British reports."""

import re

# A stop, question mark or exclamation mark, what may close after it, blanks, and what opens the next sentence.
# (It begins with a plain set so that Python skips to the next stop: it steps through all letters otherwise.)
_END = re.compile(
    r"[.?!…](?<![.?!…]{2})[.?!…]*+[\"'”’)\]]{0,4}(?:\d{1,3}(?=\s))?\s{1,9}(?=[\"'“‘(\[]{0,4}[A-Z0-9£•])"
)
_SHORT = frozenset(
    "dr mr mrs ms miss prof rev hon st mt jr sr cl al etc app ed eds edn cf viz approx dept gov govt inc ltd co plc"
    " vs v e.g i.e eg ie a.m p.m ref refs ext tel w.r.t n.b nb op cit supt insp sgt det cllr capt"
    " col lt maj incl excl".split()
)
# These are short for something only before a figure: "No. 7", but "Was she seen? No. Nobody went."
_BEFORE_FIGURES = frozenset(
    "no nos para paras p pp pg s ss sec sect ch art reg regs sch vol fig figs tab max min est"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split()
)
_OPEN_SHORT = frozenset("etc al a.m p.m jr sr ltd plc co inc p.a".split())  # these may well end a sentence


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, blanks between them left out. Nothing but blanks is lost."""
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if _really_ends(text, start, match):
            found.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def _really_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """False where the stop belongs to an abbreviation, an initial, a list number or a decimal."""
    stop = match.start()
    if text[stop] != "." or text[stop + 1 : stop + 2] in ('"', "”", ")", "]"):
        return True
    word = text[max(text.rfind(" ", start, stop) + 1, start) : stop].lstrip("([“‘\"'")
    after = text[match.end()]
    bare = word.lower()
    if bare in _BEFORE_FIGURES:
        return not (after.isdigit() or after in "(iv")
    if bare in _SHORT:
        return bare in _OPEN_SHORT and after.isupper()
    if len(word) == 1:
        return (
            not word.isupper()
            and word.isdigit()
            and stop - 1 > start
            or _after_initial(text, start, stop, match.end())
        )
    if word.replace(".", "").isdigit():
        return stop - len(word) > start
    return not (len(word) <= 4 and "." in word and after.islower())


def _after_initial(text: str, start: int, stop: int, end: int) -> bool:
    """'Child D. She was seen' ends; 'Ms D. Smith' and 'J. R. Brown' do not. Told by what follows."""
    if not text[stop - 1].isupper():
        return False
    word_end = text.find(" ", end)
    following = text[end : len(text) if word_end < 0 else word_end].rstrip(",.;:").lower()
    return following in _OPENERS


_OPENERS = frozenset(
    "a an the this that these those he she it they we i his her its their there here in on at by from for"
    " with when while where what which who how why if as after before during although however but and or"
    " no not all both each it’s at some since such then thus therefore despite given following"
    " professionals practitioners mother father child children agencies police staff both neither one two".split()
)
