"""The sentence model of this process, opened once; none is no failure."""

import logging
import threading
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from heeded.engine import meaning
from heeded.engine.meaning import MeaningError, Model, QuestionVectors, model_folder, open_model

log = logging.getLogger(__name__)
NO_MODEL = "No sentence model is installed here."
_lock = threading.Lock()
_opened: dict[tuple[str, int], Model | str] = {}


def the_model() -> Model | None:
    """The model, None where there is none or it cannot be used."""
    found = _open()
    return None if isinstance(found, str) else found


def what_is_wrong() -> str:
    """Why there is no model, in plain words; nothing where there is one."""
    found = _open()
    return found if isinstance(found, str) else ""


def model_name() -> str:
    """Whose vectors are kept here; nothing without a model. Does not open it."""
    return meaning.IDENTIFIER if _folder() is not None else ""


def forget_model() -> None:
    """Look for it again next time."""
    with _lock:
        _opened.clear()
        _embedded.cache_clear()


def embed_question(text: str) -> QuestionVectors | None:
    """The vectors of what somebody asks, None without a model. The last few are remembered, in memory only, for the
    next page and the next filter."""
    model = the_model()
    return None if model is None else _embedded(model, text)


@lru_cache(maxsize=64)
def _embedded(model: Model, text: str) -> QuestionVectors:
    return model.embed_question(text)


def _open() -> Model | str:
    """The model, or what is wrong. Looked for again when its file is put there or changed."""
    folder = _folder()
    if folder is None:
        return NO_MODEL
    key = (str(folder), _stamp(folder))
    with _lock:
        if key not in _opened:
            _opened.clear()
            _opened[key] = _opened_in(folder)
        return _opened[key]


def _opened_in(folder: Path) -> Model | str:
    try:
        return open_model(folder)
    except MeaningError as problem:
        log.warning("search by meaning is off: %s", problem)
        return str(problem)


def _folder() -> Path | None:
    return model_folder(chosen=settings.MODEL, library=Path(settings.DATA))


def _stamp(folder: Path) -> int:
    try:
        return (folder / "model.onnx").stat().st_mtime_ns
    except OSError:
        return 0
