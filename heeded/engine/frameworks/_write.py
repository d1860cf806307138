"""A framework as the TOML file that a person reads and edits."""

import json
import re
import textwrap

from heeded.engine.frameworks._check import checked
from heeded.engine.frameworks._records import Framework, Theme

_WIDTH = 110
_FIELDS = (
    "identifier",
    "name",
    "version",
    "parent",
    "heading",
    "source",
    "status",
    "colour",
    "guid",
    "applies_to",
)
_TEXTS = ("about", "definition")
_LISTS = ("includes", "excludes", "terms")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # allowed, but nobody sees them


def written(framework: Framework) -> str:
    """The framework as TOML, which `read_framework` reads back the same. Raises FrameworkRefused."""
    framework = checked(framework)
    parts = [_part(framework), *(f"[[theme]]\n{_part(theme)}" for theme in framework.themes)]
    return "\n".join(parts)


def _part(record: Framework | Theme) -> str:
    lines: list[str] = []
    for field in (*_FIELDS, *_TEXTS, *_LISTS):
        value = getattr(record, field, None)
        if value or field == "identifier":
            lines.append(f"{field} = {_value(field, value)}\n")
    return "".join(lines)


def _value(field: str, value: object) -> str:
    if value is True:
        return "true"
    if field in _TEXTS:
        return _text(str(value))
    if isinstance(value, tuple):
        return _list([_string(str(item)) for item in value], packed=field == "terms")
    return _string(str(value))


def _list(items: list[str], *, packed: bool) -> str:
    """A list on one line where it fits; else one item a line, or as many as fit where they are `packed`."""
    line = f"[{', '.join(items)}]"
    if len(line) <= _WIDTH - len("excludes = "):
        return line
    rows: list[str] = []
    for item in items:
        if packed and rows and len(rows[-1]) + len(item) + 2 <= _WIDTH:
            rows[-1] += f" {item},"
        else:
            rows.append(f"    {item},")
    return "[\n" + "\n".join(rows) + "\n]"


def _string(text: str) -> str:
    """A TOML string on one line: written as JSON writes it, which TOML reads the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _text(text: str) -> str:
    """A longer text: short ones on one line, others over several, each paragraph folded at single blanks."""
    if "\n" not in text and len(text) <= _WIDTH - len("definition = ''"):
        return _string(text)
    paragraphs = [_folded(_string(paragraph)[1:-1]) for paragraph in text.split("\n")]
    return '"""\n' + "\n".join(paragraphs) + '"""'


def _folded(escaped: str) -> str:
    """One paragraph over several lines, each but the last ending in a backslash, at which TOML joins them again."""
    if re.search(r"\s\s|^\s|\s$|[^\S ]", escaped):
        return escaped  # folding would lose blank space
    lines = textwrap.wrap(
        escaped, _WIDTH - 2, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return " \\\n".join(lines)
