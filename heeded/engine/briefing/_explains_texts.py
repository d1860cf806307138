"""The labelled sentences that the model of explaining sentences learns from."""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heeded.engine._speakers import speaker_of
from heeded.engine.briefing._explains_features import features
from heeded.engine.briefing._records import RunningSentence
from heeded.engine.briefing._sentences import running_sentences
from heeded.engine.flow import clean
from heeded.engine.reading._docx import read_docx
from heeded.engine.reading._html import read_html
from heeded.engine.reading._pdf import read_pdf
from heeded.engine.reading._plain import read_plain
from heeded.engine.sections import sections

Features = Sequence[Sequence[str]]
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
    """A paper as the model reads it: its sentences, its titles and the features of each sentence."""
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
