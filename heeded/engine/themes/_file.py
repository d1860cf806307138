"""A model as bytes: plain arrays and JSON in one archive. Reading one runs nothing that stands in it."""

import io
import json
import zipfile
import zlib
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from heeded.engine.themes._bootstrap import Interval
from heeded.engine.themes._errors import WrongFile
from heeded.engine.themes._figures import Evaluation, ThemeFigures
from heeded.engine.themes._model import Judging, ThemeModel
from heeded.engine.themes._of_meaning import OfMeaning
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._side import Side

VERSION = 1
LARGEST = 60_000_000  # bytes, packed or unpacked
_ADVICE = "Learn the themes again."
# Kept in two bytes, as they were when learned.
_ROUNDED = ("word_weights", "letter_weights", "meaning_weights", "meaning_pairs")
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, ArithmeticError, MemoryError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
Arrays = dict[str, npt.NDArray[Any]]


def model_file(model: ThemeModel) -> bytes:
    """The model as a file of plain arrays."""
    about = {
        "version": VERSION,
        "names": model.names,
        "settings": asdict(model.settings),
        "learned_from": model.learned_from,
        "how_good": asdict(model.how_good),
        "words": model.words.names,
        "letters": model.letters.names,
        "meaning": model.meaning.identifier if model.meaning else None,
    }
    text = json.dumps(about, ensure_ascii=False).encode()
    arrays: dict[str, Any] = {
        name: array.astype(np.float16 if name in _ROUNDED else np.float32) for name, array in _arrays(model)
    }
    file = io.BytesIO()
    np.savez_compressed(file, about=np.frombuffer(text, np.uint8), **arrays)
    return file.getvalue()


def read_model(content: bytes) -> ThemeModel:
    """What `model_file` wrote.

    Raises:
        WrongFile: it is damaged, too large or of another version.
    """
    try:
        arrays = _unpacked(content)
        about = json.loads(arrays["about"].tobytes())
        if about["version"] != VERSION:
            raise WrongFile("What was learned was kept by another version of Heeded.", _ADVICE)
        return _model(about, arrays)
    except _DAMAGE as error:
        raise WrongFile("The file of what was learned is damaged.", _ADVICE) from error


def _unpacked(content: bytes) -> Arrays:
    """Its arrays, once it is known that they are no larger than they may be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise WrongFile("The file of what was learned is larger than any that Heeded writes.", _ADVICE)
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def _arrays(model: ThemeModel) -> list[tuple[str, npt.NDArray[Any]]]:
    judging = model.judging
    found = [
        ("word_rarity", model.words.rarity),
        ("word_weights", model.words.weights),
        ("letter_rarity", model.letters.rarity),
        ("letter_weights", model.letters.weights),
        ("judging", np.stack([judging.constant, judging.slopes, judging.offsets, judging.thresholds])),
    ]
    if model.meaning is not None:
        one, other = np.triu_indices(len(model.meaning.middle))
        found += [
            ("middle", model.meaning.middle),
            ("meaning_weights", model.meaning.weights),
            ("meaning_pairs", model.meaning.pairs[:, one, other]),
        ]
    return found


def _model(about: dict[str, Any], arrays: Arrays) -> ThemeModel:
    names = tuple(about["names"])
    words = Side(about["words"], arrays["word_rarity"], arrays["word_weights"])
    letters = Side(about["letters"], arrays["letter_rarity"], arrays["letter_weights"])
    meaning = None if about["meaning"] is None else _meaning(about["meaning"], arrays)
    _fit_together(words, letters, meaning, arrays["judging"], len(names))
    return ThemeModel(
        names=names,
        settings=Settings(**about["settings"]),
        learned_from=int(about["learned_from"]),
        how_good=_evaluation(about["how_good"]),
        words=words,
        letters=letters,
        meaning=meaning,
        judging=Judging(*arrays["judging"].astype(np.float32)),
    )


def _meaning(identifier: str, arrays: Arrays) -> OfMeaning:
    weights, half = arrays["meaning_weights"].astype(np.float32), arrays["meaning_pairs"].astype(np.float32)
    size, themes = weights.shape
    one, other = np.triu_indices(size)
    pairs = np.zeros((themes, size, size), np.float32)
    pairs[:, one, other] = half
    pairs[:, other, one] = half
    return OfMeaning(identifier, arrays["middle"].astype(np.float32), weights, pairs)


def _fit_together(
    words: Side, letters: Side, meaning: OfMeaning | None, judging: npt.NDArray[Any], themes: int
) -> None:
    """That every array has a row for every name and a column for every theme."""
    for side in (words, letters):
        if side.weights.shape != (len(side.names), themes) or side.rarity.shape != (len(side.names),):
            raise ValueError("weights and names differ")
    if meaning is not None and meaning.weights.shape != (len(meaning.middle), themes):
        raise ValueError("weights and dimensions differ")
    if judging.shape != (4, themes):
        raise ValueError("thresholds and themes differ")


def _evaluation(kept: dict[str, Any]) -> Evaluation:
    themes = [ThemeFigures(**{**one, "interval": _interval(one["interval"])}) for one in kept["themes"]]
    intervals = {name: _interval(kept[name]) for name in ("micro_interval", "macro_interval")}
    read: dict[str, Any] = {**kept, **intervals, "themes": tuple(themes)}
    return Evaluation(**read)


def _interval(kept: dict[str, float] | None) -> Interval | None:
    return None if kept is None else Interval(**kept)
