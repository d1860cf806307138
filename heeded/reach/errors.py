"""What this room says no to."""

from heeded.core.errors import NotFound


class NoSuchSearch(NotFound):
    """No such saved search, or somebody else's: the two look the same."""
