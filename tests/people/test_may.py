"""The one answer to "may this person?"."""

from datetime import timedelta

import pytest

from heeded.core.clock import now
from heeded.people.models import Team
from heeded.people.permissions import Permission
from heeded.people.queries import granted, may, viewer_of
from heeded.people.roles import ROLES
from heeded.people.viewer import ANONYMOUS, OPERATOR, Viewer
from tests.people.made import account, board, grant, seen_as, viewer

pytestmark = pytest.mark.django_db
READ = Permission.READ_RESTRICTED
THING = 7


def may_read(whoever: Viewer) -> bool:
    return may(whoever, READ, thing_kind="document", thing=THING)


def test_nobody_may_do_anything() -> None:
    assert [p for p in Permission if may(ANONYMOUS, p)] == []


def test_the_operator_may_do_everything() -> None:
    assert [p for p in Permission if not may(OPERATOR, p)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_allows_what_it_says_and_nothing_else(role: str) -> None:
    somebody = viewer(role)
    assert {p for p in Permission if may(somebody, p)} == ROLES[role].permissions


@pytest.mark.parametrize("wrong", ["publish", "read-restrictd", None, 3])
def test_a_misspelt_permission_is_an_error(wrong: object) -> None:
    for whoever in (ANONYMOUS, OPERATOR):
        with pytest.raises(TypeError):
            may(whoever, wrong)


@pytest.mark.parametrize("role", ROLES)
def test_by_role_alone_nobody_reads_a_restricted_document(role: str) -> None:
    assert not may_read(viewer(role))


def test_a_grant_to_an_account() -> None:
    named, other = account("practitioner"), account("practitioner")
    grant(THING, account=named)
    assert may_read(seen_as(named))
    assert not may_read(seen_as(other))


def test_a_grant_is_for_one_thing_of_one_kind() -> None:
    named = account("practitioner")
    grant(THING, account=named)
    assert not may(seen_as(named), READ, thing_kind="document", thing=THING + 1)
    assert not may(seen_as(named), READ, thing_kind="work", thing=THING)


def test_a_grant_is_for_one_permission() -> None:
    named = account("board-staff")
    grant(THING, account=named, permission=Permission.PUBLISH)
    assert not may_read(seen_as(named))
    assert may(seen_as(named), Permission.PUBLISH, thing_kind="document", thing=THING)


def test_a_grant_to_a_team() -> None:
    ours = board()
    team = Team.objects.create(organisation=ours, name="Duty")
    inside = account("practitioner", organisation=ours, team=team)
    outside = account("practitioner", organisation=ours)
    grant(THING, team=team)
    assert may_read(seen_as(inside))
    assert not may_read(seen_as(outside))


def test_a_grant_to_an_organisation() -> None:
    ours, theirs = board(), board()
    grant(THING, organisation=ours)
    assert may_read(viewer("practitioner", organisation=ours))
    assert not may_read(viewer("practitioner", organisation=theirs))


def test_a_grant_to_a_role_in_an_organisation() -> None:
    ours, theirs = board(), board()
    grant(THING, organisation=ours, role="board-staff")
    assert may_read(viewer("board-staff", organisation=ours))
    assert not may_read(viewer("practitioner", organisation=ours))
    assert not may_read(viewer("board-staff", organisation=theirs))


def test_roles_of_two_organisations_do_not_mix() -> None:
    """Board staff here and practitioner there is not board staff there."""
    ours, theirs = board(), board()
    somebody = account("board-staff", organisation=ours)
    somebody.memberships.create(role="practitioner", organisation=theirs, since=now())
    grant(THING, organisation=theirs, role="board-staff")
    assert not may_read(seen_as(somebody))


@pytest.mark.parametrize(
    "since, until, holds",
    [(-2, None, True), (-2, 1, True), (-2, -1, False), (1, None, False), (1, 2, False)],
)
def test_a_grant_holds_from_and_until(since: int, until: int | None, holds: bool) -> None:
    named = account("practitioner")
    ends = None if until is None else now() + timedelta(days=until)
    grant(THING, account=named, since=now() + timedelta(days=since), until=ends)
    assert may_read(seen_as(named)) is holds


@pytest.mark.parametrize("since, until, holds", [(-2, None, True), (-2, -1, False), (1, None, False)])
def test_a_role_is_held_from_and_until(since: int, until: int | None, holds: bool) -> None:
    somebody = account()
    ends = None if until is None else now() + timedelta(days=until)
    somebody.memberships.create(role="board-staff", since=now() + timedelta(days=since), until=ends)
    assert may(seen_as(somebody), Permission.PUBLISH) is holds


def test_without_a_second_factor_nothing_restricted() -> None:
    named = account("board-staff")
    grant(THING, account=named)
    weak = seen_as(named, strong=False)
    assert not may_read(weak)
    assert not granted(weak, "document").exists()
    assert may(weak, Permission.ADD_REPORTS), "the rest of the role stays"


def test_a_grant_without_the_role_to_read_is_nothing() -> None:
    named = account("reader")
    grant(THING, account=named)
    assert not may_read(seen_as(named))


def test_a_closed_account_is_nobody() -> None:
    closed = account("administrator", "board-staff", is_active=False)
    grant(THING, account=closed)
    assert viewer_of(closed, strong=True) == ANONYMOUS


def test_the_audit_knows_people_by_number() -> None:
    somebody = account("reader")
    assert seen_as(somebody).audit_name == f"account:{somebody.pk}"
    assert (OPERATOR.audit_name, ANONYMOUS.audit_name) == ("operator", "anonymous")


def test_two_queries_make_a_viewer(django_assert_num_queries: object) -> None:
    somebody = account("board-staff", "trainer", organisation=board())
    with django_assert_num_queries(2):
        viewer_of(somebody, strong=True)
