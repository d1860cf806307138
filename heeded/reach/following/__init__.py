"""The public node: a library of its own that pulls what is published from the main one, and lets go of what is
withdrawn.

On the main library start at `telling.py` (what followers are told, in order) and `records.py` (what the record of one
thing holds: only what the anonymous viewer may see). On the node start at `pulling.py` (one round),
then `taking.py` (a record becomes rows) and `letting_go.py` (bytes and all).
"""

from heeded.reach.following.pulling import follow_main_library
from heeded.reach.following.standing import Standing, silent_since, standing

__all__ = ["Standing", "follow_main_library", "silent_since", "standing"]
