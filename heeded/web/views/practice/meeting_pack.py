"""The meeting pack of a board, in Word and as PDF."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from heeded.library.services import note_readings
from heeded.practice.errors import NoSuchItem
from heeded.practice.exports import pack_docx, pack_pdf
from heeded.practice.queries import plan_for
from heeded.web.presenters.practice.pack import PackMaker
from heeded.web.requests import Asking
from heeded.web.views.take_away import sent_export

_FILES = {"docx": pack_docx, "pdf": pack_pdf}


def meeting_pack(request: Asking, board: str, kind: str) -> HttpResponse:
    """What a meeting needs of the plan, as of today."""
    held = plan_for(request.viewer, board)
    if kind not in _FILES:
        raise NoSuchItem(_("There is no such file."))
    maker = PackMaker(request.viewer, held, request.build_absolute_uri)
    pack = maker.pack()
    note_readings(maker.documents, by=request.viewer, door="meeting-pack")
    return sent_export(_FILES[kind](pack))
