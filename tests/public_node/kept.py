"""What a main library told, kept in memory: a follower asks it as it would ask the library over HTTP. That both answer
alike is shown by the tests that go over real HTTP (`test_two_libraries.py`)."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings

from heeded.briefing.models import Line
from heeded.client import Damaged, NotFound, Telling, Tellings
from heeded.core.models import Change
from heeded.library import files
from heeded.library.models import Document, Publication
from heeded.reach.following.numbering import newest_number
from heeded.reach.following.records import hash_of, record_of
from heeded.reach.following.telling import bring_up_to_date, publications_after
from heeded.search import _shelf

ADDRESS = "https://main.example.org"


@dataclass
class Kept:
    """A main library as it stood at one moment."""

    tellings: list[tuple[int, Telling]]
    records: dict[tuple[str, str], bytes]
    files: dict[tuple[str, str], bytes]
    newest: int
    asked: list[tuple[str, ...]] = field(default_factory=list)
    before_record: Callable[[str, str], None] = lambda kind, identifier: None
    address: str = ADDRESS

    @property
    def publications(self) -> "Kept":
        return self

    def after(self, place: str = "", *, limit: int = 1000) -> Tellings:
        self.asked.append(("after", place))
        number = int(place or 0)
        rows = [(one, telling) for one, telling in self.tellings if one > number][:limit]
        last = rows[-1][0] if rows else number
        return Tellings(tuple(t for _, t in rows), str(last), last < self.newest, str(self.newest), 1)

    def record(self, kind: str, identifier: str) -> tuple[bytes, str]:
        self.before_record(kind, identifier)
        self.asked.append(("record", kind, identifier))
        if (kind, identifier) not in self.records:
            raise NotFound("It is not public any more.", status=404)
        content = self.records[kind, identifier]
        return content, hash_of(content)

    def file(self, identifier: str, which: str, target: BinaryIO, *, sha256: str) -> None:
        self.asked.append(("file", identifier, which))
        content = self.files[identifier, which]
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged("A file is not the one of its hash.")
        target.write(content)

    def report_problem(self, message: str, *, kind: str, review: str, reply_to: str) -> Any:
        self.asked.append(("report", kind, review, message))
        return SimpleNamespace(identifier="there")

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def fetched(self) -> list[tuple[str, ...]]:
        """What was asked for but the list itself."""
        return [one for one in self.asked if one[0] != "after"]


def kept() -> Kept:
    """The main library as it stands now, with everything that it would tell."""
    assert bring_up_to_date()
    rows = publications_after(0, limit=1000)
    there = [(row.kind, row.identifier) for row in rows if not row.is_gone]
    return Kept(
        tellings=[(row.number, _telling(row)) for row in rows],
        records={key: record_of(*key) for key in there},
        files=_files([identifier for kind, identifier in there if kind == "document"]),
        newest=newest_number(),
    )


def _telling(row: Publication) -> Telling:
    return Telling(row.kind, row.identifier, not row.is_gone, row.sha256, row.reason, row.at)


def _files(identifiers: list[str]) -> dict[tuple[str, str], bytes]:
    found = {}
    for document in Document.objects.filter(identifier__in=identifiers):
        found[document.identifier, "file"] = files.path_of(document.public_sha256).read_bytes()
        if document.pdf_sha256:
            found[document.identifier, "pdf"] = files.path_of(document.public_pdf_sha256).read_bytes()
    return found


def another_machine(tmp_path: Any) -> None:
    """From here on this is the node: an empty database and empty folders."""
    Line.objects.all().delete()
    for model in reversed(list(apps.get_models())):
        if model.__module__.startswith("heeded.") and model.__name__ != "AuditRow":
            model._base_manager.all().delete()
    assert not Change.objects.exists()
    folder = tmp_path / "node"
    folder.mkdir()
    settings.DATA = folder
    settings.WORK_FOLDER = folder / "work"
    settings.PICTURES, settings.INDEX = folder / "pictures", folder / "index"
    settings.ERASURES = folder / "erasures.jsonl"
    settings.STORAGES["default"]["OPTIONS"]["location"] = folder / "files"
    from django.core.files.storage import storages

    storages._storages.clear()
    _shelf.forget()


def stored(text: str) -> tuple[str, int]:
    """A file of plain text in the store: its hash and size."""
    held = files.keep(io.BytesIO(text.encode()))
    return held.sha256, held.size
