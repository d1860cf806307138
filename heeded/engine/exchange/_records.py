"""What goes in and out."""

from dataclasses import dataclass

from heeded.engine.frameworks import CodeValue, Framework
from heeded.engine.vocabulary import Choice


class FileKind(Choice):
    """Files of other programs, by the end of their names."""

    QDC = "qdc", "REFI-QDA codebook"
    QDPX = "qdpx", "REFI-QDA project"
    CSV = "csv", "CSV table"
    XLSX = "xlsx", "Excel workbook"
    TOML = "toml", "Heeded framework"


@dataclass(frozen=True, slots=True)
class Codebook:
    """A framework out of a file, and what of the file could not be taken, in plain sentences."""

    framework: Framework
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded. `identifier` is unique in its project."""

    identifier: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was coded. Places in it are counted in its characters. `identifier` is unique in its project."""

    identifier: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Coding:
    """A theme given to characters `start` to `end` of a source, or to all of it where both are None.

    `source`, `theme` and `user` are identifiers; no user means a machine. `of` names the child or adult that is meant,
    where it is one. `at` is an instant as ISO 8601 writes it, with its time zone: read from a file, always in UTC. (A
    text, since no other kind of instant comes out of the sandbox.)
    """

    source: str
    start: int | None
    end: int | None
    theme: str
    user: str = ""
    value: CodeValue = CodeValue.PRESENT
    note: str = ""
    certainty: str = ""
    at: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """Coded texts. Read from a file, codings stand in the order of their sources and places.

    `left_out` says in plain sentences what of a file could not be taken.
    """

    name: str
    framework: Framework
    users: tuple[User, ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[Coding, ...] = ()
    left_out: tuple[str, ...] = ()
