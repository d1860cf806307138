"""The lessons that a careful reader puts together in the samples, and the learning points of each."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from heeded import samples
from heeded.library.models import LearningPoint
from heeded.library.queries import visible_learning_points
from heeded.people.viewer import Viewer

FOLDER = Path(samples.__file__).parent
_TELLING = 60  # letters of a learning point that tell it from all others


@dataclass(frozen=True, slots=True)
class Planted:
    """A lesson that recurs in the samples: its points are "review kind number" (`lessons.toml`)."""

    identifier: str
    name: str
    points: tuple[str, ...]
    confirmed: bool


def planted_lessons() -> tuple[Planted, ...]:
    """The lessons that a careful reader puts together."""
    rows = tomllib.loads((FOLDER / "lessons.toml").read_text(encoding="utf-8"))["lessons"]
    return tuple(
        Planted(row["identifier"], row["name"], tuple(row["points"]), row.get("confirmed", True))
        for row in rows
    )


def points_of(planted: Planted, viewer: Viewer) -> dict[str, list[LearningPoint]]:
    """By "review kind number", the learning points that this viewer may see; of the fullest document first."""
    texts, files = _gold()
    found: dict[str, list[LearningPoint]] = {}
    for name in planted.points:
        review, kind, _ = name.split()
        seen = visible_learning_points(viewer).filter(document__name__in=files[review], kind=kind)
        rows = seen.select_related("document").order_by("-document__name", "order")
        found[name] = [point for point in rows if texts[name][:_TELLING] in _letters(point.text)]
    return found


def _gold() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The letters of each point of the samples by "review kind number", and the files of each review."""
    texts: dict[str, str] = {}
    files: dict[str, list[str]] = {}
    for file, held in json.loads((FOLDER / "built" / "gold.json").read_text(encoding="utf-8")).items():
        files.setdefault(held["review"], []).append(file)
        for record in held["records"]:
            texts[f"{held['review']} {record['kind']} {record['number']}"] = _letters(record["text"])
    return texts, files


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
