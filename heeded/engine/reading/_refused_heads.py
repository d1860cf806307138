"""Files refused by their first bytes: pictures, recordings, programs, archives that are not opened."""

from heeded.engine.reading._recognised import SAVE_AGAIN, not_taken

A_PICTURE = (
    "It is a picture, not a document.",
    "Make a PDF of it and add that: the words in it are then read.",
)
_PACKED = (
    "It is an archive of a kind that is not opened.",
    "Unpack it and add the files inside it, or use a zip.",
)
A_RECORDING = ("It is a sound or film recording.", "Add a written report.")
A_PROGRAM = ("It is a program, not a document.", "Do not open it if you do not know who sent it.")
# first bytes -> why not, and what to do
_REFUSED_HEADS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"\xff\xd8\xff", A_PICTURE),
    (b"\x89PNG\r\n", A_PICTURE),
    (b"II*\0", A_PICTURE),
    (b"MM\0*", A_PICTURE),
    (b"GIF8", A_PICTURE),
    (b"\0\0\1\0", A_PICTURE),
    (b"{\\rtf", ("It is in Rich Text Format.", "Open it in Word and save it as DOCX.")),
    (b"%!PS", ("It is a PostScript file.", SAVE_AGAIN)),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"MSCF", _PACKED),
    (b"ID3", A_RECORDING),
    (b"OggS", A_RECORDING),
    (b"\x1aE\xdf\xa3", A_RECORDING),
    (b"MZ", A_PROGRAM),
    (b"\x7fELF", A_PROGRAM),
    (b"\xca\xfe\xba\xbe", A_PROGRAM),
    (b"SQLite format 3\0", ("It is a database.", SAVE_AGAIN)),
    (b"!BDN", ("It is a mailbox.", "Save the attached report from the mail and add that.")),
)


def refuse_by_head(head: bytes) -> None:
    """Raises FileRefused where the first bytes are those of a kind that is not taken."""
    for start, (reason, advice) in _REFUSED_HEADS:
        if head.startswith(start):
            raise not_taken(reason, advice)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise not_taken(*A_PICTURE)
    if head[:2] == b"BM" and b"\0" in head[2:26]:
        raise not_taken(*A_PICTURE)
    if head[4:8] == b"ftyp":
        raise not_taken(*(A_PICTURE if head[8:11] in (b"hei", b"mif", b"avi", b"hev") else A_RECORDING))
    if head[257:262] == b"ustar":
        raise not_taken(*_PACKED)
