"""How far two coders agree, in figures and in plain words: what the figures mean, and when they mean nothing."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heeded.engine.frameworks import CodeValue
from heeded.engine.themes import Agreement
from heeded.learning.models import CodingRound, RoundUnit
from heeded.learning.queries import ThemeAgreement, agreement, themes_of, units_of_round
from heeded.library.exports import Export
from heeded.people.viewer import Viewer

# Often asked of alpha: below the first nothing is built on it, below the second conclusions are drawn with care.
ENOUGH, GOOD = 0.667, 0.8
_FEW_FOUND, _FEW_REVIEWS = 10, 5
_NOTHING = {"", CodeValue.NOT_MENTIONED.value}


@dataclass(frozen=True, slots=True)
class Said:
    """Of one theme: how many things each of the two said something of, and of how many both."""

    first: int = 0
    second: int = 0
    both: int = 0
    differ: int = 0


def agreement_rows(viewer: Viewer, held: CodingRound) -> list[dict[str, Any]]:
    """A row for all themes together, then one for each theme, in the framework's order."""
    names = _names(held)
    said, reviews = _said(units_of_round(viewer, held)), _reviews(held)
    found = []
    for row in agreement(viewer, held):
        theme = row.theme.pk if row.theme is not None else 0
        counted = said.get(theme, Said())
        found.append(
            {
                "name": names.get(theme, "") if theme else _("All themes together"),
                "is_all": not theme,
                "things": row.percent.things,
                "said": counted,
                "percent": figure_words(row.percent, percent=True),
                "kappa": figure_words(row.kappa),
                "alpha": figure_words(row.alpha),
                "means": means(row, counted),
            }
        )
    if found:
        found[0]["few_reviews"] = reviews < _FEW_REVIEWS
    return found


def figure_words(one: Agreement, *, percent: bool = False) -> str:
    """ "82% (71% to 90%)", ".74 (.60 to .85)", or that nothing can be said."""
    if one.value is None:
        return _("cannot be told")
    shown = _as_percent if percent else _as_figure
    if one.interval is None:
        return shown(one.value)
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": shown(one.value),
        "low": shown(one.interval.low),
        "high": shown(one.interval.high),
    }


def means(row: ThemeAgreement, said: Said) -> str:
    """What the figures of a theme say, in a sentence or two."""
    if not row.percent.things:
        return _("There was nothing to compare.")
    if not said.first and not said.second:
        return _("Neither found it anywhere, so the figures say nothing about how well it can be told.")
    alpha = row.alpha.value
    if alpha is None:
        return _("Both gave the same answer everywhere, so it cannot be told from chance.")
    words = _strength(alpha)
    if alpha >= ENOUGH and row.alpha.interval is not None and row.alpha.interval.low < ENOUGH:
        words += " " + _("But the interval reaches below that: with so few it may be chance.")
    found = said.first + said.second - said.both
    if found < _FEW_FOUND:
        told = ngettext(
            "Only %d was found by either: do not build on it.",
            "Only %d were found by either: do not build on it.",
            found,
        )
        words += " " + told % found
    return words


def _strength(alpha: float) -> str:
    if alpha >= GOOD:
        return _("Good agreement.")
    if alpha >= ENOUGH:
        return _("Enough agreement for careful conclusions.")
    if alpha > 0:
        return _("More agreement than by chance, not enough to count on.")
    return _("No more agreement than chance would have.")


def agreement_table(viewer: Viewer, held: CodingRound) -> Export:
    """The same as a table for other programs: a row a theme, figures as they are."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    names, said = _names(held), _said(units_of_round(viewer, held))
    for row in agreement(viewer, held):
        theme = row.theme.pk if row.theme is not None else 0
        counted = said.get(theme, Said())
        figures = [part for one in (row.percent, row.kappa, row.alpha) for part in _parts(one)]
        whose = [
            row.theme.identifier if row.theme else "",
            names.get(theme, "") if theme else "All themes together",
        ]
        counts = [counted.first, counted.second, counted.both, counted.differ]
        writer.writerow([*map(_safe, whose), row.percent.things, *figures, *counts])
    content = ("\ufeff" + out.getvalue()).encode("utf-8")
    return Export(f"agreement-{held.identifier}.csv", "text/csv; charset=utf-8", content)


_FIGURES = ("percent", "kappa", "alpha")
_COLUMNS = (
    "theme", "name", "compared",
    *(f"{figure}{end}" for figure in _FIGURES for end in ("", "_low", "_high")),
    "found_by_first", "found_by_second", "found_by_both", "differ",
)  # fmt: skip


def _parts(one: Agreement) -> list[str]:
    low_high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    return ["" if part is None else f"{part:.4f}" for part in (one.value, *low_high)]


def _safe(words: str) -> str:
    """Never a formula to a spreadsheet."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


def _names(held: CodingRound) -> dict[int, str]:
    return {row.theme_id: row.name for row in themes_of(held.framework)}


def _reviews(held: CodingRound) -> int:
    return held.documents.values("document__work").distinct().count()


def _said(units: Iterable[RoundUnit]) -> dict[int, Said]:
    """By primary key of a theme, and under 0 of all: how many things each said something of."""
    counts: dict[int, Counter[str]] = {}
    for unit in units:
        found = _found(unit)
        for theme in (0, unit.theme_id):
            counts.setdefault(theme, Counter()).update(found)
    return {theme: Said(**counted) for theme, counted in counts.items()}


def _found(unit: RoundUnit) -> Sequence[str]:
    first, second = unit.first not in _NOTHING, unit.second not in _NOTHING
    differ = (unit.first or CodeValue.NOT_MENTIONED) != (unit.second or CodeValue.NOT_MENTIONED)
    said = {"first": first, "second": second, "both": first and second, "differ": differ}
    return [name for name, is_so in said.items() if is_so]


def _as_percent(value: float) -> str:
    return f"{value * 100:.0f}%"


def _as_figure(value: float) -> str:
    """ ".74", "-.12", "1": as such figures are printed."""
    text = f"{value:.2f}"
    if text in {"1.00", "-1.00"}:
        return text[:-3]
    return text.replace("0.", ".", 1).replace("-", "−") if text not in {"0.00", "-0.00"} else "0"
