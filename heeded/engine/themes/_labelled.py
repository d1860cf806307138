"""Texts from a file, one JSON object a line, with or without the themes that people gave them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from heeded.engine.themes._errors import WrongLines

MOST_LINES = 200_000
_LONGEST = 100_000  # characters of one text
_LONGEST_LABEL = 500
_FORM = 'Each line is one object: {"id": "1", "text": "…", "labels": ["…"]}.'


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One line of the file. `identifier` is the file's own, or else the number of the line; `group` says which texts
    belong together, as those of one review do."""

    identifier: str | int
    text: str
    labels: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with the themes that people gave them; how many that repeat an earlier one were left out."""

    texts: tuple[LabelledText, ...]
    repeats: int

    @property
    def groups(self) -> list[str] | None:
        """Which texts belong together, where the file says so of any."""
        if all(one.group is None for one in self.texts):
            return None
        return [f"line {place}" if one.group is None else one.group for place, one in enumerate(self.texts)]

    def themes(self, *, fewest: int = 1) -> tuple[str, ...]:
        """The themes that so many texts have, by name."""
        uses = Counter(label for one in self.texts for label in set(one.labels))
        return tuple(sorted(label for label, times in uses.items() if times >= fewest))


def read_texts(lines: Iterable[str]) -> list[LabelledText]:
    """Every text of a file, labelled or not, in its order. Empty lines are passed over.

    Raises:
        WrongLines: a line is no such object, or there are too many of them or none.
    """
    found = list(_read(lines, labelled=False))
    if not found:
        raise WrongLines("There is no text in this file.", _FORM)
    return found


def read_labelled(lines: Iterable[str]) -> Labelled:
    """The labelled texts of a file; of those that are the same but for capitals and blanks the first.

    Raises:
        WrongLines: a line is no such object, or there are too many of them or none.
    """
    found = list(_read(lines, labelled=True))
    if not found:
        raise WrongLines("There is no text in this file.", _FORM)
    first: dict[str, LabelledText] = {}
    for one in found:
        first.setdefault(" ".join(one.text.lower().split()), one)
    return Labelled(tuple(first.values()), len(found) - len(first))


def _read(lines: Iterable[str], *, labelled: bool) -> Iterator[LabelledText]:
    for number, line in enumerate(lines, 1):
        if number > MOST_LINES:
            raise WrongLines(f"There are more than {MOST_LINES:,} lines.", "Give it in parts.")
        if line.strip():
            yield _one(_object(line, number), number, labelled=labelled)


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise WrongLines(f"Line {number} is not JSON.", _FORM) from None
    if not isinstance(found, dict):
        raise WrongLines(f"Line {number} is not an object.", _FORM)
    return found


def _one(row: dict[str, Any], number: int, *, labelled: bool) -> LabelledText:
    text, labels, identifier, group = (row.get(name) for name in ("text", "labels", "id", "group"))
    if not isinstance(text, str) or not text.strip():
        raise WrongLines(f"Line {number} has no text.", _FORM)
    if len(text) > _LONGEST:
        raise WrongLines(f"The text of line {number} has {len(text):,} characters; {_LONGEST:,} are taken.")
    if labels is None and not labelled:
        labels = []
    if not isinstance(labels, list) or not all(isinstance(one, str) and one.strip() for one in labels):
        raise WrongLines(f"The labels of line {number} are not a list of names.", _FORM)
    if any(len(one) > _LONGEST_LABEL for one in labels):
        raise WrongLines(f"A label of line {number} is longer than {_LONGEST_LABEL} characters.")
    named = identifier if isinstance(identifier, str | int) and identifier != "" else number
    return LabelledText(
        identifier=_whole(named) if isinstance(named, str) else named,
        text=_whole(text),
        labels=tuple(dict.fromkeys(_whole(" ".join(one.split())) for one in labels)),
        group=None if group is None else _whole(str(group)),
    )


def _whole(text: str) -> str:
    """Without halves of characters, which JSON can carry and nothing else can."""
    return text.encode("utf-8", "replace").decode()
