"""Who looks after a review: the staff of its board. A role alone changes nothing of another board's."""

from django.db.models import Q

from heeded.library.looking import once
from heeded.library.models import Document, FactDecision, Work
from heeded.people.models import Organisation
from heeded.people.permissions import Permission
from heeded.people.queries import granted, may
from heeded.people.roles import ROLES
from heeded.people.viewer import Viewer


def may_keep(viewer: Viewer, permission: Permission, work: Work) -> bool:
    """May this person do this with this review, their role allowing it at all? They see it already."""
    return may(viewer, permission) and looks_after(viewer, permission, work)


def looks_after(viewer: Viewer, permission: Permission, work: Work) -> bool:
    """Whether a review is one of those that `kept_by` finds. Several permissions that somebody holds in the same
    boards are one question."""
    there = Work.objects.filter(kept_by(viewer, permission), pk=work.pk)
    boards = frozenset(boards_of(viewer, permission))
    return once(("looks after", viewer, boards, work.pk), there.exists)


def may_name_readers(viewer: Viewer, document: Document) -> bool:
    """Whoever added a document says who reads it while it is not public, and so do staff named for it."""
    if viewer.is_operator:
        return True
    if not viewer.strong or viewer.account is None:
        return False
    if document.added_by == viewer.audit_name:
        return True
    named = granted(viewer, "document").filter(thing=document.pk).exists()
    named = named or granted(viewer, "work").filter(thing=document.work_id).exists()
    return named and may_keep(viewer, Permission.GRANT, document.work)


def kept_by(viewer: Viewer, permission: Permission) -> Q:
    """The condition on works that this person looks after: kept by a board of theirs, or by none, or brought in
    by them. A review without a keeper belongs to the board that a person filed or catalogued it under, where that
    board is known here."""
    if viewer.is_operator:
        return Q()
    ours = boards_of(viewer, permission)
    first = Document.objects.filter(added_by=viewer.audit_name, replaces__isnull=True)
    free = Q(keeper__isnull=True) & ~_filed_elsewhere(ours)
    return Q(keeper__in=ours) | free | Q(pk__in=first.values("work"))


def boards_of(viewer: Viewer, permission: Permission) -> set[int]:
    """The organisations, by key, in which a role of this person allows it, and those that they took over from."""
    return set(once(("boards", viewer, permission), lambda: _held(viewer, permission)))


def _held(viewer: Viewer, permission: Permission) -> set[int]:
    boards = frozenset(board for role, board in viewer.roles_in if _allows(role, permission))
    return once(("with predecessors", boards), lambda: _with_predecessors(boards))


def _allows(role: str, permission: Permission) -> bool:
    return permission in ROLES[role].permissions


def _with_predecessors(boards: frozenset[int]) -> set[int]:
    """These boards and those that they took over from, however long ago."""
    found, newest = set(boards), set(boards)
    while newest:
        before = Organisation.objects.filter(successors__in=newest).values_list("pk", flat=True)
        newest = set(before) - found
        found |= newest
    return found


def _filed_elsewhere(ours: set[int]) -> Q:
    """Works that a person filed under a board which is known here and none of these."""
    return once(("filed elsewhere", frozenset(ours)), lambda: _filed_under_others(ours))


def _filed_under_others(ours: set[int]) -> Q:
    names = list(Organisation.objects.exclude(pk__in=ours).values_list("name", flat=True))
    if not names:
        return Q(pk__in=[])
    filed = Q()
    for name in names:
        filed |= Q(values=[name])
    decisions = FactDecision.objects.filter(filed, name="board", current=True)
    return Q(catalogue_board__in=names) | Q(pk__in=decisions.values("work"))
