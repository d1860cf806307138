"""Briefings to take away: tagged PDF, Word, slides and plain text, all from one `ShownBriefing`.

Every line carries its page with the lasting address of the citation; every file its version, date and state.
"""

from heeded.briefing.exports._docx import as_docx
from heeded.briefing.exports._layout import Addresses, Look
from heeded.briefing.exports._pdf import as_pdf
from heeded.briefing.exports._pptx import as_pptx
from heeded.briefing.exports._text import as_text

__all__ = ["Addresses", "Look", "as_docx", "as_pdf", "as_pptx", "as_text"]
