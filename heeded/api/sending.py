"""Files that are answered with. Nobody guesses at what they are, and nothing in them runs."""

from pathlib import Path
from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from heeded.library.exports import Export

Answer = TypeVar("Answer", FileResponse, HttpResponse)
_SHA256 = 64  # characters


def file_answer(path: Path, *, name: str, media_type: str = "application/octet-stream") -> FileResponse:
    """A file of the library. Its ETag is its SHA-256, by which it is stored, so that whoever gets it can check it."""
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    if len(path.name) == _SHA256:
        answer["ETag"] = f'"{path.name}"'
    return _guarded(answer)


def export_answer(export: Export) -> HttpResponse:
    """A file that was made for this answer."""
    answer = HttpResponse(export.content, content_type=export.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, export.name) or "attachment"
    return _guarded(answer)


def _guarded(answer: Answer) -> Answer:
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
