"""Two features that go together: how many have both."""


def pair_is_hidden(*, both: int, first: int, second: int, below: int) -> bool:
    """Whether the number that have both is hidden where the number of either is known: when it, or the number that
    have the one without the other, which subtraction gives, is small."""
    return any(0 < count < below for count in (both, first - both, second - both))
