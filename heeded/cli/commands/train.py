"""`heeded train --framework NAME`: learn its themes from what was coded, or from a file of labelled texts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.cli import frameworks
from heeded.cli.library import open_library
from heeded.cli.output import Output

if TYPE_CHECKING:
    from heeded.engine.themes import Labelled
    from heeded.learning.models import Framework
    from heeded.learning.queries import Trained


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--framework", required=True, metavar="NAME", help="its identifier or its name")
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE.jsonl",
        help='labelled texts, one a line: {"id": "1", "text": "…", "labels": ["…"]}; '
        "without it, what was coded in this library. A framework that is not there is made of the labels",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    texts = frameworks.labelled_in(chosen.source) if chosen.source else None
    open_library()
    from heeded.learning.queries import labels_left_out, trained_for
    from heeded.learning.services import learn
    from heeded.people.viewer import OPERATOR

    framework = _framework(chosen.framework, texts)
    left_out = labels_left_out(framework, texts.themes()) if texts is not None else ()
    out.progress("Learning")
    learn(framework, by=OPERATOR, texts=texts)
    learned = trained_for(OPERATOR, framework)
    assert learned is not None
    out.answer(_row(framework, learned, texts, left_out))
    _say(framework, learned, left_out, out)
    return 0


def _framework(name: str, texts: "Labelled | None") -> "Framework":
    if texts is not None and not frameworks.is_held(name):
        return frameworks.framework_of_labels(name, texts)
    return frameworks.framework_called(name)


def _row(
    framework: "Framework", learned: "Trained", texts: "Labelled | None", left_out: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "framework": framework.identifier,
        "name": framework.name,
        "texts": learned.texts,
        "reviews": learned.reviews,
        "repeats": texts.repeats if texts is not None else 0,
        "left_out": list(left_out),
        "with_meaning": learned.with_meaning,
        "micro": round(learned.micro, 4),
        "macro": round(learned.macro, 4),
        "themes": [
            {
                "theme": theme.name,
                "identifier": theme.theme,
                "precision": _rounded(theme.precision),
                "recall": _rounded(theme.recall),
                "f1": _rounded(theme.f1),
                "interval": theme.interval,
                "support": theme.support,
                "silent": theme.is_silent,
            }
            for theme in learned.themes
        ],
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _say(framework: "Framework", learned: "Trained", left_out: tuple[str, ...], out: Output) -> None:
    reviews = f" of {learned.reviews} reviews" if learned.reviews else ""
    out.say(f"{framework.name}: learned from {learned.texts} texts{reviews}.")
    out.say(f"By cross-validation: micro F1 {learned.micro:.2f}, macro F1 {learned.macro:.2f}.")
    for theme in learned.themes:
        quiet = "  (says nothing: not good enough)" if theme.is_silent else ""
        out.say(f"  {theme.f1 or 0:.2f}  {theme.support or 0:5}  {theme.name}{quiet}")
    if left_out:
        out.say("No themes of this framework, and left out: " + ", ".join(left_out) + ".")
