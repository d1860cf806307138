"""Roles as code: each a name, a description that its holder can read, and what it allows.

By its role alone nobody reads a restricted document: `READ_RESTRICTED` only counts together with a grant
that names the person for that document.
"""

from dataclasses import dataclass

from heeded.people.permissions import Permission as P


@dataclass(frozen=True, slots=True)
class Role:
    value: str
    label: str
    description: str
    permissions: frozenset[P]


def _role(value: str, label: str, description: str, *permissions: P) -> Role:
    return Role(value, label, description, frozenset(permissions))


_ALL = (
    _role("reader", "Reader", "Reads what is published."),
    _role(
        "practitioner",
        "Practitioner",
        "Works with children and families. Reads what is published, and restricted documents they are named for; "
        "owns actions.",
        P.READ_RESTRICTED,
        P.OWN_ACTIONS,
    ),
    _role(
        "manager",
        "Manager",
        "Leads a team. Reads like a practitioner and sees what was found by machine; answers for the agency, owns "
        "actions and checks the practice of others.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.ANSWER,
        P.OWN_ACTIONS,
        P.CHECK_PRACTICE,
    ),
    _role(
        "board-staff",
        "Board staff",
        "Runs the board’s library: adds, publishes and withdraws reports, issues briefings, codes reviews, keeps "
        "its plan and answers problems.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.ADD_REPORTS,
        P.CONFIRM,
        P.PUBLISH,
        P.WITHDRAW,
        P.ERASE,
        P.EDIT_CATALOGUE,
        P.ANSWER_PROBLEMS,
        P.GRANT,
        P.MANAGE_LIBRARY,
        P.SEE_AUDIT,
        P.EDIT_BRIEFINGS,
        P.CHECK_BRIEFINGS,
        P.ISSUE_BRIEFINGS,
        P.CODE,
        P.EDIT_FRAMEWORKS,
        P.NAME_LESSONS,
        P.ANSWER,
        P.MANAGE_PLAN,
        P.OWN_ACTIONS,
        P.CHECK_PRACTICE,
        P.DECIDE_CAME_BACK,
    ),
    _role(
        "panel-member",
        "Panel member",
        "Sits on the panel of a review. Reads the restricted documents of that review and nothing else restricted.",
        P.READ_RESTRICTED,
    ),
    _role(
        "author",
        "Review author",
        "Writes a review. Adds drafts, which only they and named board staff can see.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.ADD_REPORTS,
        P.CONFIRM,
        P.EDIT_BRIEFINGS,
    ),
    _role(
        "trainer",
        "Trainer",
        "Builds training and briefings from what is published.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.EDIT_BRIEFINGS,
    ),
    _role(
        "researcher",
        "Researcher",
        "Codes, counts and compares reviews: keeps frameworks of themes and names lessons that come back.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.EDIT_CATALOGUE,
        P.CODE,
        P.EDIT_FRAMEWORKS,
        P.NAME_LESSONS,
        P.DECIDE_CAME_BACK,
    ),
    _role(
        "inspector",
        "Inspector",
        "Reads and codes what is published and what they are named for, and sees who did what; reads what boards "
        "submit or open, and asks them.",
        P.READ_RESTRICTED,
        P.SEE_UNCONFIRMED,
        P.SEE_AUDIT,
        P.CODE,
        P.ASK_BOARDS,
    ),
    _role(
        "administrator",
        "Administrator",
        "Looks after accounts and the machine. By this role alone cannot read restricted documents; "
        "in an emergency may open one, which is recorded and told to its owner and the board staff.",
        P.MANAGE_ACCOUNTS,
        P.EMERGENCY_ACCESS,
        P.SEE_AUDIT,
    ),
)
ROLES: dict[str, Role] = {role.value: role for role in _ALL}
ROLE_CHOICES = [(role.value, role.label) for role in _ALL]
