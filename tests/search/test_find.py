from collections.abc import Callable

from heeded.search.results import SearchResults
from tests.search.factories import make_document

Search = Callable[..., SearchResults]


def test_a_passage_is_found_on_its_page_with_its_words_marked(search: Search) -> None:
    make_document(passages=["The panel met twice.", "Bruises on the baby were not explained by his mother."])
    hit = search("unexplained bruising to a baby").hits[0].passages[0]
    assert (hit.page, hit.label, hit.rank) == (2, "p2", 1)
    assert [hit.text[start:end] for start, end in hit.marks] == ["Bruises", "baby"]
    assert [(span.page, span.start) for span in hit.mark_spans] == [(2, 4), (2, 4 + hit.text.index("baby"))]
