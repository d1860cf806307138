"""The board or partnership that made the review, as printed."""

import re
from collections.abc import Iterator

from heeded.engine.facts._report import Report, fact
from heeded.engine.records import FactFound
from heeded.engine.vocabulary import FactName

_WORD = r"[A-Z][\w’'.-]*"
BOARD = re.compile(
    rf"(?P<area>{_WORD}(?:(?:,? (?:and|&|upon|on|in|the|of|with)|,)? {_WORD}){{0,6}}?) "
    r"(?P<body>(?:Local |Regional )?(?:Safeguarding (?:Children(?:’s|'s|s)?|Child|Adults?)?(?: and Adults)? ?"
    r"(?:Board|Partnership|Committee)(?: for Children)?|Child Protection Committee|Area Child Protection Committee"
    r"|Children(?:’s|'s) Safeguarding (?:Board|Partnership)|Safeguarding Partnership(?: for Children)?"
    r"|Safeguarding Board|Community Safety Partnership))"
)


def board(report: Report) -> Iterator[FactFound]:
    """The board as its own title page names it, else as the opening pages first do."""
    for blocks, sure in ((report.title_page, 0.95), (report.opening, 0.75)):
        for block in blocks:
            match = BOARD.search(block.text)
            if match:
                name = re.sub(r"^The ", "", match[0])
                at = (match.end() - len(name), match.end())
                yield fact(FactName.BOARD, name, block, at, sure=sure)
                return
