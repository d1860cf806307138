"""The files that a framework is taken away in."""

from dataclasses import dataclass

from heeded.engine.exchange import FileKind, cannot_carry


@dataclass(frozen=True, slots=True)
class FileOffered:
    """A kind of file to take a framework away in, and what it cannot carry."""

    kind: str
    label: str
    cannot: tuple[str, ...]


def files_offered() -> list[FileOffered]:
    """Every kind of file that a framework is taken away in."""
    order = (FileKind.TOML, FileKind.CSV, FileKind.XLSX, FileKind.QDC)
    return [FileOffered(kind.value, str(kind.label), cannot_carry(kind)) for kind in order]
