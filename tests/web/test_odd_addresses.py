"""What no database can hold, in every place of every address: a zero byte, a number beyond all numbers. The two
databases refuse different things; an answer is the same plain page."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import RoutePattern, URLPattern, URLResolver

from tests.web.made import World

BEYOND = 10**22
QUERY = {
    **dict.fromkeys(
        ("q", "person", "action", "thing", "kind", "state", "sort", "words", "board", "area"), "a\0b"
    ),
    **dict.fromkeys(("page", "from", "to", "year_from", "year_to", "year", "number"), str(BEYOND)),
}
pytestmark = pytest.mark.slow


def _routes(patterns: Any, above: tuple[RoutePattern, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in patterns:
        route = one.pattern
        if isinstance(one, URLResolver) and isinstance(route, RoutePattern) and not one.namespace:
            yield from _routes(one.url_patterns, (*above, route))
        elif isinstance(one, URLPattern) and one.name and isinstance(route, RoutePattern):
            converters = {name: kind for part in (*above, route) for name, kind in part.converters.items()}
            yield one.name, converters


def _odd(converters: dict[str, Any]) -> dict[str, Any]:
    return {name: BEYOND if kind.regex == "[0-9]+" else "a\0b" for name, kind in converters.items()}


def _addresses() -> list[str]:
    found = []
    for name, converters in _routes(get_resolver().url_patterns):
        try:
            found.append(reverse(name, kwargs=_odd(converters)))
        except NoReverseMatch:  # its own converter takes nothing of the kind
            continue
    return sorted(set(found))


@pytest.mark.parametrize("who", ["named", "administrator"])
def test_no_odd_address_breaks_anything(library: World, who: str) -> None:
    client: Client = library.client(who)
    client.raise_request_exception = False
    addresses = _addresses()
    assert len(addresses) > 40
    for address in addresses:
        for query in ({}, QUERY):
            answer = client.get(address, query)
            assert answer.status_code < 500, (address, query)
