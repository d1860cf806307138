"""Clean text: pages as read become blocks in reading order, each mapped back to the raw text.

`clean` is the door; `sentences` splits any text into whole sentences. Nothing here knows what a block is about:
that is for `sections` and `passages`.
"""

from heeded.engine.flow._clean import clean
from heeded.engine.flow._hyphens import Words
from heeded.engine.flow._sentences import sentences

__all__ = ["Words", "clean", "sentences"]
