"""`heeded evaluate FILE.jsonl`: how well themes can be learned from labelled texts, by cross-validation. Asks no
library and stores nothing."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.cli.frameworks import labelled_in
from heeded.cli.output import Output
from heeded.cli.sentence_model import sentence_model
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from heeded.engine.themes import Evaluation, Interval, Labelled

_USUALLY = 30  # uses of a theme from which on it is evaluated, where two themes have so many
_LEAST = 2
_MOST_FOLDS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="labelled texts, one a line")
    parser.add_argument("--folds", type=int, default=5, metavar="N", help="of the cross-validation (5)")
    parser.add_argument(
        "--fewest",
        type=int,
        metavar="N",
        help=f"texts that a theme must stand on ({_USUALLY}, or {_LEAST} where fewer than two themes have so many)",
    )
    parser.add_argument(
        "--by-words-alone", action="store_true", help="without the sentence model, even where there is one"
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.engine.themes import Settings, ThemesError, evaluate

    if not 2 <= chosen.folds <= _MOST_FOLDS:
        raise Refused(f"{chosen.folds} folds cannot be made.", advice=f"Choose 2 to {_MOST_FOLDS}.")
    labelled = labelled_in(chosen.file)
    fewest = _fewest(labelled, chosen.fewest)
    names = labelled.themes(fewest=fewest)
    model = None if chosen.by_words_alone else sentence_model()
    texts = [one.text for one in labelled.texts]
    out.progress("Learning and testing")
    try:
        found = evaluate(
            texts,
            [one.labels for one in labelled.texts],
            names,
            vectors=None if model is None else model.embed(texts),
            groups=labelled.groups,
            settings=Settings(folds=chosen.folds),
        )
    except ThemesError as error:
        raise Refused(error.reason, advice=error.advice) from error
    about = {
        "texts": found.texts,
        "repeats": labelled.repeats,
        "folds": chosen.folds,
        "fewest": fewest,
        "with_meaning": model is not None,
        "left_out": [name for name in labelled.themes() if name not in names],
    }
    out.answer(_row(found) | about)
    _say(found, about, out)
    return 0


def _fewest(labelled: "Labelled", asked: int | None) -> int:
    if asked is not None:
        return max(asked, 1)
    return _USUALLY if len(labelled.themes(fewest=_USUALLY)) > 1 else _LEAST


def _row(found: "Evaluation") -> dict[str, Any]:
    return {
        "micro": round(found.micro, 4),
        "macro": round(found.macro, 4),
        "micro_interval": _ends(found.micro_interval),
        "macro_interval": _ends(found.macro_interval),
        "themes": [
            {
                "theme": one.theme,
                "precision": round(one.precision, 4),
                "recall": round(one.recall, 4),
                "f1": round(one.f1, 4),
                "support": one.support,
                "interval": _ends(one.interval),
            }
            for one in found.themes
        ],
    }


def _ends(interval: "Interval | None") -> list[float] | None:
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]


def _say(found: "Evaluation", about: dict[str, Any], out: Output) -> None:
    out.say(
        f"{found.texts} texts ({about['repeats']} repeats left out), {len(found.themes)} themes with"
        f" {about['fewest']} texts or more, {about['folds']} folds."
    )
    if not about["with_meaning"]:
        out.say("By words alone: without the sentence model.")
    out.say(f"Micro F1 {found.micro:.3f}, macro F1 {found.macro:.3f}.")
    out.say("precision  recall    F1  texts  theme")
    for one in sorted(found.themes, key=lambda theme: -theme.f1):
        out.say(f"     {one.precision:.2f}    {one.recall:.2f}  {one.f1:.2f}  {one.support:5}  {one.theme}")
