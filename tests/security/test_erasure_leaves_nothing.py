"""Erasing also reaches what killed processes left lying about, and every page of the database's own files."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from heeded.library.models import Document
from heeded.library.services import erase
from heeded.people.viewer import OPERATOR
from heeded.search.services import follow
from tests.library.folders import folders
from tests.library.made import SENTENCE, document, learning_point, passage
from tests.library.made import page as a_page

__all__ = ["folders"]


def _old(path: Path) -> None:
    os.utime(path, (time.time() - 7200,) * 2)


def _holds(folder: Path, words: str) -> list[str]:
    wanted = words.encode()
    return [str(path) for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes()]


@pytest.mark.django_db(transaction=True)
def test_a_killed_backup_does_not_keep_what_is_erased_later(folders: Path) -> None:
    made = document(state="published")
    a_page(made)
    passage(made)
    learning_point(made)
    follow()
    # The library's folder as a killed `heeded backup`, `heeded restore` and upload would leave it.
    left = [
        folders / "backup.sqlite3",
        folders / "heeded.sqlite3.half",
        folders / "files" / "incoming" / "half",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("CREATE TABLE page (text TEXT)")
            copy.execute("INSERT INTO page VALUES (?)", [SENTENCE])
            copy.commit()
        _old(path)
    assert _holds(folders, SENTENCE)
    erase(made, reason="identified-someone", by=OPERATOR)
    assert _holds(folders, SENTENCE) == []
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_under_way_is_left_alone(folders: Path) -> None:
    made = document(state="published")
    copy = folders / "backup.sqlite3"
    copy.write_bytes(b"being written")
    erase(made, reason="other", by=OPERATOR)
    assert copy.exists()
