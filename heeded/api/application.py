"""The API put together: every operation, what refuses, how it describes itself."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from heeded.api import problems, publications
from heeded.api.description import Description
from heeded.api.operations import (
    accounts,
    actions,
    adding,
    analysis,
    answers,
    audit,
    boards,
    briefings,
    catalogue,
    checks,
    coding,
    documents,
    evidence,
    frameworks,
    keeping,
    learning,
    naming,
    outside,
    plans,
    questions,
    reported,
    reviews,
    said_before,
    search,
    searches,
    settings,
    status,
    tokens,
    vocabulary,
    withdrawals,
)
from heeded.core.errors import HeededError

TITLE = "Heeded"
VERSION = "1"


class Api(NinjaAPI):
    """Ninja's, with its description in our words, made once."""

    @cached_property
    def description_made(self) -> Description:
        return Description(self)

    def get_openapi_schema(self, **named: Any) -> Description:
        return self.description_made

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(title=TITLE, version=VERSION, urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
api.add_exception_handler(HeededError, problems.from_heeded)
api.add_exception_handler(ValidationError, problems.from_validation)
api.add_exception_handler(HttpError, problems.from_http)
_ROUTERS = (
    search.router,
    reviews.router,
    documents.router,
    learning.router,
    frameworks.router,
    coding.router,
    naming.router,
    said_before.router,
    plans.router,
    boards.router,
    actions.router,
    answers.router,
    evidence.router,
    checks.router,
    outside.router,
    questions.router,
    analysis.router,
    briefings.router,
    withdrawals.router,
    searches.router,
    adding.router,
    keeping.router,
    vocabulary.router,
    catalogue.router,
    reported.router,
    accounts.router,
    status.router,
    audit.router,
    settings.router,
    tokens.router,
    publications.router,
)
for router in _ROUTERS:
    api.add_router("", router)
