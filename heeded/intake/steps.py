"""The steps of intake, in order. Each reads the workpiece, computes outside any transaction, and gives back
what is to be saved; the runner saves it together with the step's own row, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from heeded.intake.results import Result
    from heeded.intake.workpiece import Workpiece


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the database, its label on the page, and where the function is that does it.

    The function is loaded when a worker first runs it: pages and commands that only name steps stay light.
    """

    name: str
    label: str
    function: str

    def run(self, work: "Workpiece") -> "Result":
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"heeded.intake.{module}"), name)
        return cast("Callable[[Workpiece], Result]", function)(work)


STEPS: tuple[Step, ...] = (
    Step("recognise", "Recognise the file", "_reading_steps:recognise"),
    Step("pages", "Read the pages", "_reading_steps:read_pages"),
    Step("clean", "Clean the text", "_structure_steps:clean_text"),
    Step("sections", "Find the sections", "_structure_steps:find_sections"),
    Step("recommendations", "Find recommendations and findings", "_structure_steps:find_learning_points"),
    Step("facts", "Propose facts", "_structure_steps:propose_facts"),
    Step("passages", "Cut passages", "_structure_steps:cut_passages"),
    Step("index", "Make it findable", "_structure_steps:make_findable"),
)
STEP_NAMES = tuple(step.name for step in STEPS)


def step_named(name: str) -> Step:
    """The step of that name.

    Raises:
        KeyError: there is none.
    """
    return {step.name: step for step in STEPS}[name]
