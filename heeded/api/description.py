"""How the API describes itself: ninja's OpenAPI document with what is ours, which is who may ask and what a refusal
looks like."""

from typing import TYPE_CHECKING, Any

from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema

from heeded.api.problems import MEDIA_TYPE, Problem
from heeded.people.scopes import Scope

if TYPE_CHECKING:
    from ninja import NinjaAPI

_TOKEN = "token"  # noqa: S105  # the name of the scheme, no secret
_REFUSAL = {
    "description": "A refusal, with its reason in plain words",
    "content": {MEDIA_TYPE: {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}},
}


class Description(OpenAPISchema):
    """The OpenAPI 3.1 document."""

    def __init__(self, api: "NinjaAPI") -> None:
        super().__init__(api, api.get_root_path({}))
        shape = Problem.model_json_schema(ref_template=REF_TEMPLATE)
        self.schemas |= shape.pop("$defs", {})
        self.schemas["Problem"] = shape
        self["components"] = {
            "schemas": dict(sorted(self.schemas.items())),
            "securitySchemes": {_TOKEN: {"type": "http", "scheme": "bearer"}},
        }
        for operations in self["paths"].values():
            for operation in operations.values():
                _finish(operation)


def _finish(operation: dict[str, Any]) -> None:
    """Say who may ask. The scope is in words too, as HTTP tokens have no scopes in OpenAPI."""
    scope, anonymous = Scope(operation["x-scope"]), operation["x-anonymous"]
    operation["security"] = [{_TOKEN: []}, *([{}] if anonymous else [])]
    asks = f"Asks for a token with the scope `{scope.value}`"
    asks += ", or for none at all." if anonymous else "."
    operation["description"] = "\n\n".join(filter(None, [operation.get("description", "").strip(), asks]))
    operation["responses"]["default"] = _REFUSAL
