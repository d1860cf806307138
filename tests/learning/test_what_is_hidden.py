"""What one may not see of learning looks as if it did not exist, by whichever door one asks."""

import zipfile
from io import BytesIO

import pytest

from heeded.core.actors import SYSTEM
from heeded.core.errors import Refused
from heeded.core.models import AuditRow
from heeded.engine.vocabulary import FactName
from heeded.learning import services
from heeded.learning.models import Coding, Framework, LessonMember
from heeded.learning.queries import (
    codings_of,
    codings_to_sort,
    decisions_on,
    documents_coded_with,
    reviews_known,
    teachings,
    visible_codings,
    visible_lessons,
    worth_coding,
)
from heeded.learning.services import RoundAsked, Said
from heeded.library.models import Document
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.analysis.made import decide
from tests.learning import lessons_made as lessons
from tests.learning import made, taught
from tests.library import made as library
from tests.people.made import account, grant, seen_as

pytestmark = pytest.mark.django_db
FATHER = "The father was not seen by anyone."


@pytest.fixture
def framework() -> Framework:
    return made.framework("Father not seen", "Workload")


@pytest.fixture
def coder() -> Viewer:
    return made.coder()


def _coded(framework: Framework, document: Document, by: Viewer, *, note: str = "") -> Coding:
    theme = framework.themes.order_by("pk")[0]
    return services.code_passage(document, made.spans(FATHER), theme, Said(note=note), by=by)


def _round(framework: Framework, *documents: Document) -> tuple[Viewer, Viewer]:
    """Two who code these documents blind."""
    pair = account("researcher"), account("inspector")
    for one in pair:
        for document in documents:
            grant(document.pk, account=one)
    first, second = (seen_as(one) for one in pair)
    asked = RoundAsked("Secret name of a round", framework, pair, documents)
    services.begin_round(asked, by=first)
    return first, second


# --- coded projects ---


def _project(framework: Framework, document: Document, by: Viewer) -> str:
    content = services.coded_project(framework, [document.identifier], by=by, named=lambda _: "somebody")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_a_project_tells_readers_nothing_of_children_and_no_notes(
    framework: Framework, coder: Viewer
) -> None:
    document = made.report()
    _coded(framework, document, coder, note="Remember to ring the nursery.")
    services.code_subject(document.work, 1, framework.themes.order_by("pk")[1], by=coder)
    [one] = documents_coded_with(ANONYMOUS, framework)
    assert one.codings == 1
    told = _project(framework, document, ANONYMOUS)
    assert "Remember to ring" not in told and "reviewed 1" not in told
    told = _project(framework, document, coder)
    assert "Remember to ring" in told and "reviewed 1" in told


def test_a_document_of_which_only_children_were_coded_is_not_offered_to_readers(
    framework: Framework, coder: Viewer
) -> None:
    document = made.report()
    services.code_subject(document.work, 1, framework.themes.order_by("pk")[1], by=coder)
    assert documents_coded_with(ANONYMOUS, framework) == []
    assert len(documents_coded_with(coder, framework)) == 1
    with pytest.raises(Refused):
        _project(framework, document, ANONYMOUS)


def test_how_many_codings_of_children_wait_to_be_sorted_is_not_told_to_readers(
    framework: Framework, coder: Viewer
) -> None:
    document = made.report()
    theme = framework.themes.order_by("pk")[1]
    services.code_subject(document.work, 1, theme, by=coder)
    theme.state = "split"
    theme.save()
    assert codings_to_sort(ANONYMOUS, framework).count() == 0
    assert codings_to_sort(coder, framework).count() == 1


# --- rounds ---


def test_a_round_that_one_may_not_see_is_not_named_when_another_is_refused(framework: Framework) -> None:
    secret, public = made.report(state="restricted"), made.report()
    first, second = _round(framework, secret, public)
    other = made.coder()
    pair = made.account_of(first), made.account_of(second)
    with pytest.raises(Refused) as told:
        services.begin_round(RoundAsked("Another", framework, pair, (public,)), by=other)
    assert "Secret name" not in told.value.reason
    with pytest.raises(Refused) as told:
        services.begin_round(RoundAsked("Another", framework, pair, (public,)), by=first)
    assert "Secret name" in told.value.reason


def test_a_round_that_one_may_not_see_is_not_named_when_themes_are_changed(framework: Framework) -> None:
    _round(framework, made.report(state="restricted"))
    keeper = made.coder("board-staff")
    with pytest.raises(Refused) as told:
        services.retire_theme(framework.themes.order_by("pk")[0], by=keeper)
    assert "round" in told.value.reason and "Secret name" not in told.value.reason


# --- blind ---


def test_who_codes_blind_is_not_told_what_others_say_of_the_review_from_its_other_documents(
    framework: Framework, coder: Viewer
) -> None:
    report = made.report()
    summary = made.report(work=report.work)
    theme = framework.themes.order_by("pk")[0]
    said = services.code_review(report.work, theme, by=coder, read_in=services.ReadIn(summary))
    first, _second = _round(framework, report)
    assert not visible_codings(first).filter(pk=said.pk).exists()
    assert codings_of(first, report.work) == []
    assert visible_codings(coder).filter(pk=said.pk).exists()


def test_who_codes_blind_is_not_told_what_others_say_of_another_version(
    framework: Framework, coder: Viewer
) -> None:
    first_version = made.report()
    newer = library.document(state="published", work=first_version.work, replaces=first_version, version=2)
    library.page(newer, made.TEXT)
    said = _coded(framework, newer, coder)
    one, _other = _round(framework, first_version)
    assert not visible_codings(one).filter(pk=said.pk).exists()


def test_who_codes_blind_is_led_to_no_other_document_of_the_review(framework: Framework) -> None:
    document = taught.report()
    taught.report("the school", work=document.work)
    elsewhere = taught.report("the police")
    first, _second = _round(framework, document)
    assert {one.document for one in worth_coding(first, framework)} == {elsewhere}


def test_what_a_coding_became_is_not_told_where_that_is_hidden(framework: Framework, coder: Viewer) -> None:
    document = made.report()
    other = framework.themes.order_by("pk")[1]
    mine = _coded(framework, document, coder)
    keeper = made.coder("board-staff")
    pair = made.account_of(coder), account("inspector")
    services.begin_round(RoundAsked("A round", framework, pair, (document,)), by=coder)
    became = Coding.objects.create(
        work=document.work, target="passage", theme=other, made_under=other.versions.get(), value="present",
        state="standing", made_by=keeper.audit_name, made_at=mine.made_at,
    )  # fmt: skip
    place = mine.places.get()
    place.pk, place.coding = None, became
    place._state.adding = True
    place.save()
    mine.decisions.create(decision="changed", became=became, by=keeper.audit_name, at=mine.made_at)
    [step] = decisions_on(coder, mine)
    assert step.became is None
    [step] = decisions_on(keeper, mine)
    assert step.became == became


# --- days ---


def test_nobody_who_is_not_logged_in_learns_the_day_on_which_something_happened(coder: Viewer) -> None:
    document = made.report()
    decide(document, FactName.PERIOD_FROM, "2008-03-04")
    decide(document, FactName.PERIOD_TO, "2009-06-17")
    work = document.work.pk
    known = reviews_known(ANONYMOUS, [work])[work]
    assert (known.period_from, known.period_to) == ("2008-03", "2009-06")
    known = reviews_known(coder, [work])[work]
    assert (known.period_from, known.period_to) == ("2008-03-04", "2009-06-17")


# --- lessons ---


def test_a_proposal_of_which_one_sees_a_single_learning_point_tells_that_there_is_another(
    coder: Viewer,
) -> None:
    public, other, secret = (lessons.review(text) for text in lessons.MEN)
    secret.state = "restricted"
    secret.save()
    two, three = lessons.points_of(public, secret), lessons.points_of(public, other, secret)
    proposed = [services.PointProposed(one, 0.9, "Alike.") for one in two]
    [lesson] = services.propose_lessons([proposed], proposer="groups 1", by=SYSTEM)
    assert not visible_lessons(coder).exists() and teachings(coder, "proposed") == {}
    assert visible_lessons(OPERATOR).get() == lesson
    proposed = [services.PointProposed(one, 0.9, "Alike.") for one in three]
    services.propose_lessons([proposed], proposer="groups 1", by=SYSTEM)
    assert visible_lessons(coder).get() == lesson
    services.take_out_of_lesson(lesson, lessons.points_of(other), by=coder)
    assert visible_lessons(coder).get() == lesson  # whoever takes out goes on deciding


def test_why_a_machine_proposes_a_lesson_counts_no_reviews_that_one_may_not_see() -> None:
    reports = [lessons.review(text) for text in lessons.MEN]
    services.find_lessons(by=SYSTEM)
    reasons = set(LessonMember.objects.values_list("reason", flat=True))
    assert reports and reasons
    assert not any(letter.isdecimal() for reason in reasons for letter in reason)


def test_the_audit_does_not_tell_who_is_in_a_family(coder: Viewer) -> None:
    services.add_adult(made.report().work, "mothers-partner", by=coder)
    row = AuditRow.objects.get(action="coding.add-adult")
    assert "partner" not in str(row.details) and "1" not in str(row.details)
