"""The token that asks, what it may and until when; one's other tokens."""

from datetime import date, datetime

from ninja import Router

from heeded.api.door import Caller, door
from heeded.api.shape import Shape
from heeded.api.shapes.citations import Identifier
from heeded.people import services, terms
from heeded.people.models import ApiToken
from heeded.people.scopes import Scope
from heeded.people.tokens import tokens_of

router = Router(tags=["Token"])


class ScopeSaid(Shape):
    scope: str
    words: str


class TokenSaid(Shape):
    """The token that this request came with."""

    identifier: str
    name: str
    scopes: list[ScopeSaid]
    may: list[str]
    reads_restricted: bool
    expires_at: datetime
    last_used_on: date | None
    terms_version: int
    terms: list[str]


@router.get("/token", response=TokenSaid, **door(Scope.READ))
def token(request: Caller) -> TokenSaid:
    """What this token may do at this moment: what it is for and what its owner may."""
    assert request.holder is not None  # this door opens to tokens only
    kept = request.holder.token
    return TokenSaid(
        identifier=kept.identifier,
        name=kept.name,
        scopes=[ScopeSaid(scope=scope.value, words=scope.label) for scope in sorted(request.holder.scopes)],
        may=sorted(permission.value for permission in request.viewer.permissions),
        reads_restricted=request.viewer.strong,
        expires_at=kept.expires_at,
        last_used_on=kept.last_used_on,
        terms_version=kept.terms_version,
        terms=list(terms.TERMS),
    )


class TokenRow(Shape):
    """One of your tokens. New ones are made on the page, by a person who accepts the terms."""

    identifier: str
    name: str
    prefix: str
    scopes: list[str]
    reads_restricted: bool
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    last_used_on: date | None


@router.get("/tokens", response=list[TokenRow], **door(Scope.READ))
def tokens(request: Caller) -> list[TokenRow]:
    """Your tokens, newest first. No secret is kept."""
    return [_token(one) for one in tokens_of(request.viewer)]


@router.delete("/tokens/{identifier}", response=TokenRow, **door(Scope.READ))
def end_token(request: Caller, identifier: Identifier) -> TokenRow:
    """End one of your tokens at once, this one too."""
    return _token(services.end_token(identifier, by=request.viewer))


def _token(token: ApiToken) -> TokenRow:
    return TokenRow(
        identifier=token.identifier,
        name=token.name,
        prefix=token.prefix,
        scopes=token.scopes,
        reads_restricted=token.strong and Scope.READ_RESTRICTED in token.scopes,
        created_at=token.created_at,
        expires_at=token.expires_at,
        ended_at=token.ended_at,
        last_used_on=token.last_used_on,
    )
