"""On the node: what goes takes along whatever would show it, and is told to those who keep copies of the node."""

from collections.abc import Callable

import pytest

from heeded.briefing.models import Briefing, Line, Version
from heeded.client import LibraryFailed
from heeded.core.clock import now
from heeded.library import services
from heeded.library.gone import gone_documents
from heeded.library.models import Document, MainLibrary, Problem, Work
from heeded.people.viewer import ANONYMOUS, OPERATOR
from heeded.reach.following.handing_on import hand_on_reports
from heeded.reach.following.pulling import one_round
from tests.public_node.kept import kept
from tests.public_node.made import OPEN, text_document

pytestmark = pytest.mark.django_db
NOTE = "Two of these boards knew of the bruise."


def digest(*cited: Document) -> str:
    """An issued digest with a line on each document, an editor's note and a line of the editor's own."""
    briefing = Briefing.objects.create(kind="digest", asked="bruises", made_at=now(), made_by="operator")
    version = Version.objects.create(
        briefing=briefing,
        number=1,
        state="issued",
        note=NOTE,
        parts=[{"role": "learning", "title": "Learning", "note": NOTE}],
        sources=[one.identifier for one in cited],
        made_at=now(),
        made_by="operator",
        checked_at=now(),
        checked_by="operator",
        issued_at=now(),
        issued_by="operator",
    )
    for order, document in enumerate((*cited, None)):
        line = Line(version=version, role="learning", order=order, text=NOTE, written_at=now())
        if document is None:
            line.origin, line.written_by = "editor", "operator"
        else:
            line.document, line.text, line.page, line.spans, line.quote = document, OPEN, 1, [[1, 0, 5]], OPEN
        line.save()
    return briefing.identifier


def test_what_an_editor_wrote_beside_a_line_that_goes_goes_with_it(node: Callable[[], None]) -> None:
    document, other = text_document(), text_document("Somebody listened to the nursery.")
    identifier = digest(document, other)
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    assert Version.objects.get().note == NOTE

    def away(kind: str, one: str) -> None:
        if kind == "briefing":
            raise LibraryFailed("Something went wrong.", status=500)

    second.before_record = away
    one_round(second)
    assert not Version.objects.filter(note=NOTE).exists()
    assert not Line.objects.filter(text=NOTE).exists()
    second.before_record = lambda kind, one: None
    MainLibrary.objects.update(compared_at=None)
    assert one_round(second).taken == 1
    assert Briefing.objects.get().identifier == identifier
    assert Line.objects.get().document == Document.objects.get()
    assert Version.objects.get().note == ""


def test_those_who_keep_copies_of_a_node_hear_what_it_let_go_of(node: Callable[[], None]) -> None:
    document, other = text_document(), text_document()
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    Document.objects.filter(pk=document.pk).update(state="published", withdrawn_at=None, withdrawn_by="")
    third = kept()
    node()
    one_round(first)
    assert gone_documents() == []
    one_round(second)
    assert [(one.document, one.how, one.reason) for one in gone_documents()] == [
        (document.identifier, "erased", "withdrawn")
    ]
    one_round(third)
    assert gone_documents() == []
    assert Document.objects.filter(identifier=other.identifier).exists()


def test_a_report_on_what_goes_is_still_handed_on(node: Callable[[], None]) -> None:
    document = text_document()
    first = kept()
    services.withdraw(document, reason="x", by=OPERATOR)
    second = kept()
    node()
    one_round(first)
    services.report_problem(kind="recognised", message="On page 3.", work=Work.objects.get(), by=ANONYMOUS)
    one_round(second)
    assert not Work.objects.exists()
    assert hand_on_reports(second) == 1
    assert second.asked[-1][:3] == ("report", "recognised", "")
    assert not Problem.objects.exists()
