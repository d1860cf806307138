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
from heeded.people.services._mail import send_waiting_mail

__all__ = [
    "Named",
    "accept",
    "add_account",
    "add_organisation",
    "add_team",
    "close_account",
    "end_grant",
    "end_role",
    "first_account",
    "give_role",
    "grant_reading",
    "invitation_for",
    "invite",
    "open_in_emergency",
    "send_waiting_mail",
]
