"""What one person says of a review or of somebody in it, theme by theme, and what others say of the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from heeded.engine.frameworks import CodeValue
from heeded.learning.models import Coding, Framework
from heeded.learning.queries import codings_of, said_by
from heeded.learning.services import Whose
from heeded.library.models import Work
from heeded.people.viewer import Viewer
from heeded.web.presenters.code_themes import ThemeChoice, theme_choices
from heeded.web.presenters.code_whose import fitting, whose_of
from heeded.web.presenters.coding import CodingShown, codings_shown

_LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A theme, what this viewer says of it, and what stood there when the form was opened. A heading has no answer."""

    choice: ThemeChoice
    value: str = ""
    certainty: str = ""
    note: str = ""
    was: tuple[str, str, str] = ("", "", "")
    coding: Coding | None = None

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there now."""
        return not self.choice.is_heading and (self.value, self.certainty, self.note) != self.was


def answers_of(viewer: Viewer, work: Work, framework: Framework, whose: Whose) -> list[Answer]:
    """Every theme that fits, under its heading, with this viewer's own answer."""
    own = {
        row.coding.theme_id: row for row in said_by(viewer, work, framework) if whose_of(row.coding) == whose
    }
    by_name = {row.coding.theme.identifier: row for row in own.values()}
    found = []
    for choice in theme_choices(framework, fitting(whose), ()):
        said = by_name.get(choice.identifier)
        if said is None or choice.is_heading:
            found.append(Answer(choice))
            continue
        held = (said.coding.value, said.coding.certainty, said.note)
        found.append(Answer(choice, *held, was=held, coding=said.coding))
    return found


def typed_answers(rows: list[Answer], form: Mapping[str, str]) -> list[Answer]:
    """The same with what was typed. What the form does not hold stays as it is; what stood there when it was opened
    is taken from the form, so that an answer given elsewhere meanwhile is not taken back."""
    return [row if row.choice.is_heading else _typed(row, form) for row in rows]


def _typed(row: Answer, form: Mapping[str, str]) -> Answer:
    name = row.choice.identifier
    if f"value-{name}" not in form:
        return row
    was = form.get(f"was-{name}", row.was[0])
    value = form[f"value-{name}"]
    return replace(
        row,
        value=value if value in set(CodeValue) else "",
        certainty=form.get(f"certainty-{name}", row.certainty),
        note=form.get(f"note-{name}", row.note).replace("\r\n", "\n").strip()[: _LONGEST_NOTE + 1],
        was=(was, *row.was[1:]),
    )


def others_of(viewer: Viewer, work: Work, whose: Whose) -> list[CodingShown]:
    """What others say of the same, where this viewer may see it."""
    rows = [
        row
        for row in codings_of(viewer, work)
        if row.coding.state in {"standing", "proposed"}
        and row.coding.made_by != viewer.audit_name
        and whose_of(row.coding) == whose
    ]
    return codings_shown(viewer, rows)
