"""Where the front matter's quotes stand in the body, found while the document is written."""

from collections.abc import Sequence

from ._inline import plain_text
from ._source import Fact, Source, SourceError, node_texts, walk

MONTHS = "January February March April May June July August September October November December".split()


def printed_month(published: str) -> str:
    """A month as the title page prints it: "June 2011" from 2011-06."""
    year, month = published.split("-")[:2]
    return f"{MONTHS[int(month) - 1]} {year}"


def title_page_lines(source: Source) -> tuple[str, ...]:
    return source.board, source.title, source.document, printed_month(source.published)


class PendingQuotes:
    """The facts whose quote has not been met yet; each is met once, at its first place in the body."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._waiting = dict(enumerate(facts))

    def in_text(self, text: str) -> list[tuple[int, int]]:
        """(offset, fact) of each waiting quote in the plain text, in order; they wait no longer."""
        met = sorted((text.find(fact.quote), index) for index, fact in self._waiting.items())
        met = [(offset, index) for offset, index in met if offset >= 0]
        for _, index in met:
            del self._waiting[index]
        return met


def check_quotes(source: Source) -> None:
    """Raise SourceError unless every quote stands in the body or on the title page."""
    printed = [plain_text(text) for node in walk(source.body) for text in node_texts(node)]
    printed.extend(title_page_lines(source))
    for fact in source.facts:
        if not fact.quote or not any(fact.quote in text for text in printed):
            raise SourceError(
                f"{source.name}: the quote {fact.quote!r} of {fact.name} is nowhere in the text"
            )
