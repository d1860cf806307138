"""Pictures drawn anew from their points alone: place, camera, day, author, what lay outside a crop, and a film behind
the picture are in none of them. Turned upright first, since which way is up stands in what is left out."""

import io
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from heeded.engine.reading._errors import FileRefused

_MOST_POINTS = 60_000_000  # of one picture: a telephone's largest usual one has 50 million
_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_WRITTEN_AS = {
    "JPEG": "JPEG",
    "PNG": "PNG",
    "GIF": "GIF",
    "TIFF": "TIFF",
    "WEBP": "WEBP",
    "BMP": "BMP",
}
_SEVERAL = "MPO"  # what Pillow calls a JPEG with others behind it
_MODES = {"1": "1", "L": "L", "RGB": "RGB", "RGBA": "RGBA", "P": "RGBA", "LA": "RGBA", "PA": "RGBA"}
_MODES |= dict.fromkeys(("CMYK", "YCbCr", "LAB", "HSV", "RGBX"), "RGB")
_OPAQUE = ("JPEG", "BMP")


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a picture that can be drawn anew."""
    if head[:2] == b"BM" and b"\0" in head[2:26]:
        return True
    return head.startswith(_HEADS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def picture_copy(source: Path, target: Path) -> None:
    """Write the picture `source` to `target`, in its own format, with nothing besides its points.

    Raises FileRefused: it is broken, too large, or several pictures in one file.
    """
    try:
        with Image.open(source, formats=tuple(_WRITTEN_AS)) as opened:
            _refuse_unusual(opened)
            written_as = _WRITTEN_AS.get(str(opened.format), "JPEG")
            _points_of(opened, written_as).save(target, written_as, **_settings(written_as))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as problem:
        raise _refused("It is broken or not whole.") from problem


def _refuse_unusual(opened: Image.Image) -> None:
    width, height = opened.size
    if width * height > _MOST_POINTS:
        raise _refused("It is too large.")
    if getattr(opened, "n_frames", 1) > 1 and opened.format != _SEVERAL:
        raise _refused("It holds several pictures in one file.")
    if opened.mode not in _MODES:
        raise _refused("Its colours are of a kind that is not known.")


def _points_of(opened: Image.Image, written_as: str) -> Image.Image:
    upright = ImageOps.exif_transpose(_in_usual_colours(opened))
    mode = _MODES[upright.mode]
    if "transparency" in upright.info:
        mode = "RGBA"
    if mode == "RGBA" and written_as in _OPAQUE:
        mode = "RGB"
    points = upright.convert(mode)
    bare = Image.new(mode, points.size)
    bare.paste(points)
    return bare


def _in_usual_colours(opened: Image.Image) -> Image.Image:
    """The colours that were meant, without the profile that describes them: it may name a device."""
    profile = opened.info.get("icc_profile")
    if profile and opened.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            turned = ImageCms.profileToProfile(
                opened, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return turned or opened
    return opened


def _settings(written_as: str) -> dict[str, object]:
    if written_as in ("JPEG", "WEBP"):
        return {"quality": 92}
    return {"compression": "tiff_lzw"} if written_as == "TIFF" else {}


def _refused(why: str) -> FileRefused:
    return FileRefused(
        f"No copy without hidden data can be made of this picture. {why}",
        "Save it as a PDF, or as one JPEG, add that and show that instead.",
    )
