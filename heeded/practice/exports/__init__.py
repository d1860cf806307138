"""What a board takes to its meeting: a pack in Word and as tagged PDF, both of one `Pack`."""

from heeded.practice.exports._pack import Figure, Pack, PackLine, PackSection
from heeded.practice.exports._pack_docx import pack_docx
from heeded.practice.exports._pack_pdf import pack_pdf

__all__ = ["Figure", "Pack", "PackLine", "PackSection", "pack_docx", "pack_pdf"]
