"""The command as programs use it: a process of its own, its one JSON document and its code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output; fails where there is anything else."""
        return json.loads(self.out)


def command(
    *words: str | Path, data: Path | None = None, cwd: Path | None = None, given: str = "", **settings: str
) -> Answer:
    """Run `heeded WORDS` in a process of its own, on the library in `data`; `given` is its standard input."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HEEDED_")}
    environment |= {"PYTHONPATH": str(PROJECT), **settings}
    if data is not None:
        environment["HEEDED_DATA"] = str(data)
    done = subprocess.run(
        [sys.executable, "-m", "heeded", *map(str, words)],
        env=environment,
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        timeout=240,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
