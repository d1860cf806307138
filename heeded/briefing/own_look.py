"""The board's own logo and templates: which files of the store are theirs."""

from collections.abc import Iterator

from django.db.utils import OperationalError, ProgrammingError

from heeded.briefing.models import BriefingSettings

OWN = ("logo", "docx", "pptx")


def own_files() -> Iterator[str]:
    """The hashes that the settings name. Of a library whose tables are not made yet: none."""
    try:
        rows = list(BriefingSettings.objects.values_list(*(f"{name}_sha256" for name in OWN)))
    except (OperationalError, ProgrammingError):
        return
    yield from (sha256 for row in rows for sha256 in row if sha256)
