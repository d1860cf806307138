"""The API is as it describes itself: asked all that its description allows and a good deal that it does not, it never
breaks, and every answer has the described shape."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from heeded.config.wsgi import application
from heeded.people.services import give_role
from heeded.people.viewer import OPERATOR
from tests.api.asking import secret_of
from tests.api.learned import Learned, everything_learned
from tests.web.made import World

pytestmark = [
    pytest.mark.slow,
    # Deprecations inside what schemathesis stands on are not ours to mend.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
HOLDS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
GONE_FOR_GOOD = {"erase_document", "erase_review"}  # files do not come back when the test is undone
_EXAMPLES = 3  # for each operation, kind of data and thing


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    settings.API_TOKEN_A_MINUTE = settings.API_ANONYMOUS_A_MINUTE = settings.API_ANONYMOUS_A_DAY = 100_000
    settings.ACCOUNT_RATE_LIMITS = {}
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """A request begins and ends with what is left of old connections: here that would be the test's own."""
    moments = (signals.request_started, signals.request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


def _things(library: World, learned: Learned, path: str) -> Iterator[dict[str, Any]]:
    """What to put into an address: what schemathesis thinks of, and one thing that is there."""
    yield {}
    document = library.public
    there = {
        "/documents/": document.identifier,
        "/reviews/": document.work.identifier,
        "/learning-points/": document.learning_points.get().identifier,
        "/briefings/": next(iter(library.briefings.values())),
        "/accounts/": library.people["reader"].identifier,
        "/codings/": learned.coding,
        "/lessons/": learned.lesson,
    }
    if "/frameworks/{name}" in path:
        yield {"name": "invented", **({"kind": "csv"} if "{kind}" in path else {})}
    for start, identifier in there.items():
        if f"/api/v1{start}{{identifier}}" in path:
            yield {"identifier": identifier, **({"number": 1} if "{number}" in path else {})}


def _answering(environment: dict[str, Any], start: Any) -> list[bytes]:
    """Our application, with every file read to its end and closed."""
    environment.pop("wsgi.file_wrapper", None)
    answer = application(environment, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
@pytest.mark.parametrize("who", ["everything", "anonymous"])
def test_every_operation_answers_as_described(library: World, who: str, mode: GenerationMode) -> None:
    """Whoever may everything asks everything, and nobody in particular what stands open."""
    named = library.people["named"]
    give_role(account=named, role="administrator", organisation=library.board, by=OPERATOR)
    headers = {} if who == "anonymous" else {"Authorization": f"Bearer {secret_of(named)}"}
    learned = everything_learned(library)["public"]
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", _answering)
    asked = 0

    def hold(case: Case) -> None:
        nonlocal asked
        asked += 1
        undo = transaction.savepoint()
        response = case.call(headers=headers)
        transaction.savepoint_rollback(undo)
        case.validate_response(response, checks=HOLDS)

    for found in schema.get_all_operations():
        operation = found.ok()
        said = operation.definition.raw
        if who == "anonymous" and not said["x-anonymous"]:
            continue
        for thing in _things(library, learned, operation.path):
            if thing and said["operationId"] in GONE_FOR_GOOD:
                continue
            strategy = operation.as_strategy(generation_mode=mode, path_parameters=thing or None)
            with suppress(Unsatisfiable):  # where nothing is asked for, nothing can be wrong
                _bounded(given(strategy)(hold))()
    assert asked > (40 if who == "anonymous" else 200)


def _bounded(test: Any) -> Any:
    """A few examples each, the same at every run."""
    return settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(test)
