"""Whether a review came after what was done, and whether the practice that it describes did: by months."""

from datetime import date

from heeded.learning.queries import ReviewKnown
from heeded.practice.kinds import When

Months = int  # since the year 0, as `ReviewKnown` counts them


def month_of(day: date) -> Months:
    """The month of a day."""
    return day.year * 12 + day.month - 1


def is_later_review(review: ReviewKnown, changed: Months | None) -> bool:
    """Whether a review was published, or looks at practice, after the month in which practice was said to have
    changed. One that cannot be dated is not: a person may still say so."""
    if changed is None:
        return False
    if review.year is not None:
        return review.year >= changed // 12
    ends = review.ends if review.ends is not None else review.begins
    return ends is not None and ends > changed


def when_of(review: ReviewKnown, changed: Months | None) -> When:
    """Whether the practice described is later than what was done. A period that lies on both sides tells nothing."""
    begins, ends = review.begins, review.ends
    if changed is None or (begins is None and ends is None):
        return When.NOT_KNOWN
    if begins is not None and begins > changed:
        return When.LATER
    if ends is not None and ends <= changed:
        return When.EARLIER
    return When.NOT_KNOWN
