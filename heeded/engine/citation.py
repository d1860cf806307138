"""Citations: what is quoted, where it stands, and how to find it again when the file has been read anew.

An address names the spans alone and is short enough for a link: `p12.340-512+p13.0-80` is characters 340 to 512 of
page 12 and the first 80 of page 13.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from heeded.engine.records import Citation, Page, Span

_SPAN = re.compile(r"p([1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8})", re.ASCII)
_MANY = 200  # spans in one address
_LONGEST = 8_000  # characters of an address
_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\ufffe\x00-\x1f\u2010-\u2015-]+")
_BROKEN = re.compile(r"[\ufffe\x02\u00ad]\s*")
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
)
_NEAR = 3  # pages either side that a fuzzy search looks at
_ENOUGH = 88.0  # per cent alike


class BadAddress(ValueError):
    """An address that is not written as one, or whose spans make no sense."""


def cite(pages: Iterable[Page], spans: Sequence[Span], *, words_around: int = 8) -> Citation:
    """The citation of `spans`: the quoted words, and up to `words_around` words before and after them.

    Raises ValueError where there are no spans or one does not stand on `pages`.
    """
    if not spans:
        raise ValueError("A citation needs at least one span.")
    texts = {page.number: page.text for page in pages}
    for span in spans:
        if not 0 <= span.start < span.end <= len(texts.get(span.page, "")):
            raise ValueError(f"Page {span.page} has no characters {span.start} to {span.end}.")
    first, last = spans[0], spans[-1]
    before = texts[first.page][max(0, first.start - 20 * words_around) : first.start].split()
    after = texts[last.page][last.end : last.end + 20 * words_around].split()
    return Citation(
        spans=tuple(spans),
        quote=_quoted(texts, spans),
        before=" ".join(before[len(before) - words_around :] if words_around < len(before) else before),
        after=" ".join(after[:words_around]),
    )


def _quoted(texts: Mapping[int, str], spans: Iterable[Span]) -> str:
    """The words of `spans` with single blanks; words that the printer broke at the end of a line are whole again."""
    parts = [texts[span.page][span.start : span.end] for span in spans]
    joined = "".join(part if part.endswith(("\ufffe", "\u00ad", "\x02")) else part + " " for part in parts)
    if _BROKEN.search(joined):
        joined = _closed(joined, texts.values())
    return " ".join(joined.split())


def _closed(text: str, report: Iterable[str]) -> str:
    """`text` without the printer's hyphens; those that belong to the word ('multi-agency') stay."""
    from heeded.engine.flow import Words  # only where a word is broken: a search cites and cleans nothing

    words = Words(report)
    parts = _BROKEN.split(text)
    whole = parts[0]
    for mark, part in zip(_BROKEN.findall(text), parts[1:], strict=True):
        stays = mark[0] != "\u00ad" and bool(whole) and bool(part) and words.hyphen_stays(whole, part)
        whole += ("-" if stays else "") + part
    return whole


def as_text(spans: Sequence[Span]) -> str:
    """The address of `spans`, as `from_text` reads it."""
    return "+".join(f"p{span.page}.{span.start}-{span.end}" for span in spans)


def from_text(address: str) -> tuple[Span, ...]:
    """The spans that `address` names, in order. Raises BadAddress for anything but what `as_text` writes."""
    if not address or len(address) > _LONGEST or address.count("+") >= _MANY:
        raise BadAddress("This is not the address of a passage.")
    return tuple(_span(part) for part in address.split("+"))


def _span(part: str) -> Span:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise BadAddress("This is not the address of a passage.")
    page, start, end = map(int, match.groups())
    if start >= end:
        raise BadAddress("A passage must end after it begins.")
    return Span(page, start, end)


def find_again(citation: Citation, pages: Sequence[Page]) -> tuple[Span, ...] | None:
    """Where the quoted words stand in `pages`, which may have been read anew; None where they are gone.

    Tried in order: the same place; the same words anywhere, blanks and hyphens aside; nearly the same words on
    nearby pages. Of several places the one whose surroundings are most like the citation's is taken, then the nearest.
    """
    return next(find_each_again([citation], pages))


def find_each_again(
    citations: Iterable[Citation], pages: Sequence[Page]
) -> Iterator[tuple[Span, ...] | None]:
    """The same for many citations of one document, which is laid out once for all of them."""
    texts = {page.number: page.text for page in pages}
    book: _Book | None = None
    for citation in citations:
        if _unmoved(citation, texts):
            yield citation.spans
            continue
        book = book or _Book(pages)
        yield _found_in(book, citation)


def _found_in(book: "_Book", citation: Citation) -> tuple[Span, ...] | None:
    wanted = _bare(citation.quote)
    if not wanted:
        return None
    places = book.places_of(wanted)
    if not places:
        place = book.like(wanted, near=citation.spans[0].page if citation.spans else 0)
        return book.spans(*place) if place else None
    if len(places) == 1:
        return book.spans(places[0], places[0] + len(wanted))
    best = max(places, key=lambda place: book.likeness(place, place + len(wanted), citation))
    return book.spans(best, best + len(wanted))


def places_of(words: str, pages: Sequence[Page], *, most: int = 50) -> list[tuple[Span, ...]]:
    """Wherever these words stand in `pages`, blanks, hyphens and kinds of quotation marks aside: whole words, each
    place once, at most so many."""
    wanted, texts = _bare(words), {page.number: page.text for page in pages}
    if not wanted:
        return []
    book = _Book(pages)
    found = (book.spans(start, start + len(wanted)) for start in book.places_of(wanted))
    return [spans for spans in found if _are_whole(spans, texts)][:most]


def _are_whole(spans: Sequence[Span], texts: Mapping[int, str]) -> bool:
    """Whether no word is cut at either end."""
    first, last = spans[0], spans[-1]
    before = texts[first.page][max(0, first.start - 1) : first.start + 1]
    after = texts[last.page][last.end - 1 : last.end + 1]
    return not any(len(pair) == 2 and pair.isalnum() for pair in (before, after))


def stands(quote: str, spans: Iterable[Span], texts: Mapping[int, str]) -> bool:
    """Whether `spans` of these pages' texts still hold the words of `quote`, blanks and hyphens aside."""
    held = "".join(texts.get(span.page, "")[span.start : span.end] for span in spans)
    return _bare(held) == _bare(quote) != ""


def _unmoved(citation: Citation, texts: Mapping[int, str]) -> bool:
    if not citation.spans or any(span.end > len(texts.get(span.page, "")) for span in citation.spans):
        return False
    return _bare(_quoted(texts, citation.spans)) == _bare(citation.quote) != ""


def _bare(text: str) -> str:
    """`text` without blanks and hyphens, in small letters, quotation marks and ligatures made plain."""
    return _DROPPED.sub("", text.translate(_ALIKE)).lower()


class _Book:
    """All pages as one bare text that knows where each of its characters stands."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = list(pages)
        self._starts: list[int] = []
        self._bare: list[str] = []
        at = 0
        for page in self._pages:
            bare = _bare(page.text)
            self._starts.append(at)
            self._bare.append(bare)
            at += len(bare)
        self._text = "".join(self._bare)
        self._maps: dict[int, list[int]] = {}

    def places_of(self, wanted: str) -> list[int]:
        """Where `wanted` begins, at most a thousand times."""
        found: list[int] = []
        place = self._text.find(wanted)
        while place >= 0 and len(found) < 1_000:
            found.append(place)
            place = self._text.find(wanted, place + 1)
        return found

    def likeness(self, start: int, end: int, citation: Citation) -> tuple[float, int, int]:
        """How much the surroundings of a place are like the citation's, then how near it is to the old place."""
        from rapidfuzz import fuzz

        before, after = _bare(citation.before), _bare(citation.after)
        alike = 0.0
        if before:
            alike += fuzz.ratio(before, self._text[max(0, start - len(before)) : start])
        if after:
            alike += fuzz.ratio(after, self._text[end : end + len(after)])
        page = self._pages[self._page_at(start)].number
        old = citation.spans[0] if citation.spans else Span(1, 0, 1)
        return (
            round(alike / 4),
            -abs(page - old.page),
            -abs(start - self._starts[self._page_at(start)] - old.start),
        )

    def like(self, wanted: str, *, near: int) -> tuple[int, int] | None:
        """Where words most like `wanted` stand on the pages round `near`, if they are like enough."""
        chosen = [index for index, page in enumerate(self._pages) if abs(page.number - near) <= _NEAR]
        if not chosen or len(wanted) < 12:
            return None
        start = self._starts[chosen[0]]
        end = self._starts[chosen[-1]] + len(self._bare[chosen[-1]])
        if end - start < len(wanted) // 2:
            return None
        from rapidfuzz import fuzz

        found = fuzz.partial_ratio_alignment(wanted, self._text[start:end], score_cutoff=_ENOUGH)
        if found is None or found.dest_end - found.dest_start < 0.8 * len(wanted):
            return None
        return start + found.dest_start, start + found.dest_end

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw stretches behind `start` to `end` of the bare text, one a page."""
        found = []
        for index, page in enumerate(self._pages):
            first, last = (
                max(start, self._starts[index]),
                min(end, self._starts[index] + len(self._bare[index])),
            )
            if first < last:
                raw = self._map(index)
                begin = self._starts[index]
                found.append(Span(page.number, raw[first - begin], raw[last - 1 - begin] + 1))
        return tuple(found)

    def _page_at(self, place: int) -> int:
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= place else (low, middle - 1)
        return low

    def _map(self, index: int) -> list[int]:
        """For each character of a page's bare text its place in the raw text."""
        if index not in self._maps:
            self._maps[index] = [
                place for place, letter in enumerate(self._pages[index].text) for _ in _bare(letter)
            ]
        return self._maps[index]
