"""Measurements. The settings of Heeded come first, as in its own processes: they say how many threads numpy starts."""

import heeded.config  # noqa: F401
