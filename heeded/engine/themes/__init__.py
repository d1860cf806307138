"""Themes: how far coders agree.

Start at `_agreement.py`.
"""

from heeded.engine.themes._agreement import Agreement, cohens_kappa, krippendorffs_alpha, percent
from heeded.engine.themes._bootstrap import Interval
from heeded.engine.themes._errors import ThemesError, TooLittle, UnevenRows, WrongLearnt

__all__ = [
    "Agreement",
    "Interval",
    "ThemesError",
    "TooLittle",
    "UnevenRows",
    "WrongLearnt",
    "cohens_kappa",
    "krippendorffs_alpha",
    "percent",
]
