"""What can go wrong with a framework: one error that holds everything that is wrong."""


class FrameworkRefused(Exception):
    """A framework that cannot be used. `problems` are plain sentences for whoever wrote it, in the file's order."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(self.problems)
