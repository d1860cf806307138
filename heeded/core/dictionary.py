"""The data dictionary of `docs/`, written from each room's `fields.toml`: `python -m heeded.core.dictionary`."""

from itertools import groupby
from pathlib import Path

from heeded.core.classification import FieldClass, classified

PATH = Path(__file__).parent.parent.parent / "docs" / "data-dictionary.md"
_HEAD = """# Data dictionary

Every field of every record: whether it is safe or sensitive, how long it is kept and why it is classed so. Written
from each room's `fields.toml` by `python -m heeded.core.dictionary`; a test fails for a field that is not classed.

Sensitive fields with words of a report are erased with their document, everywhere: see `heeded/core/erasure.py`.
"""


def dictionary() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    for record, fields in groupby(classified().values(), key=_record_of):
        parts += [f"## {record}", "", "| fields | class | kept | why |", "| --- | --- | --- | --- |"]
        for (kind, keep, why), alike in groupby(fields, key=_group_of):
            names = ", ".join(f"`{field.name.rsplit('.', 1)[1]}`" for field in alike)
            parts.append(f"| {names} | {kind} | {keep} | {why} |")
        parts.append("")
    return "\n".join(parts)


def _record_of(field: FieldClass) -> str:
    room, model, _ = field.name.split(".")
    return f"{room}: {model}"


def _group_of(field: FieldClass) -> tuple[str, str, str]:
    kind = "sensitive" if field.sensitive else "safe"
    return kind + (", words of the report" if field.report_text else ""), field.keep, field.why


if __name__ == "__main__":
    PATH.write_text(dictionary())
