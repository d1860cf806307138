"""The same briefing for one profession: what it says to them first, and saying so where it says little."""

from dataclasses import dataclass

from heeded.briefing.drafting import Glance
from heeded.briefing.shown import ShownBriefing, ShownLine
from heeded.engine.briefing import Profession

_LITTLE = 2  # lines and recommendations, below which a reader is told that there is little


@dataclass(frozen=True, slots=True)
class SpokenTo:
    """What a briefing says to one profession: lines in their order, then what is asked of them."""

    profession: Profession
    lines: tuple[ShownLine, ...]
    recommendations: tuple[Glance, ...]

    @property
    def says_little(self) -> bool:
        return len(self.lines) + len(self.recommendations) < _LITTLE

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its lines, to mark them where the whole briefing follows."""
        return frozenset(line.key for line in self.lines)


def spoken_to(shown: ShownBriefing, profession: Profession) -> SpokenTo:
    """The lines and recommendations that speak to a profession: they name its agencies or use its words."""
    lines = [line for part in shown.parts for line in part.lines]
    printed = {_bare(line.quote) for line in lines}
    asked = [
        one
        for one in shown.recommendations
        if profession.is_spoken_to(" ".join(one.guess.addressees), one.agencies)
        and _bare(one.point.text) not in printed  # it stands among the lines already
    ]
    told = tuple(line for line in lines if profession.is_spoken_to(line.text, line.agencies))
    return SpokenTo(profession, told, tuple(asked))


def _bare(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
