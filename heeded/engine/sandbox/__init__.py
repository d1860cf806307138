"""Processes that alone open strangers' files: limited in memory, time and disk, without network or secrets."""

from heeded.engine.sandbox._desk import keep_desks_in
from heeded.engine.sandbox._parent import Sandbox, SandboxLimits

__all__ = ["Sandbox", "SandboxLimits", "keep_desks_in"]
