"""Makes `explains_weights.json`: learns what tells explaining sentences from describing ones.

`python -m heeded.engine.briefing._explains_make GOLD SAMPLES INQUIRIES` with the folders of the labelled sentences
(explains.json, explains_more.json), of the built samples and of the inquiry reports. Nothing of the program needs it:
run it when labels, wordings or reading have changed. Gold marked `aside` is never learned from. The same input gives
the same file; how well it does is told by `python -m benchmarks.explains`.

The model is a logistic regression with an L2 penalty over features that are there or not. Each feature is scaled
beforehand by how unevenly it falls on the two classes (naive Bayes log ratio; Wang and Manning 2012), and by a fixed
worth of its kind, so that a word counts for less than a wording that somebody thought of.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from heeded.engine.briefing._explains import WEIGHTS, Weights
from heeded.engine.briefing._explains_fit import Numbers, minimised
from heeded.engine.briefing._explains_texts import Features, Labelled, Text, labelled

KEPT = 2000  # features: those of the greatest weight; the model is then learned anew from them alone
SEEN_AT_LEAST = 3
DOUBTFUL = 0.5  # a doubtful label counts for half
THRESHOLD = -1.0
WORTH = {"word": 0.5, "opens": 0.4, "heading": 0.3, "before": 0.3, "after": 0.2}
CROSSED = 0.5  # `tool with:because`, `in told:because`


def learn(texts: Mapping[str, Text], rows: Sequence[Labelled]) -> Weights:
    """The weights learned from these rows. The caller sees to it that none is aside."""
    found = [texts[row.document].features[row.order] for row in rows]
    explains = np.array([row.explains for row in rows], float)
    counts = np.array([DOUBTFUL if row.doubtful else 1.0 for row in rows])
    seen = Counter(name for names in found for name in names)
    names = sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST)
    weights = _fitted(found, names, explains, counts)[0]
    kept = sorted(names[index] for index in np.argsort(-np.abs(weights), kind="stable")[:KEPT])
    weights, constant = _fitted(found, kept, explains, counts)
    pairs = zip(kept, weights.tolist(), strict=True)
    return Weights(constant, THRESHOLD, {name: round(weight, 3) for name, weight in pairs})


def _fitted(
    found: Features, names: Sequence[str], explains: Numbers, counts: Numbers
) -> tuple[Numbers, float]:
    column = {name: index for index, name in enumerate(names)}
    cells = [(row, column[name]) for row, own in enumerate(found) for name in own if name in column]
    rows, columns = (np.array(part) for part in zip(*cells, strict=True))
    yes = np.bincount(columns, (explains * counts)[rows], minlength=len(names)) + 1
    no = np.bincount(columns, ((1 - explains) * counts)[rows], minlength=len(names)) + 1
    scale = np.abs(np.log(yes / yes.sum()) - np.log(no / no.sum())) * [_worth(name) for name in names]
    weights, constant = minimised(rows, columns, scale, explains, counts)
    return weights * scale, constant


def _worth(name: str) -> float:
    kind = name.partition(":")[0]
    return CROSSED if " " in kind else WORTH.get(kind, 1.0)


def main(gold: str, samples: str, inquiries: str) -> None:
    texts, rows = labelled(Path(gold), Path(samples), Path(inquiries))
    weights = learn(texts, [row for row in rows if not row.aside])
    WEIGHTS.write_text(weights.as_json(), encoding="utf-8")
    sys.stdout.write(f"{len(weights.by_feature)} weights, {WEIGHTS.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
