"""When a point was taught, and when it was taught again, as a picture: of reviews, never of a child."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heeded.engine import charts
from heeded.learning.queries import ReviewKnown
from heeded.practice.queries import PointThroughline
from heeded.web.presenters.practice.outcomes import came_back, pages_words, returned_words
from heeded.web.presenters.throughlines import review_place

_DATED = {
    "period": charts.DatedBy.PERIOD,
    "publication": charts.DatedBy.PUBLICATION,
    "": charts.DatedBy.UNKNOWN,
}
_MONTH = len("2005-09")


def picture_of_returns(line: PointThroughline) -> SafeString:
    """The review that it stands in, and those in which it came back; nothing where it did not, or where its review
    is not known to this viewer. The page says the same in words."""
    returns = [one for item in line.items for one in came_back(item)]
    if line.point.review is None or not any(one.review for one in returns):
        return mark_safe("")
    rows = [_drawn(line.point.review, pages_words(line.point.printed))]
    rows += [_drawn(one.review, returned_words(one)) for one in returns if one.review]
    words = charts.ThroughlineWords(
        period=_("Period under review"),
        publication=_("Published (period not known here)"),
        unknown=_("Date not known here"),
        published=_("published"),
        to=_("to"),
        description=_("One row for each review, the earliest first."),
    )
    drawn = charts.throughline(rows, title=_("When it was recommended, and when it came back"), words=words)
    return mark_safe(drawn)  # noqa: S308 -- the engine escapes every word


def _drawn(review: ReviewKnown, mark: str) -> charts.Taught:
    by_period = review.dated_by == "period"
    where = review_place(review)
    return charts.Taught(
        label=where or review.work.title,
        first=review.period_from[:_MONTH] if by_period else str(review.year or ""),
        last=review.period_to[:_MONTH] if by_period else "",
        dated_by=_DATED[review.dated_by],
        mark=mark,
        detail=review.work.title if where else "",
    )
