"""Themes: learned from people's codings and suggested by a machine; found without any; and how far coders agree.

Start at `_training.py` for what is learned, at `_model.py` for what is suggested. A suggestion decides nothing.
Figures, and why it is done like this: docs/decisions/0017-themes.md.
"""

from heeded.engine.themes._agreement import Agreement, cohens_kappa, krippendorffs_alpha, percent
from heeded.engine.themes._bootstrap import Interval
from heeded.engine.themes._errors import (
    NoMeaning,
    ThemesError,
    TooLittle,
    TooMany,
    UnevenRows,
    WrongFile,
    WrongLines,
)
from heeded.engine.themes._figures import Evaluation, ThemeFigures, figures
from heeded.engine.themes._file import model_file, read_model
from heeded.engine.themes._guessing import Asked, Doubt, Guess, Guesses, Guessing, Remembering
from heeded.engine.themes._labelled import Labelled, LabelledText, read_labelled, read_texts
from heeded.engine.themes._model import ThemeModel
from heeded.engine.themes._of_meaning import Meaning
from heeded.engine.themes._settings import Settings
from heeded.engine.themes._suggestion import Suggestion
from heeded.engine.themes._training import MOST_THEMES, evaluate, train
from heeded.engine.themes._unlabelled import AT_LEAST, likenesses, without_labels
from heeded.engine.themes._worth import WorthCoding, most_worth_coding

__all__ = [
    "AT_LEAST",
    "MOST_THEMES",
    "Agreement",
    "Asked",
    "Doubt",
    "Evaluation",
    "Guess",
    "Guesses",
    "Guessing",
    "Interval",
    "Labelled",
    "LabelledText",
    "Meaning",
    "NoMeaning",
    "Remembering",
    "Settings",
    "Suggestion",
    "ThemeFigures",
    "ThemeModel",
    "ThemesError",
    "TooLittle",
    "TooMany",
    "UnevenRows",
    "WorthCoding",
    "WrongFile",
    "WrongLines",
    "cohens_kappa",
    "evaluate",
    "figures",
    "krippendorffs_alpha",
    "likenesses",
    "model_file",
    "most_worth_coding",
    "percent",
    "read_labelled",
    "read_model",
    "read_texts",
    "train",
    "without_labels",
]
