"""What a command prints: plain lines for people, or one JSON document and nothing else."""

import json
import sys
from contextlib import AbstractContextManager, redirect_stdout
from typing import Any, TextIO


class Output:
    """With `json`, `say` and `progress` are silent and `answer` prints the document."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self._shown = False
        self._answered = False

    def say(self, line: str = "") -> None:
        """A line for people."""
        if not self.json:
            self._clear()
            print(_printable(line))

    def progress(self, line: str) -> None:
        """A line that the next one replaces; only on a terminal."""
        if not self.json and sys.stderr.isatty():
            print(f"\r\x1b[K{_printable(line)}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def answer(self, document: Any) -> None:
        """The JSON document; silent for people, who were told by `say`."""
        if self.json:
            self._answered = True
            json.dump(document, sys.stdout, ensure_ascii=not _speaks_unicode(), indent=1)
            print(flush=True)

    def error(self, reason: str, *, advice: str = "") -> None:
        """What was refused and what to do. After an answer it goes where people look: one document is printed."""
        if self.json and not self._answered:
            self.answer({"error": reason, "advice": advice})
            return
        self._clear()
        print(_printable(f"heeded: {reason}" + (f"\n        {advice}" if advice else "")), file=sys.stderr)

    def usage(self, message: str, *, advice: str, usage: str) -> None:
        """What was not understood."""
        if not self.json:
            print(usage.rstrip(), file=sys.stderr)
        self.error(message, advice=advice)

    def printed_letters(self) -> AbstractContextManager[TextIO]:
        """Without a mail server letters are printed: while this lasts, not into the one document of an answer."""
        return redirect_stdout(sys.stderr if self.json else sys.stdout)

    def _clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _printable(line: str) -> str:
    """The line as this terminal can write it."""
    if _speaks_unicode():
        return line
    encoding = sys.stdout.encoding or "ascii"
    return line.encode(encoding, "replace").decode(encoding)
