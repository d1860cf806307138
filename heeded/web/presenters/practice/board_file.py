"""Boards side by side as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from heeded.library.exports import Export
from heeded.practice.queries import COUNTED, BoardBeside
from heeded.web.presenters.practice.board_list import COLUMNS, board_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def boards_csv(boards: Iterable[BoardBeside]) -> Export:
    """With a byte order mark, and no cell that a spreadsheet would run as a formula. What is not known is empty."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Board"), _("What is known"), *(str(COLUMNS[name]) for name in COUNTED)])
    writer.writerows(_line(row) for row in board_rows(boards))
    return Export("boards.csv", "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig"))


def _line(row: dict[str, Any]) -> list[str]:
    name = row["board"].name
    cells = [words if row["is_followed"] else "" for _name, words, _leads_to in row["cells"]]
    return [f"'{name}" if name.startswith(_FORMULA) else name, str(row["known"]), *cells]
