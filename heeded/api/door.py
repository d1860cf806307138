"""Who asks, with what token, for what, and how often: asked once before every operation.

Cookies are not looked at. A browser that is logged in here sends them whoever wrote the page that asks, so a token
in the header `Authorization: Bearer …` is the one way to be somebody.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase

from heeded.api.limits import DAY, MINUTE, Quota, place_of
from heeded.api.problems import ScopeMissing, TokenNeeded, TokenNotGood, TooMany
from heeded.people.scopes import Scope
from heeded.people.services import note_use
from heeded.people.tokens import Holder, holder_of
from heeded.people.viewer import ANONYMOUS, Viewer

_WHERE = "Make one under Your account, Tokens, and send it as: Authorization: Bearer SECRET"


class Caller(HttpRequest):
    """A request that came through a door: it knows who asks."""

    viewer: Viewer
    holder: Holder | None
    quota: Quota


class Door(AuthBase):
    """Lets through whoever holds a token with this scope; where `anonymous`, everybody."""

    def __init__(self, scope: Scope, *, anonymous: bool) -> None:
        self.scope = scope
        self.anonymous = anonymous

    def __call__(self, request: HttpRequest) -> Viewer:
        holder = self._holder(request)
        if holder is None:
            viewer = ANONYMOUS
            if not self.anonymous:
                raise TokenNeeded("This needs a token.", advice=_WHERE)
        else:
            self._check(holder)
            note_use(holder.token)
            viewer = holder.viewer
        request.viewer, request.holder = viewer, holder  # type: ignore[attr-defined]
        return viewer

    def _holder(self, request: HttpRequest) -> Holder | None:
        secret = _secret(request)
        holder = holder_of(secret) if secret else None
        request.quota = _counted(request, holder)  # type: ignore[attr-defined]
        if secret and holder is None:
            raise TokenNotGood("This token is unknown, ended or too old.", advice=_WHERE)
        return holder

    def _check(self, holder: Holder) -> None:
        if self.scope not in holder.scopes:
            raise ScopeMissing(
                f"This token is not for that: it lacks “{self.scope.value}”.",
                advice=f"Make one that has it: {self.scope.label}.",
            )
        if holder.terms_are_old:
            raise ScopeMissing(
                "The terms of tokens have changed.", advice="Accept them under Your account, Tokens."
            )


def door(scope: Scope, *, anonymous: bool = False, file: str | Sequence[str] = ()) -> dict[str, Any]:
    """What an operation says of itself: the scope it asks for, whether it answers without a token too, and of what
    media type the file is that it answers with, where it does."""
    said: dict[str, Any] = {"x-scope": scope.value, "x-anonymous": anonymous}
    if file:
        kinds = [file] if isinstance(file, str) else file
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
        said["responses"] = {200: {"description": "The file", "content": content}}
    return {"auth": Door(scope, anonymous=anonymous), "openapi_extra": said}


def _secret(request: HttpRequest) -> str:
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return ""
    if scheme.lower() != "bearer" or not secret.strip():
        raise TokenNotGood("The header Authorization cannot be read.", advice=_WHERE)
    return secret.strip()


def _counted(request: HttpRequest, holder: Holder | None) -> Quota:
    """Count this request, and refuse it where it is one too many."""
    if holder is not None:
        quota = MINUTE.take(holder.token.identifier, settings.API_TOKEN_A_MINUTE)
    else:
        who = place_of(request.META.get("REMOTE_ADDR", ""))
        quota = MINUTE.take(who, settings.API_ANONYMOUS_A_MINUTE)
        a_day = DAY.take(who, settings.API_ANONYMOUS_A_DAY)
        quota = a_day if a_day.left < 0 else quota
    if quota.left < 0:
        raise TooMany(f"More than {quota.limit} requests came at once.", seconds=quota.seconds)
    return quota
