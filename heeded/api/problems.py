"""What a refusal looks like: application/problem+json (RFC 9457), always in the same shape and in plain words.

ApiRefusal              what the API itself says no to; `status` is the answer's
├── TokenNeeded         401 nobody said who asks
├── TokenNotGood        401 the token is unknown, ended or too old
├── ScopeMissing        403 the token is not for this, or its terms are old
├── NotUnderstood       422 a cursor or parameter that is none of ours
└── TooMany             429 more than this token or address may ask
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Field
from ninja.errors import HttpError, ValidationError

from heeded.api.shape import Shape
from heeded.core.errors import HeededError
from heeded.library.errors import status_of

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    409: "It cannot be done as asked",
    413: "Too large",
    422: "Not understood",
    429: "Too many requests",
    503: "Try again later",
}


class Place(Shape):
    """One value that was sent and cannot be used."""

    where: str = Field(description="Where it stands, such as query.limit or body.values.0")
    problem: str


class Problem(Shape):
    """Why something was not done, and what to do instead."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="The reason in plain words")
    advice: str = Field("", description="What to do instead, where there is something")
    errors: list[Place] = []


class ApiRefusal(HeededError):
    """What the API itself says no to."""

    status = 422


class TokenNeeded(ApiRefusal):
    status = 401


class TokenNotGood(ApiRefusal):
    status = 401


class ScopeMissing(ApiRefusal):
    status = 403


class NotUnderstood(ApiRefusal):
    status = 422


class TooMany(ApiRefusal):
    status = 429

    def __init__(self, reason: str, *, seconds: int) -> None:
        super().__init__(reason, advice=f"Ask again in {seconds} seconds.")
        self.seconds = seconds


def problem(
    status: int,
    detail: str,
    *,
    advice: str = "",
    errors: Sequence[Place] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A refusal as an answer."""
    said = Problem(
        title=_TITLES.get(status) or HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        advice=advice,
        errors=list(errors),
    )
    content = json.dumps(said.model_dump(), ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def from_heeded(request: HttpRequest, error: HeededError | type[HeededError]) -> HttpResponse:
    """What one of our services, or the API itself, says no to."""
    assert isinstance(error, HeededError)
    headers = {}
    status = error.status if isinstance(error, ApiRefusal) else status_of(error)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.seconds)
    return problem(status, str(error.reason), advice=str(error.advice), headers=headers)


def from_validation(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """What was sent does not fit what the operation takes."""
    assert isinstance(error, ValidationError)
    places = [Place(where=_where(one["loc"]), problem=str(one["msg"])) for one in error.errors]
    return problem(422, "Something that was sent cannot be used.", errors=places)


def from_http(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """What ninja says no to by itself: a body that is no JSON, and the like."""
    assert isinstance(error, HttpError)
    return problem(error.status_code, str(error))


def _where(location: Sequence[str | int]) -> str:
    """`("body", "said", "values", 0)` is "body.values.0": the name of our own argument says nothing to a caller."""
    first, *rest = location
    parts = rest[1:] if first == "body" and len(rest) > 1 else rest
    return ".".join(str(part) for part in (first, *parts))
