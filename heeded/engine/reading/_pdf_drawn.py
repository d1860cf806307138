"""What is drawn on one PDF page, in order: texts, filled areas, pictures and rules, with their boxes.

Boxes are in the page's own coordinates (not turned). This is walked for every page, so a common text costs a
handful of calls and nothing is built for it that is not needed.
"""

import ctypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat

from heeded.engine.reading import _pdfium as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, opacity, 0 to 255

RULE = 3.0  # points: what is drawn thinner is a line, not an area
_SEGMENTS = 41  # of a path that is looked at closely: eight rectangles
_LINE, _MOVE = 0, 2  # kinds of path segment
_FORMS_WITHIN_FORMS = 8
_OBJECTS = 200_000  # of one page: maps and drawings have tens of thousands
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


# One text object: its order, PDFium's handle, render mode, colour, box, and the box outside which it is not drawn.
Text = tuple[int, int, int, Colour, Box, Box | None]


@dataclass(slots=True)
class Area:
    """A filled shape, a picture or a shading; `colour` where it is plain, `exact` where it fills its box."""

    order: int
    box: Box
    colour: Colour | None
    exact: bool
    picture: bool = False


@dataclass(slots=True)
class Drawn:
    """Everything drawn on a page. `order` counts as they are painted: later ones lie on top."""

    texts: list[Text] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    others: int = 0


_pair = struct.Struct("2f").unpack_from
_floats = struct.Struct("4f").unpack_from
_colours = struct.Struct("4I").unpack_from


class Walker:
    """Walks the objects of one page at a time. Made once for a document: its buffers are used again."""

    def __init__(self) -> None:
        self._numbers = ctypes.create_string_buffer(24)
        start = ctypes.addressof(self._numbers)
        self._four = (start, start + 4, start + 8, start + 12)
        self._into = tuple(ctypes.byref(self._numbers, shift) for shift in (0, 4, 8, 12))
        self._matrix_at = start
        self._colours: dict[bytes, Colour] = {}
        self.drawn = Drawn()

    def walk(self, page: int) -> Drawn:
        self.drawn = Drawn()
        count = min(pdfium.count_objects(page), _OBJECTS)
        self._objects(list(map(pdfium.get_object, repeat(page), range(count))), None, 0)
        return self.drawn

    def _objects(self, things: list[int], matrix: Matrix | None, depth: int) -> None:
        """Long for the sake of speed: nearly every object of every page is a text and takes only the calls here."""
        drawn, texts, known, numbers = self.drawn, self.drawn.texts, self._colours, self._numbers
        get_bounds, get_colour = pdfium.bounds_into, pdfium.colour_into
        get_clip, count_clips = pdfium.object_clip, pdfium.count_clips
        first, second, third, fourth = self._into
        modes = map(pdfium.render_mode, things)  # -1 for what is no text: its kind need not be asked for
        for thing, mode in zip(things, modes, strict=True):
            if mode < 0:
                self._other(thing, matrix, depth)
                continue
            get_bounds(thing, first, second, third, fourth)
            box: Box = _floats(numbers)
            if box[1] >= box[3]:
                continue  # nothing but blanks: a third of what Word writes
            get_colour(thing, first, second, third, fourth)
            raw = numbers.raw
            colour = known.get(raw) or known.setdefault(raw, _colours(raw))
            if mode or matrix is not None or count_clips(get_clip(thing)) > 0:
                texts.append(self._odd_text(thing, mode, colour, box, matrix))
            else:
                texts.append((len(texts) + drawn.others, thing, mode, colour, box, None))

    def _other(self, thing: int, matrix: Matrix | None, depth: int) -> None:
        kind = pdfium.object_kind(thing)
        if kind == pdfium.PATH:
            self._path(thing, matrix)
        elif kind == pdfium.FORM:
            self._form(thing, matrix, depth)
        elif kind in (pdfium.IMAGE, pdfium.SHADING):
            self._area(self._box(thing, matrix), None, exact=True, picture=kind == pdfium.IMAGE)

    def _area(self, box: Box, colour: Colour | None, *, exact: bool, picture: bool = False) -> None:
        self.drawn.areas.append(Area(self._order(), box, colour, exact, picture))
        self.drawn.others += 1

    def _order(self) -> int:
        return len(self.drawn.texts) + self.drawn.others

    def _odd_text(self, thing: int, mode: int, colour: Colour, box: Box, matrix: Matrix | None) -> Text:
        clip = pdfium.object_clip(thing)
        limit = _moved(_clip_box(clip), matrix) if pdfium.count_clips(clip) > 0 else None
        if mode in (1, 5):
            colour = self._colour(pdfium.stroke_colour, thing) or colour
        return (self._order(), thing, mode, colour, _moved(box, matrix), limit)

    def _form(self, thing: int, matrix: Matrix | None, depth: int) -> None:
        count = pdfium.count_inner(thing)
        if depth >= _FORMS_WITHIN_FORMS or count <= 0 or self._order() > _OBJECTS:
            return
        own = self._matrix(thing)
        inner = own if matrix is None else _product(own, matrix)
        self._objects([pdfium.get_inner(thing, index) for index in range(count)], inner, depth + 1)

    def _path(self, thing: int, matrix: Matrix | None) -> None:
        box = self._box(thing, matrix)
        thin = box[2] - box[0] < RULE or box[3] - box[1] < RULE
        if thin:
            self.drawn.others += 1
            self.drawn.rules.append(box)
            return
        pdfium.draw_mode(thing, self._four[0], self._four[1])
        filled, stroked = struct.unpack_from("2i", self._numbers)
        segments = pdfium.count_segments(thing)
        rectangle = segments in (4, 5)
        if filled:
            colour = self._colour(pdfium.fill_colour, thing)
            parts = self._parts(thing, segments, matrix) if 8 <= segments <= _SEGMENTS else []
            if len(parts) == 2 and _within(parts[1], parts[0]):
                self.drawn.frames.append(box)  # a border drawn as a shape with a hole
                self.drawn.others += 1
            elif parts:
                for part in parts:
                    self._area(part, colour, exact=True)
            else:
                self._area(box, colour, exact=rectangle)
        elif stroked:
            self._outline(thing, box, rectangle)

    def _parts(self, thing: int, segments: int, matrix: Matrix | None) -> list[Box]:
        """The rectangles a path is made of; none where it is made of anything else."""
        object_matrix = self._matrix(thing)
        shapes: list[list[tuple[float, float]]] = []
        for index in range(segments):
            segment = pdfium.path_segment(thing, index)
            kind = pdfium.segment_kind(segment)
            pdfium.segment_point(segment, self._four[0], self._four[1])
            if kind == _MOVE or not shapes:
                shapes.append([])
            elif kind != _LINE:
                return []
            shapes[-1].append(_pair(self._numbers))
        shapes = [shape for shape in shapes if len(shape) > 1]
        if not shapes or not all(4 <= len(shape) <= 5 and _is_rectangle(shape) for shape in shapes):
            return []
        boxes = [_moved(_around(shape), object_matrix) for shape in shapes]
        return [_moved(box, matrix) for box in sorted(boxes, key=extent, reverse=True)]

    def _matrix(self, thing: int) -> Matrix:
        pdfium.object_matrix(thing, self._matrix_at)
        matrix: Matrix = struct.unpack_from("6f", self._numbers)
        return matrix

    def _outline(self, thing: int, box: Box, rectangle: bool) -> None:
        pdfium.stroke_width(thing, self._four[0])
        width = _floats(self._numbers)[0]
        hollow = rectangle and min(box[2] - box[0], box[3] - box[1]) > 3 * width
        if width > RULE and not hollow:  # a bar drawn as one thick stroke
            colour = self._colour(pdfium.stroke_colour, thing)
            self._area(box, colour, exact=False)
            return
        self.drawn.others += 1
        if rectangle:
            self.drawn.frames.append(box)

    def _box(self, thing: int, matrix: Matrix | None) -> Box:
        if not pdfium.object_bounds(thing, *self._four):
            return (0.0, 0.0, 0.0, 0.0)
        box = _floats(self._numbers)
        return box if matrix is None else _moved(box, matrix)

    def _colour(self, function: "pdfium.Function", thing: int) -> Colour | None:
        if not function(thing, *self._four):
            return None
        colour: Colour = _colours(self._numbers)
        return colour


def _moved(box: Box, matrix: Matrix | None) -> Box:
    if matrix is None or box == _EVERYWHERE:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The map that does `first` and then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _clip_box(clip: int) -> Box:
    """The box in which something clipped by `clip` can show; an empty one for a shape that is no rectangle,
    so that it is looked at more closely."""
    left, bottom, right, top = _EVERYWHERE
    for path in range(min(pdfium.count_clips(clip), 64)):
        points = list(_clip_points(clip, path))
        if not 4 <= len(points) <= 5 or not _is_rectangle(points):
            return (0.0, 0.0, 0.0, 0.0)
        across, up = [x for x, _ in points], [y for _, y in points]
        left, bottom = max(left, min(across)), max(bottom, min(up))
        right, top = min(right, max(across)), min(top, max(up))
    return left, bottom, right, top


def _clip_points(clip: int, path: int) -> Iterator[tuple[float, float]]:
    across, up = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.count_clip_segments(clip, path), 8)):
        segment = pdfium.clip_segment(clip, path, index)
        pdfium.segment_point(segment, ctypes.addressof(across), ctypes.addressof(up))
        yield across.value, up.value


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(box: Box, outer: Box) -> bool:
    return box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3]


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    across, up = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    return len(across) <= 2 and len(up) <= 2
