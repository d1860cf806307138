"""Figures as pictures: the words that pictures say, and what they are drawn from."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heeded.analysis.exports import column_words
from heeded.analysis.figures import Figure, Figures, Row, TableName
from heeded.analysis.queries import Analysis
from heeded.engine import charts

MOST_COLUMNS = 12  # of a picture; the table has all


def picture_of(analysis: Analysis, figures: Figures, *, title: str) -> SafeString:
    """The picture of a table; blank where there is nothing to draw."""
    said = chart_words()
    if figures.name is TableName.TOGETHER:
        drawn = charts.together([_line(row) for row in figures.rows], title=title, words=said)
        return mark_safe(drawn)  # noqa: S308 -- every word in it was escaped when it was drawn
    columns = figures.columns[:MOST_COLUMNS]
    if figures.name is TableName.SIDE_BY_SIDE:
        names = [column_words(column, figures, analysis) for column in columns]
        draw = charts.side_by_side
    else:
        names = [column.label for column in columns]
        draw = charts.by_year if figures.name is TableName.BY_YEAR else charts.over_time
    lines = [_line(row, most=len(columns)) for row in figures.rows]
    return mark_safe(draw(names, lines, title=title, words=said))  # noqa: S308 -- escaped when it was drawn


def chart_words() -> charts.ChartWords:
    """What pictures themselves say, in the reader's language."""
    return charts.ChartWords(
        of_reviews=_("{count} of {of} reviews held"),
        reviews=_("{count} reviews"),
        one_review=_("1 review"),
        total_is_hidden=_("Number hidden"),
        example=_("3/12 means 3 of 12 reviews held"),
        hidden=_("* Hatched: hidden, because the number is small or would give a small one away"),
        none_held=_("– No review held"),
        not_confirmed=_("Not confirmed"),
        no_year=_("No year"),
        in_circles=_("In each circle: how many reviews"),
        in_squares=_("In each square: how many reviews have both themes, darker for more"),
        of_itself=_("On the slope: how many have that theme at all"),
        description=_("The table after the picture has every figure in it."),
    )


def throughline_words() -> charts.ThroughlineWords:
    """The same of the throughline of a lesson."""
    return charts.ThroughlineWords(
        period=_("Period under review"),
        publication=_("Published (period not known here)"),
        unknown=_("Date not known here"),
        proposed=_("Hollow: proposed by machine, not decided"),
        proposal=_("proposed by machine"),
        published=_("published"),
        to=_("to"),
        description=_("One row for each review, the earliest first."),
    )


def _line(row: Row, *, most: int | None = None) -> charts.Line:
    return charts.Line(row.label, [_count(one) for one in row.figures[:most]], _count(row.total))


def _count(figure: Figure) -> charts.Count:
    return charts.Count(figure.count, figure.of)
