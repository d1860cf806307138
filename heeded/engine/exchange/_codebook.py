"""Codebooks: one door for every kind of file."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from heeded.engine.exchange._csv import csv_bytes, csv_rows
from heeded.engine.exchange._qdc import codes_element, codes_read, sets_element
from heeded.engine.exchange._records import Codebook, FileKind
from heeded.engine.exchange._table import MOST_ROWS, framework_of, rows_of
from heeded.engine.exchange._xlsx import xlsx_bytes, xlsx_rows
from heeded.engine.exchange._xml import CODEBOOK, ORIGIN, child, parsed
from heeded.engine.frameworks import Framework, FrameworkRefused, checked, read_framework, written
from heeded.engine.reading import FileRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 20_000_000  # bytes of a file


def read_codebook(data: bytes, name: str) -> Framework:
    """The framework in a codebook file. `name` is the file's. Raises FileRefused."""
    return open_codebook(data, name).framework


def open_codebook(data: bytes, name: str) -> Codebook:
    """The framework in a codebook file, and what of the file could not be taken.

    What the file holds decides how it is read: REFI-QDA (.qdc), XLSX, a framework of ours (.toml), else CSV. `name` is
    the file's. Raises FileRefused.
    """
    if len(data) > LARGEST:
        raise FileRefused(
            f"This codebook has {len(data) // 1_000_000:,} megabytes; at most {LARGEST // 1_000_000} are taken.",
            "Split it.",
        )
    told: list[str] = []
    framework = _read(data, PurePath(name.replace("\\", "/")), told)
    return Codebook(framework, tuple(told))


def codebook_file(framework: Framework, kind: str) -> bytes:
    """The framework as a file of a kind of FileKind, which reads back the same. Raises FrameworkRefused."""
    framework = checked(framework)
    match FileKind(kind):
        case FileKind.QDC:
            return _qdc_bytes(framework)
        case FileKind.CSV:
            return csv_bytes(rows_of(framework))
        case FileKind.XLSX:
            return xlsx_bytes(rows_of(framework), name="Themes")
        case FileKind.TOML:
            return written(framework).encode()
        case FileKind.QDPX:
            raise ValueError("a project is written by project_file")


def _read(data: bytes, name: PurePath, told: list[str]) -> Framework:
    start = data[:200].lstrip(b"\xff\xfe\xef\xbb\xbf\0 \r\n\t")
    if not start:
        raise FileRefused("This file is empty.", "")
    if start.startswith(b"<"):
        return _qdc_read(data, name.stem, told)
    if data.startswith(b"PK"):
        return framework_of(xlsx_rows(data, told, most=MOST_ROWS), name.stem, told)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            "This workbook is of the old kind (.xls) or locked with a password.",
            "Save it as XLSX without a password.",
        )
    if name.suffix.lower() == ".toml":
        return _toml_read(data)
    return framework_of(csv_rows(data, most=MOST_ROWS), name.stem, told)


def _toml_read(data: bytes) -> Framework:
    try:
        return read_framework(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise FileRefused("This framework is not written in UTF-8.", "Save it as UTF-8.") from problem
    except FrameworkRefused as refused:
        raise FileRefused(
            f"This framework cannot be used. {' '.join(refused.problems[:20])}", "Mend the file."
        ) from refused


def _qdc_read(data: bytes, name: str, told: list[str]) -> Framework:
    root = parsed(data, "codebook")
    kind = str(root.tag).rpartition("}")[2]
    if kind != "CodeBook":
        raise FileRefused(
            f"This file holds “{kind[:40]}” and no REFI-QDA codebook.", "Export the codebook again as .qdc."
        )
    return codes_read(root, child(root, "Sets"), name, told).framework


def _qdc_bytes(framework: Framework) -> bytes:
    from lxml import etree

    root: _Element = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", ORIGIN)
    root.append(codes_element(framework, CODEBOOK))
    root.append(sets_element(framework, CODEBOOK, reference="guid"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
