"""What a command prints: plain lines for people, or one JSON document and nothing else."""

import json
import sys
from typing import Any


class Output:
    """With `json`, `say` and `progress` are silent and `answer` prints the document."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self._shown = False

    def say(self, line: str = "") -> None:
        """A line for people."""
        if not self.json:
            self._clear()
            print(line)

    def progress(self, line: str) -> None:
        """A line that the next one replaces; only on a terminal."""
        if not self.json and sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def answer(self, document: Any) -> None:
        """The JSON document; silent for people, who were told by `say`."""
        if self.json:
            json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
            print()

    def error(self, reason: str, *, advice: str = "") -> None:
        """What was refused and what to do."""
        if self.json:
            self.answer({"error": reason, "advice": advice})
            return
        self._clear()
        print(f"heeded: {reason}" + (f"\n        {advice}" if advice else ""), file=sys.stderr)

    def _clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False
