"""How words of a Word file look once styles, their ancestors and the run's own settings are added up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heeded.engine.reading._docx_package import W, switched, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIGHLIGHTS = {
    "black": "000000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_NEAR = 24  # of 255: two colours closer than this in every channel cannot be told apart on paper
_SMALLEST = 1.5  # points
_DEEPEST = 30  # styles based on styles


@dataclass(frozen=True, slots=True)
class Look:
    """Size in points, weight, slope, and what decides whether words are seen.

    Colours are six hex digits or empty.
    """

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    vanish: bool = False
    colour: str = ""
    ground: str = ""
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all it inherits. `level` is the outline level from 1, 0 for body text."""

    name: str
    look: Look
    level: int = 0
    list_id: str | None = None
    list_level: int | None = None
    ground: str = ""
    framed: bool = False


class Styles:
    """The styles of one file."""

    def __init__(self, root: "_Element | None") -> None:
        self._styles: dict[str, _Element] = {}
        self._default = ""
        self._base = Look()
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[tuple[str, Look], Look] = {}
        if root is not None:
            self._load(root)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style of that id, or the file's own default."""
        key = style_id if style_id in self._styles else self._default
        assert key is not None
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolved(key)
        return self._paragraphs[key]

    def look(self, properties: "_Element | None", base: Look) -> Look:
        """`base` with a run's own settings (`w:rPr`) on it."""
        if properties is None or not len(properties):
            return base
        style_id = value(properties, "rStyle")
        if style_id in self._styles:
            base = self._character(str(style_id), base)
        return _applied(properties, base)

    def shaded_tables(self, style_id: str | None) -> bool:
        """Whether a table style colours the ground of some of its cells."""
        return any(
            shade.get(W + "fill", "auto") not in ("auto", "FFFFFF")
            for style in self._chain(style_id or "")
            for shade in style.iter(W + "shd")
        )

    def _load(self, root: "_Element") -> None:
        for style in root.iterchildren(W + "style"):
            style_id = style.get(W + "styleId", "")
            self._styles[style_id] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = style_id
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._base = _applied(defaults, self._base)

    def _chain(self, style_id: str) -> "Iterator[_Element]":
        seen = 0
        while style_id in self._styles and seen < _DEEPEST:
            style = self._styles[style_id]
            yield style
            style_id, seen = value(style, "basedOn") or "", seen + 1

    def _character(self, style_id: str, base: Look) -> Look:
        key = (style_id, base)
        if key not in self._characters:
            look = base
            for style in reversed(list(self._chain(style_id))):
                look = _applied(style.find(W + "rPr"), look)
            self._characters[key] = look
        return self._characters[key]

    def _resolved(self, style_id: str) -> ParagraphStyle:
        style = ParagraphStyle("", self._base)
        for each in reversed(list(self._chain(style_id))):
            style = replace(
                with_paragraph_properties(style, each.find(W + "pPr")),
                look=_applied(each.find(W + "rPr"), style.look),
                name=_shown(value(each, "name") or ""),
            )
        return style


def with_paragraph_properties(style: ParagraphStyle, properties: "_Element | None") -> ParagraphStyle:
    """`style` with a paragraph's own settings (`w:pPr`) on it."""
    if properties is None:
        return style
    level = properties.find(W + "outlineLvl")
    if level is not None:
        number = whole(value(level), 9) + 1
        style = replace(style, level=number if number < 10 else 0)
    numbering = properties.find(W + "numPr")
    if numbering is not None:
        stated = value(numbering, "ilvl")
        style = replace(
            style,
            list_id=value(numbering, "numId") or style.list_id,
            list_level=style.list_level if stated is None else whole(stated),
        )
    if (shade := properties.find(W + "shd")) is not None:
        style = replace(style, ground=fill(shade))
    if (border := properties.find(W + "pBdr")) is not None:
        style = replace(style, framed=_framed(border))
    return style


def fill(shade: "_Element | None") -> str:
    """The colour of a shading, empty where there is none."""
    if shade is None:
        return ""
    if value(shade) == "solid":
        return _hex(shade.get(W + "color", ""))
    return _hex(shade.get(W + "fill", ""))


def unseen(look: Look, ground: str) -> str | None:
    """Why words of that look on that ground (empty: white paper; "?": unknown) cannot be seen, or None."""
    if look.vanish:
        return "hidden-style"
    if look.size < _SMALLEST:
        return "tiny"
    behind = look.highlight or look.ground or ground
    if behind == "?":
        return None
    # automatic colour turns white on a dark shading, but stays black under a black marker pen
    front = look.colour or ("000000" if look.highlight or not behind or _light(behind) else "FFFFFF")
    return "same-colour" if _near(front, behind or "FFFFFF") else None


def _applied(properties: "_Element | None", look: Look) -> Look:
    if properties is None:
        return look
    changes: dict[str, object] = {}
    for child in properties:
        if (read := _READ.get(child.tag)) is not None:
            name, found = read(child)
            changes[name] = found
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def _colour(element: "_Element") -> tuple[str, str]:
    stated = _hex(value(element) or "")
    if not stated and element.get(W + "themeColor") in ("background1", "light1"):
        stated = "FFFFFF"
    return "colour", stated


_READ: dict[str, Callable[["_Element"], tuple[str, object]]] = {
    W + "b": lambda element: ("bold", switched(element)),
    W + "i": lambda element: ("italic", switched(element)),
    W + "vanish": lambda element: ("vanish", switched(element)),
    W + "sz": lambda element: ("size", whole(value(element), 20) / 2),
    W + "color": _colour,
    W + "shd": lambda element: ("ground", fill(element)),
    W + "highlight": lambda element: ("highlight", _HIGHLIGHTS.get(value(element) or "", "")),
}


def _framed(border: "_Element") -> bool:
    drawn = [
        side
        for side in ("top", "left", "bottom", "right")
        if value(border, side) not in (None, "nil", "none")
    ]
    return len(drawn) == 4


def _shown(name: str) -> str:
    return name.replace("toc ", "TOC ") if name.startswith("toc ") else name[:1].upper() + name[1:]


def _hex(text: str) -> str:
    text = text.upper().lstrip("#")
    return text if len(text) == 6 and set(text) <= set("0123456789ABCDEF") else ""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _near(one: str, other: str) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(_channels(one), _channels(other), strict=True))


def _light(colour: str) -> bool:
    red, green, blue = _channels(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue > 90
