"""Which documents of the library are the texts of a coded project: by the identifier that we gave them when they
went out, or else by their words, which the word index finds wherever they are held."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from heeded.engine.citation import find_each_again
from heeded.engine.exchange import Coding, Source
from heeded.engine.records import Citation
from heeded.library.models import Document
from heeded.library.placing import cited_pages
from heeded.library.queries import visible_documents
from heeded.people.viewer import Viewer
from heeded.search.queries import find
from heeded.search.request import SearchRequest

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONG = 8  # words of a run that is looked for
_RUNS = 6  # that the index is asked for, of one text
_TRIED = 12  # that are looked for in the document itself
_ENOUGH = 0.5  # of those, that must stand there


def matched(sources: Sequence[Source], codings: Iterable[Coding], *, by: Viewer) -> dict[str, Document]:
    """For each source, by its identifier, the document of the library that it is the text of, as far as this viewer
    may see it; of several versions the newest that has its words. No two sources are one document."""
    documents = visible_documents(by).filter(read_state="read").select_related("work")
    named = {
        one.identifier: one for one in documents.filter(identifier__in=[one.identifier for one in sources])
    }
    quoted = _longest_quotes(sources, codings)
    found: dict[str, Document] = {}
    taken: set[int] = set()
    for source in sources:
        ours = named.get(source.identifier)
        document = ours or _by_words(source, quoted.get(source.identifier, ""), by=by)
        if document is not None and document.pk not in taken:
            found[source.identifier] = document
            taken.add(document.pk)
    return found


def _longest_quotes(sources: Sequence[Source], codings: Iterable[Coding]) -> dict[str, str]:
    """The longest words that were coded in each source: those of a page that is certainly in the report."""
    texts = {source.identifier: source.text for source in sources}
    longest: dict[str, str] = {}
    for coding in codings:
        words = texts[coding.source][coding.start or 0 : coding.end or 0]
        if len(words) > len(longest.get(coding.source, "")):
            longest[coding.source] = words[:2_000]
    return longest


def _by_words(source: Source, quoted: str, *, by: Viewer) -> Document | None:
    votes: Counter[str] = Counter()
    for run in [*islice(_runs(quoted, 2), 2), *islice(_runs(source.text, _RUNS), _RUNS)]:
        request = SearchRequest(text=f'"{run}"', mode="words", per_page=5, per_review=3)
        hits = find(by, request).hits
        votes.update({hit.document for review in hits for hit in review.passages})
    if not votes:
        return None
    rows = visible_documents(by).filter(identifier__in=votes, read_state="read").select_related("work")
    best = sorted(rows, key=lambda one: (-votes[one.identifier], -one.version, one.pk))[:3]
    return next((one for one in best if _has_words_of(one, source.text)), None)


def _has_words_of(document: Document, text: str) -> bool:
    """Whether at least half of the runs tried stand in the document, blanks and hyphens aside."""
    runs = [Citation((), run, "", "") for run in _runs(text, _TRIED)]
    there = sum(1 for spans in find_each_again(runs, cited_pages(document.pk)) if spans)
    return bool(runs) and there >= _ENOUGH * len(runs)


def _runs(text: str, most: int) -> Iterator[str]:
    """Runs of words from all over a text."""
    words = list(_WORDS.finditer(text))
    if len(words) < _LONG:
        return
    step = max(_LONG, len(words) // most)
    for first in islice(
        range(step // 2 if len(words) > step + _LONG else 0, len(words) - _LONG + 1, step), most
    ):
        yield " ".join(text[words[first].start() : words[first + _LONG - 1].end()].split())
