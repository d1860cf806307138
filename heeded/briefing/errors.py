"""What briefings say no to."""

from heeded.core.errors import NotFound, Refused


class NoSuchBriefing(NotFound):
    """No such briefing, or not one that this person may see."""


class NothingToBrief(Refused):
    """The review holds no document that can be briefed from."""


class NotADraft(Refused):
    """It has been checked or issued: a change makes a new version."""
