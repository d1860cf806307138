"""Frameworks, and what is coded with them."""

from pathlib import Path
from typing import Any

from heeded.client import _flat as flat
from heeded.client._addresses import HERE, safe
from heeded.client._asking import Asking
from heeded.client._decoding import decoded
from heeded.client._rows import Rows
from heeded.client.shapes import Coding, CodingWithDecisions, Framework, FrameworkRow


class Themes(Asking):
    """Frameworks and codings."""

    def frameworks(self) -> list[FrameworkRow]:
        """The frameworks of the library."""
        return [decoded(FrameworkRow, row) for row in self._connection.get(f"{HERE}/frameworks")]

    def framework(self, identifier: str, *, version: int | None = None) -> Framework:
        """A framework with its themes, as it is or as it was in a version."""
        path = f"{HERE}/frameworks/{safe(identifier)}"
        return decoded(Framework, self._connection.get(path, {"version": version}))

    def download_framework(self, identifier: str, kind: str, target: Path | str) -> str:
        """Write a framework to a path as toml, csv, xlsx or qdc; gives back its SHA-256."""
        return self._download(f"{HERE}/frameworks/{safe(identifier)}/file/{safe(kind)}", Path(target))

    def codings(self, *, state: str = "standing", **filters: Any) -> Rows[Coding]:
        """What people found of themes, newest first. Filters: framework, theme, review, document, target, value. With
        `state` proposed, what a machine proposes, for those who code."""
        return self._rows("/codings", Coding, flat.of_coding, flat.CODING, state=state, **filters)

    def coding(self, identifier: str) -> CodingWithDecisions:
        """One coding with what was decided of it."""
        return decoded(CodingWithDecisions, self._connection.get(f"{HERE}/codings/{safe(identifier)}"))

    def code(self, framework: str, theme: str, **said: Any) -> CodingWithDecisions:
        """Give something a theme: words (`document`, `at`), a review (`target="review"`, `review`), a child or adult
        reviewed (`target="subject"`, `review`, `subject`) or another adult (`target="adult"`, `review`, `adult`); with
        `value`, `note` and `certainty`."""
        said = {"framework": framework, "theme": theme, **said}
        return decoded(
            CodingWithDecisions, self._connection.send("POST", f"{HERE}/codings", said, again=True)
        )

    def decide_coding(self, identifier: str, state: str) -> CodingWithDecisions:
        """Say that a coding stands, or reject it."""
        path = f"{HERE}/codings/{safe(identifier)}/state"
        return decoded(CodingWithDecisions, self._connection.send("PUT", path, {"state": state}, again=True))
