"""The words of a draft that stand in no line: the note on the whole, the note of each part, the content notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from heeded.briefing.errors import Problem
from heeded.briefing.models import Version
from heeded.briefing.services._drafts import LONGEST, one_line

_MOST = 8  # content notes
_LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as an editor wants them, and as they stood on the desk before them."""

    text: str
    was: str


@dataclass(frozen=True, slots=True)
class DraftWords:
    """What an editor made of the notes. Of the content notes, each stands in a line of its own."""

    note: Wording | None = None
    parts: Mapping[str, Wording] = field(default_factory=dict)  # by role
    content: Wording | None = None


def save_words(version: Version, words: DraftWords, problems: list[Problem]) -> int:
    """Put the notes into `version`, which the caller saves; how many changed. What cannot be goes to `problems`."""
    changed = 0
    if words.note is not None:
        note = _settled(version.note, words.note, Problem("note", "", ""), problems)
        changed += note != version.note
        version.note = note
    for part in version.parts:
        if part["role"] in words.parts:
            meant = words.parts[part["role"]]
            note = _settled(part["note"], meant, Problem("part", part["role"], ""), problems)
            changed += note != part["note"]
            part["note"] = note
    if words.content is not None:
        changed += _save_content(version, words.content, problems)
    return changed


def _save_content(version: Version, meant: Wording, problems: list[Problem]) -> int:
    notes = _notes_in(meant.text)
    if notes in (_notes_in(meant.was), version.content_notes):
        return 0
    if version.content_notes != _notes_in(meant.was):
        problems.append(Problem("content", "", _changed_to(" / ".join(version.content_notes))))
    elif len(notes) > _MOST or any(len(note) > _LONGEST_NOTE for note in notes):
        problems.append(
            Problem("content", "", f"At most {_MOST} notes of {_LONGEST_NOTE} characters each fit.")
        )
    else:
        version.content_notes = notes
        return 1
    return 0


def _notes_in(text: str) -> list[str]:
    return [words for line in text.splitlines() if (words := one_line(line))]


def _settled(stands: str, meant: Wording, place: Problem, problems: list[Problem]) -> str:
    """The words that count from now on."""
    text = one_line(meant.text)
    if text in (one_line(meant.was), stands):
        return stands
    if stands != one_line(meant.was):
        problems.append(Problem(place.of, place.key, _changed_to(stands)))
        return stands
    if len(text) > LONGEST:
        problems.append(
            Problem(place.of, place.key, f"This has {len(text):,} characters; at most {LONGEST:,} fit.")
        )
        return stands
    return text


def _changed_to(words: str) -> str:
    said = f"Somebody else changed this meanwhile to: “{words}”." if words else "Somebody else emptied this."
    return f"{said} Save again to put your words in its place."
