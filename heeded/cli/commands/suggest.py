"""`heeded suggest FILE_OR_REVIEW --framework NAME`: themes that a machine would give to passages, or to the texts of a
file, each with the sentence that earned it. Nothing is stored, unless that is asked for."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heeded.cli import frameworks
from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.cli.sentence_model import sentence_model
from heeded.cli.subject import Asked, asked_for, must_have_text
from heeded.config.environment import library_exists
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heeded.engine.frameworks import Framework as Record
    from heeded.engine.themes import Guesses
    from heeded.intake.preview import Preview
    from heeded.learning.models import Framework
    from heeded.library.models import Document


@dataclass(frozen=True, slots=True)
class Guesser:
    """What guesses at texts; `framework` where a library holds it."""

    record: "Record"
    guesses: "Callable[..., Guesses]"
    framework: "Framework | None" = None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "subject", metavar="FILE_OR_REVIEW", help="a report, a review that is held, or texts in FILE.jsonl"
    )
    parser.add_argument("--framework", required=True, metavar="NAME", help="its identifier or its name")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="put the suggestions down for people to decide on; of a review that is held",
    )


def run(chosen: argparse.Namespace, out: Output) -> int:
    path = Path(chosen.subject)
    if path.suffix.lower() == ".jsonl":
        _must_not_keep(chosen.keep)
        texts = frameworks.texts_in(path)
        held = _guesser(chosen.framework)
        rows = _rows(held, [(place, one.text, "") for place, one in enumerate(texts)])
        for place, one in enumerate(texts):
            rows[place] = {"id": one.identifier} | rows[place]
    else:
        asked = asked_for(chosen.subject)
        rows = _of_report(asked, chosen, out)
    out.answer(rows)
    _say(rows, out)
    return 0


def _of_report(asked: Asked, chosen: argparse.Namespace, out: Output) -> list[dict[str, Any]]:
    if asked.preview is not None:
        _must_not_keep(chosen.keep)
        must_have_text(asked.preview)
        return _of_file(asked.preview, _guesser(chosen.framework))
    held = _guesser(chosen.framework)
    if chosen.keep:
        _keep(asked.documents, held, out)
    return [row for document in asked.documents for row in _of_document(document, held)]


def _must_not_keep(keep: bool) -> None:
    if keep:
        raise Refused("Suggestions are kept only for a review that is held.", advice="Add the report first.")


def _guesser(name: str) -> "Guesser":
    """The framework with what was learned of it; without a library, one of those that come with Heeded, by its own
    words."""
    if library_exists():
        open_library()
        from heeded.learning.learned import suggesting_for

        held = suggesting_for(frameworks.framework_called(name))
        return Guesser(held.guessing.framework, held.guesses, held.framework)
    from heeded.engine.themes import Guessing, Remembering

    shipped = frameworks.shipped_framework(name)
    model = sentence_model()
    meaning = None if model is None else Remembering(model)
    return Guesser(shipped, lambda texts, document=None: Guessing(shipped).guesses(texts, meaning))


def _of_file(seen: "Preview", held: "Guesser") -> list[dict[str, Any]]:
    from heeded.engine.citation import as_text
    from heeded.engine.passages import passages
    from heeded.engine.records import spans_of

    found = passages(seen.reading, seen.blocks, seen.sections)
    rows = _rows(held, [(place, one.text, one.kind) for place, one in enumerate(found)])
    for row, one in zip(rows, found, strict=True):
        spans = spans_of(one.pieces, 0, len(one.text))
        row |= {"id": as_text(spans), "page": spans[0].page if seen.reading.paged else None}
    return [{"id": row.pop("id"), "page": row.pop("page")} | row for row in rows]


def _of_document(document: "Document", held: "Guesser") -> list[dict[str, Any]]:
    from heeded.engine.citation import as_text
    from heeded.engine.records import spans_of
    from heeded.library.layout import pieces_from_row
    from heeded.library.models import Passage

    passages = list(Passage.objects.filter(document=document).order_by("order", "pk"))
    rows = _rows(held, [(one.pk, one.text, one.kind) for one in passages], document=document.pk)
    return [
        {
            "id": as_text(spans_of(pieces_from_row(one.pieces), 0, len(one.text))),
            "document": document.identifier,
            "page": one.page if document.paged else None,
        }
        | row
        for one, row in zip(passages, rows, strict=True)
    ]


def _rows(
    held: "Guesser", texts: "Sequence[tuple[int, str, str]]", *, document: int | None = None
) -> list[dict[str, Any]]:
    """A row for each text, in order, with the labels that it may have, likeliest first."""
    from heeded.engine.themes import Asked

    names = {theme.identifier: theme.name for theme in held.record.themes}
    words = {key: text for key, text, _ in texts}
    labels: dict[int, list[dict[str, Any]]] = {key: [] for key, *_ in texts}
    asked = [Asked(*one) for one in texts]
    for one in held.guesses(asked, document=document).found:
        labels[one.passage].append(
            {
                "theme": names.get(one.theme, one.theme),
                "identifier": one.theme,
                "score": round(one.score, 4),
                "quote": words[one.passage][one.start : one.end],
                "reason": one.reason,
                "learned": one.learned,
            }
        )
    return [{"labels": labels[key]} for key, *_ in texts]


def _keep(documents: "Sequence[Document]", held: "Guesser", out: Output) -> None:
    from heeded.learning.services import suggest
    from heeded.people.viewer import OPERATOR

    framework = held.framework
    assert framework is not None  # a review is held by a library, and then so is the framework
    waiting = sum(len(suggest(document, framework, by=OPERATOR)) for document in documents)
    out.say(f"{waiting} suggestions wait for a person.")


def _say(rows: "Sequence[dict[str, Any]]", out: Output) -> None:
    labels = [(row, label) for row in rows for label in row["labels"]]
    out.say(f"{len(labels)} suggestions for {len(rows)} texts. Found by machine. Nobody has checked it.")
    for row, label in labels:
        where = f"  [p. {row['page']}]" if row.get("page") else ""
        out.say(f"  • {label['theme']} ({label['score']:.2f}): {label['quote']}{where}")
