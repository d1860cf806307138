"""Counts of what people decided, over chosen reviews."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heeded.client._addresses import HERE, query, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Flat, Table, table_of
from heeded.client.shapes import Analysis, FigureTable, ReviewBehind

# Ours, and the parameters of the API.
_FILTERS = {
    "nations": "nation",
    "regions": "region",
    "areas": "area",
    "types": "type",
    "year_from": "from",
    "year_to": "to",
    "dated": "dated",
    "framework": "framework",
    "themes": "theme",
    "by": "by",
    "whose": "whose",
    "restricted": "restricted",
}
_COLUMNS = ("row", "label", "column", "column_label", "count", "of")


class Counting(Asking):
    """Analysis."""

    def analysis(self, **filters: Any) -> Analysis:
        """Four tables: themes by year, side by side, together, and lessons over time. Filters: nations, regions, areas,
        types, year_from, year_to, dated (publication, period), framework, themes, by (region, type, area, age, harm,
        outcome), whose (reviews, children, adults), restricted.

        Raises:
            TypeError: there is no such filter.
        """
        return decoded(Analysis, self._connection.get(f"{HERE}/analysis", _said(filters)))

    def reviews_behind(self, table: str, row: str, column: str = "all", **filters: Any) -> list[ReviewBehind]:
        """The published reviews behind one figure: by the keys of its row and column."""
        wish = query({**_said(filters), "table": table, "row": row})
        # The key of "not confirmed" is empty, and has to be sent all the same.
        rows = self._connection.get(f"{HERE}/analysis/reviews{wish}&column={safe(column)}")
        return [decoded(ReviewBehind, one) for one in rows]

    def download_analysis(
        self, kind: str, target: Path | str, *, table: str = "by-year", **filters: Any
    ) -> str:
        """Write all four tables as xlsx, or one of them as csv, to a path; gives back its SHA-256. The file names its
        cohort."""
        wish = query({**_said(filters), "table": table})
        return self._download(f"{HERE}/analysis/file/{safe(kind)}{wish}", Path(target))


def figures_of(table: FigureTable) -> Table:
    """A table of figures as columns of plain values, ready for `pandas.DataFrame(…)`: one row a figure. A count that is
    hidden is None."""
    return table_of(_figures(table), _COLUMNS)


def _figures(table: FigureTable) -> Iterator[Flat]:
    for row in (table.held, *table.rows):
        for column, figure in zip(table.columns, row.figures, strict=True):
            yield {
                "row": row.key,
                "label": row.label or row.key,
                "column": column.key,
                "column_label": column.label,
                "count": figure.count,
                "of": figure.of,
            }


def _said(filters: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(filters) - set(_FILTERS))
    if unknown:
        raise TypeError(f"analysis has no filter {unknown[0]!r}; it has: {', '.join(_FILTERS)}")
    return {_FILTERS[name]: value for name, value in filters.items()}
