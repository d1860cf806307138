"""Makes `explains_weights.json`: learns what tells explaining sentences from describing ones.

`python -m heeded.engine.briefing._explains_make GOLD SAMPLES INQUIRIES` with the folders of the labelled sentences
(explains.json, explains_more.json), of the built samples and of the inquiry reports. Nothing of the program needs it:
run it when labels, wordings or reading have changed. Gold marked `aside` is never learned from. The same input gives
the same file; how well it does is told by `python -m benchmarks.explains`.

The model is a logistic regression with an L2 penalty over features that are there or not. Each feature is scaled
beforehand by how unevenly it falls on the two classes (naive Bayes log ratio; Wang and Manning 2012), and by a fixed
worth of its kind, so that a word counts for less than a wording that somebody thought of.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heeded.engine._speakers import speaker_of
from heeded.engine.briefing._explains import WEIGHTS, Weights
from heeded.engine.briefing._explains_features import features
from heeded.engine.briefing._records import RunningSentence
from heeded.engine.briefing._sentences import running_sentences
from heeded.engine.flow import clean
from heeded.engine.reading._docx import read_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._pdf import read_pdf
from heeded.engine.reading._plain import read_plain
from heeded.engine.sections import sections

Numbers = NDArray[np.float64]
Features = Sequence[Sequence[str]]

# Chosen by leaving whole documents out of the tuning part; the aside part had no say.
PENALTY = 3.0
KEPT = 2000  # features: those of the greatest weight; the model is then learned anew from them alone
SEEN_AT_LEAST = 3
DOUBTFUL = 0.5  # a doubtful label counts for half
THRESHOLD = -1.0
WORTH = {"word": 0.5, "opens": 0.4, "heading": 0.3, "before": 0.3, "after": 0.2}
CROSSED = 0.5  # `tool with:because`, `in told:because`
_READERS = {".pdf": read_pdf, ".docx": read_docx, ".html": read_html, ".txt": read_plain}
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_ENDS = re.compile(r"[.?!:;”’)]\d*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled sentence: where it stands (document, order), what it is, which set and stretch it belongs to."""

    document: str
    order: int
    explains: bool
    doubtful: bool
    source: str  # samples, inquiries (the gold), more
    stretch: str = ""
    alone: bool = True
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A document's sentences with their features."""

    sentences: tuple[RunningSentence, ...]
    features: Features


def fingerprint(text: str) -> str:
    """A sentence without its words: as README_explains.md says."""
    words = " ".join(_WORDS.findall(text.lower().replace("’", "'")))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def read_text(path: Path) -> Text:
    """A report's sentences with their features."""
    reading = _READERS[path.suffix](path)
    blocks = clean(reading)
    found = sections(reading, blocks)
    return text_of(running_sentences(blocks, found), [section.title for section in found])


def text_of(sentences: Sequence[RunningSentence], titles: Sequence[str]) -> Text:
    return Text(tuple(sentences), list(features(sentences, titles)))


def labelled(gold: Path, samples: Path, inquiries: Path) -> tuple[dict[str, Text], list[Labelled]]:
    """Every text by name and every labelled sentence, the gold first, the aside part among it.

    Raises:
        LookupError: a sentence of the gold stands in its document no more.
    """
    listed = json.loads((gold / "explains.json").read_text(encoding="utf-8"))
    more = json.loads((gold / "explains_more.json").read_text(encoding="utf-8"))
    folders = {entry["document"]: samples for entry in listed["samples"]}
    folders |= {entry["document"]: inquiries for entry in listed["inquiries"]}
    texts = {name: read_text(folder / name) for name, folder in folders.items()}
    rows = [row for source in ("samples", "inquiries") for row in _gold(texts, listed[source], source)]
    known = {(row.document, row.order) for row in rows}
    hidden = {texts[row.document].sentences[row.order].text for row in rows if row.aside}
    for name, marks in more["samples"].items():
        rows += _rest(name, texts[name], known, hidden, marks=marks, key=str)
    for name, marks in more["inquiries"].items():
        rows += _rest(name, texts[name], known, hidden, marks=marks, key=fingerprint)
    texts["invented"], invented = _invented(more["invented"])
    return texts, rows + invented


def _gold(texts: Mapping[str, Text], entries: Sequence[dict[str, Any]], source: str) -> list[Labelled]:
    rows: list[Labelled] = []
    last: dict[tuple[str, str], int] = {}
    for entry in entries:
        document, stretch = entry["document"], entry["id"].split(".")[0]
        wanted = entry.get("fingerprint") or fingerprint(entry["text"])
        same = [one for one in texts[document].sentences if fingerprint(one.text) == wanted]
        if not same:
            raise LookupError(f"{entry['id']} stands in {document} no more")
        follows = last.get((document, stretch), -2) + 1
        best = min(same, key=lambda one: (abs(one.page - entry["page"]), abs(one.order - follows)))
        last[document, stretch] = best.order
        rows.append(
            Labelled(
                document, best.order, entry["is"] == "explains", entry["doubtful"], source, stretch,
                entry["alone"] is not False, entry["aside"],
            )
        )  # fmt: skip
    return rows


def _rest(
    name: str,
    text: Text,
    known: set[tuple[str, int]],
    hidden: set[str],
    *,
    marks: Mapping[str, Any],
    key: Callable[[str], str],
) -> list[Labelled]:
    """What stands in no gold: listed as explaining or doubtful, or else describing."""
    certain, doubtful = set(marks["explains"]), set(marks["doubtful"])
    first, last = marks.get("pages", (0, sys.maxsize))
    rows = []
    for one in text.sentences:
        if (name, one.order) in known or one.text in hidden or not first <= one.page <= last:
            continue
        if one.section < 0 or ("pages" in marks and not _is_sentence(one.text)):
            continue
        found = key(one.text)
        rows.append(Labelled(name, one.order, found in certain | doubtful, found in doubtful, "more"))
    return rows


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 and _ENDS.search(text) is not None


def _invented(passages: Sequence[dict[str, Any]]) -> tuple[Text, list[Labelled]]:
    sentences: list[RunningSentence] = []
    rows: list[Labelled] = []
    for number, passage in enumerate(passages):
        kind = passage["kind"]
        for mark, text in passage["sentences"]:
            order = len(sentences)
            speaker = speaker_of(kind, (text,))
            sentences.append(RunningSentence(order, text, number, 0, len(text), 1, number, kind, speaker))
            rows.append(Labelled("invented", order, mark[0] == "+", mark.endswith("?"), "more"))
    return text_of(sentences, [passage["heading"] for passage in passages]), rows


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
    weights, constant = _minimised(rows, columns, scale, explains, counts)
    return weights * scale, constant


def _worth(name: str) -> float:
    kind = name.partition(":")[0]
    return CROSSED if " " in kind else WORTH.get(kind, 1.0)


def _minimised(
    rows: NDArray[Any], columns: NDArray[Any], scale: Numbers, explains: Numbers, counts: Numbers
) -> tuple[Numbers, float]:
    """Penalised logistic loss brought down by L-BFGS with halved steps."""
    values, size = scale[columns], len(scale)

    def loss(at: Numbers) -> tuple[float, Numbers]:
        score = np.bincount(rows, values * at[:-1][columns], minlength=len(explains)) + at[-1]
        total = (counts * (np.logaddexp(0, score) - explains * score)).sum() + PENALTY / 2 * at[:-1] @ at[:-1]
        rest = counts * (1 / (1 + np.exp(-np.clip(score, -50, 50))) - explains)
        slope = np.bincount(columns, values * rest[rows], minlength=size) + PENALTY * at[:-1]
        return float(total), np.append(slope, rest.sum())

    at = np.zeros(size + 1)
    value, slope = loss(at)
    steps: list[tuple[Numbers, Numbers]] = []
    for _ in range(100):
        way = _direction(slope, steps)
        length = 1.0
        while length > 1e-6:
            there = at - length * way
            new, new_slope = loss(there)
            if new <= value - 1e-4 * length * (slope @ way):
                break
            length /= 2
        moved, turned = there - at, new_slope - slope
        if moved @ turned > 1e-10:
            steps = [*steps[-7:], (moved, turned)]
        done = value - new < 1e-7 * abs(value)
        at, value, slope = there, new, new_slope
        if done:
            break
    return at[:-1], float(at[-1])


def _direction(slope: Numbers, steps: Sequence[tuple[Numbers, Numbers]]) -> Numbers:
    way = slope.copy()
    shares = []
    for moved, turned in reversed(steps):
        share = (moved @ way) / (moved @ turned)
        shares.append(share)
        way = way - share * turned
    if not steps:
        return way / float(np.linalg.norm(slope))
    moved, turned = steps[-1]
    way = way * (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - (turned @ way) / (moved @ turned))
    return way


def main(gold: str, samples: str, inquiries: str) -> None:
    texts, rows = labelled(Path(gold), Path(samples), Path(inquiries))
    weights = learn(texts, [row for row in rows if not row.aside])
    WEIGHTS.write_text(weights.as_json(), encoding="utf-8")
    sys.stdout.write(f"{len(weights.by_feature)} weights, {WEIGHTS.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
