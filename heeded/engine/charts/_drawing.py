"""What pictures are put together from: elements, lines of words, places across the width."""

import zlib
from dataclasses import dataclass, field
from html import escape

TEXT = 14  # size of words, in pixels wherever the picture stands
SMALL = 12
LINE = 19  # from one line of words to the next
NARROW = 42  # letters of a line that fit into the narrowest column, 328 pixels
TEAL = "#12616b"
GREY = "#4b5d61"
RULE = "#b4c6c6"
OWN_NAME = "this-picture"  # stands for the picture's own name, which no other in a page has

Value = str | int | float


@dataclass(slots=True)
class Drawing:
    """A picture that grows downwards. `height` is where the next thing may stand."""

    height: float = 0.0
    _parts: list[str] = field(default_factory=list)
    _pieces: list[tuple[float, float, str]] = field(default_factory=list)
    _top: float = 0.0

    def add(self, name: str, content: str = "", /, **attributes: Value) -> None:
        """Draw one element; its content is taken as it is."""
        self._parts.append(element(name, content, **attributes))

    def raw(self, content: str) -> None:
        """Put in what was drawn elsewhere."""
        self._parts.append(content)

    def words(self, text: str, *, x: Value = 0, y: Value | None = None, **attributes: Value) -> None:
        """Write one line with its foot at `y`."""
        foot = self.height if y is None else y
        self.add(
            "text", escape(text), x=x, y=foot, **{"font_size": TEXT, "fill": "currentColor", **attributes}
        )

    def join(self, other: "Drawing", *, link: str = "") -> None:
        """Take in what was drawn apart, as one link where an address is given. The table beside every picture holds
        the same links, so a keyboard goes to those and is not led through them twice."""
        inside = "".join(other._parts)
        self._parts.append(element("a", inside, href=link, tabindex="-1") if link else inside)
        self.height = max(self.height, other.height)

    def cut(self) -> None:
        """What comes now may stand on another page of paper than what was drawn so far."""
        self._pieces.append((self._top, self.height, "".join(self._parts)))
        self._top, self._parts = self.height, []

    def finished(self, *, title: str, description: str) -> str:
        """The picture as it stands in a page: where it was cut, one below the other, the first of which speaks for
        all."""
        self.cut()
        drawn = "".join(content for _, _, content in self._pieces)
        name = f"picture-{zlib.crc32((title + description + drawn).encode()):08x}"
        said = element("title", escape(title), id=f"{name}-title") + element(
            "desc", escape(description), id=f"{name}-words"
        )
        first = {"role": "img", "aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-words"}
        found = []
        for number, (top, foot, content) in enumerate(self._pieces):
            if foot > top:
                inside = element("g", content, transform=f"translate(0 {-top:g})") if top else content
                speaks: dict[str, str] = {"aria_hidden": "true"} if number else first
                found.append(_svg(inside if number else said + inside, foot - top, speaks))
        return "".join(found).replace(OWN_NAME, name)


def _svg(inside: str, height: float, speaks: dict[str, str]) -> str:
    return element(
        "svg",
        inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="heeded-picture",
        width="100%",
        height=round(height),
        font_family="inherit",
        overflow="visible",
        focusable="false",
        **speaks,
    )


def element(name: str, content: str = "", /, **attributes: Value) -> str:
    """One element; `_` in the name of an attribute is written `-`, and one at its end is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def at(share: float, *, y: float, content: str) -> str:
    """Shapes with their own origin at a share of the width: they keep their size whatever that width is."""
    return element("svg", content, x=across(share), y=y, overflow="visible")


def across(share: float) -> str:
    """A share of the width, between 0 and 1, as SVG writes it."""
    return f"{_written(100 * share)}%"


def wrapped(text: str, *, letters: int = NARROW) -> list[str]:
    """The text in lines that fit into the narrowest column; a word longer than a line is cut."""
    lines: list[str] = [""]
    for word in text.split():
        pieces = [word[start : start + letters] for start in range(0, len(word), letters)]
        for piece in pieces:
            joined = f"{lines[-1]} {piece}".strip()
            if len(joined) <= letters:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def _written(value: Value) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
