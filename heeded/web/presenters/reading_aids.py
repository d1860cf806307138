"""How long a draft is: in words, in minutes, and in printed pages as its PDF would have them."""

import io
from dataclasses import dataclass

from heeded.briefing.exports import Addresses, as_pdf
from heeded.briefing.models import Version
from heeded.briefing.shown import show
from heeded.people.viewer import Viewer
from heeded.web.presenters.briefings import look_of_this_library

MOST_PAGES = 2


@dataclass(frozen=True, slots=True)
class ReadingAids:
    words: int
    minutes: int
    minutes_aloud: int
    pages: int

    @property
    def too_long(self) -> bool:
        return self.pages > MOST_PAGES


def aids_of(viewer: Viewer, version: Version, address: Addresses) -> ReadingAids:
    """Of the lines that are kept, as they were last saved. The pages are counted on the PDF itself."""
    from pikepdf import Pdf  # only where a desk is opened

    shown = show(viewer, version)
    made = as_pdf(shown, address, look_of_this_library())
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        return ReadingAids(shown.words, shown.minutes_to_read, shown.minutes_aloud, len(pdf.pages))
