"""Copies of files for everybody: what a reader sees in them, and nothing that they say besides.

Call these inside a `heeded.engine.sandbox.Sandbox`: they open strangers' files. The same file always gives the same
bytes. Start reading in `_kinds`.
"""

from heeded.engine.shown_copies._kinds import shown_copy

__all__ = ["shown_copy"]
