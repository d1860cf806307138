"""What recommendations ask for, of whom, by when, how strongly, by gold: `python -m benchmarks.asked_for`.

`kinds` is micro F1 over all kinds of all recommendations, `main` the share whose main kind is right. `unseen` is a
model that learned from no recommendation of the same review (an inquiry report is left out by the dozen).
`shipped` is the model as it is shipped: it has learned the tuning part by heart, so there its figure is no figure.
`keywords` counts words of each kind; `commonest` always says what most of the tuning part says. Addressees are
agencies, and bodies that are filed under none in the words printed; `addressees_also` count neither for nor against.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks._asked_for_gold import Labelled, labelled, points_of
from benchmarks.asked_for_weights import learn
from heeded.engine.agencies import agencies_in
from heeded.engine.briefing import RecommendationAtAGlance, at_a_glance
from heeded.engine.briefing._glance import Models, kinds_of, strength_of

MUST_REACH = {"kinds": 0.80, "addressees": 0.90}
_KEYWORDS = {
    "procedure": r"procedures?|guidance|polic(?:y|ies)|protocols?|pathways?|checklists?|forms?|plans?|strategy",
    "training": r"train(?:ing|ed)?|learning|workshops?|awareness|remind(?:ed)?|disseminate|understanding",
    "practice": r"visits?|assessments?|alone|fathers?|ask|seen?|speak|listen|voice|interpreter",
    "supervision": r"supervis\w+|oversight|managers?|audit\w*",
    "resources": r"resourc\w+|fund\w*|capacity|caseloads?|posts?|pay|invest\w*",
    "joint working": r"multi-agency|joint\w*|together|meet(?:ings?)?|conferences?|partners|escalat\w+",
    "information sharing": r"information|inform|notif\w+|records?|shar\w+|tell|chronolog\w+",
    "structure": r"commission\w*|governance|establish|appoint|responsib\w+|publish|report|monitor",
}
_BY_KEYWORD = {kind: re.compile(rf"\b(?:{cues})\b", re.I) for kind, cues in _KEYWORDS.items()}
Kinds = Callable[[Labelled], Sequence[str]]


def by_keyword(row: Labelled) -> list[str]:
    """The kinds with most words of theirs, three at most."""
    times = {kind: len(cues.findall(row.point.text)) for kind, cues in _BY_KEYWORD.items()}
    return sorted((kind for kind in times if times[kind]), key=lambda kind: -times[kind])[:3] or ["practice"]


def unseen(rows: Sequence[Labelled]) -> dict[str, Models]:
    """By report: a model learned from the tuning part of all the others."""
    return {
        report: learn([row for row in rows if not row.entry["aside"] and row.report != report])
        for report in {row.report for row in rows}
    }


def glances() -> Callable[[Labelled], RecommendationAtAGlance]:
    """What is said at a glance of each recommendation, its whole report taken at once."""

    def glance(row: Labelled) -> RecommendationAtAGlance:
        points = points_of(row.entry["document"])
        return at_a_glance(points)[points.index(row.point)]

    return glance


def f1(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of said and right together."""
    both = list(pairs)
    hit = sum(len(said & right) for said, right in both)
    precision = hit / max(sum(len(said) for said, _ in both), 1)
    recall = hit / max(sum(len(right) for _, right in both), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _kinds_line(name: str, rows: Sequence[Labelled], kinds: Kinds) -> float:
    said = {row.entry["id"]: list(kinds(row)) for row in rows}
    figures = f1((set(said[row.entry["id"]]), set(row.entry["kinds"])) for row in rows)
    sure = [row for row in rows if "kinds" not in row.entry["doubtful"]]
    sure_f1 = f1((set(said[row.entry["id"]]), set(row.entry["kinds"])) for row in sure)[2]
    main = sum(said[row.entry["id"]][0] == row.entry["kinds"][0] for row in rows) / max(len(rows), 1)
    print(f"  {name:12} {figures[0]:9.2f} {figures[1]:7.2f} {figures[2]:7.3f} {sure_f1:7.3f} {main:7.2f}")
    return figures[2]


def _spelt(kinds: Sequence[str]) -> list[str]:
    return [str(kind).replace("-", " ") for kind in kinds]


def _addressees(row: Labelled, glance: RecommendationAtAGlance) -> tuple[set[str], set[str]]:
    unfiled = {one.lower() for one in glance.addressees if not agencies_in(one)}
    said = {*glance.agencies, *unfiled} - set(row.entry["addressees_also"])
    return said, {one.lower() for one in row.entry["addressees"]}


def _said_line(name: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Precision and recall of words that are there or not; right where one holds the other."""
    said = [one for one in pairs if one[0]]
    wanted = [one for one in pairs if one[1]]
    hits = sum(_alike(*one) for one in wanted)
    figures = f"{hits} of {len(said)} said are right, {hits} of {len(wanted)} found"
    print(f"  {name:12} {figures}")


def _alike(said: str, right: str) -> bool:
    bare = [
        re.sub(r"^(?:by|within|past|in|after) |\bthis\b|\bthe\b", "", one.lower()).split()
        for one in (said, right)
    ]
    return bool(said) and (set(bare[0]) <= set(bare[1]) or set(bare[1]) <= set(bare[0]))


def _table(title: str, rows: Sequence[Labelled], judges: Mapping[str, Kinds]) -> dict[str, float]:
    print(f"\n{title}: {len(rows)} recommendations\n  {'kinds':12} precision  recall      F1    sure    main")
    reached = {name: _kinds_line(name, rows, kinds) for name, kinds in judges.items()}
    seen = {row.entry["id"]: glances()(row) for row in rows}
    who = f1(_addressees(row, seen[row.entry["id"]]) for row in rows)
    print(f"  addressees   {who[0]:9.2f} {who[1]:7.2f} {who[2]:7.3f}")
    dates = [(seen[row.entry["id"]].by_when, row.entry["by_when"] or "") for row in rows]
    _said_line("by when", dates)
    weak = f1(
        (
            {"weak"} if seen[row.entry["id"]].weak_opener else set(),
            {"weak"} if row.entry["weak_opener"] else set(),
        )
        for row in rows
    )
    print(f"  weak opener  {weak[0]:9.2f} {weak[1]:7.2f} {weak[2]:7.3f}")
    return {"kinds": reached["unseen"], "addressees": who[2]}


def _strength_line(rows: Sequence[Labelled], models: Mapping[str, Models]) -> None:
    said = [strength_of(row.point.text, models[row.report]) for row in rows]
    right = [row.entry["strength"] for row in rows]
    commonest = Counter(right).most_common(1)[0][1] / max(len(rows), 1)
    share = sum(one == other for one, other in zip(said, right, strict=True)) / max(len(rows), 1)
    each = []
    for tier in ("stronger", "intermediate", "weaker"):
        figures = f1(({tier} & {one}, {tier} & {other}) for one, other in zip(said, right, strict=True))
        each.append(f"{tier} {figures[0]:.2f}/{figures[1]:.2f}")
    print(f"  strength     right {share:.2f} (commonest {commonest:.2f}); precision/recall {', '.join(each)}")


def main(only: str = "") -> int:
    """Print the tables; `tuned` leaves the part set aside out. 1 where the unseen aside part misses a mark."""
    rows = labelled()
    if only == "tuned":
        rows = [row for row in rows if not row.entry["aside"]]
    models = unseen(rows)
    commonest = Counter(row.entry["kinds"][0] for row in rows if not row.entry["aside"]).most_common(1)[0][0]
    judges: dict[str, Kinds] = {
        "commonest": lambda _row: [commonest],
        "keywords": by_keyword,
        "unseen": lambda row: _spelt(kinds_of(row.point.text, models[row.report])),
        "shipped": lambda row: _spelt(kinds_of(row.point.text)),
    }
    reached: list[dict[str, float]] = []
    for part in ("tuned",) if only == "tuned" else ("tuned", "aside"):
        for source in ("samples", "inquiries"):
            those = [row for row in rows if row.entry["aside"] is (part == "aside") and row.source == source]
            reached.append(_table(f"{source}, {part}", those, judges))
            _strength_line(those, models)
    _speed(rows)
    missed = [name for name, mark in MUST_REACH.items() if reached[-2][name] < mark]
    print(f"must reach on the samples set aside: {MUST_REACH}; missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


def _speed(rows: Sequence[Labelled]) -> None:
    points = points_of(rows[-1].entry["document"])
    begun = time.process_time()
    at_a_glance(points)
    taken = (time.process_time() - begun) * 1000
    print(f"\n{len(points)} recommendations at a glance in {taken:.0f} ms of CPU")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
