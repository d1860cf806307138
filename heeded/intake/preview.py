"""Reading a file without storing anything: for a program that only wants to know what stands in it."""

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from heeded.engine.flow import clean
from heeded.engine.records import Block, FactFound, LearningPointFound, Reading, SectionFound
from heeded.engine.sandbox import Sandbox
from heeded.engine.sections import sections
from heeded.intake import _reader


@dataclass(eq=False)
class Preview:
    """A file as read, with what the engine finds in it, each part worked out when first asked for."""

    reading: Reading

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return clean(self.reading)

    @cached_property
    def sections(self) -> tuple[SectionFound, ...]:
        return sections(self.reading, self.blocks)

    @cached_property
    def learning_points(self) -> tuple[LearningPointFound, ...]:
        from heeded.engine.learning_points import learning_points

        return learning_points(self.reading, self.blocks, self.sections)

    @cached_property
    def facts(self) -> tuple[FactFound, ...]:
        from heeded.engine.facts import propose

        return propose(self.reading, self.blocks, self.sections)


def preview(path: Path) -> Preview:
    """Read a file in the sandbox and keep nothing of it.

    Raises:
        ReadingError: it is refused, or cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox()
        try:
            known = _reader.recognise(sandbox, path, name=path.name)
            read = _reader.read(sandbox, path, kind=known.kind, encoding=known.encoding, folder=Path(folder))
        finally:
            sandbox.close()
    return Preview(read.reading)
