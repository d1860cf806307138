"""Tokens of the API. A secret of 256 random bits needs no slow hash: nobody tries that many."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from heeded.core.clock import now, today
from heeded.core.errors import NotAllowed, NotFound, Refused
from heeded.core.services import record
from heeded.people import terms
from heeded.people.models import ApiToken
from heeded.people.scopes import STRONG, Scope
from heeded.people.viewer import Viewer

MARK = "heeded_"  # how every secret begins, so that a leaked one is known for what it is
LONGEST_DAYS = 365
_MOST_TOKENS = 20  # of one account at a time
_SHOWN = len(MARK) + 4  # characters of a secret that stay readable in the list


@transaction.atomic
def make_token(
    *, name: str, scopes: Collection[Scope], days: int, terms_version: int, by: Viewer
) -> tuple[ApiToken, str]:
    """Make a token for oneself. Gives back the secret too, which is kept nowhere.

    Raises:
        NotAllowed: nobody is logged in, or a scope asks for a log-in with a second factor.
        Refused: no name, no scope, a life too long, the terms not accepted, or too many tokens.
    """
    if by.account is None:
        raise NotAllowed("Log in to make a token.")
    _check(name, scopes, days, terms_version)
    if not by.strong and STRONG & set(scopes):
        words = ", ".join(f"“{scope.value}”" for scope in sorted(STRONG & set(scopes)))
        raise NotAllowed(
            f"A token with {words} is made in a log-in with a second factor.",
            advice="Set up an authenticator app under Your account, then log in with it.",
        )
    _check_number(by.account)
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        account_id=by.account,
        name=name.strip()[:80],
        prefix=secret[:_SHOWN],
        secret_hash=hash_of(secret),
        scopes=sorted({scope.value for scope in scopes}),
        strong=by.strong,
        terms_version=terms_version,
        terms_accepted_at=now(),
        created_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    record("token.make", by=by, thing_kind="token", thing=token.identifier, scopes=" ".join(token.scopes))
    return token, secret


def _check(name: str, scopes: Collection[Scope], days: int, terms_version: int) -> None:
    if not name.strip():
        raise Refused("Say what the token is for.")
    if not scopes:
        raise Refused("Choose at least one thing that the token may do.")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(f"A token lives for 1 to {LONGEST_DAYS} days.")
    if terms_version != terms.VERSION:
        raise Refused("The terms must be accepted.", advice="Read them and tick the box.")


def _check_number(account: int) -> None:
    living = ApiToken.objects.filter(account=account, ended_at__isnull=True, expires_at__gt=now())
    if living.count() >= _MOST_TOKENS:
        raise Refused(f"You have {_MOST_TOKENS} tokens already.", advice="End one that is no longer needed.")


@transaction.atomic
def end_token(identifier: str, *, by: Viewer) -> ApiToken:
    """End a token of one's own from now on.

    Raises:
        NotFound: there is none, or it is another's.
    """
    token = _own(identifier, by)
    if token.ended_at is None:
        token.ended_at = now()
        token.save(update_fields=["ended_at"])
        record("token.end", by=by, thing_kind="token", thing=token.identifier)
    return token


@transaction.atomic
def accept_terms(identifier: str, *, terms_version: int, by: Viewer) -> ApiToken:
    """Accept the terms of today for a token of one's own that was made under older ones.

    Raises:
        NotFound: there is none, or it is another's.
        Refused: those are not the terms of today.
    """
    token = _own(identifier, by)
    if terms_version != terms.VERSION:
        raise Refused("The terms must be accepted.", advice="Read them and tick the box.")
    token.terms_version, token.terms_accepted_at = terms_version, now()
    token.save(update_fields=["terms_version", "terms_accepted_at"])
    record("token.terms", by=by, thing_kind="token", thing=token.identifier, version=terms_version)
    return token


def _own(identifier: str, by: Viewer) -> ApiToken:
    token = ApiToken.objects.filter(identifier=identifier, account=by.account or 0).first()
    if token is None:
        raise NotFound("There is no such token.")
    return token


def note_use(token: ApiToken) -> None:
    """Write down the day of use, at most one write a day and token."""
    if token.last_used_on != today():
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today())


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
