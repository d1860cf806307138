"""One coding with all that is on record of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, CodingDecision, CodingPlace
from heeded.learning.queries import (
    Coded,
    are_protected,
    decisions_on,
    visible_codings,
    visible_places,
    wordings_now,
)
from heeded.library.keeping import may_keep
from heeded.library.naming import document_title
from heeded.library.placing import place
from heeded.people.permissions import Permission
from heeded.people.viewer import Viewer
from heeded.web.presenters.code_page import coding_address
from heeded.web.presenters.code_whose import as_value, whose_of
from heeded.web.presenters.coding import CodingShown, codings_shown, may_code
from heeded.web.presenters.who import Who


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """Where a coding's words stand in one version of a file, or which document was read."""

    place: CodingPlace
    row: CodingShown
    document: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did. `other` is the identifier of the coding that it became or came from."""

    what: str
    who: str
    at: datetime
    other: str = ""
    other_words: str = ""
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class OneCoding:
    """What the page of a coding shows. `made_under` is the wording it was made with, where that is another today."""

    row: CodingShown
    places: tuple[PlaceShown, ...]
    made_under: str
    made_under_definition: str
    steps: tuple[Step, ...]
    may_accept: bool
    may_reject: bool
    may_change: bool
    may_write_note: bool
    change_address: str

    @property
    def newest(self) -> CodingPlace | None:
        """The place in the newest version that this viewer may see."""
        return self.places[0].place if self.places else None


def one_coding(viewer: Viewer, coding: Coding) -> OneCoding:
    """A coding as this viewer may know it."""
    rows = visible_places(viewer).filter(coding=coding).select_related("document", "document__work")
    places = list(rows.order_by("is_lost", "-document__version", "-pk"))
    place([one for one in places if one.quote and not one.is_lost])
    coded = [Coded(coding, one) for one in places]
    shown = codings_shown(viewer, coded)
    now_worded = wordings_now([coding.theme_id])[coding.theme_id]
    is_reworded = coding.made_under_id != now_worded.pk
    mine = coding.made_by == viewer.audit_name
    deciding = may_code(viewer) and (
        coding.made_by in {"", viewer.audit_name} or may_keep(viewer, Permission.CODE, coding.work)
    )
    in_round = coding.state == "in-round"
    return OneCoding(
        row=shown[0],
        places=tuple(
            PlaceShown(one, row, document_title(one.document) if one.document else "")
            for one, row in zip(places, shown, strict=True)
        ),
        made_under=coding.made_under.name if is_reworded else "",
        made_under_definition=coding.made_under.definition if is_reworded else "",
        steps=() if are_protected(viewer) else tuple(_steps(viewer, coding)),
        may_accept=deciding and coding.state in {"proposed", "rejected", "dropped"},
        may_reject=deciding and coding.state in {"proposed", "standing", "in-round"},
        may_change=deciding and coding.state in {"proposed", "standing", "rejected"} or (in_round and mine),
        may_write_note=mine and coding.state in {"standing", "in-round"},
        change_address=_change_address(coding, places),
    )


def _change_address(coding: Coding, places: Sequence[CodingPlace]) -> str:
    held = next((one for one in places if one.document is not None and one.spans and not one.is_lost), None)
    if held is not None and held.document is not None:
        return f"{coding_address(held.document, held.page or 1, instead=coding.identifier)}#give"
    if coding.target == "passage":
        return ""
    return f"{reverse('coding-of-review', args=[coding.work.identifier])}?of={as_value(whose_of(coding))}"


def _steps(viewer: Viewer, coding: Coding) -> list[Step]:
    decisions = list(decisions_on(viewer, coding))
    came_from = list(
        CodingDecision.objects.filter(became=coding, coding__in=visible_codings(viewer)).select_related(
            "coding"
        )
    )
    who = Who(viewer, [coding.made_by, *(one.by for one in decisions)])
    steps = []
    for one in came_from:
        words = _("It took the place of another")
        steps.append(
            Step(words, who.words(coding.made_by), one.at, one.coding.identifier, value_of(one.coding))
        )
    if not came_from:
        made = _("Coded") if coding.made_by else _("Proposed by machine")
        maker = who.words(coding.made_by) if coding.made_by else coding.proposer
        steps.append(Step(made, maker, coding.made_at, by_machine=not coding.made_by))
    for decision in decisions:
        became = decision.became
        other = became.identifier if became is not None else ""
        words = value_of(became) if became is not None else ""
        steps.append(Step(decision.get_decision_display(), who.words(decision.by), decision.at, other, words))
    return steps


def value_of(coding: Coding) -> str:
    """A coding in a few words: its theme as it was worded then, and what is said of it."""
    value = CodeValue(coding.value)
    theme = coding.made_under.name
    return theme if value == CodeValue.PRESENT else f"{theme}: {str(value.label).lower()}"
