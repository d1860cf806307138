"""What a token of the API is for: a closed list. A token may do what its scopes name and what its owner may at that
moment, never more than either."""

from collections.abc import Iterable

from heeded.engine.vocabulary import Choice
from heeded.people.permissions import Permission as P


class Scope(Choice):
    READ = "read", "Read, search and list what you may see of what is not restricted"
    READ_RESTRICTED = "read-restricted", "Read restricted documents that you are named for"
    ADD = "add", "Add reports to the library"
    DECIDE = "decide", "Confirm or correct facts and learning points, and run steps of reading again"
    PUBLISH = "publish", "Publish, hide and withdraw documents"
    ERASE = "erase", "Have documents and reviews erased for good"
    READERS = "readers", "Name who may read a restricted document"
    BRIEFINGS = "briefings", "Draft, edit, check and issue briefings"
    LEARNING = "learning", "Code reviews, keep frameworks, name and confirm lessons"
    PRACTICE = "practice", "Answer recommendations, keep plans and actions, check practice"
    CATALOGUE = "catalogue", "Keep records of reviews that the library does not hold"
    PROBLEMS = "problems", "Read and answer problems that readers report"
    ALERTS = "alerts", "Keep your saved searches and read what answers them"
    ACCOUNTS = "accounts", "Invite people, give and end roles, close accounts"
    SETTINGS = "settings", "Set the danger line, the synonyms and how briefings are made"
    AUDIT = "audit", "See who did what"
    STATUS = "status", "See how the library and its machines are doing"
    FOLLOW = "follow", "Keep a public copy of what is published, and take down what goes"


# What each scope lets through of what its owner may do. Opening in an emergency is let through by none: that asks for
# a person at the page.
_LETS_THROUGH: dict[Scope, frozenset[P]] = {
    Scope.READ: frozenset({P.SEE_UNCONFIRMED}),
    Scope.READ_RESTRICTED: frozenset({P.READ_RESTRICTED}),
    Scope.ADD: frozenset({P.ADD_REPORTS}),
    Scope.DECIDE: frozenset({P.CONFIRM}),
    Scope.PUBLISH: frozenset({P.PUBLISH, P.WITHDRAW}),
    Scope.ERASE: frozenset({P.ERASE}),
    Scope.READERS: frozenset({P.GRANT}),
    Scope.BRIEFINGS: frozenset({P.EDIT_BRIEFINGS, P.CHECK_BRIEFINGS, P.ISSUE_BRIEFINGS}),
    Scope.LEARNING: frozenset({P.CODE, P.EDIT_FRAMEWORKS, P.NAME_LESSONS}),
    Scope.PRACTICE: frozenset(
        {P.ANSWER, P.MANAGE_PLAN, P.OWN_ACTIONS, P.CHECK_PRACTICE, P.DECIDE_CAME_BACK, P.ASK_BOARDS}
    ),
    Scope.CATALOGUE: frozenset({P.EDIT_CATALOGUE}),
    Scope.PROBLEMS: frozenset({P.ANSWER_PROBLEMS}),
    Scope.ACCOUNTS: frozenset({P.MANAGE_ACCOUNTS}),
    Scope.SETTINGS: frozenset({P.MANAGE_LIBRARY}),
    Scope.AUDIT: frozenset({P.SEE_AUDIT}),
}
# What deserves a second factor as much as a restricted document does.
STRONG = frozenset(
    {
        Scope.READ_RESTRICTED,
        Scope.ERASE,
        Scope.READERS,
        Scope.PRACTICE,
        Scope.ACCOUNTS,
        Scope.SETTINGS,
        Scope.AUDIT,
    }
)


def permissions_of(scopes: Iterable[Scope]) -> frozenset[P]:
    """Everything that these scopes let through together."""
    return frozenset(permission for scope in scopes for permission in _LETS_THROUGH.get(scope, frozenset()))


def useful_to(permissions: frozenset[P]) -> list[Scope]:
    """The scopes with which a token of somebody who holds these permissions could do anything."""
    allowed = permissions | {P.SEE_UNCONFIRMED}  # everybody may read
    return [scope for scope in Scope if not _LETS_THROUGH.get(scope) or _LETS_THROUGH[scope] & allowed]
