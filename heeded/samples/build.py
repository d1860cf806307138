"""Builds the sample library's files: `python -m heeded.samples.build` (what `make samples` runs).

Only what changed is built again; the same sources give the same bytes on every build.
"""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ._docx import write_docx
from ._gold import Gold, gold_of
from ._html import write_html
from ._plain import write_plain
from ._quotes import check_quotes
from ._scan import scan
from ._source import Source, SourceError, read_source
from ._typst import Placed, set_pdf
from ._values import check_values

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
BUILT = HERE / "built"
_UNPAGED = {"docx": write_docx, "html": write_html, "plain": write_plain}
_SUFFIXES = {"docx": ".docx", "html": ".html", "plain": ".txt"}

Manifest = list[dict[str, Any]]


def build(folder: Path = BUILT, *, sources: Path = SOURCES) -> Manifest:
    """Build every source into `folder`, with manifest.json and gold.json, and return the manifest.

    Raises SourceError where sources break the rules of README.md, naming all of them, after the rest is built.
    """
    folder.mkdir(parents=True, exist_ok=True)
    recipe = _recipe()
    before = _built_before(folder, recipe)
    entries, wrong = [], []
    for path in sorted(sources.glob("[0-9]*.md")):
        try:
            entries.append(_entry(path, folder, before))
        except SourceError as error:
            wrong.append(str(error))
    _write(folder / "gold.json", _json({entry["file"]: entry.pop("gold") for entry in entries}))
    _write(folder / "manifest.json", _json([_public(entry) for entry in entries]))
    _write(folder / "recipe.json", _json({"recipe": recipe, "sources": _source_hashes(entries)}))
    _remove_strangers(folder, entries)
    if wrong:
        raise SourceError("\n".join(wrong))
    return [_public(entry) for entry in entries]


def _entry(path: Path, folder: Path, before: dict[str, dict[str, Any]]) -> dict[str, Any]:
    source_hash = _sha256(path.read_bytes())
    kept = before.get(path.stem)
    if kept and kept["source"] == source_hash and _intact(folder / kept["file"], kept["sha256"]):
        return kept
    source = read_source(path)
    check_values(source)
    check_quotes(source)
    content, placed = _set(source)
    file = path.stem + _SUFFIXES.get(source.layout, ".pdf")
    _write(folder / file, content)
    entry = _described(source, file, content)
    return {**entry, "source": source_hash, "gold": gold_of(source, placed)}


def _set(source: Source) -> tuple[bytes, Placed | None]:
    if source.layout in _UNPAGED:
        return _UNPAGED[source.layout](source), None
    pdf, placed = set_pdf(source)
    return (scan(pdf) if source.layout == "scan" else pdf), placed


def _described(source: Source, file: str, content: bytes) -> dict[str, Any]:
    return {
        "file": file,
        "review": source.review,
        "title": source.title,
        "board": source.board,
        "area": source.area,
        "nation": source.nation,
        "review_type": source.review_type,
        "year": source.year,
        "document": source.document,
        "published": source.published,
        "layout": source.layout,
        "fictional": True,
        "sha256": _sha256(content),
    }


def _built_before(folder: Path, recipe: str) -> dict[str, dict[str, Any]]:
    """Entries of the last build by source name; none where builder or typesetter changed since."""
    try:
        last = json.loads((folder / "recipe.json").read_text())
        if last["recipe"] != recipe:
            return {}
        gold: dict[str, Gold] = json.loads((folder / "gold.json").read_text())
        manifest: Manifest = json.loads((folder / "manifest.json").read_text())
        return {
            Path(entry["file"]).stem: {
                **entry,
                "gold": gold[entry["file"]],
                "source": last["sources"][entry["file"]],
            }
            for entry in manifest
        }
    except (OSError, ValueError, KeyError):
        return {}


def _recipe() -> str:
    """A hash of all that shapes the files beside their sources."""
    makers = sorted([*HERE.glob("*.py"), *(HERE / "layouts").glob("*.typ")])
    return _sha256(b"".join([version("typst").encode(), *(path.read_bytes() for path in makers)]))


def _public(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in ("source", "gold")}


def _source_hashes(entries: Manifest) -> dict[str, str]:
    return {entry["file"]: entry["source"] for entry in entries}


def _remove_strangers(folder: Path, entries: Manifest) -> None:
    ours = {entry["file"] for entry in entries} | {"gold.json", "manifest.json", "recipe.json"}
    for path in folder.iterdir():
        if path.is_file() and path.name not in ours and path.suffix in (".pdf", ".docx", ".html", ".txt"):
            path.unlink()


def _intact(path: Path, sha256: str) -> bool:
    return path.is_file() and _sha256(path.read_bytes()) == sha256


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all: tests of several processes read while one builds."""
    if path.is_file() and path.read_bytes() == content:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    manifest = build()
    print(
        f"{len(manifest)} sample documents of {len({entry['review'] for entry in manifest})} reviews in {BUILT}"
    )
