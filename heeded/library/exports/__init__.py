"""Files to take away: the recommendations as tables, a citation, the text, and the original without metadata."""

from heeded.library.exports._board_paper import as_docx
from heeded.library.exports._files import cleaned_original, public_original
from heeded.library.exports._recommendations import COLUMNS, as_csv, as_xlsx, recommendation_rows
from heeded.library.exports._texts import Export, as_ris, as_text

__all__ = [
    "COLUMNS",
    "Export",
    "as_csv",
    "as_docx",
    "as_ris",
    "as_text",
    "as_xlsx",
    "cleaned_original",
    "public_original",
    "recommendation_rows",
]
