"""PDFium's functions as this room calls them.

pypdfium2 brings the library; its own bindings build a Python object for every pointer, which costs more than
the call when a page has hundreds of them, so handles are plain integers here. PDFium is not thread-safe: call
from one thread at a time, and open strangers' files in a sandboxed process only.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_ushort, c_void_p
from pathlib import Path
from typing import Any, cast

import pypdfium2  # starts the library
import pypdfium2.version
from pypdfium2_raw import bindings

from heeded.engine.reading._errors import FileRefused

TOOL = f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version} (PDFium {pypdfium2.version.PDFIUM_INFO.build})"

Function = Callable[..., Any]
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # kinds of page object


class Rect(ctypes.Structure):
    """A box as PDFium writes it for boxes of text and pages."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


class Matrix(ctypes.Structure):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    _fields_ = [(name, c_float) for name in "abcdef"]


# Two doors to the same library: giving up Python's lock costs a fifth of a short call and is worth it for a long one.
_short = ctypes.PyDLL(bindings._libs["pdfium"]._name)
_long = ctypes.CDLL(bindings._libs["pdfium"]._name)
_LONG_CALLS = {"FPDF_LoadDocument", "FPDF_LoadPage", "FPDFText_LoadPage", "FPDF_RenderPageBitmap"}


def _function(name: str, result: type | None, *arguments: Any) -> Function:
    function = (_long if name in _LONG_CALLS else _short)[
        name
    ]  # a new one each time: some are known by two names
    function.restype = result
    function.argtypes = arguments
    return cast(Function, function)


# Of four numbers to be filled in: a bare address costs half of a typed pointer. What `byref` gave once and is
# not declared here costs half of that: see the functions named `…_into`.
_ADDRESSES = (c_void_p,) * 4
_DOUBLES = (POINTER(c_double),) * 4

load_document = _function("FPDF_LoadDocument", c_void_p, ctypes.c_char_p, ctypes.c_char_p)
close_document = _function("FPDF_CloseDocument", None, c_void_p)
last_error = _function("FPDF_GetLastError", c_ulong)
page_count = _function("FPDF_GetPageCount", c_int, c_void_p)
page_label = _function("FPDF_GetPageLabel", c_ulong, c_void_p, c_int, c_void_p, c_ulong)
meta_text = _function("FPDF_GetMetaText", c_ulong, c_void_p, ctypes.c_char_p, c_void_p, c_ulong)
load_page = _function("FPDF_LoadPage", c_void_p, c_void_p, c_int)
close_page = _function("FPDF_ClosePage", None, c_void_p)
page_box = _function("FPDF_GetPageBoundingBox", c_int, c_void_p, POINTER(Rect))
page_rotation = _function("FPDFPage_GetRotation", c_int, c_void_p)
load_text = _function("FPDFText_LoadPage", c_void_p, c_void_p)
close_text = _function("FPDFText_ClosePage", None, c_void_p)
count_characters = _function("FPDFText_CountChars", c_int, c_void_p)
get_text = _function("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
get_unicode = _function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
loose_box = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
character_matrix = _function("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
text_object = _function("FPDFText_GetTextObject", c_void_p, c_void_p)  # then an int: undeclared it costs less
count_rects = _function("FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
get_rect = _function("FPDFText_GetRect", c_int, c_void_p, c_int, *_DOUBLES)
font_size = _function("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
text_font = _function("FPDFTextObj_GetFont", c_void_p, c_void_p)
font_name = _function("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
font_flags = _function("FPDFFont_GetFlags", c_int, c_void_p)
font_weight = _function("FPDFFont_GetWeight", c_int, c_void_p)
has_transparency = _function("FPDFPage_HasTransparency", c_int, c_void_p)
object_transparency = _function("FPDFPageObj_HasTransparency", c_int, c_void_p)
character_box = _function("FPDFText_GetCharBox", c_int, c_void_p, c_int, *_ADDRESSES)
count_objects = _function("FPDFPage_CountObjects", c_int, c_void_p)
get_object = _function("FPDFPage_GetObject", c_void_p, c_void_p)  # then an int
count_inner = _function("FPDFFormObj_CountObjects", c_int, c_void_p)
get_inner = _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_kind = _function("FPDFPageObj_GetType", c_int, c_void_p)
object_bounds = _function("FPDFPageObj_GetBounds", c_int, c_void_p, *_ADDRESSES)
bounds_into = _function("FPDFPageObj_GetBounds", c_int, c_void_p)  # then four of ctypes.byref, nothing else
colour_into = _function("FPDFPageObj_GetFillColor", c_int, c_void_p)  # the same
object_matrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
object_clip = _function("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
set_active = _function("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)
fill_colour = _function("FPDFPageObj_GetFillColor", c_int, c_void_p, *_ADDRESSES)
stroke_colour = _function("FPDFPageObj_GetStrokeColor", c_int, c_void_p, *_ADDRESSES)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
draw_mode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
count_segments = _function("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_kind = _function("FPDFPathSegment_GetType", c_int, c_void_p)
render_mode = _function("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
count_clips = _function("FPDFClipPath_CountPaths", c_int, c_void_p)
count_clip_segments = _function("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _function("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
count_notes = _function("FPDFPage_GetAnnotCount", c_int, c_void_p)
get_note = _function("FPDFPage_GetAnnot", c_void_p, c_void_p, c_int)
next_link = _function("FPDFLink_Enumerate", c_int, c_void_p, c_void_p, c_void_p)
close_note = _function("FPDFPage_CloseAnnot", None, c_void_p)
note_kind = _function("FPDFAnnot_GetSubtype", c_int, c_void_p)
note_box = _function("FPDFAnnot_GetRect", c_int, c_void_p, POINTER(Rect))
note_words = _function("FPDFAnnot_GetStringValue", c_ulong, c_void_p, ctypes.c_char_p, c_void_p, c_ulong)
note_flags = _function("FPDFAnnot_GetFlags", c_int, c_void_p)
set_note_flags = _function("FPDFAnnot_SetFlags", c_int, c_void_p, c_int)
count_attachments = _function("FPDFDoc_GetAttachmentCount", c_int, c_void_p)
create_bitmap = _function("FPDFBitmap_CreateEx", c_void_p, c_int, c_int, c_int, c_void_p, c_int)
fill_bitmap = _function("FPDFBitmap_FillRect", c_int, c_void_p, c_int, c_int, c_int, c_int, c_ulong)
destroy_bitmap = _function("FPDFBitmap_Destroy", None, c_void_p)
render_page = _function("FPDF_RenderPageBitmap", None, c_void_p, c_void_p, *(c_int,) * 6)
first_child = _function("FPDFBookmark_GetFirstChild", c_void_p, c_void_p, c_void_p)
next_sibling = _function("FPDFBookmark_GetNextSibling", c_void_p, c_void_p, c_void_p)
bookmark_title = _function("FPDFBookmark_GetTitle", c_ulong, c_void_p, c_void_p, c_ulong)
bookmark_destination = _function("FPDFBookmark_GetDest", c_void_p, c_void_p, c_void_p)
bookmark_action = _function("FPDFBookmark_GetAction", c_void_p, c_void_p)
action_destination = _function("FPDFAction_GetDest", c_void_p, c_void_p, c_void_p)
destination_page = _function("FPDFDest_GetDestPageIndex", c_int, c_void_p, c_void_p)


@contextmanager
def opened(path: Path, password: str | None = None) -> Iterator[int]:
    """A PDF as PDFium's document handle. Raises FileRefused in plain words."""
    secret = password.encode() if password else None
    document = load_document(str(path).encode("utf-8", "surrogateescape"), secret)
    if not document:
        raise _refusal(last_error(), had_password=bool(password))
    try:
        yield document
    finally:
        close_document(document)


def _refusal(code: int, *, had_password: bool) -> FileRefused:
    if code == 4 and had_password:
        return FileRefused(
            "This PDF is locked and the password given does not open it.", "Try another password."
        )
    if code == 4:
        return FileRefused("This PDF is locked with a password.", "Save an unlocked copy and add that.")
    if code == 5:
        return FileRefused(
            "This PDF is protected in a way that cannot be opened here.",
            "Save an unprotected copy and add that.",
        )
    if code == 2:
        return FileRefused("The file cannot be opened.", "Check that it is still there and may be read.")
    return FileRefused(
        "This file is not a PDF, or it is damaged beyond reading.",
        "Open it in a PDF reader, save or print it as a new PDF and add that.",
    )


def filled(
    function: Function, *arguments: Iterable[object], count: int, size: int, places: int = 1
) -> bytearray:
    """What `function` writes when it is called `count` times, `size` bytes a call, one after the other.

    It is given the next of each of `arguments` and then the addresses of `places` equal parts of its bytes. Calling
    it from `map` costs half of calling it in a loop.
    """
    memory = bytearray(size * count)
    if count:
        start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        shifts = range(start, start + size, size // places)
        deque(map(function, *arguments, *(range(at, start + size * count, size) for at in shifts)), maxlen=0)
    return memory


def sized_text(function: Function, *arguments: object) -> str:
    """The answer of a function that first says how many bytes of UTF-16 it needs and then fills them."""
    needed = function(*arguments, None, 0)
    if needed <= 2:
        return ""
    buffer = ctypes.create_string_buffer(needed)
    function(*arguments, buffer, needed)
    return buffer.raw[: needed - 2].decode("utf-16-le", "replace")


def page_text(text_page: int) -> str:
    """The page's characters; each stands at the same place here as PDFium counts it.

    PDFium counts a character beyond U+FFFF twice, so such a character is followed by a word joiner (U+2060).
    """
    count = count_characters(text_page)
    if count <= 0:
        return ""
    buffer = (c_ushort * (2 * count + 2))()
    written = get_text(text_page, 0, count, buffer)
    units = ctypes.string_at(buffer, max(0, written - 1) * 2)
    try:
        text = units.decode("utf-16-le")
    except UnicodeDecodeError:
        return _character_by_character(text_page, count)
    if len(text) == count and "\x00" not in text:
        return text
    return _character_by_character(text_page, count)


def _character_by_character(text_page: int, count: int) -> str:
    """Slow but sure: used where the text in one piece is not one character for each that PDFium counts."""
    codes = [get_unicode(text_page, index) for index in range(count)]
    printed: list[str] = []
    while len(printed) < count:
        place = len(printed)
        after = codes[place + 1] if place + 1 < count else 0
        printed.extend(_printed(codes[place], after))
    return "".join(printed)


def _printed(code: int, after: int) -> str:
    if 0xD800 <= code < 0xDC00 <= after < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + after - 0xDC00) + "\u2060"
    if code == 2:
        return "\ufffe"  # as in the text in one piece: a hyphen at the end of a line
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)
