"""The analysis page: the filters, the cohort in words, and each table with its picture."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.analysis.asked import FILTERS, OF_FAMILIES, Asked, DatedBy, SideBySide, Whose
from heeded.analysis.exports import column_words, side_words, table_words
from heeded.analysis.figures import Figure, Figures, Row, TableName
from heeded.analysis.queries import Analysis, known_filters
from heeded.analysis.saying import exclusions, filters_said, inclusions, of_whom, protection
from heeded.engine.vocabulary import Choice, Nation, ReviewType
from heeded.learning.queries import themes_of, visible_frameworks
from heeded.people.viewer import Viewer
from heeded.web.presenters.pictures import MOST_COLUMNS, picture_of

_CLOSED: dict[str, type[Choice]] = {"nations": Nation, "review_types": ReviewType}


def analysis_page(viewer: Viewer, analysis: Analysis) -> dict[str, Any]:
    """What `analysis/analysis.html` shows."""
    asked = analysis.asked
    return {
        "analysis": analysis,
        "asked": asked,
        "query": urlencode(asked.to_parameters()),
        "inclusions": inclusions(analysis),
        "exclusions": exclusions(analysis),
        "tables": [_table(analysis, figures) for figures in analysis.tables],
        "filters": _filters(viewer, asked),
        "chosen": filters_said(asked),
        "frameworks": list(visible_frameworks(viewer)),
        "themes": _themes(analysis),
        "selects": _selects(asked),
        "may_count_restricted": asked.with_restricted or analysis.cohort.restricted_left_out,
    }


def title_of(analysis: Analysis, name: TableName) -> str:
    """What a table is called on this page."""
    if name is TableName.LESSONS:
        return table_words(name)
    words = side_words(analysis.asked.side_by_side) if name is TableName.SIDE_BY_SIDE else table_words(name)
    return f"{words} {of_whom(analysis.asked)}".strip()


def _table(analysis: Analysis, figures: Figures) -> dict[str, Any]:
    title = title_of(analysis, figures.name)
    names = [column_words(column, figures, analysis) for column in figures.columns]
    heads = [figures.held, *([figures.coded] if figures.coded else [])]
    labels = [_("Reviews held"), _("Reviews coded with this framework")]
    is_pairs = figures.name is TableName.TOGETHER
    listed = not (figures.is_protected or analysis.asked.with_restricted)
    return {
        "figures": figures,
        "name": figures.name.value,
        "title": title,
        "first": _("Lesson") if figures.name is TableName.LESSONS else _("Theme"),
        # Themes stand in the rows by number and name: in the columns the number is enough.
        "columns": [*(map(str, range(1, len(names) + 1)) if is_pairs else names), _("All reviews")],
        "numbered": is_pairs,
        "picture": picture_of(analysis, figures, title=title),
        "heads": [
            _row(analysis, figures, row, words, names, listed=False)
            for row, words in zip([] if is_pairs else heads, labels, strict=False)
        ],
        "rows": [_row(analysis, figures, row, row.label, names, listed=listed) for row in figures.rows],
        "protection": protection(figures),
        "columns_left_out": max(0, len(names) - MOST_COLUMNS)
        if figures.name is TableName.SIDE_BY_SIDE
        else 0,
        "is_lessons": figures.name is TableName.LESSONS,
        "shares": not is_pairs,
    }


def _row(
    analysis: Analysis, figures: Figures, row: Row, label: str, names: list[str], *, listed: bool
) -> dict[str, Any]:
    keys = [column.key for column in figures.columns] + ["all"]
    cells = []
    for key, name, figure in zip(keys, [*names, _("All reviews")], [*row.figures, row.total], strict=True):
        # Of two themes together no list is given: the two lists of the one and the other have it.
        is_listed = listed and bool(figure.count) and (figures.name is not TableName.TOGETHER or key == "all")
        address = _behind(analysis.asked, figures.name, row.key, key) if is_listed else ""
        cells.append({"name": name, "figure": figure, "share": _percent(figure), "address": address})
    return {"label": label, "cells": cells, "proposed": row.proposed}


def _percent(figure: Figure) -> str:
    return "" if figure.share is None else f"{figure.share:.0%}"


def _behind(asked: Asked, table: TableName, row: str, column: str) -> str:
    pairs = [*asked.to_parameters(), ("table", table.value), ("row", row), ("column", column)]
    return f"{reverse('analysis-reviews')}?{urlencode(pairs)}"


def _filters(viewer: Viewer, asked: Asked) -> list[dict[str, Any]]:
    """The filters that choose reviews, with how many published reviews there are of each value."""
    words = {
        "nations": _("Nation"),
        "regions": _("Region"),
        "areas": _("Area"),
        "review_types": _("Kind of review"),
    }
    known = known_filters(viewer)
    found = []
    for name, label in words.items():
        chosen = getattr(asked, name)
        counts = {**dict.fromkeys(chosen, 0), **known[name]}
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        options = [
            {"value": value, "words": _value_words(name, value), "count": count, "chosen": value in chosen}
            for value, count in ordered
        ]
        if options:
            found.append({"name": FILTERS[name], "words": label, "options": options})
    return found


def _value_words(name: str, value: str) -> str:
    choices = _CLOSED.get(name)
    return _(choices(value).label) if choices else value[:1].upper() + value[1:]


def _themes(analysis: Analysis) -> dict[str, Any]:
    """The themes of the framework, to choose some from."""
    if analysis.framework is None:
        return {}
    chosen = analysis.asked.themes
    options = [
        {
            "value": row.theme.identifier,
            "words": row.name,
            "count": None,
            "chosen": row.theme.identifier in chosen,
        }
        for row in themes_of(analysis.framework)
        if not row.heading
    ]
    return {"name": "theme", "words": _("Themes"), "options": options}


def _selects(asked: Asked) -> list[dict[str, Any]]:
    """The choices of one of a few."""
    words = {choice: _(choice.label) for choice in SideBySide}
    words |= {choice: _("%s (protected)") % words[choice] for choice in OF_FAMILIES}
    return [
        _select("by", _("Side by side by"), words, asked.side_by_side),
        _select("dated", _("Years by"), {choice: _(choice.label) for choice in DatedBy}, asked.dated_by),
        _select("whose", _("Themes of"), {choice: _(choice.label) for choice in Whose}, asked.whose),
    ]


def _select(name: str, label: str, words: dict[Any, str], chosen: Choice) -> dict[str, Any]:
    options = [
        {"value": choice.value, "words": said, "chosen": choice is chosen} for choice, said in words.items()
    ]
    return {"name": name, "words": label, "options": options}
