"""What may be chosen about learning, each with a name, so that whoever reads a figure can see what it hangs on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How themes are learned and when a suggestion is made."""

    good_enough: float = 0.5  # F1 by cross-validation; a theme below it makes no suggestions
    fewest: int = 10  # texts with the theme; with fewer it makes none, whatever its F1
    folds: int = 5  # of the cross-validation
    penalty: float = 3.0  # how far weights are held down (docs/decisions/0017)
    most_texts: int = (
        5000  # texts that are learned from; of more, those with rarer themes and a draw of the others
    )
    most_words: int = 20_000  # words and pairs of words that are kept, commonest first
    most_letters: int = 30_000  # runs of letters that are kept
    seed: int = 0  # of every draw
