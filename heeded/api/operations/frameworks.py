"""Frameworks: the lists of themes that reviews are coded with."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router

from heeded.api.door import Caller, door
from heeded.api.sending import export_answer
from heeded.api.shape import Shape
from heeded.api.shapes.frameworks import (
    FrameworkRow,
    FrameworkShown,
    FrameworkTaken,
    framework_row,
    framework_shown,
)
from heeded.core.errors import NotFound
from heeded.engine.exchange import codebook_file
from heeded.engine.frameworks import FrameworkRefused, read_framework
from heeded.learning import services
from heeded.learning.errors import FrameworkWrong
from heeded.learning.models import Framework
from heeded.learning.queries import (
    framework_for,
    framework_record,
    reviews_coded_with,
    themes_in_use,
    themes_of,
    use_of_themes,
    visible_frameworks,
)
from heeded.library.exports import Export
from heeded.people.scopes import Scope
from heeded.people.viewer import Viewer

router = Router(tags=["Frameworks and codings"])
Name = Annotated[str, Field(max_length=120, pattern=r"^[^\x00/]{1,120}$", description="Its identifier")]
_MEDIA = {
    "toml": "application/toml",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "qdc": "application/xml",
}


class WhichVersion(Shape):
    version: int | None = Field(
        None, ge=1, lt=1 << 31, description="As it was in this version; else as it is"
    )


@router.get("/frameworks", response=list[FrameworkRow], **door(Scope.READ, anonymous=True))
def frameworks(request: Caller) -> list[FrameworkRow]:
    """The frameworks of this library."""
    held = list(visible_frameworks(request.viewer))
    themes, reviews = themes_in_use(held), reviews_coded_with(request.viewer)
    return [framework_row(one, themes=themes.get(one.pk, 0), reviews=reviews.get(one.pk, 0)) for one in held]


@router.get("/frameworks/{name}", response=FrameworkShown, **door(Scope.READ, anonymous=True))
def framework(request: Caller, name: Name, asked: Query[WhichVersion]) -> FrameworkShown:
    """A framework with its themes, what is in and what is not, and in how many reviews people decided on each."""
    return _shown(request.viewer, framework_for(request.viewer, name), asked.version)


@router.get("/frameworks/{name}/file/{kind}", **door(Scope.READ, file=tuple(_MEDIA.values())))
def framework_file(request: Caller, name: Name, kind: Literal["toml", "csv", "xlsx", "qdc"]) -> HttpResponse:
    """A framework as a file that other programs open: our own kind, a table, or a REFI-QDA codebook."""
    record = framework_record(framework_for(request.viewer, name))
    return export_answer(Export(f"{record.identifier}.{kind}", _MEDIA[kind], codebook_file(record, kind)))


@router.post("/frameworks", response=FrameworkShown, **door(Scope.LEARNING))
def take_framework(request: Caller, said: FrameworkTaken) -> FrameworkShown:
    """Take a framework from the text of its TOML file: a new one, or the next version of the one of its identifier.
    Nothing that was coded is lost."""
    try:
        read = read_framework(said.file)
    except FrameworkRefused as error:
        raise FrameworkWrong(error.problems) from error
    return _shown(request.viewer, services.take_framework(read, by=request.viewer), None)


def _shown(viewer: Viewer, held: Framework, version: int | None) -> FrameworkShown:
    if version is not None and version > held.version:
        raise NotFound("There is no such version.")
    return framework_shown(
        held,
        themes_of(held, version=version),
        use_of_themes(viewer, held),
        reviews=reviews_coded_with(viewer).get(held.pk, 0),
        version=version or held.version,
    )
