"""Writes about people: accounts, roles, grants, invitations, mail."""

from heeded.people.services._accounts import (
    Named,
    add_account,
    add_organisation,
    add_team,
    end_grant,
    give_role,
    grant_reading,
)
from heeded.people.services._emergency import open_in_emergency
from heeded.people.services._invitations import (
    accept,
    close_account,
    end_role,
    first_account,
    invitation_for,
    invite,
)
from heeded.people.services._mail import Letter, send_waiting_mail, write_when_sent
from heeded.people.services._tokens import (
    LONGEST_DAYS,
    accept_terms,
    end_token,
    hash_of,
    make_token,
    note_use,
)

__all__ = [
    "LONGEST_DAYS",
    "Letter",
    "Named",
    "accept",
    "accept_terms",
    "add_account",
    "add_organisation",
    "add_team",
    "close_account",
    "end_grant",
    "end_role",
    "end_token",
    "first_account",
    "give_role",
    "grant_reading",
    "hash_of",
    "invitation_for",
    "invite",
    "make_token",
    "note_use",
    "open_in_emergency",
    "send_waiting_mail",
    "write_when_sent",
]
