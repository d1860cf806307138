"""What a picture file says besides its picture: camera, place, date, author, what was there before a crop."""

import contextlib
import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_JPEG_TOLD = frozenset((0xE1, 0xED, 0xFE))  # Exif and XMP, Photoshop's notes, comments
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_INSIDE = frozenset(
    (0x00, 0xFF, *range(0xD0, 0xD8))
)  # what stands behind 0xFF within the picture itself


def without_picture_metadata(data: bytes) -> bytes:
    """JPEG and PNG without what they tell besides the picture; anything else, or broken, as it is."""
    with contextlib.suppress(struct.error, IndexError):
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg_parts(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_parts(data))
    return data


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Up to the end of the picture: a telephone writes a second picture or a film behind it, with notes of its own."""
    yield data[:2]
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != _JPEG_END:
        kind = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if kind == _JPEG_SCAN:
            end = _end_of_scan(data, end)
        if kind not in _JPEG_TOLD:
            yield data[at:end]
        at = end
    if data[at : at + 1] == b"\xff":
        yield data[at : at + 2]
    else:
        yield data[at:]  # written by no rule; a reader may know better


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; the end, where a picture was cut short."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 < len(data) and data[at + 1] not in _JPEG_INSIDE:
            return at
        at += 1
    return len(data)


def _png_parts(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_TOLD:
            yield data[at : at + 12 + length]
        at += 12 + length
