"""The client's records and the library's own description of its API say the same."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from heeded.api.application import api
from heeded.client import Damaged, shapes
from heeded.client._decoding import SCHEMAS, decoded

# Records of the API that the client does not have, each with the reason.
NOT_HERE = {
    "AccountShown": "accounts are looked after on the pages",
    "AuditShown": "the audit is read on the pages",
    "Draft": "briefings are edited at the desk",
    "ReaderShown": "readers are named on the pages",
}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    said: dict[str, Any] = api.get_openapi_schema()["components"]["schemas"]
    return said


def test_every_record_is_of_a_schema_and_exported() -> None:
    assert len(SCHEMAS) > 40
    assert {kind.__name__ for kind in SCHEMAS.values()} == set(shapes.__all__)


@pytest.mark.parametrize("schema", sorted(SCHEMAS))
def test_a_record_has_the_fields_of_its_schema_and_their_types(
    schema: str, described: dict[str, Any]
) -> None:
    kind, properties = SCHEMAS[schema], described[schema]["properties"]
    assert {field.name for field in fields(kind)} == set(properties)
    hints = get_type_hints(kind)
    differing = {
        name: (str(hints[name]), sorted(_types(said, described)))
        for name, said in properties.items()
        if _ours(hints[name]) != _types(said, described)
    }
    assert differing == {}


def test_what_the_client_leaves_out_is_still_there(described: dict[str, Any]) -> None:
    assert set(NOT_HERE) <= set(described)
    assert not set(NOT_HERE) & set(SCHEMAS)


def _types(said: dict[str, Any], described: dict[str, Any]) -> set[str]:
    if "$ref" in said:
        name = said["$ref"].rsplit("/", 1)[-1]
        return {"string"} if "enum" in described[name] else {name}
    if "anyOf" in said:
        return {one for part in said["anyOf"] for one in _types(part, described)}
    if said.get("type") == "array":
        return {"array", *(f"of {one}" for one in _types(said.get("items", {}), described))}
    if said.get("type") == "string":
        return {said.get("format", "string")}
    return {said.get("type", "string" if "enum" in said or "const" in said else "any")}


_PLAIN = {
    str: "string", int: "integer", float: "number", bool: "boolean", datetime: "date-time", date: "date",
    type(None): "null", Any: "any", dict: "object",
}  # fmt: skip


def _ours(hint: Any) -> set[str]:
    origin = get_origin(hint)
    if origin is UnionType:
        return {one for part in get_args(hint) for one in _ours(part)}
    if origin is tuple:
        return {"array", *(f"of {one}" for one in _ours(get_args(hint)[0]))}
    if origin is dict:
        return {"object"}
    if hint in _PLAIN:
        return {_PLAIN[hint]}
    return {next(schema for schema, kind in SCHEMAS.items() if kind is hint)}


# --- reading JSON into them ---


def test_what_a_newer_library_says_beyond_is_passed_over() -> None:
    assert decoded(shapes.Span, {"page": 1, "start": 2, "end": 3, "more": []}) == shapes.Span(1, 2, 3)


@pytest.mark.parametrize(
    "said",
    [
        {"page": 1, "start": 2},
        {"page": "1", "start": 2, "end": 3},
        {"page": True, "start": 2, "end": 3},
        {"page": None, "start": 2, "end": 3},
        [],
        None,
        "words",
    ],
)
def test_what_lacks_something_is_said_plainly(said: Any) -> None:
    with pytest.raises(Damaged, match="Span") as raised:
        decoded(shapes.Span, said)
    assert "version" in raised.value.advice


@pytest.mark.parametrize("at", ["yesterday", 7, None])
def test_an_instant_that_is_none_is_damaged(at: Any) -> None:
    with pytest.raises(Damaged):
        decoded(shapes.ScopeOfToken, {"scope": at, "words": 1})
    with pytest.raises(Damaged):
        decoded(shapes.Withdrawal, {"document": "x", "at": at, "how": "", "reason": "", "replaced_by": None})


def test_nested_records_lists_and_nothing() -> None:
    said = {
        "document": "x",
        "at": "2026-03-04T12:00:00+00:00",
        "how": "erased",
        "reason": "",
        "replaced_by": None,
    }
    held = decoded(shapes.Withdrawal, said)
    assert held.at.year == 2026
    assert held.replaced_by is None
    citation = {
        "document": "x",
        "page": 1,
        "at": "p1",
        "spans": [{"page": 1, "start": 0, "end": 2}],
        "address": "",
    }
    assert decoded(shapes.Citation, citation).spans == (shapes.Span(1, 0, 2),)


def test_records_cannot_be_changed() -> None:
    from dataclasses import FrozenInstanceError

    span: Any = shapes.Span(1, 2, 3)
    with pytest.raises(FrozenInstanceError):
        span.page = 2


def test_every_record_says_what_it_is() -> None:
    assert [
        kind.__name__ for kind in SCHEMAS.values() if not (kind.__doc__ or "").strip().endswith(".")
    ] == []


@dataclass(frozen=True)
class _Unlisted:
    name: str


def test_only_our_records_are_read() -> None:
    with pytest.raises(Damaged):
        decoded(_Unlisted, {"name": 1})
