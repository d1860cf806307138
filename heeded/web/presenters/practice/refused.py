"""What a service says no to, as one sentence for a form or a message."""

from heeded.core.errors import HeededError


def refused_words(error: HeededError) -> str:
    """The reason and what to do instead."""
    return f"{error.reason} {error.advice}".strip()
