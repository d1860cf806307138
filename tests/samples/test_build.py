"""The builder: the same bytes each time, only what changed, wrong sources named."""

import os
import time
from pathlib import Path

import pytest
import time_machine

from heeded.samples._source import LAYOUTS, SourceError
from heeded.samples.build import SOURCES, build

FRONT = """+++
review = "elsewhere-child-a"
title = "Review: Child A"
board = "Elsewhere Board"
area = "Elsewhere"
nation = "england"
review_type = "serious-case-review"
year = 2011
document = "overview report"
published = "2011-06"
layout = "{layout}"
{facts}+++
"""
BODY = """
# Summary {kind=summary}

A child aged *eleven weeks* was hurt.^[This is a note.] See recommendation 1.

:::repeat recommendation 1

# Recommendations {kind=recommendations}

:::recommendation 1 | Police; Schools
The police should look.

- They should look twice.
:::

:::recommendation 2
The board should listen.
:::

| Who | What |
| --- | --- |
| Police | Looked |
"""
FACT = '[[facts]]\nname = "age-band"\nvalue = "{value}"\nquote = "{quote}"\nsubject = 1\n'


def write(folder: Path, *, layout: str = "one-column", facts: str = "", body: str = BODY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "01-a.md").write_text(FRONT.format(layout=layout, facts=facts) + body)
    return folder


def test_same_source_same_bytes_on_another_day(tmp_path: Path) -> None:
    sources = write(tmp_path / "sources")
    for number, layout in enumerate(LAYOUTS, 2):
        (sources / f"{number:02}-{layout}.md").write_text(FRONT.format(layout=layout, facts="") + BODY)
    first = build(tmp_path / "first", sources=sources)
    time.sleep(1.1)  # typst keeps its own clock, which nothing here can move
    with time_machine.travel("2031-05-06"):
        second = build(tmp_path / "second", sources=sources)
    assert [entry["sha256"] for entry in first] == [entry["sha256"] for entry in second]
    assert (tmp_path / "first" / "gold.json").read_bytes() == (tmp_path / "second" / "gold.json").read_bytes()


@pytest.mark.slow
def test_the_library_is_built_alike_twice(built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in built.iterdir()}


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    sources = write(tmp_path / "sources")
    (sources / "02-b.md").write_text(FRONT.format(layout="plain", facts="") + BODY)
    build(tmp_path / "out", sources=sources)
    old = tmp_path / "out" / "01-a.pdf"
    os.utime(old, (1, 1))
    (sources / "02-b.md").write_text(FRONT.format(layout="plain", facts="") + BODY + "\nMore.\n")
    build(tmp_path / "out", sources=sources)
    assert old.stat().st_mtime == 1
    assert "More." in (tmp_path / "out" / "02-b.txt").read_text()


def test_a_damaged_file_is_made_good(tmp_path: Path) -> None:
    sources = write(tmp_path / "sources", layout="html")
    build(tmp_path / "out", sources=sources)
    good = (tmp_path / "out" / "01-a.html").read_bytes()
    (tmp_path / "out" / "01-a.html").write_bytes(b"torn")
    build(tmp_path / "out", sources=sources)
    assert (tmp_path / "out" / "01-a.html").read_bytes() == good


def test_a_file_whose_source_went_is_removed(tmp_path: Path) -> None:
    sources = write(tmp_path / "sources", layout="html")
    build(tmp_path / "out", sources=sources)
    (sources / "01-a.md").unlink()
    assert build(tmp_path / "out", sources=sources) == []
    assert not (tmp_path / "out" / "01-a.html").exists()


@pytest.mark.parametrize(
    ("facts", "body", "complaint"),
    [
        (FACT.format(value="under-1", quote="twelve weeks"), BODY, "nowhere in the text"),
        (FACT.format(value="baby", quote="eleven weeks"), BODY, "cannot be 'baby'"),
        ("", ":::repeat recommendation 9\n", "repeats nothing"),
        ("", ":::recommendation 1\nNo end.\n", "not closed"),
        ("", ":::advice 1\nWhat?\n:::\n", "no mark that we know"),
        ("", "# A {kind=nonsense}\n", "cannot be 'nonsense'"),
        ("", "| a | b |\n| c |\n", "different lengths"),
        ("colour = 1\n", BODY, "colour"),
    ],
)
def test_a_wrong_source_is_named(tmp_path: Path, facts: str, body: str, complaint: str) -> None:
    sources = write(tmp_path / "sources", facts=facts, body=body)
    (sources / "02-b.md").write_text(FRONT.format(layout="plain", facts="") + BODY)
    with pytest.raises(SourceError, match=complaint) as raised:
        build(tmp_path / "out", sources=sources)
    assert "01-a" in str(raised.value)
    assert (tmp_path / "out" / "02-b.txt").exists()  # the rest is built all the same


def test_sources_stand_in_the_repository() -> None:
    assert len(list(SOURCES.glob("[0-9]*.md"))) >= 10
