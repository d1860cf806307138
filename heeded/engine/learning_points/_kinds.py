"""Short names for the kinds of learning point, and how alternatives of words are joined into a pattern."""

from heeded.engine.vocabulary import LearningPointKind

RECOMMENDATION = LearningPointKind.RECOMMENDATION
FINDING = LearningPointKind.FINDING
LEARNING = LearningPointKind.LEARNING
QUESTION = LearningPointKind.QUESTION
GOOD_PRACTICE = LearningPointKind.GOOD_PRACTICE


def one_of(*words: str) -> str:
    """A pattern for any one of some patterns; a string of single words counts each of them."""
    return (
        "(?:" + "|".join(one for many in words for one in ([many] if " " not in many else many.split())) + ")"
    )


def phrase(*patterns: str) -> str:
    """A pattern for any one of some patterns that hold blanks."""
    return "(?:" + "|".join(patterns) + ")"
