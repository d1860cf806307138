"""What no file of the repository may hold, and how large one may grow."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import name_of, tracked, tracked_code, tracked_text

LONGEST_FILE = 600
LONG_FILE = 300  # a file of the package longer than this is one of a few
LONGEST_FUNCTION = 60
LARGEST_FILE = 1024 * 1024
FEW = 0.05
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js.org", "deb." + "debian"]
MACHINE_PATHS = re.compile("/(wor" + "k|roo" + "t|hom" + "e|User" + "s)/[a-z]")
NAMES_THAT_SAY_NOTHING = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = [
        f"{name_of(path)}: {word}"
        for path, words in tracked_text()
        for word in [*REGISTRIES, *MACHINE_PATHS.findall(words)]
        if word in words
    ]
    assert found == []


def test_no_file_is_large() -> None:
    assert [name_of(path) for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_no_file_of_code_is_longer_than_it_can_be_read() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in tracked_code()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
    ours = {name: lines for name, lines in lengths.items() if name.startswith("heeded/")}
    long = {name: lines for name, lines in ours.items() if lines > LONG_FILE}
    assert len(long) <= len(ours) * FEW, f"split the longest into a folder of the same name: {long}"


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name} ({length} lines)"
        for path in tracked_code()
        for node in _functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_package_keeps_its_budgets() -> None:
    code = [path for path in tracked_code() if name_of(path).startswith("heeded/")]
    files = sorted(len(path.read_text().splitlines()) for path in code)
    functions = sorted((node.end_lineno or 0) - node.lineno + 1 for path in code for node in _functions(path))
    assert statistics.median(files) <= 80
    assert statistics.median(functions) <= 9
    assert functions[int(len(functions) * (1 - FEW))] <= 35


def test_every_file_has_a_name_that_says_something() -> None:
    assert [name_of(path) for path in tracked_code() if path.name in NAMES_THAT_SAY_NOTHING] == []


def test_every_room_says_what_it_owns() -> None:
    rooms = [path for path in tracked_code() if re.fullmatch(r"heeded/\w+/__init__\.py", name_of(path))]
    silent = [name_of(path) for path in rooms if not ast.get_docstring(ast.parse(path.read_text()))]
    assert len(rooms) > 5
    assert silent == []


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
