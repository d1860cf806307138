"""A person codes: what is kept, once however often it is sent, and who may."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from heeded.core.errors import NotAllowed
from heeded.core.models import AuditRow, Change
from heeded.core.services import ChangeKind
from heeded.engine.frameworks import CodeValue
from heeded.engine.records import Span
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import AdultInReview, Coding, CodingPlace, Theme, ThemeVersion
from heeded.learning.queries import (
    codings_of,
    codings_on,
    decided_codings,
    decisions_on,
    visible_codings,
    visible_places,
)
from heeded.learning.services import (
    ReadIn,
    Said,
    add_adult,
    code_adult,
    code_passage,
    code_review,
    code_subject,
)
from heeded.library.errors import NoSuchDocument, NoSuchReview
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR
from tests.learning import made
from tests.library import made as library
from tests.people.made import viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
NESTED = "not seen by anyone"


@pytest.fixture
def theme() -> Theme:
    return made.framework("Father not seen", "Workload").themes.get(identifier="father-not-seen")


def test_a_coding_keeps_the_words_and_those_around_them(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    coding = code_passage(document, made.spans(FATHER), theme, Said(note="Again."), by=coder)
    place = coding.places.get()
    assert (place.document, place.page, place.quote) == (document, 1, FATHER)
    assert place.before.endswith("carried 620 families.") and place.after.startswith("The nursery manager")
    assert (place.note, coding.state, coding.made_by) == ("Again.", "standing", coder.audit_name)
    assert coding.made_under.name == "Father not seen" and coding.theme == theme


@pytest.mark.parametrize("role", ROLES)
def test_who_may_code(theme: Theme, role: str) -> None:
    may = role in {"board-staff", "researcher", "inspector"}
    document, somebody = made.report(), viewer(role)
    if may:
        code_passage(document, made.spans(FATHER), theme, by=somebody)
    else:
        with pytest.raises(NotAllowed):
            code_passage(document, made.spans(FATHER), theme, by=somebody)
    assert Coding.objects.exists() is may


def test_nobody_codes_what_they_may_not_see(theme: Theme) -> None:
    restricted = made.report(state="restricted")
    with pytest.raises(NoSuchDocument):
        code_passage(restricted, made.spans(FATHER), theme, by=made.coder())
    with pytest.raises(NoSuchReview):
        code_review(restricted.work, theme, by=made.coder())


def test_sent_twice_it_is_one(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    first = code_passage(document, made.spans(FATHER), theme, by=coder)
    again = code_passage(document, made.spans(FATHER), theme, Said(note="And a note."), by=coder)
    assert again == first and CodingPlace.objects.get().note == "And a note."


def test_two_people_may_code_the_same_words(theme: Theme) -> None:
    document = made.report()
    both = {code_passage(document, made.spans(FATHER), theme, by=made.coder()).pk for _ in "ab"}
    assert len(both) == 2


def test_the_newest_value_counts_and_the_one_before_stays(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    first = code_passage(document, made.spans(FATHER), theme, by=coder)
    second = code_passage(document, made.spans(FATHER), theme, Said(CodeValue.ABSENT), by=coder)
    first.refresh_from_db()
    assert (first.state, second.state) == ("changed", "standing")
    assert decisions_on(coder, first).get().became == second


def test_overlapping_and_nested_codings_stand_side_by_side(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    inner = code_passage(document, made.spans(NESTED), theme, by=coder)
    outer = code_passage(document, made.spans(FATHER), theme, by=coder)
    across = code_passage(document, made.spans("620 families. The father"), theme, by=coder)
    assert [coded.coding for coded in codings_on(coder, document)] == [across, outer, inner]


@pytest.mark.parametrize("spans", [(), (Span(1, 5, 5_000),), (Span(9, 0, 4),), (Span(1, 6, 7),)])
def test_words_that_are_not_there(theme: Theme, spans: tuple[Span, ...]) -> None:
    with pytest.raises(NotToBeCoded):
        code_passage(made.report("Nobody asked."), spans, theme, by=made.coder())


def test_what_cannot_be_said(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    for said in (
        Said("perhaps"),
        Said(certainty="very"),
        Said(note="x" * 5_000),
        Said(CodeValue.NOT_MENTIONED),
    ):
        with pytest.raises(NotToBeCoded):
            code_passage(document, made.spans(FATHER), theme, said, by=coder)
    assert not Coding.objects.exists()


def test_themes_that_cannot_be_given(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    of = made.framework("One")
    heading = made.theme(of, "Heading", heading=True)
    adults = made.theme(of, "Own childhood adversity", applies_to=["adult"])
    gone = made.theme(of, "Gone")
    gone.state = "retired"
    gone.save()
    for wrong in (heading, adults, gone):
        with pytest.raises(NotToBeCoded):
            code_passage(document, made.spans(FATHER), wrong, by=coder)


def test_a_review_has_one_answer_of_each_person(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    first = code_review(document.work, theme, by=coder)
    second = code_review(document.work, theme, Said(CodeValue.NOT_MENTIONED), by=coder)
    assert [coded.coding for coded in codings_of(ANONYMOUS, document.work)] == [second]
    assert first.places.get().document == document


def test_the_children_and_adults_in_a_review_are_coded(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    mother = add_adult(document.work, "mother", by=coder)
    assert add_adult(document.work, "mother", by=coder) == mother
    assert add_adult(document.work, "mother", another=True, by=coder).number == 2
    of_mother = code_adult(mother, theme, Said(CodeValue.ABSENT), by=coder)
    of_child = code_subject(document.work, 2, theme, by=coder, read_in=ReadIn(document, made.spans(FATHER)))
    assert (of_mother.adult, of_child.subject.number) == (mother, 2)
    assert of_child.places.get().quote == FATHER
    with pytest.raises(NotToBeCoded):
        code_subject(document.work, 0, theme, by=coder)
    assert AdultInReview.objects.count() == 2


def test_a_review_known_without_a_file_is_coded(theme: Theme) -> None:
    known = library.work(catalogued=True)
    coding = code_review(known, theme, by=made.coder())
    assert coding.places.get().document is None
    assert [coded.coding for coded in codings_of(ANONYMOUS, known)] == [coding]


def test_another_review_is_not_what_was_read(theme: Theme) -> None:
    with pytest.raises(NotToBeCoded):
        code_review(made.report().work, theme, by=made.coder(), read_in=ReadIn(made.report()))


def test_the_public_sees_what_was_decided_of_published_documents() -> None:
    theme = made.framework().themes.first()
    published, restricted = made.report(), made.report(state="restricted")
    shown = code_passage(published, made.spans(FATHER), theme, by=OPERATOR)
    hidden = code_passage(restricted, made.spans(FATHER), theme, by=OPERATOR)
    proposed = Coding.objects.create(
        work=published.work, target="passage", theme=theme, made_under=ThemeVersion.objects.get(theme=theme),
        value="present", state="proposed", made_at=shown.made_at,
    )  # fmt: skip
    CodingPlace.objects.create(coding=proposed, document=published, page=1, spans=[[1, 0, 6]], quote="Nobody")
    assert list(visible_codings(ANONYMOUS)) == [shown]
    assert [place.coding for place in visible_places(ANONYMOUS)] == [shown]
    assert set(visible_codings(made.coder())) == {shown, proposed}
    assert list(decided_codings(made.coder())) == [shown]
    assert set(visible_codings(OPERATOR)) == {shown, hidden, proposed}
    published.state = "withdrawn"
    published.withdrawn_at, published.withdrawn_by = shown.made_at, "operator"
    published.save()
    assert not visible_codings(ANONYMOUS) and not codings_on(made.coder(), published)


def test_a_coding_is_told_and_audited_without_saying_what(theme: Theme) -> None:
    document, coder = made.report(), made.coder()
    coding = code_passage(document, made.spans(FATHER), theme, by=coder)
    change = Change.objects.get(kind=ChangeKind.CODINGS)
    assert (change.thing_kind, change.thing) == ("work", document.work.pk)
    row = AuditRow.objects.get(thing=coding.identifier)
    assert (row.action, row.actor, row.details) == (
        "coding.make",
        coder.audit_name,
        {"work": document.work.identifier},
    )


def test_the_codings_of_a_document_take_few_queries(
    theme: Theme, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    document, coder = made.report(), made.coder()
    for start in range(0, 60, 3):
        code_passage(document, (Span(1, start, start + 9),), theme, by=coder)
    with django_assert_max_num_queries(4):
        assert len(codings_on(coder, document)) == 20
