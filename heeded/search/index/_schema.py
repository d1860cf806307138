"""What the index holds of a passage: the stems of its words and numbers to count by. Never its text.

Stems are made before the index is handed them, each word once: the index only cuts them at blanks.

Three kinds of entry: one a passage (`text`, `heading`, `passage`, `document`, `kind`, `speaker`, `place`, `voice`),
one a document (`words`: each word it uses once, unstemmed, for spelling and beginnings; `owner`), and one a document
and section kind (`part_words`, `part_headings`: each word used there once, so that counting parts need not visit every
passage; `part`).
"""

import hashlib
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path

import numpy as np
import tantivy
from django.conf import settings

from heeded.engine.vocabulary import SectionKind, Speaker
from heeded.search._derived import Folder

KINDS = tuple(str(kind) for kind in SectionKind)
SPEAKERS = tuple(str(speaker) for speaker in Speaker)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_SPEAKER_NUMBERS = {speaker: number for number, speaker in enumerate(SPEAKERS)}
_ROOM_FOR_KINDS = 32
_ROOM_FOR_SPEAKERS = 8
_AT_BLANKS = "heeded_blanks"
_LAYOUT = 4  # raise it when what is indexed changes


@cache
def version() -> str:
    """Changes whenever an index made before would answer wrongly: then it is made anew."""
    basis = repr((_LAYOUT, KINDS, SPEAKERS, _tantivy()))
    return hashlib.sha256(basis.encode()).hexdigest()[:12]


def folder() -> Folder:
    """This node's, from the settings."""
    return Folder(Path(settings.INDEX), "words", version(), "meta.json")


def _tantivy() -> str:
    """Its version without the last number."""
    return package_version("tantivy").rsplit(".", 1)[0]


@cache
def schema() -> tantivy.Schema:
    """The fields. Integers, not unsigned ones: those stop the writer when Python hands them a number."""
    builder = tantivy.SchemaBuilder()
    for name in ("text", "heading"):
        builder.add_text_field(name, tokenizer_name=_AT_BLANKS, index_option="position")
    for name in ("words", "part_words", "part_headings"):
        builder.add_text_field(name, tokenizer_name=_AT_BLANKS, index_option="basic")
    for name in ("passage", "document", "owner"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("kind", "speaker"):
        builder.add_integer_field(name, indexed=True)
    for name in ("place", "voice", "part"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> tantivy.Index:
    """Give an opened index the way its words are cut."""
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_AT_BLANKS, blanks)
    return index


def kind_of(kind: str) -> int:
    """The number of a section kind; what is not one counts as "other"."""
    return _KIND_NUMBERS.get(kind, _KIND_NUMBERS["other"])


def speaker_of(speaker: str) -> int:
    return _SPEAKER_NUMBERS.get(speaker, _SPEAKER_NUMBERS["unknown"])


def place_of(document: int, kind: str) -> int:
    """Document and section kind in one number, so that one count answers both."""
    return document * _ROOM_FOR_KINDS + kind_of(kind)


def voice_of(document: int, speaker: str) -> int:
    """Document and speaker in one number."""
    return document * _ROOM_FOR_SPEAKERS + speaker_of(speaker)


def split_places(places: np.ndarray, *, by: str) -> tuple[np.ndarray, np.ndarray]:
    """Documents and kinds (or speakers) out of the numbers that `place_of` and `voice_of` made."""
    room = _ROOM_FOR_KINDS if by == "place" else _ROOM_FOR_SPEAKERS
    return places // room, places % room
