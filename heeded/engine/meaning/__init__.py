"""Meaning: a sentence model that turns text into vectors, so that what means the same stands close together.

The model is all-MiniLM-L6-v2, its weights accepted by their SHA-256 only and written down once as int8 ONNX
(`make_model`); `open_model` runs it on the processor, offline. Vectors have length one, so that the inner product of
two is the cosine of the angle between them: 1 says the same, about 0 has nothing to do with it.
"""

from heeded.engine.meaning._errors import MeaningError, NoWeights, WrongModel
from heeded.engine.meaning._making import make_model
from heeded.engine.meaning._model import Model, PassageVectors, check_model, open_model
from heeded.engine.meaning._packing import PACKED_ONE, cosine, packed, unpacked
from heeded.engine.meaning._pinned import DIMENSIONS, IDENTIFIER
from heeded.engine.meaning._places import SHARED_FOLDER, model_folder
from heeded.engine.meaning._question import QuestionVectors, unit
from heeded.engine.meaning._windows import sentence_windows

__all__ = [
    "DIMENSIONS",
    "IDENTIFIER",
    "PACKED_ONE",
    "SHARED_FOLDER",
    "MeaningError",
    "Model",
    "NoWeights",
    "PassageVectors",
    "QuestionVectors",
    "WrongModel",
    "check_model",
    "cosine",
    "make_model",
    "model_folder",
    "open_model",
    "packed",
    "sentence_windows",
    "unit",
    "unpacked",
]
