"""Records of reviews that the library does not hold."""

from datetime import date

from ninja import Field, File, Router
from ninja.files import UploadedFile

from heeded.api.door import Caller, door
from heeded.api.shape import Sent, Shape
from heeded.api.shapes.citations import Identifier
from heeded.api.shapes.text import Text
from heeded.core.errors import NotAllowed, NotFound
from heeded.engine.vocabulary import WorkKind
from heeded.library import services
from heeded.library.catalogue_files import read_entries
from heeded.library.models import Work
from heeded.library.queries import visible_works
from heeded.library.services import CatalogueEntry
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Catalogue and problems"])
_MEGABYTES = 5


class EntrySaid(Sent):
    """A review that is known: where it is, and whom to ask."""

    title: str = Field(min_length=1, max_length=400, pattern=r"^[^\x00]*\S[^\x00]*$")
    kind: WorkKind = WorkKind.REVIEW
    board: Text = Field("", max_length=200)
    area: Text = Field("", max_length=120)
    year: int | None = Field(None, ge=1945, le=2200)
    where: Text = Field("", max_length=400)
    link: str = Field("", max_length=600, pattern=r"^(https?://[^\s\x00]+)?$")
    checked: date | None = None
    ask: Text = Field("", max_length=300, description="An office or a role, not a person’s name")


class EntryKept(EntrySaid):
    identifier: str


class Imported(Shape):
    kept: list[str] = Field(description="Identifiers")
    problems: list[str] = Field(description="Lines that could not be read, and why")


@router.post("/catalogue", response=EntryKept, **door(Scope.CATALOGUE))
def add_entry(request: Caller, said: EntrySaid) -> EntryKept:
    """Keep a record of a review that the library does not hold."""
    return _entry(services.catalogue(CatalogueEntry(**said.model_dump()), by=request.viewer))


@router.post("/catalogue/import", response=Imported, **door(Scope.CATALOGUE))
def import_entries(request: Caller, file: File[UploadedFile]) -> Imported:
    """Keep many records, from CSV (title, board, area, year, kind, where, link, checked, ask) or RIS."""
    if not may(request.viewer, Permission.EDIT_CATALOGUE):
        raise NotAllowed("You cannot keep catalogue records.")
    entries, problems = read_entries(file.read(_MEGABYTES << 20), name=file.name or "")
    kept = [services.catalogue(entry, by=request.viewer).identifier for entry in entries]
    return Imported(kept=kept, problems=problems)


@router.put("/catalogue/{identifier}", response=EntryKept, **door(Scope.CATALOGUE))
def change_entry(request: Caller, identifier: Identifier, said: EntrySaid) -> EntryKept:
    """Change a record of the catalogue."""
    work = visible_works(request.viewer).filter(identifier=identifier, catalogued=True).first()
    if work is None:
        raise NotFound("There is no such record.")
    return _entry(services.catalogue(CatalogueEntry(**said.model_dump()), by=request.viewer, work=work))


def _entry(work: Work) -> EntryKept:
    return EntryKept(
        identifier=work.identifier,
        title=work.title,
        kind=WorkKind(work.kind),
        board=work.catalogue_board,
        area=work.catalogue_area,
        year=work.catalogue_year,
        where=work.catalogue_where,
        link=work.catalogue_link,
        checked=work.catalogue_checked,
        ask=work.catalogue_ask,
    )
