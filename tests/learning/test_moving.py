"""Codings follow their words into newer versions and new readings, or are listed as lost."""

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.services import ChangeKind, note_change
from heeded.engine.records import Page, Reading
from heeded.learning import services
from heeded.learning.errors import NoSuchCoding, NotToBeCoded
from heeded.learning.models import CodingPlace, Theme
from heeded.learning.queries import codings_of, codings_on, decided_codings, lost_places
from heeded.learning.services import Moved, Proposed, Said
from heeded.library.models import Document
from heeded.library.services import save_pages
from heeded.people.viewer import ANONYMOUS, Viewer
from tests.learning import made
from tests.library import made as library
from tests.people.made import viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
WORKLOAD = "The health visitor carried 620 families."
NEWER = (
    "A preface that was not there before. The health visitor carried over 620 families. "
    "Nobody asked the grandmother. The father was not seen\nby anyone. The end."
)


@pytest.fixture
def theme() -> Theme:
    return made.framework("Father not seen").themes.get()


@pytest.fixture
def coder() -> Viewer:
    return made.coder()


@pytest.fixture
def document() -> Document:
    return made.report()


def _newer(document: Document, text: str = NEWER, **said: object) -> Document:
    newer = library.newer(document, **{"state": "published", **said})
    library.page(newer, text)
    return newer


def _read_anew(document: Document, text: str) -> None:
    save_pages(document, Reading((Page(1, text, ()),)))
    note_change(ChangeKind.PASSAGES, thing_kind="document", thing=document.pk)


def test_into_a_newer_version_by_the_quoted_words(theme: Theme, document: Document, coder: Viewer) -> None:
    exact = services.code_passage(document, made.spans(FATHER), theme, Said(note="Mine."), by=coder)
    alike = services.code_passage(document, made.spans(WORKLOAD), theme, by=coder)
    newer = _newer(document)
    assert not decided_codings(ANONYMOUS), "the older version is not public any more"
    assert services.move_codings() == Moved(documents=1, found=2)
    assert services.move_codings() == Moved()
    places = {coded.coding: coded.place for coded in codings_on(ANONYMOUS, newer)}
    assert places[exact].quote == FATHER and places[exact].by_machine
    assert places[alike].quote == "The health visitor carried over 620 families."
    assert places[exact].note == "", "a note stays with the version that it was written beside"
    assert set(decided_codings(ANONYMOUS)) == {exact, alike}
    assert CodingPlace.objects.get(coding=exact, document=document).note == "Mine."


def test_words_that_are_gone_are_listed_as_lost(theme: Theme, document: Document, coder: Viewer) -> None:
    coding = services.code_passage(
        document, made.spans("The nursery manager rang three times"), theme, by=coder
    )
    newer = _newer(document)
    assert services.move_codings() == Moved(documents=1, lost=1)
    place = lost_places(coder).get()
    assert (place.coding, place.document, place.quote) == (coding, newer, "")
    assert not lost_places(ANONYMOUS) and not decided_codings(ANONYMOUS) and not codings_on(ANONYMOUS, newer)
    with pytest.raises(NotToBeCoded):
        services.place_again(coding, newer, (), by=coder)
    services.place_again(coding, newer, made.spans("Nobody asked", NEWER), by=coder)
    assert not lost_places(coder) and list(decided_codings(ANONYMOUS)) == [coding]
    with pytest.raises(NoSuchCoding):
        services.place_again(coding, made.report(), made.spans(FATHER), by=coder)


def test_lost_in_one_version_and_found_in_the_next(theme: Theme, document: Document, coder: Viewer) -> None:
    coding = services.code_passage(document, made.spans(FATHER), theme, by=coder)
    second = _newer(document, "Something else altogether stands here.")
    services.move_codings()
    third = _newer(second)
    services.move_codings()
    assert [coded.coding for coded in codings_on(ANONYMOUS, third)] == [coding]


def test_where_a_file_is_read_anew(theme: Theme, document: Document, coder: Viewer) -> None:
    coding = services.code_passage(document, made.spans(FATHER), theme, by=coder)
    _read_anew(document, "Nothing of it. The end.")
    [coded] = codings_on(coder, document)
    assert not coded.place.stands_as_quoted and coded.place.spans == []
    assert services.move_codings().lost == 1
    assert lost_places(coder).get().quote == FATHER, "the words are kept to look for again"
    _read_anew(document, NEWER)
    assert [coded.place.spans for coded in codings_on(coder, document)] == [[[1, 113, 147]]]
    assert services.move_codings() == Moved(documents=1, found=1)
    assert [coded.coding for coded in codings_on(ANONYMOUS, document)] == [coding]


def test_what_was_said_of_a_review_goes_along(theme: Theme, document: Document, coder: Viewer) -> None:
    coding = services.code_review(document.work, theme, by=coder)
    newer = _newer(document)
    services.move_codings()
    [coded] = codings_of(ANONYMOUS, document.work)
    assert (coded.coding, coded.place.document) == (coding, newer)


def test_a_restricted_newer_version_takes_nothing_from_the_public(
    theme: Theme, document: Document, coder: Viewer
) -> None:
    coding = services.code_passage(document, made.spans(FATHER), theme, by=coder)
    _newer(document, state="restricted")
    services.move_codings()
    assert [coded.coding for coded in codings_on(ANONYMOUS, document)] == [coding]


def test_what_nobody_decided_is_not_carried_and_what_was_rejected_is_not_proposed_again(
    theme: Theme, document: Document, coder: Viewer
) -> None:
    proposals = [
        Proposed("father-not-seen", made.spans(words), 0.9, "So it says.") for words in (FATHER, WORKLOAD)
    ]
    rejected, _ = services.propose(document, theme.framework, proposals, proposer="terms 1", by=SYSTEM)
    services.reject(rejected, by=coder)
    newer = _newer(document)
    services.move_codings()
    assert [place.coding for place in CodingPlace.objects.filter(document=newer)] == [rejected]
    place = CodingPlace.objects.get(document=newer)
    spans = tuple(made.Span(*span) for span in place.spans)
    again = [Proposed("father-not-seen", spans, 0.9, "So it says.")]
    assert services.propose(newer, theme.framework, again, proposer="terms 1", by=SYSTEM) == []


def test_nothing_to_move_costs_one_query(
    theme: Theme, document: Document, django_assert_num_queries: object
) -> None:
    services.code_passage(document, made.spans(FATHER), theme, by=viewer("researcher"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        services.move_codings()
