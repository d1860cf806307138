"""How crookedly a page was laid on the scanner, told from how sharply its lines stand apart."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from PIL.Image import Image

_WIDEST = 3.0  # degrees: beyond that tesseract's own layout finds the lines no worse
_STEP = 0.1
_SMALLEST = 0.15  # degrees: below that turning costs more sharpness than it gains
_WIDTH = 900  # pixels: enough to see lines, few enough to be quick
_POINTS = 60_000


def skew_of(picture: "Image") -> float:
    """Degrees by which the picture must be turned anticlockwise to lie level; 0.0 where unsure."""
    import numpy

    small = picture.reduce(max(1, round(picture.width / _WIDTH)))
    grey = numpy.asarray(small)
    dark = grey < (int(grey.min()) + int(numpy.median(grey))) / 2
    rows, columns = numpy.nonzero(dark)
    if not 200 < len(rows) < 0.4 * grey.size:
        return 0.0
    every = max(1, len(rows) // _POINTS)
    rows, columns = rows[::every].astype(float), columns[::every].astype(float)
    angles = numpy.arange(-_WIDEST, _WIDEST + _STEP / 2, _STEP)
    scores = [_sharpness(rows, columns, float(angle), grey.shape[0]) for angle in angles]
    best = float(angles[int(numpy.argmax(scores))])
    level = scores[len(scores) // 2]
    return round(best, 2) if abs(best) >= _SMALLEST and max(scores) > 1.05 * level else 0.0


def turned(picture: "Image", angle: float) -> "Image":
    """The picture turned anticlockwise round its middle, of the same size, with white corners."""
    from PIL import Image

    if not angle:
        return picture
    return picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _sharpness(rows: "numpy.ndarray", columns: "numpy.ndarray", angle: float, height: int) -> float:
    import numpy

    # turned anticlockwise by `angle`, a point on the right moves up
    level = rows - columns * numpy.tan(numpy.radians(angle))
    counts = numpy.bincount((level - level.min()).astype(int), minlength=height).astype(float)
    return float(numpy.square(numpy.diff(counts)).sum())
