"""Which kind of text a file is: a web page or plain text, and in what encoding it says that it is."""

import codecs
import re
from pathlib import Path

from heeded.engine.reading._recognised import Recognised, not_taken

_HTML = re.compile(
    rb"(?is)\A\s*+(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"
    rb"<(!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|article|main|section|script|style)\b"
)
_CHARSET = re.compile(rb"""(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_:.-]+)""")
_MAIL = re.compile(rb"(?im)\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")

# A list or an object that begins as no sentence does: "[1]" may be a footnote, "[{" and '{"' are data.
_JSON = re.compile(rb"\s*(\[\s*[\[{\"]|\{\s*[\"}])")


def recognise_text(path: Path, head: bytes) -> Recognised:
    """What a file without telling first bytes is. Raises FileRefused where it is no text, or data."""
    from heeded.engine.reading._decoding import LARGEST
    from heeded.engine.reading._encoding import encoding_of

    with path.open("rb") as source:
        encoding = encoding_of(source.read(LARGEST + 1))
    wide = encoding in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-8-sig")
    start = head.decode(encoding, errors="ignore").lstrip("\ufeff").encode("utf-8") if wide else head
    if _HTML.match(start):
        return Recognised("html", "text/html", _stated_encoding(start, encoding))
    if re.match(rb"\s*<\?xml", start):
        raise not_taken("It is a data file (XML).", "Add the report as PDF or DOCX.")
    if _JSON.match(start):
        raise not_taken("It is a data file (JSON).", "Add the report as PDF or DOCX.")
    if (mail := _MAIL.match(start)) and re.search(rb"(?im)^(mime-version|received|message-id):", mail[0]):
        raise not_taken(
            "It is a mail or a saved web archive.",
            "Save the report itself as PDF, DOCX or HTML and add that.",
        )
    return Recognised("plain", "text/plain", encoding)


def _stated_encoding(head: bytes, found: str) -> str:
    """What the page says of itself, unless the bytes prove otherwise."""
    if found.startswith("utf"):
        return found
    stated = _CHARSET.search(head)
    if not stated:
        return found
    name = stated[1].decode("ascii").lower()
    if name in ("utf-8", "utf8"):
        return found  # it says UTF-8 and is not
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return found
    # browsers read these two as Windows Western, and so do those who write them
    return "cp1252" if known in ("iso8859-1", "ascii") else known
