"""What Heeded is made of: each dependency with its reason, everything pinned, the look inside the wheel."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.house.files import PROJECT

PYPROJECT = PROJECT / "pyproject.toml"
REQUIREMENTS = PROJECT / "requirements"
LOOK = PROJECT / "heeded" / "web" / "static" / "built"
LARGEST_PAGE_FILE = 40_000  # bytes on the wire


def dependencies(group: str) -> list[str]:
    project = tomllib.loads(PYPROJECT.read_text())
    return project["project"]["dependencies"] if group == "run" else project["dependency-groups"]["dev"]


def bare_name(requirement: str) -> str:
    return re.split(r"[\[<>=~!; ]", requirement)[0].lower().replace("_", "-")


def test_every_dependency_has_a_reason_beside_it() -> None:
    lines = PYPROJECT.read_text().splitlines()
    silent = [
        requirement
        for requirement in [*dependencies("run"), *dependencies("dev")]
        if not any(
            f'"{requirement}",' in line and re.search(r"#\s*\S{2,}", line.split('",', 1)[1]) for line in lines
        )
    ]
    assert silent == []


@pytest.mark.parametrize("group", ["run", "dev"])
def test_every_dependency_is_pinned_with_its_hashes(group: str) -> None:
    pinned = (REQUIREMENTS / f"{group}.txt").read_text()
    missing = [
        name for name in map(bare_name, dependencies(group)) if not re.search(rf"^{name}==", pinned, re.M)
    ]
    assert missing == [], "make lock pins them"
    entries = re.split(r"\n(?=\S)", pinned.strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_pinned_look_names_no_address_but_every_hash() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert fetched
    assert [name for name, package in fetched.items() if "resolved" in package] == []
    assert [name for name, package in fetched.items() if "integrity" not in package] == []


def test_what_is_made_is_not_kept() -> None:
    made = [
        "heeded/web/static/built/heeded.css", "heeded/samples/built/a.pdf", ".venv/x", ".tools/x", "node_modules/x",
        ".heeded/samples/x", "library-mine/x", "library/heeded.sqlite3", "dist/x",
    ]  # fmt: skip
    answer = subprocess.run(
        ["git", "check-ignore", "--no-index", *made], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert answer.stdout.split() == made


def test_the_look_is_built_without_the_typeface_and_small_on_the_wire() -> None:
    css = (LOOK / "heeded.css").read_text()
    assert ".govuk-button" in css
    assert ".heeded-passage" in css
    assert "Transport" not in css
    assert "url(" not in css
    assert sum(path.stat().st_size for path in LOOK.glob("heeded.*.gz")) < LARGEST_PAGE_FILE


@pytest.mark.slow
def test_the_wheel_carries_the_look_the_templates_and_the_samples(tmp_path: Path) -> None:
    # The build asks a registry for its own tool, so it runs outside the rule that no test reaches the network.
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(PROJECT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "heeded/web/static/built/heeded.css" in names
    assert "heeded/web/static/built/heeded.js" in names
    assert "heeded/web/templates/base.html" in names
    assert any(name.startswith("heeded/samples/built/") for name in names)
    assert not [name for name in names if name.startswith("tests/")]
