"""Small numbers: which figures of a table are hidden so that nobody is found in it, by one rule for every door.

A count from 1 to 9 is hidden (`below` is set by the library; nothing is nobody, so 0 is shown). Then as many others are
hidden with it as it takes so that no sum of what is left says more than "a small number": by all that is shown, each
number that was hidden for being small could as well be 1 or less, and as well be `below` or more.
"""

from heeded.engine.protection._faces import Face, protect_faces
from heeded.engine.protection._pairs import other_part_is_hidden, pair_is_hidden
from heeded.engine.protection._protect import Hidden, protect

BELOW = 10  # counts below this are hidden where a library has not said otherwise

__all__ = ["BELOW", "Face", "Hidden", "other_part_is_hidden", "pair_is_hidden", "protect", "protect_faces"]
