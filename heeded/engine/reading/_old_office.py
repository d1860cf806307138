"""Files of office programs from before zip: refused, each with what it is and what to do."""

from pathlib import Path

from heeded.engine.reading._errors import FileRefused
from heeded.engine.reading._recognised import SAVE_AGAIN, not_taken


def refusal_of_old_office(path: Path) -> FileRefused:
    """An Office file of before 2007, or a locked one of after: the names of its parts stand in UTF-16."""
    with path.open("rb") as source:
        data = source.read(32 * 1024 * 1024)
    if _wide("EncryptedPackage") in data or _wide("EncryptionInfo") in data:
        return FileRefused(
            "This Office file is locked with a password.",
            "Open it in Word with its password, take the password off, save it and add it again.",
        )
    if _wide("WordDocument") in data:
        return not_taken(
            "It is a Word file of the kind made before 2007 (.doc).", "Open it in Word and save it as DOCX."
        )
    if _wide("__substg1.0_") in data:
        return not_taken("It is a mail.", "Save the attached report from the mail and add that.")
    return not_taken("It is an Office file of an old kind.", SAVE_AGAIN)


def _wide(words: str) -> bytes:
    return words.encode("utf-16-le")
