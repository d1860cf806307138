"""A board's plan as a file: a workbook, CSV, a Word table, a calendar."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from heeded.core.clock import now, today
from heeded.engine.plans import Deadline, PlanKind, calendar_file
from heeded.engine.plans import plan_file as file_of
from heeded.library.exports import WORD_MEDIA, Export
from heeded.library.models import Work
from heeded.library.queries import work_for
from heeded.library.services import note_readings
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.errors import NoSuchItem
from heeded.practice.models import Action
from heeded.practice.queries import actions_of, is_open, plan_for, plan_rows
from heeded.web.presenters.practice.links import address_if
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_MEDIA = {
    PlanKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PlanKind.CSV: "text/csv; charset=utf-8",
    PlanKind.DOCX: WORD_MEDIA,
}


def plan_file(request: Asking, board: str, kind: str) -> HttpResponse:
    """The plan, or what of it answers one review (`?review=`), as that kind of file."""
    held = plan_for(request.viewer, board)
    review = request.GET.get("review", "")
    work = work_for(request.viewer, review) if review else None
    if kind == "ics":
        return _calendar(request, held, work)
    if kind not in {str(one) for one in PlanKind}:
        raise NoSuchItem(_("There is no such file."))
    found = plan_rows(request.viewer, held, work=work)
    note_readings(set(found.documents), by=request.viewer, door="plan-file")
    title = _("Action plan of %(board)s, %(day)s") % {"board": held.name, "day": f"{today():%d/%m/%Y}"}
    content = file_of(found.rows, PlanKind(kind), title=title)
    return sent_export(Export(f"plan-{held.identifier}.{kind}", _MEDIA[PlanKind(kind)], content))


def _calendar(request: Asking, board: Organisation, work: Work | None) -> HttpResponse:
    days = [
        Deadline(
            identifier=f"action-{one.identifier}@heeded",
            day=one.due,
            summary=one.what[:120],
            address=request.build_absolute_uri(address_if("action", one.identifier)),
            changes=one.version,
        )
        for one in _open_actions(request.viewer, board, work)
        if one.due is not None
    ]
    content = calendar_file(days, now=now(), name=_("Plan of %s") % board.name)
    return sent_export(Export(f"plan-{board.identifier}.ics", "text/calendar; charset=utf-8", content))


def _open_actions(viewer: Viewer, board: Organisation, work: Work | None) -> QuerySet[Action]:
    found = actions_of(viewer, board).filter(is_open(), due__isnull=False)
    return found if work is None else found.filter(item__point__work=work)
