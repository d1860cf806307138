"""Tagged PDF (PDF/UA-1), set by typst from the wheel: read by a screen reader in order."""

import json
from dataclasses import asdict
from pathlib import Path

from heeded.library.exports import FICTIONAL, Export
from heeded.practice.exports._pack import FIGURES, MORE, NOTHING, WANTING, Pack

_LAYOUT = Path(__file__).with_name("pack.typ")


def pack_pdf(pack: Pack) -> Export:
    """A pack on A4, each page number a link."""
    import typst

    pack = pack.to_write()
    given = {
        "title": pack.title,
        "board": pack.board,
        "note": pack.note,
        "day": [pack.day.year, pack.day.month, pack.day.day],
        "date": f"{pack.day.day} {pack.day:%B %Y}",
        "fictional": FICTIONAL if pack.fictional else "",
        "figures": [
            {"title": title, "rows": [[one.words, f"{one.count:,}"] for one in rows]}
            for title, rows in ((FIGURES, pack.figures), (WANTING, pack.wanting))
        ],
        "sections": [
            asdict(one) | {"more": MORE.format(count=one.more) if one.more else ""} for one in pack.sections
        ],
        "nothing": NOTHING,
    }
    made = typst.compile(
        _LAYOUT,
        format="pdf",
        root=_LAYOUT.parent,
        sys_inputs={"pack": json.dumps(given)},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return Export(pack.file_name("pdf"), "application/pdf", made)
