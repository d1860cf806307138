"""Themes as rows of a table, for CSV and XLSX: ours with every field, and those of other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from heeded.engine.exchange._settling import Draft, identifier_for, one_line, settled, usable
from heeded.engine.frameworks import CodedThing, Framework, Status, Theme
from heeded.engine.reading import FileRefused

# "name" and "description" are what other programs look for in a table of codes.
_OF_THEME = (
    "identifier", "parent", "name", "description", "in", "not in", "terms", "source", "status", "applies to", "heading",
    "colour", "guid",
)  # fmt: skip
# In the first row only: the table has no other place for them.
_OF_FRAMEWORK = {
    "framework": "identifier",
    "framework name": "name",
    "framework version": "version",
    "framework source": "source",
    "framework status": "status",
    "framework about": "about",
}
COLUMNS = (*_OF_THEME, *_OF_FRAMEWORK)
MOST_ROWS = 20_000
_MEANING = {
    "name": ("name", "tag", "theme", "code", "code name", "theme name", "path"),
    "description": ("description", "definition", "code description", "memo", "comment"),
    "parent": ("parent", "parent theme", "parent code", "category", "under"),
    "colour": ("colour", "color"),
}
_SEPARATE_LINES = ("in", "not in", "terms", "applies to")


def rows_of(framework: Framework) -> list[tuple[str, ...]]:
    """The table of a framework, its head first. Lists have an item a line."""
    rows = [COLUMNS]
    for number, theme in enumerate(framework.themes):
        head = [
            str(getattr(framework, field) or "") if not number else "" for field in _OF_FRAMEWORK.values()
        ]
        rows.append((*_row(theme), *head))
    return rows


def framework_of(rows: Sequence[Sequence[str]], name: str, told: list[str]) -> Framework:
    """The framework of a table with a head. Raises FileRefused where no column holds names."""
    if not rows:
        raise FileRefused("This table is empty.", "It needs a row of headings, one of them “name”.")
    columns = _columns(rows[0])
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"This table has {len(rows):,} rows; at most {MOST_ROWS:,} are taken.", "Split it.")
    records = [_record(row, columns) for row in rows[1:]]
    drafts = _drafts([record for record in records if any(record.values())], told)
    if not drafts:
        raise FileRefused("This table has a head and no themes.", "Put a theme in each row below it.")
    themes, _ = settled(drafts, told)
    _tell_of_columns(rows[0], columns, told)
    return usable(replace(_head(records[0], name), themes=themes), "table")


def _row(theme: Theme) -> tuple[str, ...]:
    return (
        theme.identifier,
        theme.parent,
        theme.name,
        theme.definition,
        "\n".join(theme.includes),
        "\n".join(theme.excludes),
        "\n".join(theme.terms),
        theme.source,
        theme.status or "",
        "\n".join(theme.applies_to),
        "yes" if theme.heading else "",
        theme.colour,
        theme.guid,
    )


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the headings that we or other programs write."""
    said = [" ".join(heading.casefold().split()) for heading in head]
    columns = {
        meaning: said.index(heading)
        for meaning in COLUMNS
        for heading in reversed(_MEANING.get(meaning, (meaning,)))
        if heading in said
    }
    if "name" not in columns:
        shown = ", ".join(f"“{heading[:40]}”" for heading in head[:8] if heading)
        raise FileRefused(
            f"No column of this table is headed “name”, “tag”, “code” or “theme”: its headings are {shown or 'empty'}.",
            "Head the column that holds the themes’ names with “name”.",
        )
    return columns


def _tell_of_columns(head: Sequence[str], columns: Mapping[str, int], told: list[str]) -> None:
    other = [heading for number, heading in enumerate(head) if heading and number not in columns.values()]
    if other:
        told.append(
            "Columns that say nothing of a theme: " + ", ".join(f"“{one[:40]}”" for one in other[:20]) + "."
        )


def _record(row: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {meaning: row[at].strip() for meaning, at in columns.items() if at < len(row)}


def _drafts(records: Sequence[Mapping[str, str]], told: list[str]) -> list[Draft]:
    """A draft for each row. Parents are named by identifier, else by name; the names must then be of one theme."""
    keys = {record["identifier"]: record["identifier"] for record in records if record.get("identifier")}
    by_name: dict[str, list[str]] = {}
    for number, record in enumerate(records):
        key = record.get("identifier") or f"row {number}"
        by_name.setdefault(one_line(record.get("name", "")).casefold(), []).append(key)
    drafts = []
    for number, record in enumerate(records):
        under = _parent(record, keys, by_name)
        drafts.append(Draft(record.get("identifier") or f"row {number}", under, _theme(record, told)))
    _refuse_repeats(drafts)
    return drafts


def _parent(record: Mapping[str, str], keys: Mapping[str, str], by_name: Mapping[str, list[str]]) -> str:
    parent = record.get("parent", "")
    if not parent or parent in keys:
        return parent
    named = by_name.get(one_line(parent).casefold(), [])
    if len(named) == 1:
        return named[0]
    many = "several themes are" if named else "no theme is"
    raise FileRefused(
        f"The row of “{one_line(record.get('name', ''))[:80]}” says that it stands under “{one_line(parent)[:80]}”, and"
        f" {many} called that.",
        "Give each theme an identifier and name the parent by it.",
    )


def _refuse_repeats(drafts: Sequence[Draft]) -> None:
    seen: set[str] = set()
    for draft in drafts:
        if draft.key in seen:
            raise FileRefused(
                f"Two rows have the identifier “{draft.key[:80]}”.", "Give each row one of its own, or none."
            )
        seen.add(draft.key)


def _theme(record: Mapping[str, str], told: list[str]) -> Theme:
    lists = {label: _lines(record.get(label, "")) for label in _SEPARATE_LINES}
    status = record.get("status", "")[:1].upper()
    if record.get("status") and status not in set(Status):
        told.append(
            f"The status “{record['status'][:40]}” of “{record.get('name', '')[:80]}” is not one of V, S, D, U."
        )
    return Theme(
        identifier=record.get("identifier", ""),
        name=record.get("name", ""),
        definition=record.get("description", ""),
        includes=lists["in"],
        excludes=lists["not in"],
        terms=lists["terms"],
        source=one_line(record.get("source", "")),
        status=Status(status) if status in set(Status) else None,
        applies_to=tuple(
            CodedThing(thing) for thing in dict.fromkeys(lists["applies to"]) if thing in set(CodedThing)
        ),
        heading=record.get("heading", "").casefold() in ("yes", "true", "1"),
        colour=record.get("colour", ""),
        guid=record.get("guid", "").strip("{}").lower(),
    )


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line for part in cell.replace("\r\n", "\n").split("\n") if (line := one_line(part)))


def _head(record: Mapping[str, str], name: str) -> Framework:
    said = {field: record.get(column, "") for column, field in _OF_FRAMEWORK.items()}
    if not said["identifier"]:
        return Framework(identifier_for(name), one_line(name) or "Codebook")
    status = said["status"]
    return Framework(
        identifier=said["identifier"],
        name=one_line(said["name"]) or one_line(name),
        version=said["version"] or "1",
        source=one_line(said["source"]),
        status=Status(status) if status in set(Status) else None,
        about=said["about"].replace("\r\n", "\n"),
    )
