"""A coded project as a REFI-QDA file (.qdpx): a zip file with `project.qde` and a text file for each source."""

import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.engine.exchange._fields import with_fields
from heeded.engine.exchange._project_check import unfit
from heeded.engine.exchange._qdc import codes_element, sets_element, theme_guid, value_guid
from heeded.engine.exchange._records import Coding, Project, Source
from heeded.engine.exchange._xml import ORIGIN, PROJECT, guid_for, writable
from heeded.engine.frameworks import CodeValue, checked
from heeded.engine.reading import FileRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # so that the same project makes the same file
_NAME = 200  # characters of the words that a selection is called by
_Place = tuple[int, int] | None


@dataclass(slots=True)
class _Writing:
    """What is known while a project is written."""

    project: Project
    codes: dict[tuple[str, CodeValue], str]
    seen: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)


def project_file(project: Project, target: Path) -> tuple[str, ...]:
    """Write the project to `target`. Answers what could not be carried, in plain sentences.

    Raises FileRefused where the project does not hold together, FrameworkRefused where its framework does not.
    """
    checked(project.framework)
    if wrong := unfit(project):
        raise FileRefused(f"This project cannot be written. {wrong}", "")
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_entry("project.qde"), "w", force_zip64=True) as stream:
                _write_project(stream, project)
            for source in project.sources:
                archive.writestr(_entry(f"sources/{_source_guid(source)}.txt"), _bytes(source.text))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return _changed(project)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _bytes(text: str) -> bytes:
    """UTF-8, with each half of a letter that nothing can be made of replaced by one character, so that places hold."""
    return text.encode("utf-8", "replace")


def _changed(project: Project) -> tuple[str, ...]:
    notes = sum(writable(coding.note) != coding.note for coding in project.codings)
    if not notes:
        return ()
    return (f"{notes:,} notes hold characters that no such file carries; each stands as � there.",)


def _write_project(stream: Any, project: Project) -> None:
    from lxml import etree

    writing = _Writing(project, _codes(project))
    with etree.xmlfile(stream, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element(
            f"{{{PROJECT}}}Project", {"name": writable(project.name), "origin": ORIGIN}, nsmap={None: PROJECT}
        ):
            for element in _head(project):
                out.write(element)
            if project.sources:
                with out.element(f"{{{PROJECT}}}Sources"):
                    for source, codings in _by_source(project):
                        out.write(_source(source, codings, writing))
            if writing.notes:
                with out.element(f"{{{PROJECT}}}Notes"):
                    for guid, text in writing.notes:
                        out.write(_note(guid, text))
            out.write(sets_element(project.framework, PROJECT, reference="targetGUID"))


def _codes(project: Project) -> dict[tuple[str, CodeValue], str]:
    guids = ((theme.identifier, theme_guid(project.framework, theme)) for theme in project.framework.themes)
    return {(theme, value): value_guid(guid, value) for theme, guid in guids for value in CodeValue}


def _head(project: Project) -> "Iterator[_Element]":
    if project.users:
        users = _element("Users")
        for user in project.users:
            _add(
                users, "User", guid=_user_guid(user.identifier), name=writable(user.name), id=user.identifier
            )
        yield users
    values: dict[str, list[CodeValue]] = defaultdict(list)
    used = {(coding.theme, coding.value) for coding in project.codings}
    for theme in project.framework.themes:
        values[theme.identifier] = [
            value
            for value in CodeValue
            if value is not CodeValue.PRESENT and (theme.identifier, value) in used
        ]
    book = _element("CodeBook")
    book.append(codes_element(project.framework, PROJECT, values))
    yield book


def _by_source(project: Project) -> Iterator[tuple[Source, list[Coding]]]:
    codings: dict[str, list[Coding]] = defaultdict(list)
    for coding in project.codings:
        codings[coding.source].append(coding)
    for source in project.sources:
        yield source, codings[source.identifier]


def _source(source: Source, codings: list[Coding], writing: _Writing) -> "_Element":
    guid = _source_guid(source)
    made = _element(
        "TextSource", guid=guid, name=writable(source.name), plainTextPath=f"internal://{guid}.txt"
    )
    _add(made, "Description").text = writable(with_fields("", {"identifier": source.identifier}))
    places: dict[_Place, list[Coding]] = defaultdict(list)
    for coding in codings:
        place = None if coding.start is None or coding.end is None else (coding.start, coding.end)
        places[place].append(coding)
    for place in sorted(filter(None, places)):
        made.append(_selection(source, place, places[place], writing))
    for coding in places[None]:
        made.append(_coding(coding, writing))
    return made


def _selection(
    source: Source, place: tuple[int, int], codings: list[Coding], writing: _Writing
) -> "_Element":
    start, end = place
    words = source.text[start : min(end, start + _NAME)] + ("…" if end - start > _NAME else "")
    selection = _element(
        "PlainTextSelection",
        guid=guid_for("selection", source.identifier, str(start), str(end)),
        name=writable(words),
        startPosition=str(start),
        endPosition=str(end),
    )
    selection.extend(_coding(coding, writing) for coding in codings)
    return selection


def _coding(coding: Coding, writing: _Writing) -> "_Element":
    what = (
        coding.source,
        str(coding.start),
        str(coding.end),
        coding.theme,
        coding.user,
        coding.value,
        coding.of,
    )
    guid = guid_for("coding", *what)
    writing.seen[guid] += 1
    if writing.seen[guid] > 1:
        guid = guid_for("coding", *what, str(writing.seen[guid]))
    made = _element("Coding", guid=guid)
    if coding.user:
        made.set("creatingUser", _user_guid(coding.user))
    if coding.at:
        made.set("creationDateTime", _instant(coding.at))
    _add(made, "CodeRef", targetGUID=writing.codes[coding.theme, coding.value])
    note = with_fields(coding.note.strip(), {"certainty": coding.certainty, "of": coding.of})
    if note:
        writing.notes.append((guid_for("note", guid), note))
        _add(made, "NoteRef", targetGUID=writing.notes[-1][0])
    return made


def _note(guid: str, text: str) -> "_Element":
    note = _element("Note", guid=guid, name="Note on a coding")
    _add(note, "PlainTextContent").text = writable(text)
    return note


def _instant(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _user_guid(identifier: str) -> str:
    return guid_for("user", identifier)


def _source_guid(source: Source) -> str:
    return guid_for("source", source.identifier)


def _element(tag: str, /, **attributes: str) -> "_Element":
    from lxml import etree

    return etree.Element(f"{{{PROJECT}}}{tag}", attributes, nsmap={None: PROJECT})


def _add(under: "_Element", tag: str, /, **attributes: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(under, f"{{{PROJECT}}}{tag}", attributes)
