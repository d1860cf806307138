"""Words that every layout prints round the text: the mark of fiction, the names of records, notes."""

from ._inline import Run, runs_of
from ._source import Node

FICTIONAL = "FICTIONAL: written for the Heeded sample library. No real child, family or worker."
_NAMES = {
    "recommendation": "Recommendation",
    "finding": "Finding",
    "learning": "Learning point",
    "question": "Question",
    "good-practice": "Good practice",
}


def numbered_name(node: Node) -> str:
    """ "Recommendation 3", or "Good practice" where the record has no number."""
    return f"{_NAMES[node.record]} {node.number}".strip()


class Notes:
    """Footnotes of a file without pages: numbered where they stand, printed at the end."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def runs(self, text: str) -> list[Run]:
        """The runs of a text, each note replaced by its number."""
        return [self._numbered(run) if run.style == "note" else run for run in runs_of(text)]

    def _numbered(self, run: Run) -> Run:
        self.texts.append(run.text)
        return Run(str(len(self.texts)), "note")
