"""How a line begins: bullets, numbers and letters of lists and numbered paragraphs."""

import re
from typing import NamedTuple

_BULLETS = "•●○◦▪▫■□◆◇►▶➢➤✓✔❖‣⁃∙·\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06f\uf0a8\uf02d"
_MARK = re.compile(
    rf"""(?:
      (?P<bullet>[{_BULLETS}]|[-–—*](?=\s)|o(?=\s+[A-Z][a-z]))\s*
    | (?P<point>(?:[A-Z]\.?)?\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})[.:)]?(?=\s|[A-Z‘“]|$)\s*
    | (?P<number>\d{{1,3}}[a-z]?)(?P<close>[.):])(?=\s|[A-Z‘“]|$)\s*
    | (?P<letter>[a-zA-Z]|[ivxlIVXL]{{1,5}})[.)](?=\s|$)\s*
    | \((?P<inner>[a-zA-Z]{{1,2}}|[ivxl]{{1,6}}|\d{{1,3}})\)(?=\s|[A-Z]|$)\s*
    | (?P<coded>[RFLQ]\d{{1,2}}(?:\.\d{{1,2}})?)(?=[.:)\s]|$)[.:)]?\s*
    | (?P<bare>\d{{1,3}})\s+(?=[A-Z‘“(])
    )""",
    re.VERBOSE,
)
_STARTS = frozenset(_BULLETS + "-–—*(0123456789")


class Mark(NamedTuple):
    """A mark at the head of a line: what it is, the label it gives, and where the words begin."""

    kind: str  # bullet | point (4.12) | number (7.) | letter (a) | inner | coded (R3) | bare (7 The...)
    label: str
    length: int


def mark_of(text: str) -> Mark | None:
    """The bullet, number or letter at the head of `text`, if any."""
    if text[0] not in _STARTS and not (text[1:2] and text[1] in ".) 0123456789ivxlIVXL"):
        return None
    match = _MARK.match(text)
    if not match:
        return None
    kind = match.lastgroup or ""
    if kind == "close":
        kind = "number"
    if kind == "bullet":
        return Mark("bullet", match["bullet"], match.end())
    return Mark(kind, match[kind], match.end())
