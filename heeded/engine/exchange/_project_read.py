"""A coded project from a REFI-QDA file (.qdpx) of any program: its codes, its texts and what was coded in them."""

import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from heeded.engine.exchange._counting import Selection, places
from heeded.engine.exchange._fields import parted
from heeded.engine.exchange._left_out import elsewhere, told_of
from heeded.engine.exchange._qdc import Codes, codes_read
from heeded.engine.exchange._records import Coding, Project, Source, User
from heeded.engine.exchange._settling import one_line, several_lines
from heeded.engine.exchange._xml import ORIGIN, child, children, parsed, plain_guid, text_in
from heeded.engine.exchange._zip import opened, part
from heeded.engine.frameworks import Framework
from heeded.engine.reading import FileRefused
from heeded.engine.reading._archive import ArchiveLimits

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT = "project"
_LIMITS = ArchiveLimits(members=20_000, total=4_096 << 20, member=2_048 << 20, ratio=200)
_LARGEST_QDE = 64 << 20
_LARGEST_TEXT = 40 << 20
_MOST_TEXT = 400_000_000  # characters of all sources together


@dataclass(slots=True)
class _Reading:
    """What is known while a project is read."""

    archive: zipfile.ZipFile
    ours: bool
    codes: Codes
    users: dict[str, str]
    parts: dict[str, zipfile.ZipInfo]
    notes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # notes that belong to a coding
    lost: Counter[str] = field(default_factory=Counter)
    characters: int = 0


def read_project(path: Path) -> Project:
    """The project in the file at `path`. Raises FileRefused; what was not taken is in its `left_out`."""
    with opened(path, limits=_LIMITS, what=_WHAT) as archive:
        root = parsed(part(archive, _qde(archive), most=_LARGEST_QDE, what=_WHAT), _WHAT)
        return _project(root, archive, path.stem)


def _qde(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).suffix.lower() == ".qde"]
    if not found:
        raise FileRefused(
            "This zip file holds no REFI-QDA project.",
            "Export the project as REFI-QDA project, which ends in .qdpx.",
        )
    return min(found, key=lambda entry: (entry.filename.count("/"), entry.filename.lower() != "project.qde"))


def _project(root: "_Element", archive: zipfile.ZipFile, stem: str) -> Project:
    book = child(root, "CodeBook")
    if book is None:
        raise FileRefused("This project holds no codes.", "Export it with its codes.")
    told: list[str] = []
    name = root.get("name") or stem
    codes = codes_read(book, child(root, "Sets"), name, told)
    ours = (root.get("origin") or "").startswith(ORIGIN)
    users = _users(root, ours=ours)
    reading = _Reading(
        archive,
        ours,
        codes,
        users={guid: user.identifier for guid, user in users.items()},
        parts={entry.filename.replace("\\", "/").lower(): entry for entry in archive.infolist()},
    )
    reading.notes = _notes(root, reading)
    sources, codings = _sources(root, reading)
    reading.lost.update(elsewhere(root))
    reading.lost["notes"] = len(reading.notes.keys() - reading.used)
    return Project(
        name=name,
        framework=_codable(codes.framework, codings, told),
        users=tuple(users.values()),
        sources=tuple(sources),
        codings=tuple(codings),
        left_out=(*told, *told_of(reading.lost)),
    )


def _codable(framework: Framework, codings: list[Coding], told: list[str]) -> Framework:
    """The framework with no theme a mere heading that something was coded with, as some programs allow."""
    coded = {coding.theme for coding in codings}
    for theme in framework.themes:
        if theme.heading and theme.identifier in coded:
            told.append(
                f"“{theme.name}” was marked as not for coding and was coded with: it is a theme like others."
            )
    return replace(
        framework,
        themes=tuple(
            replace(theme, heading=False) if theme.identifier in coded else theme
            for theme in framework.themes
        ),
    )


def _users(root: "_Element", *, ours: bool) -> dict[str, User]:
    """The users by GUID. The `id` that other programs write need not be one of a kind."""
    users: dict[str, User] = {}
    taken: set[str] = set()
    for number, user in enumerate(children(child(root, "Users"), "User"), start=1):
        guid = plain_guid(user.get("guid"))
        identifier = one_line((user.get("id") or guid) if ours else guid) or f"user {number}"
        users[guid] = User(_unlike(identifier, taken), user.get("name") or "")
    return users


def _notes(root: "_Element", reading: _Reading) -> dict[str, str]:
    notes = children(child(root, "Notes"), "Note")
    return {plain_guid(note.get("guid")): _text(note, reading)[0] or "" for note in notes}


def _sources(root: "_Element", reading: _Reading) -> tuple[list[Source], list[Coding]]:
    sources: list[Source] = []
    codings: list[Coding] = []
    taken: set[str] = set()
    for element, name in _texts(root):
        text, marked = _text(element, reading)
        if text is None:
            reading.lost["texts"] += 1
            continue
        _, fields = parted(text_in(element, "Description")) if reading.ours else ("", {})
        identifier = one_line(fields.get("identifier") or plain_guid(element.get("guid")))
        identifier = _unlike(identifier or f"source {len(sources) + 1}", taken)
        sources.append(Source(identifier, name or ("" if reading.ours else "Without a name"), text))
        codings += _codings(element, sources[-1], reading, marked=marked)
    return sources, codings


def _unlike(identifier: str, taken: set[str]) -> str:
    """The identifier, with a number where another has it, and taken from now on."""
    numbered = (f"{identifier} {number}" for number in count(2))
    free = identifier if identifier not in taken else next(each for each in numbered if each not in taken)
    taken.add(free)
    return free


def _texts(root: "_Element") -> "list[tuple[_Element, str]]":
    """The elements that hold a text with what was coded in it: those of text sources and those drawn from a PDF."""
    found = []
    holder = child(root, "Sources")
    for source in holder if holder is not None else ():
        kind = str(source.tag).rpartition("}")[2]
        element = source if kind == "TextSource" else child(source, "Representation")
        if element is not None:
            found.append((element, source.get("name") or element.get("name") or ""))
    return found


def _text(element: "_Element", reading: _Reading) -> tuple[str | None, bool]:
    """The text of a source or a note, and whether its file began with a byte order mark; None where it is not here."""
    content = child(element, "PlainTextContent")
    if content is not None:
        return "".join(content.itertext()), False
    address = element.get("plainTextPath") or ""
    entry = _entry(reading.parts, address)
    if entry is None:
        return None, False
    data = part(reading.archive, entry, most=_LARGEST_TEXT, what=_WHAT)
    reading.characters += len(data)
    if reading.characters > _MOST_TEXT:
        raise FileRefused("The texts of this project are too long to be read at once.", "Export it in parts.")
    return _decoded(data, reading)


def _entry(parts: dict[str, zipfile.ZipInfo], address: str) -> zipfile.ZipInfo | None:
    """The part that an `internal://` address names, whether its folder is written with a capital or not."""
    if not address.lower().startswith("internal://"):
        return None
    wanted = f"sources/{address[len('internal://') :].lstrip('/')}".lower()
    return parts.get(wanted) or parts.get(wanted.removeprefix("sources/"))


def _decoded(data: bytes, reading: _Reading) -> tuple[str, bool]:
    if reading.ours:
        return data.decode("utf-8", errors="replace"), False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), True
    try:
        return data.decode("utf-8-sig"), data.startswith(b"\xef\xbb\xbf")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False


def _codings(element: "_Element", source: Source, reading: _Reading, *, marked: bool) -> list[Coding]:
    elements = children(element, "PlainTextSelection")
    selections = [_selection(each, named=not reading.ours) for each in elements]
    found = places(source.text, [each for each in selections if each], marked=marked)
    at = iter(found)
    codings: list[tuple[tuple[int, int], Coding]] = []
    for each, selection in zip(elements, selections, strict=True):
        place = next(at) if selection else None
        inside = children(each, "Coding")
        if place is None:
            reading.lost["places"] += len(inside)
            continue
        beside = _beside(each, reading)
        made = (_coding(one, source, place, beside, reading) for one in inside)
        codings += [(place, coding) for coding in made if coding]
    codings.sort(key=lambda each: each[0])
    whole = (_coding(one, source, None, "", reading) for one in children(element, "Coding"))
    return [*(coding for _, coding in codings), *(coding for coding in whole if coding)]


def _selection(element: "_Element", *, named: bool) -> Selection | None:
    try:
        start, end = int(element.get("startPosition") or ""), int(element.get("endPosition") or "")
    except ValueError:
        return None
    return Selection(start, end, (element.get("name") or "") if named else "")


def _beside(selection: "_Element", reading: _Reading) -> str:
    """What was written beside the place and not beside one coding of it."""
    return "\n\n".join(filter(None, [text_in(selection, "Description"), _noted(selection, reading)]))


def _noted(element: "_Element", reading: _Reading) -> str:
    guids = [plain_guid(reference.get("targetGUID")) for reference in children(element, "NoteRef")]
    reading.used.update(guids)
    return "\n\n".join(filter(None, (reading.notes.get(guid, "") for guid in guids)))


def _coding(
    element: "_Element", source: Source, place: tuple[int, int] | None, beside: str, reading: _Reading
) -> Coding | None:
    reference = child(element, "CodeRef")
    guid = plain_guid(reference.get("targetGUID")) if reference is not None else ""
    meaning = reading.codes.meanings.get(guid)
    if meaning is None:
        reading.lost["codes"] += 1
        return None
    note, fields = parted("\n\n".join(filter(None, [_noted(element, reading), beside])))
    return Coding(
        source=source.identifier,
        start=place[0] if place else None,
        end=place[1] if place else None,
        theme=meaning[0],
        user=_user(element, reading),
        value=meaning[1],
        note=several_lines(note),
        certainty=one_line(fields.get("certainty", "")),
        at=_instant(element.get("creationDateTime"), reading),
        of=one_line(fields.get("of", "")),
    )


def _user(element: "_Element", reading: _Reading) -> str:
    guid = plain_guid(element.get("creatingUser"))
    if guid and guid not in reading.users:
        reading.lost["users"] += 1
    return reading.users.get(guid, "")


def _instant(text: str | None, reading: _Reading) -> str:
    if not text:
        return ""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            reading.lost["time zones"] += 1
            return at.replace(tzinfo=UTC).isoformat()
        return at.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        reading.lost["instants"] += 1
        return ""
