"""How each field of each record is classed: safe or sensitive, how long it is kept, and why.

Each room says it in its own `fields.toml`; a test fails for a field that is not there. The data dictionary in
`docs/` is written from the same files.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("core", "people", "library", "search", "intake", "learning", "practice", "briefing", "reach")


@dataclass(frozen=True, slots=True)
class FieldClass:
    """One field: `name` is "app.Model.field"; `report_text` says that it can hold words of a report."""

    name: str
    sensitive: bool
    keep: str
    why: str
    report_text: bool


def classified() -> dict[str, FieldClass]:
    """Every classed field by name."""
    return {field.name: field for room in ROOMS for field in _of_room(room)}


def _of_room(room: str) -> Iterator[FieldClass]:
    path = Path(__file__).parent.parent / room / "fields.toml"
    for model, table in tomllib.loads(path.read_text()).items():
        for group in table["groups"]:
            for field in group["fields"]:
                yield FieldClass(
                    f"{room}.{model}.{field}",
                    sensitive=group["class"] == "sensitive",
                    keep=group.get("keep", table["keep"]),
                    why=group["why"],
                    report_text=group.get("report_text", False),
                )
