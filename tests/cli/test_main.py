"""What the command line says before any library is opened: usage, help, codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from heeded.cli import main as command_line
from heeded.cli.main import COMMANDS, main
from heeded.cli.output import Output
from heeded.core.errors import Refused
from heeded.engine.reading import FileRefused

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "_close_database", lambda: None)
    monkeypatch.setenv("HEEDED_DATA", "as it was")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let `heeded status` only note what it was called with."""
    calls: list[object] = []

    def run(chosen: object, out: Output) -> int:
        calls.append(chosen)
        out.answer({"done": True})
        return 0

    monkeypatch.setattr("heeded.cli.commands.status.run", run)
    return calls


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "nonsense"],
        ["nonsense", "--json"],
        ["--json"],
        ["add", "--json"],
        ["search", "--json"],
        ["search", "x", "--top", "many", "--json"],
        ["recommendations", "x", "--kind", "nonsense", "--json"],
        ["status", "--json", "--unknown"],
        ["erase", "abc", "--json"],
        ["--data", "--json", "status"],
    ],
)
def test_usage_errors_with_json_print_one_document_and_leave_with_2(
    words: list[str], capsys: Printed
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert document["error"] and "--help" in document["advice"]


def test_usage_errors_for_people_go_where_people_look(capsys: Printed) -> None:
    assert main(["nonsense"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "usage: heeded" in printed.err and "nonsense" in printed.err


def test_nothing_at_all_lists_the_commands(capsys: Printed) -> None:
    assert main([]) == 2
    printed = capsys.readouterr().err
    assert [name for name in COMMANDS if name not in printed] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: Printed) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    words = capsys.readouterr().out
    assert "--json" in words and "--data" in words


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--data", "there", "status"],
        ["status", "--json", "--data", "there"],
        ["--json", "status", "--data", "there"],
        ["--data", "there", "status", "--json"],
        ["--data=there", "status", "--json"],
    ],
)
def test_data_and_json_work_before_and_after_the_name(
    words: list[str], ran: list[object], capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == {"done": True}
    assert os.environ["HEEDED_DATA"] == "there"
    assert len(ran) == 1


def test_a_library_may_be_called_like_a_command(ran: list[object], capsys: Printed) -> None:
    assert main(["--data", "add", "status"]) == 0
    assert len(ran) == 1


@pytest.mark.parametrize(
    "error, code, words",
    [
        (Refused("It cannot be.", advice="Try this."), 1, "It cannot be."),
        (FileRefused("Locked with a password.", "Save it without."), 1, "Locked with a password."),
        (
            PermissionError(13, "Permission denied", "/somewhere/report.pdf"),
            1,
            "Permission denied (report.pdf).",
        ),
        (KeyboardInterrupt(), 1, "Stopped."),
        (ZeroDivisionError("quoted words"), 1, "nobody foresaw: ZeroDivisionError"),
    ],
)
def test_whatever_goes_wrong_one_document_is_printed(
    error: BaseException, code: int, words: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("heeded.cli.commands.status.run", fail)
    assert main(["status", "--json"]) == code
    assert words in json.loads(capsys.readouterr().out)["error"]


def test_an_error_after_the_answer_adds_no_second_document(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object, out: Output) -> int:
        out.answer([1])
        raise Refused("Too late.")

    monkeypatch.setattr("heeded.cli.commands.status.run", fail)
    assert main(["status", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == [1] and "Too late." in printed.err


def test_people_are_told_in_lines(capsys: Printed) -> None:
    out = Output(json=False)
    out.say("A line.")
    out.answer({"not": "shown"})
    out.error("Not so.", advice="But so.")
    printed = capsys.readouterr()
    assert printed.out == "A line.\n"
    assert "Not so." in printed.err and "But so." in printed.err


def _imported(*words: str) -> set[str]:
    code = (
        "import sys; from heeded.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=60)
    return set(done.stderr.split())


@pytest.mark.slow
def test_help_imports_next_to_nothing() -> None:
    heavy = {"django", "tantivy", "numpy", "pypdfium2", "docx", "lxml", "heeded.search", "heeded.library"}
    assert not heavy & _imported("--help")


@pytest.mark.slow
def test_a_file_that_is_not_held_is_read_without_django(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Recommendation 1: The board should ask every agency what it has done.\n")
    imported = _imported("recommendations", str(report), "--data", str(tmp_path / "library"))
    assert "heeded.engine.learning_points" in imported
    assert not {"django", "tantivy", "heeded.library.models"} & imported
