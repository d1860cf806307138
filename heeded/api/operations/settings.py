"""How the library and its briefings are set."""

from ninja import Field, Router

from heeded.api.door import Caller, door
from heeded.api.shape import Sent
from heeded.api.shapes.text import Text
from heeded.briefing.models import BriefingSettings
from heeded.briefing.queries import briefing_settings
from heeded.briefing.services import LONGEST_TITLE, save_briefing_settings
from heeded.core.errors import NotAllowed
from heeded.library.models import LibrarySettings
from heeded.library.queries import library_settings
from heeded.library.services import LARGEST_SMALL_NUMBER, save_settings
from heeded.people.permissions import Permission
from heeded.people.queries import may
from heeded.people.scopes import Scope

router = Router(tags=["Running the library"])


class SettingsSaid(Sent):
    name: Text = Field("", max_length=120)
    danger_line: Text = Field("", max_length=300)
    own_synonyms: Text = Field(
        "", max_length=100_000, description="One group a line, its names parted by commas"
    )
    hides_below: int | None = Field(
        None,
        ge=1,
        le=LARGEST_SMALL_NUMBER,
        description="Counts of families and of restricted records below this are hidden. Left out: as it is",
    )
    support: Text | None = Field(
        None, max_length=1000, description="Where to find support, on public pages. Left out: as it is"
    )


class SettingsKept(SettingsSaid):
    fictional: bool


class PartChosen(Sent):
    role: Text = Field(max_length=20)
    title: Text = Field("", max_length=LONGEST_TITLE)


class BriefingSettingsSaid(Sent):
    """How briefings are made. No parts: as usual."""

    parts: list[PartChosen] = Field([], max_length=40)
    checker_differs: bool = False
    usual_recommendations: int | None = Field(None, ge=1, le=999)
    colour: Text = Field("", max_length=7)


@router.get("/settings", response=SettingsKept, **door(Scope.SETTINGS))
def settings(request: Caller) -> SettingsKept:
    """The library's name, its line for danger now, its own synonyms."""
    _must_manage(request)
    return _settings(library_settings())


@router.put("/settings", response=SettingsKept, **door(Scope.SETTINGS))
def change_settings(request: Caller, said: SettingsSaid) -> SettingsKept:
    """Set the library's name, its line for danger now, and its own synonyms."""
    return _settings(save_settings(**said.model_dump(), by=request.viewer))


@router.get("/settings/briefings", response=BriefingSettingsSaid, **door(Scope.SETTINGS))
def settings_of_briefings(request: Caller) -> BriefingSettingsSaid:
    """How this library's briefings are made."""
    _must_manage(request)
    return _of_briefings(briefing_settings())


@router.put("/settings/briefings", response=BriefingSettingsSaid, **door(Scope.SETTINGS))
def change_settings_of_briefings(request: Caller, said: BriefingSettingsSaid) -> BriefingSettingsSaid:
    """Say how this library's briefings are made. Logo and templates are chosen on the page."""
    kept = save_briefing_settings(
        by=request.viewer,
        parts=[(one.role, one.title) for one in said.parts],
        checker_differs=said.checker_differs,
        usual_recommendations=said.usual_recommendations,
        colour=said.colour,
    )
    return _of_briefings(kept)


def _must_manage(request: Caller) -> None:
    if not may(request.viewer, Permission.MANAGE_LIBRARY):
        raise NotAllowed("You do not look after the settings of this library.")


def _settings(kept: LibrarySettings) -> SettingsKept:
    return SettingsKept(
        name=kept.name,
        danger_line=kept.danger_line,
        own_synonyms=kept.own_synonyms,
        hides_below=kept.hides_below,
        support=kept.support,
        fictional=kept.fictional,
    )


def _of_briefings(kept: BriefingSettings) -> BriefingSettingsSaid:
    return BriefingSettingsSaid(
        parts=[PartChosen(**part) for part in kept.parts],
        checker_differs=kept.checker_differs,
        usual_recommendations=kept.usual_recommendations,
        colour=kept.colour,
    )
