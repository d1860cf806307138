"""Evidence on the sample plans, with figures and with files."""

import csv
from io import BytesIO, StringIO

from heeded.people.viewer import Viewer
from heeded.practice import services
from heeded.practice.kinds import EvidenceKind
from heeded.practice.models import Action, Evidence, PlanItem
from heeded.practice.samples._told import Row, day, instant
from heeded.practice.services import EvidenceGiven, Figure


def evidence_of(item: PlanItem, row: Row, action: Action | None, *, by: Viewer) -> Evidence:
    """Put one piece down, and show it where the board does."""
    made = services.add_evidence(item, given(row, action), by=by)
    at = instant(row.get("added", row.get("dated")))
    Evidence.objects.filter(pk=made.pk).update(added_at=at)
    if row.get("shown"):
        services.show_evidence(made, by=by)
        Evidence.objects.filter(pk=made.pk).update(shown_at=at)
    return made


def given(row: Row, action: Action | None = None) -> EvidenceGiven:
    """What somebody puts down, as the sample words it."""
    figures = tuple(_figure(one) for one in row.get("figures", ()))
    name = row.get("file", "")
    return EvidenceGiven(
        kind=EvidenceKind(row["kind"]),
        title=row["title"],
        shows=row.get("shows", ""),
        dated=day(row.get("dated")),
        action=action,
        figures=figures,
        file=_sheet(figures) if name else None,
        file_name=name,
    )


def _figure(row: Row) -> Figure:
    on = day(row["on"])
    assert on is not None, row
    return Figure(on, float(row["value"]), float(row["of"]) if "of" in row else None)


def _sheet(figures: tuple[Figure, ...]) -> BytesIO:
    """The sheet that somebody would hand in with these figures."""
    lines = StringIO()
    writer = csv.writer(lines)
    writer.writerow(["Date", "Found", "Files looked at"])
    writer.writerows([f"{one.on:%d/%m/%Y}", f"{one.value:g}", f"{one.out_of or 0:g}"] for one in figures)
    return BytesIO(lines.getvalue().encode())
