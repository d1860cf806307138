"""Files to take away: the recommendations as tables, a citation, the text, and the original without metadata."""

from heeded.library.exports._board_paper import as_docx
from heeded.library.exports._files import cleaned_original, public_original, public_pdf
from heeded.library.exports._recommendations import recommendation_rows
from heeded.library.exports._tables import COLUMNS, as_csv, as_xlsx
from heeded.library.exports._texts import FICTIONAL, Export, as_ris, as_text
from heeded.library.exports._word import WORD_MEDIA, add_link, mark_head, set_widths

__all__ = [
    "COLUMNS",
    "FICTIONAL",
    "WORD_MEDIA",
    "Export",
    "add_link",
    "as_csv",
    "as_docx",
    "as_ris",
    "as_text",
    "as_xlsx",
    "cleaned_original",
    "mark_head",
    "public_original",
    "public_pdf",
    "recommendation_rows",
    "set_widths",
]
