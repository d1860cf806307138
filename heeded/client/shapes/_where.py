"""Where words stand: a citation finds them again, here and on every other node, for good."""

from heeded.client._decoding import record


@record("Span")
class Span:
    """Characters of a page's raw text, which is stored once and never rewritten."""

    page: int  # number in the file, from 1
    start: int  # first character, from 0
    end: int  # one beyond the last


@record("Citation")
class Citation:
    """A stretch of a document. `document` with `at` finds it again, here and on every other node, for good."""

    document: str  # identifier of the document
    page: int
    at: str  # the spans as one text, such as p12.340-512+p13.0-80
    spans: tuple[Span, ...]
    address: str  # path of the page where people read it


@record("Quotation")
class Quotation(Citation):
    """A citation with its words, and a few before and after them."""

    quote: str
    before: str
    after: str
