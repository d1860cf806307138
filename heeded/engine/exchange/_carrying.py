"""What each kind of file has no room for."""

from heeded.engine.exchange._records import FileKind

_ELSEWHERE = (
    "Definitions, examples, terms, sources and status stand together in each code’s description, where other programs"
    " show them as one text. Heeded reads them back."
)
_CANNOT: dict[FileKind, tuple[str, ...]] = {
    FileKind.QDC: (
        _ELSEWHERE,
        "What was coded: a codebook holds themes only.",
        "Earlier versions of a theme, and what it was merged with or split into.",
    ),
    FileKind.QDPX: (
        _ELSEWHERE,
        "Pages and their pictures: each document is one text, and places are counted in its characters.",
        "“Absent”, “not mentioned” and “described, not explained” are codes of their own under the theme, so that no"
        " other program counts them as present. Heeded reads them back as values.",
        "Whether a coding began as a proposal, who decided on it, and rounds of blind coding.",
        "How certain a coding is and which child or adult it is about stand in its note.",
    ),
    FileKind.CSV: (
        "What was coded: the table holds themes only.",
        "Earlier versions of a theme, and what it was merged with or split into.",
        "Spreadsheets may change what looks like a number, a date or a formula when they save it again.",
    ),
    FileKind.XLSX: (
        "What was coded: the table holds themes only.",
        "Earlier versions of a theme, and what it was merged with or split into.",
    ),
    FileKind.TOML: ("What was coded: a framework holds themes only.",),
}


def cannot_carry(kind: FileKind) -> tuple[str, ...]:
    """What is not in a file of this kind, or is there in another form, in plain sentences for beside the button."""
    return _CANNOT[kind]
