"""Ages and counts in words or digits."""

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER = (
    r"(?:\d{1,3}|(?:" + "|".join(_TENS) + r")(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
    + "|".join(sorted(_WORDS[1:], key=len, reverse=True)) + ")"
)  # fmt: skip


def number(printed: str) -> int:
    """ "eleven", "thirty-four" or "34" as a number. Raises ValueError for anything else."""
    low = printed.lower().strip()
    if low.isdigit():
        return int(low)
    if low in _WORDS:
        return _WORDS.index(low)
    parts = re.split(r"[ -]", low)
    if parts[0] not in _TENS:
        raise ValueError(f"{printed!r} is no number.")
    tens = 10 * (_TENS.index(parts[0]) + 2)
    return tens + (_WORDS.index(parts[1]) if len(parts) > 1 else 0)
