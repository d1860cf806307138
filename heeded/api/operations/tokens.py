"""The token that asks: what it may, under what terms, until when."""

from datetime import date, datetime

from ninja import Router

from heeded.api.door import Caller, door
from heeded.api.shape import Shape
from heeded.people import terms
from heeded.people.scopes import Scope

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
