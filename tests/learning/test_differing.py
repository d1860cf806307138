"""Two standing values of one theme on one thing: found, listed, and chosen between."""

import pytest

from heeded.core.errors import NotAllowed
from heeded.engine.frameworks import CodeValue
from heeded.learning import services
from heeded.learning.errors import NotToBeCoded
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import decided_codings, differing
from heeded.learning.services import Said
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS, Viewer
from tests.learning import made
from tests.library import made as library
from tests.people.made import account, board, grant, seen_as, viewer

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."
SEEN = "father was not seen"
ABSENT, EXPLAINED = Said(CodeValue.ABSENT), Said(CodeValue.DESCRIBED_NOT_EXPLAINED)


@pytest.fixture
def framework() -> Framework:
    return made.framework("Father not seen", "Workload")


@pytest.fixture
def report() -> Document:
    return made.report()


@pytest.fixture
def two() -> list[Viewer]:
    return [made.coder(), made.coder("inspector")]


def test_two_answers_about_one_review_differ(
    framework: Framework, report: Document, two: list[Viewer]
) -> None:
    theme = framework.themes.get(identifier="workload")
    mine = services.code_review(report.work, theme, by=two[0])
    assert not differing(two[0])
    theirs = services.code_review(report.work, theme, ABSENT, by=two[1])
    [found] = differing(two[0])
    assert [one.coding for one in found.coded] == [mine, theirs] and found.theme == theme
    assert differing(two[1], work=report.work) and not differing(two[1], work=made.report().work)
    assert not differing(ANONYMOUS) and decided_codings(ANONYMOUS).count() == 2


def test_two_children_are_two_things(framework: Framework, report: Document, two: list[Viewer]) -> None:
    theme = framework.themes.get(identifier="workload")
    services.code_subject(report.work, 1, theme, by=two[0])
    services.code_subject(report.work, 2, theme, ABSENT, by=two[1])
    assert not differing(two[0])
    services.code_subject(report.work, 2, theme, by=two[0])
    [found] = differing(two[0])
    assert found.values == {"present", "absent"}


def test_words_that_overlap_differ_and_others_do_not(
    framework: Framework, report: Document, two: list[Viewer]
) -> None:
    theme, other = (
        framework.themes.get(identifier="father-not-seen"),
        framework.themes.get(identifier="workload"),
    )
    services.code_passage(report, made.spans(FATHER), theme, by=two[0])
    services.code_passage(report, made.spans("620 families"), theme, ABSENT, by=two[1])
    services.code_passage(report, made.spans(SEEN), other, ABSENT, by=two[1])
    services.code_passage(report, made.spans("not seen"), theme, EXPLAINED, by=two[0])
    assert not differing(two[0]), "what one person coded inside their own coding they meant so"
    services.code_passage(report, made.spans(SEEN), theme, ABSENT, by=two[1])
    [found] = differing(two[0])
    assert found.values == {"present", "absent", "described-not-explained"}


def test_the_same_words_in_two_versions_differ_once(
    framework: Framework, report: Document, two: list[Viewer]
) -> None:
    theme = framework.themes.get(identifier="father-not-seen")
    services.code_passage(report, made.spans(FATHER), theme, by=two[0])
    services.code_passage(report, made.spans(FATHER), theme, ABSENT, by=two[1])
    newer = library.newer(report, state="published")
    library.page(newer, made.TEXT)
    services.move_codings()
    [found] = differing(two[0])
    assert {one.place.document for one in found.coded} == {newer}


def test_nothing_differs_in_what_is_hidden(framework: Framework, two: list[Viewer]) -> None:
    theme, hidden = framework.themes.get(identifier="workload"), made.report(state="restricted")
    for one, said in zip(two, (Said(), ABSENT), strict=True):
        grant(hidden.pk, account=made.account_of(one))
        services.code_passage(hidden, made.spans(FATHER), theme, said, by=seen_as(made.account_of(one)))
    assert not differing(made.coder())


def test_a_person_chooses_and_the_other_stays_on_record(
    framework: Framework, report: Document, two: list[Viewer]
) -> None:
    theme = framework.themes.get(identifier="workload")
    mine = services.code_review(report.work, theme, by=two[0])
    theirs = services.code_review(report.work, theme, ABSENT, by=two[1])
    westmarch = board("Westmarch Board")
    report.work.keeper = westmarch
    report.work.save()
    with pytest.raises(NotAllowed):
        services.choose(mine, against=[theirs], by=two[0])
    assert Coding.objects.filter(state="standing").count() == 2
    staff = seen_as(account("board-staff", organisation=westmarch))
    assert services.choose(mine, against=[theirs], by=staff) == [theirs]
    assert services.choose(mine, against=[theirs], by=staff) == [theirs]
    assert not differing(staff) and list(decided_codings(ANONYMOUS)) == [mine]
    theirs.refresh_from_db()
    assert theirs.state == "rejected" and theirs.decisions.get().by == staff.audit_name
    with pytest.raises(NotToBeCoded):
        services.choose(theirs, against=[mine], by=staff)


def test_what_is_about_something_else_is_not_chosen_against(
    framework: Framework, report: Document, two: list[Viewer]
) -> None:
    one = services.code_review(report.work, framework.themes.get(identifier="workload"), by=two[0])
    other = services.code_review(
        report.work, framework.themes.get(identifier="father-not-seen"), ABSENT, by=two[0]
    )
    with pytest.raises(NotToBeCoded):
        services.choose(one, against=[other], by=two[0])
    with pytest.raises(NotAllowed):
        services.choose(one, against=[other], by=viewer("trainer"))
