"""Identifiers that last: short, unguessable, safe to read out loud and to put in an address."""

import secrets

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # no 0/o, 1/i/l, u: nothing misread, no words


def new_identifier() -> str:
    """Twelve letters and digits: 58 bits, so a hidden thing cannot be found by trying."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
