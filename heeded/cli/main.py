"""`heeded COMMAND …`: the operator's door. The command line acts as the operator of the library."""

import argparse
import importlib
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from heeded import __version__
from heeded.cli.output import Output
from heeded.core.errors import HeededError
from heeded.engine.reading._errors import ReadingError

# Name → what it does. The module of the same name under commands/ is loaded only when it is called.
COMMANDS = {
    "add": "Bring reports in: files, folders, zip archives",
    "search": "Find passages",
    "recommendations": "The recommendations of a review or a file",
    "sections": "The headings of a review or a file",
    "facts": "The facts of a review or a file, each with its words",
    "briefing": "A review or a file in cited lines",
    "explains": "Which sentences of a review or a file say why",
    "lessons": "Learning points of different reviews that say the same",
    "said-before": "What reviews said already that comes closest to a text",
    "plan": "The actions in a board’s plan; put them on the plan of a review",
    "throughline": "From a recommendation to what became of it, each with its page",
    "train": "Learn the themes of a framework from what was coded, or from a file",
    "suggest": "Themes that a machine would give to a review or to texts in a file",
    "evaluate": "How well themes can be learned from labelled texts",
    "samples": "Load the fictional sample library",
    "serve": "Serve the library to this machine, or behind a proxy",
    "work": "Read waiting files and keep the index up to date",
    "follow": "Keep a web node’s indexes up to date, or follow another library",
    "alerts": "Tell people what is new for the searches that they keep",
    "reminders": "Remind people of what is due, say who would be, list what may not have arrived",
    "status": "What the library holds and how it is doing",
    "check": "Check index, files and hashes",
    "index": "Bring the indexes of words and meaning up to date, or build them anew",
    "model": "Which sentence model is here; add one",
    "embed": "Make what search by meaning compares, where it is missing",
    "again": "Run a step of a document again",
    "publish": "Publish a document",
    "withdraw": "Hide a document at once, everywhere",
    "erase": "Erase a document for good",
    "backup": "Write the whole library into one file",
    "restore": "Make a library from a backup",
    "upgrade": "Bring a library of an older version up to date",
    "move": "Move the records of a library to PostgreSQL",
    "account": "Add the first administrator, or another account",
    "catalogue": "Records of reviews that are not held: import and export",
}


def _module(command: str) -> str:
    return f"heeded.cli.commands.{command.replace('-', '_')}"


class _Parser(argparse.ArgumentParser):
    """Usage errors leave with 2; `main` says what was wrong, in JSON where that was asked for."""

    def error(self, message: str) -> NoReturn:
        raise _Usage(message, f"See: {self.prog} --help", self.format_usage())


class _Usage(Exception):
    def __init__(self, message: str, advice: str, usage: str) -> None:
        super().__init__(message)
        self.message, self.advice, self.usage = message, advice, usage


def run(words: Sequence[str] | None = None) -> NoReturn:
    """The console script."""
    sys.exit(main(sys.argv[1:] if words is None else list(words)))


def main(words: list[str]) -> int:
    """Run one command; 0 done, 1 something was refused and is listed, 2 usage."""
    out = Output(json="--json" in words)
    try:
        chosen = _parser(_command_in(words)).parse_args(words)
        if chosen.command is None:
            raise _Usage("Which command?", "See: heeded --help", _parser(None).format_help())
    except _Usage as error:
        out.usage(error.message, advice=error.advice, usage=error.usage)
        return 2
    from heeded.config.environment import choose_library

    choose_library(getattr(chosen, "data", None))
    try:
        return _run(chosen, out)
    finally:
        _close_database()


def _run(chosen: argparse.Namespace, out: Output) -> int:
    try:
        code: int = importlib.import_module(_module(chosen.command)).run(chosen, out)
        sys.stdout.flush()
    except (HeededError, ReadingError) as error:
        out.error(error.reason, advice=error.advice)
        return 1
    except KeyboardInterrupt:
        out.error("Stopped.", advice="Nothing that was accepted is lost; run the command again to go on.")
        return 1
    except BrokenPipeError:
        sys.stdout = None  # whoever read has gone: nothing is said any more, not even at the end
        return 1
    except OSError as error:
        where = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        out.error(
            f"{error.strerror or error}{where}.", advice="Check the path, its permissions and the disk."
        )
        return 1
    except Exception as error:
        if _is_away(error):
            out.error("The database cannot be reached, or is too busy.", advice=_NOTHING_LOST)
            return 1
        if not out.json:
            raise
        traceback.print_exc()
        out.error(f"Something went wrong that nobody foresaw: {type(error).__name__}.")
        return 1
    return code


_NOTHING_LOST = "Nothing that was accepted is lost; run the command again when it answers."


def _is_away(error: Exception) -> bool:
    """Did the database end the command? Asked without loading it for commands that use none."""
    database = sys.modules.get("django.db")
    return database is not None and isinstance(error, (database.OperationalError, database.InterfaceError))


def _close_database() -> None:
    """Let the database put its log away, so that nothing but the library's own files is left behind."""
    if "django.db" in sys.modules and sys.modules["django.conf"].settings.configured:
        sys.modules["django.db"].connections.close_all()


def _command_in(words: Sequence[str]) -> str | None:
    """The command's name: the first word that is not an option or the folder that `--data` names."""
    after_data = False
    for word in words:
        if not after_data and not word.startswith("-"):
            return word if word in COMMANDS else None
        after_data = word == "--data"
    return None


def _parser(name: str | None) -> argparse.ArgumentParser:
    parser = _Parser(prog="heeded", description="Every case review in one place, its lessons on their page.")
    parser.add_argument("--version", action="version", version=f"heeded {__version__}")
    _common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command, summary in COMMANDS.items():
        sub = commands.add_parser(command, help=summary, description=summary + ".")
        _common(sub)
        if command == name:
            importlib.import_module(_module(command)).arguments(sub)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    """`--data` and `--json` work before and after the command's name."""
    where = "where the library lives (or HEEDED_DATA); made if missing"
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=where)
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
    )
