"""Organisations, teams, accounts, roles and grants: who somebody is and what they may do.

Start at `permissions.py` and `roles.py` (code with a plain description each), then `viewer.py`, then
`queries.may`, the one answer to "may this person?".
"""
