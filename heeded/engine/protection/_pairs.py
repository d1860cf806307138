"""Two features that go together, and two that exclude each other: what the one gives away of the other."""


def pair_is_hidden(*, both: int, first: int, second: int, below: int) -> bool:
    """Whether the number that have both is hidden where the number of either is known: when it, or the number that
    have the one without the other, which subtraction gives, is small."""
    return any(0 < count < below for count in (both, first - both, second - both))


def other_part_is_hidden(*, part: int, other: int, whole: int, below: int) -> bool:
    """Of two parts of a whole that have nothing in common: whether the other is hidden too, as the one is small and
    what the other leaves of the whole says that it is less than a small number may be."""
    return 0 < part < below <= other and whole - other < below
