"""How far a learning point goes: from its first word through its lettered parts, bullets and further paragraphs.

What follows belongs to it while its sentence is unfinished, while list items follow, and where a plain paragraph
goes on asking ("The register should record …"). A heading, the next number, a note that explains or answers
("Rationale:", "Accepted") and a paragraph with a number of its own end it.
"""

import re
from collections.abc import Callable, Sequence

from heeded.engine.learning_points._addressees import heading_addressee
from heeded.engine.learning_points._asking import RECOMMENDS, SHOULD
from heeded.engine.learning_points._notes import ANSWERS, EXPLAINS, TAG
from heeded.engine.learning_points._report import Entry, Part

_TO_PARAGRAPHS = (
    r"[(\[](?:(?:(?:[Rr]ecommendation|[Cc]onclusion)[,:;] )?"
    r"(?:[Pp]ara(?:graph)?s?\.?|[Ss]ee|[Ss]ections?|[Cc]hapter|[Pp]ages?|pp?\.)\s[^()]*"
    r"|(?:\d+\.\d+[,;–\- ]*(?:and |to )?)+)[)\]]"
)
_FINISHED = re.compile(
    rf"[.?!][”\"’')\]]*\s*(?:\d{{1,3}}|\([^()]{{2,60}}\))?\s*$|[.?!]?\s*{_TO_PARAGRAPHS}\.?\s*$"
)
_REFERENCE = re.compile(rf"\s*{_TO_PARAGRAPHS}\.?\s*$|(?<=[.?!])\s*Pages? \d{{1,3}}\s*$")
# The number of a footnote after the last full stop.
_NOTE_MARK = re.compile(r"(?<=[a-z)”’][.!?])\d{1,3}$")
_GOES_ON = re.compile(
    r"(?:This|These|Those|It|They|The|Such|In|Within|As|Each|Any|All|To|Where|When|If|Subsequently|Until|At|By|An?|Every|"
    r"Once|After|Before|Following|Both|Those|There|For|Further(?:more)?|Consideration|Guidance)\b"
)
_FIRST_SENTENCE = re.compile(r".+?[.:;?!](?=\s|$)|.+$", re.DOTALL)
MOST_PARTS = 40
COLUMN = 150  # points to the right of a learning point's own edge


def words_end(text: str) -> int:
    """Where the words of a recommendation end in `text`: a reference such as "(Paragraph 46)" at its end is left off,
    and so is a tag that says whom it is for ("Action: Police")."""
    tag = TAG.search(text)
    end = len(text.rstrip()) if tag is None else tag.start()
    mark = _NOTE_MARK.search(text, 0, end)
    end = end if mark is None else mark.start()
    may_refer = text[:end].rstrip(" .")[-1:] in ")]0123456789"
    reference = _REFERENCE.search(text, 0, end) if may_refer else None
    return end if reference is None else reference.start()


def part_of(entry: Entry, start: int | None = None) -> Part:
    """The words of an entry from `start` (its own beginning), its number and bullet left off."""
    return Part(entry.index, entry.start if start is None else start, words_end(entry.block.text))


def follow(
    entries: Sequence[Entry],
    at: int,
    *,
    stops: Callable[[Entry], bool],
    kept: list[Part],
    titled: bool = False,
) -> int:
    """Adds to `kept` what belongs to the learning point that stands before entry `at`; returns the place after it.

    `stops` says which entries begin something else; `titled` that the learning point stands under a title of its own,
    so that any paragraph which asks goes with it."""
    first = before = entries[at - 1]
    while at < len(entries) and len(kept) < MOST_PARTS:
        entry = entries[at]
        if entry.is_row or stops(entry) or EXPLAINS.match(entry.words) or ANSWERS.search(entry.words):
            break
        if _is_aside(entry, first):
            at += 1
            continue
        if not _belongs(entry, before, first, titled=titled):
            break
        kept.append(list_part(entry))
        before = entry
        at += 1
    return at


def is_agency_line(entry: Entry) -> bool:
    """Whether a bold line is but the name of an agency, whose recommendations stand below it."""
    return (
        entry.block.bold
        and entry.block.kind == "paragraph"
        and not entry.is_listed
        and not is_finished(entry.words)
        and bool(heading_addressee(entry.words))
    )


def _is_aside(entry: Entry, first: Entry) -> bool:
    """A few words far to the right: the agency's column of a table whose rows could not be told."""
    return entry.block.left > first.block.left + COLUMN and len(entry.block.text.split()) <= 8


def list_part(entry: Entry) -> Part:
    """An entry inside a learning point: a bullet sign is left off, a letter or number of its own stays."""
    text = entry.block.text
    start = entry.start if not entry.number else text.index(entry.number)
    # "(a)" keeps its bracket
    return Part(entry.index, start, words_end(text))


def _belongs(entry: Entry, before: Entry, first: Entry, *, titled: bool) -> bool:
    if entry.is_heading or is_agency_line(entry):
        return False
    if first.block.box:
        goes_on = entry.words[:1].islower() or entry.block.box or before.block.text.rstrip().endswith(":")
        return entry.block.box == first.block.box or bool(goes_on and not is_finished(before.block.text))
    if is_sub(entry) or (entry.is_item and not entry.number):
        return is_open(before) or before.is_listed or _same_face(entry, first)
    if entry.number:
        return False
    if not is_finished(before.block.text):
        return True
    if entry.block.bold != first.block.bold or entry.block.italic != first.block.italic:
        return False
    if RECOMMENDS.match(entry.words):
        return _same_face(entry, first)
    sentence = _FIRST_SENTENCE.match(entry.words)
    asks = sentence is not None and SHOULD.search(sentence[0]) is not None
    return asks and (titled or _GOES_ON.match(entry.words) is not None)


def _same_face(entry: Entry, first: Entry) -> bool:
    return (entry.block.bold, entry.block.italic) == (first.block.bold, first.block.italic)


def is_sub(entry: Entry) -> bool:
    """Whether an entry is a lettered or Roman part: (a), b., (iv)."""
    return bool(entry.number) and not any(sign.isdigit() for sign in entry.number)


def is_open(entry: Entry) -> bool:
    """Whether an entry's sentence leads on to a list."""
    return entry.block.text.rstrip().endswith((":", ";", ",", "–", "—", "-")) or not is_finished(
        entry.block.text
    )


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_FINISHED.search(text))
