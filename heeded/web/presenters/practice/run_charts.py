"""Data over time as a picture, in words and as a table."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.dates import MONTHS
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from heeded.engine.charts import Measured, Run, RunWords, figure, read_run, run_chart, said_of_run
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Evidence

# What differs between "Audit, May 2010" and "Second audit, October 2010": the same thing measured again.
_WHICH_TIME = re.compile(
    r"\d+(?:st|nd|rd|th)?|\b(?:first|second|third|fourth|fifth|sixth|repeat(?:ed)?|again|follow[- ]?up|q[1-4]"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter|of|the)\b|\W",
    re.IGNORECASE,
)


def run_charts(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The run charts of these pieces of evidence, with their figures prefetched: what was measured once more under the
    same name stands in one. For `practice/run_chart.html`."""
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        groups[one.kind, _WHICH_TIME.sub("", one.title.lower())].append(one)
    return [chart for same in groups.values() for chart in _charts(same)]


def run_chart_of(evidence: Evidence) -> dict[str, Any] | None:
    """The run chart of one piece of evidence; None where it has fewer than two figures."""
    return _chart(evidence.title, [evidence])


def _charts(same: list[Evidence]) -> list[dict[str, Any]]:
    days = [one.on for evidence in same for one in evidence.figures.all()]
    # Two figures for one day are not one thing measured over time.
    together = [same] if len(set(days)) == len(days) else [[one] for one in same]
    found = (_chart(some[-1].title, some) for some in together)
    return [one for one in found if one is not None]


def _chart(title: str, evidence: list[Evidence]) -> dict[str, Any] | None:
    points = [Measured(one.on, one.value, one.out_of) for some in evidence for one in some.figures.all()]
    run = read_run(points)
    if run is None:
        return None
    words = _words()
    called = title or EvidenceKind(evidence[0].kind).label
    picture = run_chart(points, title=_("%s, over time") % called, words=words)
    return {
        "title": called,
        "name": f"run-{evidence[0].identifier}",
        "picture": mark_safe(picture),  # noqa: S308 -- the engine escapes every word
        "says": said_of_run(run, words),
        "rows": _rows(run),
        "is_share": run.is_share,
        "pieces": len(evidence),
    }


def _rows(run: Run) -> list[dict[str, Any]]:
    return [
        {"on": one.on, "figure": figure(one), "share": f"{100 * value:.0f}%" if run.is_share else ""}
        for one, value in zip(run.points, run.values, strict=True)
    ]


def _words() -> RunWords:
    return RunWords(
        median=_("Broken line: the middle of all figures (median), {median}"),
        first_and_last=_(
            "{count} figures, from {first} on {from_day} to {last} on {to_day}. The middle one is {median}."
        ),
        shift_up=_("From {from_day} to {to_day} all lie above the middle: {count} in a row."),
        shift_down=_("From {from_day} to {to_day} all lie below the middle: {count} in a row."),
        trend_up=_("From {from_day} to {to_day} they only rise, repeats left out: {count} in a row."),
        trend_down=_("From {from_day} to {to_day} they only fall, repeats left out: {count} in a row."),
        seldom=_("So many in a row are seldom chance."),
        nothing=_("They differ no more than chance would give: nothing in them shows a change."),
        second_higher=_("The second is higher than the first."),
        second_lower=_("The second is lower than the first."),
        rise=_("They rise and never fall."),
        fall=_("They fall and never rise."),
        waver=_("They go up and down."),
        same=_("They are all the same."),
        few=_(
            "Fewer than {few} figures say little: the middle is rough, and chance is hard to tell from change."
        ),
        why=_("What changed, and why, no figure says."),
        months=tuple(str(MONTHS[number]) for number in range(1, 13)),
    )
