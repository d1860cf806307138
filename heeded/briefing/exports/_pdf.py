"""Tagged PDF (PDF/UA-1), set by typst from the wheel: nothing to install, read by a screen reader in order."""

import json
from pathlib import Path

from heeded.briefing.exports._layout import (
    Addresses,
    Look,
    file_name,
    glance_table,
    place_of,
    source_line,
    state_line,
    time_line,
)
from heeded.briefing.shown import ShownBriefing, ShownPart
from heeded.core.clock import local_day
from heeded.library.exports import FICTIONAL, Export

_LAYOUT = Path(__file__).with_name("briefing.typ")


def as_pdf(shown: ShownBriefing, address: Addresses, look: Look) -> Export:
    """A briefing on A4, one page or two where its words allow, each page number a link to the citation."""
    import typst

    day, table = local_day(shown.date), glance_table(shown)
    given = {
        "title": shown.title,
        "source": source_line(shown),
        "state": state_line(shown),
        "time": time_line(shown),
        "fictional": FICTIONAL if shown.fictional else "",
        "note": shown.note,
        "content-notes": list(shown.content_notes),
        "parts": [_part(shown, part, address) for part in shown.parts],
        "recommendations": {"heads": table.heads, "widths": table.widths, "rows": table.rows},
        "colour": look.colour,
        "logo": list(look.logo.read_bytes())
        if look.logo
        else [],  # typst reads nothing outside its own folder
        "day": [day.year, day.month, day.day],
    }
    made = typst.compile(
        _LAYOUT,
        format="pdf",
        root=_LAYOUT.parent,
        sys_inputs={"briefing": json.dumps(given)},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return Export(file_name(shown, "pdf"), "application/pdf", made)


def _part(shown: ShownBriefing, part: ShownPart, address: Addresses) -> dict[str, object]:
    return {
        "title": part.title,
        "note": part.note,
        "lines": [
            {"text": line.text, "place": place_of(shown, line), "address": address(line)}
            for line in part.lines
        ],
        "questions": [one.text for one in shown.questions] if part.role == "talk" else [],
    }
