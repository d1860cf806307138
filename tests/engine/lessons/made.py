"""Fictional learning points for the tests of lessons."""

from itertools import product

import numpy as np

from heeded.engine.lessons import Said

WHO = ("The Board", "The hospital trust", "Children’s social care", "Each school", "The police")
ASKS = (
    "should use a professional interpreter for every conversation about a child’s care, and never a family member",
    "should arrange for each general practice to meet its named health visitor once a month",
    "should not close a case by letter because a child has not come to appointments",
    "should publish a procedure for workers who disagree with another agency’s decision",
    "should record the name and date of birth of each child’s father and of any man living in the home",
    "should see that children are seen and spoken to alone in all assessments",
    "should ensure that supervision takes place at least every month",
)


def said(text: str, *, review: str = "one", key: object = 0) -> Said:
    """One of which nothing but the text is known."""
    return Said(str(key), text, review)


def library(count: int) -> list[Said]:
    """So many, in which each of seven lessons comes again and again, from a review of its own each time."""
    rows = [f"{who} {asks}" for who, asks in product(WHO, ASKS)]
    return [
        said(f"{rows[at % len(rows)]}, in case {at}.", review=f"review {at}", key=at) for at in range(count)
    ]


def lesson_of(place: int) -> int:
    """Which of the seven a member of `library` teaches."""
    return place % (len(WHO) * len(ASKS)) % len(ASKS)


def vectors(count: int) -> np.ndarray:
    """Vectors of length one, the same each time."""
    made = np.random.default_rng(5).normal(size=(count, 384)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)
