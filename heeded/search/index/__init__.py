"""The word index: a folder that can be thrown away at any time, made from the database and following its changes."""

from heeded.search._derived import Folder
from heeded.search.index._reader import Best, Reader, forget_opened, open_reader
from heeded.search.index._schema import (
    KINDS,
    SPEAKERS,
    folder,
    kind_of,
    place_of,
    schema,
    speaker_of,
    split_places,
    voice_of,
)
from heeded.search.index._writer import Row, Writer, build_anew, passages_of

__all__ = [
    "KINDS",
    "SPEAKERS",
    "Best",
    "Folder",
    "Reader",
    "Row",
    "Writer",
    "build_anew",
    "folder",
    "forget_opened",
    "kind_of",
    "open_reader",
    "passages_of",
    "place_of",
    "schema",
    "speaker_of",
    "split_places",
    "voice_of",
]
