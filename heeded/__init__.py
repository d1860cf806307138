"""Heeded: every case review in one place, its lessons read on the page they stand on."""

__version__ = "0.1.0"
