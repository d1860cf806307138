"""What a picture file says besides its picture: camera, place, date, author, what was there before a crop."""

import contextlib
import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_JPEG_TOLD = frozenset((0xE1, 0xED, 0xFE))  # Exif and XMP, Photoshop's notes, comments


def without_picture_metadata(data: bytes) -> bytes:
    """JPEG and PNG without what they tell besides the picture; anything else, or broken, as it is."""
    with contextlib.suppress(struct.error, IndexError):
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg_parts(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_parts(data))
    return data


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xDA:  # the picture itself begins
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        if kind not in _JPEG_TOLD:
            yield data[at : at + 2 + length]
        at += 2 + length
    yield data[at:]


def _png_parts(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_TOLD:
            yield data[at : at + 12 + length]
        at += 12 + length
