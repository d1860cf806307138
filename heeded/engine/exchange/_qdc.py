"""Codes of REFI-QDA: those of a codebook file and those inside a project, which differ in their namespace only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heeded.engine.exchange._fields import items, parted, with_fields
from heeded.engine.exchange._settling import Draft, identifier_for, one_line, settled, usable
from heeded.engine.exchange._xml import children, guid_for, plain_guid, text_in, writable
from heeded.engine.frameworks import LIMITS, CodedThing, CodeValue, Framework, Status, Theme

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = {"in": "includes", "not in": "excludes", "terms": "terms"}


@dataclass(slots=True)
class Codes:
    """What a file's codes come to: the framework, and the theme and value that each code's GUID stands for."""

    framework: Framework
    meanings: dict[str, tuple[str, CodeValue]] = field(default_factory=dict)


def theme_guid(framework: Framework, theme: Theme) -> str:
    """The GUID of a theme: the one that another program gave it, else always the same one."""
    return theme.guid or guid_for("theme", framework.identifier, theme.identifier)


def value_guid(guid: str, value: CodeValue) -> str:
    """The GUID of the code that stands for this value of the theme with that GUID."""
    return guid if value is CodeValue.PRESENT else guid_for("value", guid, value.value)


def codes_element(
    framework: Framework, namespace: str, values: Mapping[str, list[CodeValue]] | None = None
) -> "_Element":
    """The `Codes` of a framework; below each theme a code for each of its `values` besides its being present."""
    from lxml import etree

    root = etree.Element(f"{{{namespace}}}Codes", nsmap={None: namespace})
    elements = {"": root}
    for theme in framework.themes:
        guid = theme_guid(framework, theme)
        made = _code(elements[theme.parent], theme.name, guid, heading=theme.heading)
        if theme.colour:
            made.set("color", theme.colour)
        _describe(made, with_fields(theme.definition, _fields_of(theme)))
        for value in (values or {}).get(theme.identifier, ()):
            code = _code(made, f"{theme.name}: {value.label.lower()}", value_guid(guid, value))
            _describe(code, with_fields("", {"value": value.value}))
        elements[theme.identifier] = made
    return root


def sets_element(framework: Framework, namespace: str, *, reference: str) -> "_Element":
    """The `Sets` with one set that holds all themes and says which framework they are of.

    `reference` is the attribute in which the schema wants a member's GUID.
    """
    from lxml import etree

    root = etree.Element(f"{{{namespace}}}Sets", nsmap={None: namespace})
    whole = etree.SubElement(root, f"{{{namespace}}}Set")
    whole.set("guid", guid_for("framework", framework.identifier))
    whole.set("name", writable(framework.name))
    fields = {
        "identifier": framework.identifier,
        "version": framework.version,
        "source": framework.source,
        "status": framework.status or "",
    }
    _describe(whole, with_fields(framework.about, fields))
    for theme in framework.themes:
        etree.SubElement(whole, f"{{{namespace}}}MemberCode").set(reference, theme_guid(framework, theme))
    return root


def codes_read(book: "_Element", sets: "_Element | None", name: str, told: list[str]) -> Codes:
    """The codes in `book`, an element that holds `Codes`; `name` names a framework that the file has no name for."""
    drafts: list[Draft] = []
    meanings: dict[str, tuple[str, CodeValue]] = {}
    for codes in children(book, "Codes"):
        _gather(codes, "", drafts, meanings)
    head = _head(sets, name, told)
    themes, identifiers = settled(drafts, told)
    framework = usable(replace(head, themes=themes), "codebook")
    kept = (_without_own_guid(framework, theme) for theme in framework.themes)
    found = {guid: (identifiers[key], value) for guid, (key, value) in meanings.items() if key in identifiers}
    return Codes(replace(framework, themes=tuple(kept)), found)


def _gather(
    element: "_Element", under: str, drafts: list[Draft], meanings: dict[str, tuple[str, CodeValue]]
) -> None:
    for code in children(element, "Code"):
        guid = plain_guid(code.get("guid"))
        text, fields = parted(text_in(code, "Description"))
        if under and fields.get("value") in set(CodeValue):
            meanings[guid] = (under, CodeValue(fields["value"]))
            continue
        key = f"{guid} {len(drafts)}"
        drafts.append(Draft(key, under, _theme(code, guid, text, fields)))
        meanings.setdefault(guid, (key, CodeValue.PRESENT))
        _gather(code, key, drafts, meanings)


def _theme(code: "_Element", guid: str, text: str, fields: Mapping[str, str]) -> Theme:
    return Theme(
        identifier=fields.get("identifier", ""),
        name=code.get("name") or "",
        definition=text,
        source=fields.get("source", ""),
        status=_status(fields),
        applies_to=tuple(
            CodedThing(thing)
            for thing in dict.fromkeys(items(fields.get("applies to", "")))
            if thing in set(CodedThing)
        ),
        heading=code.get("isCodable") in ("false", "0"),
        colour=code.get("color") or "",
        guid=guid,
        **{name: items(fields.get(label, "")) for label, name in _LISTS.items()},  # type: ignore[arg-type]
    )


def _head(sets: "_Element | None", name: str, told: list[str]) -> Framework:
    """The framework without its themes, from the set that we write; other sets are not taken."""
    head, others = Framework(identifier_for(name), _short(name) or "Codebook"), 0
    for each in children(sets, "Set"):
        about, fields = parted(text_in(each, "Description"))
        if "version" in fields and "identifier" in fields:
            head = Framework(
                identifier=fields["identifier"],
                name=_short(each.get("name") or name),
                version=fields["version"],
                source=fields.get("source", ""),
                status=_status(fields),
                about=about,
            )
        else:
            others += 1
    if others:
        told.append(
            f"{others} set{'s' * (others > 1)} of codes: Heeded has themes under themes, and no sets."
        )
    return head


def _short(name: str) -> str:
    return one_line(name)[: LIMITS.name].rstrip()


def _status(fields: Mapping[str, str]) -> Status | None:
    return Status(fields["status"]) if fields.get("status") in set(Status) else None


def _fields_of(theme: Theme) -> dict[str, str | tuple[str, ...]]:
    return {
        "identifier": theme.identifier,
        **{label: getattr(theme, name) for label, name in _LISTS.items()},
        "source": theme.source,
        "status": theme.status or "",
        "applies to": theme.applies_to,
    }


def _without_own_guid(framework: Framework, theme: Theme) -> Theme:
    """The theme without the GUID that we gave it ourselves."""
    own = theme.guid == guid_for("theme", framework.identifier, theme.identifier)
    return replace(theme, guid="") if own else theme


def _code(under: "_Element", name: str, guid: str, *, heading: bool = False) -> "_Element":
    from lxml import etree

    made = etree.SubElement(under, under.tag.replace("}Codes", "}Code"))
    made.set("guid", guid)
    made.set("name", writable(name))
    made.set("isCodable", "false" if heading else "true")
    return made


def _describe(element: "_Element", text: str) -> None:
    """A description, which the schema wants before all else in an element."""
    from lxml import etree

    if text:
        namespace = etree.QName(element).namespace
        described = etree.Element(f"{{{namespace}}}Description")
        described.text = writable(text)
        element.insert(0, described)
