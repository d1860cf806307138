"""Loading the sample library: fictional reviews, in a library of their own, by our own services."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heeded import samples
from heeded.core.errors import Refused
from heeded.engine.vocabulary import MANY_VALUED, FactName
from heeded.intake._sample_work import leave_work
from heeded.intake.models import Delivery
from heeded.intake.services import Handed, Intention, take
from heeded.library.models import Document, Fact, Work
from heeded.library.services import (
    FactAnswer,
    Publication,
    confirm_title,
    decide_fact,
    name_library_fictional,
    publish,
)
from heeded.people.demo import BOARD
from heeded.people.models import Organisation
from heeded.people.services import add_organisation
from heeded.people.viewer import Viewer

BUILT = Path(samples.__file__).parent / "built"
_UNCONFIRMED = 5  # the last reviews keep their facts as proposals, to show what that looks like


@dataclass
class Loading:
    """The samples on their way in: take them, read them (the caller's part), publish them."""

    manifest: list[dict[str, Any]]
    by: Viewer
    board: Organisation  # whose staff the ready accounts are
    taken: dict[str, Delivery] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)

    @property
    def deliveries(self) -> Iterator[Delivery]:
        latest: dict[tuple[str, str], Document] = {}
        for entry in self.manifest:
            delivery = self._take(entry, latest)
            self.taken[entry["file"]] = delivery
            yield delivery

    def _take(self, entry: dict[str, Any], latest: dict[tuple[str, str], Document]) -> Delivery:
        """One file into its review; a revised version replaces the document it revises."""
        kind = entry["document"].removeprefix("revised ")
        drafts_for = self.board.pk if _is_draft(entry) else None
        path = BUILT / entry["file"]
        intention = Intention(
            work=self.works.get(entry["review"]),
            replaces=latest.get((entry["review"], kind)) if kind != entry["document"] else None,
            organisation=drafts_for,
            fictional=True,
        )
        with path.open("rb") as stream:
            handed = Handed(path.name, path.stat().st_size, stream)
            delivery = next(iter(take([handed], by=self.by, intention=intention)))
        if delivery.document:
            self.works[entry["review"]] = delivery.document.work
            latest[entry["review"], kind] = delivery.document
            if delivery.state == "accepted":
                Document.objects.filter(pk=delivery.document.pk).update(kind=entry["document"])
        return delivery

    def publish(self, *, by: Viewer) -> None:
        """Publish what was read but for drafts, confirm title and facts of most reviews as a careful reader would,
        and leave something to do for the board's staff."""
        for entry in self.manifest:
            document = self.taken[entry["file"]].document
            if document is None or _is_draft(entry):
                continue
            document.refresh_from_db()
            if document.state == "restricted" and document.read_state == "read":
                publication = Publication(where=entry["board"], licence="Fiction", restrictions_checked=True)
                publish(document, publication, by=by)
        self._confirm(by)
        leave_work(self.works, by=by)

    def _confirm(self, by: Viewer) -> None:
        gold = json.loads((BUILT / "gold.json").read_text())
        names = list(self.works)
        for entry in self.manifest:
            if entry["review"] not in self.works:
                continue  # somebody erased it
            work = self.works[entry["review"]]
            work.refresh_from_db()
            if not work.title_is_confirmed and not _is_draft(entry):
                confirm_title(work, entry["title"], by=by)
            if names.index(entry["review"]) < len(names) - _UNCONFIRMED and not work.fact_decisions.exists():
                confirm_facts(work, gold[entry["file"]]["facts"], by=by)

    def row(self, delivery: Delivery) -> dict[str, Any]:
        document = Document.objects.select_related("work").filter(pk=delivery.document_id or 0).first()
        return {
            "file": delivery.name,
            "sha256": document.sha256 if document else None,
            "review": document.work.identifier if document else None,
            "document": document.identifier if document else None,
            "state": document.read_state if document else delivery.state,
            "error": (document.read_error if document else delivery.error) or None,
            "fictional": True,
        }


def load(*, by: Viewer) -> Loading:
    """Begin to load the samples.

    Raises:
        SamplesApart: the library holds real reviews.
        Refused: the samples were not built.
    """
    path = BUILT / "manifest.json"
    if not path.exists():
        raise Refused("The samples have not been built.", advice="Run: make samples")
    name_library_fictional(by=by)
    board = add_organisation(name=BOARD, kind="board", by=by)
    return Loading(manifest=json.loads(path.read_text()), by=by, board=board)


def _is_draft(entry: dict[str, Any]) -> bool:
    """A draft stays restricted to the staff of its board, and is theirs to check."""
    return str(entry["document"]).startswith("draft")


def confirm_facts(work: Work, gold: list[dict[str, Any]], *, by: Viewer) -> None:
    """Confirm the facts of a sample from its gold: what a careful reader would file."""
    answers: dict[tuple[str, int], list[str]] = {}
    for fact in gold:
        answers.setdefault((fact["name"], fact.get("subject") or 0), []).append(str(fact["value"]))
    for (value, subject), values in answers.items():
        name = FactName(value)
        kept = tuple(dict.fromkeys(values)) if name in MANY_VALUED else (values[0],)
        rests_on = Fact.objects.filter(work=work, name=name, value__in=kept, found=True)
        decide_fact(work, FactAnswer(name, kept, subject), by=by, proposals=list(rests_on))
