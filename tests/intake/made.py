"""Files handed in, and a reader that works in this process: quick, and checked against the real one."""

import importlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from heeded.intake.claims import take_next
from heeded.intake.models import Delivery
from heeded.intake.runner import read_document
from heeded.intake.services import Handed, Intention, take
from heeded.library.models import Document
from heeded.people.viewer import OPERATOR, Viewer

BUILT = Path(__file__).parent.parent.parent / "heeded" / "samples" / "built"
REPORT = """Serious case review: Child Z (FICTIONAL)

1. Background

The health visitor called at the house in March and nobody opened the door, and she wrote down that she had called.
Two weeks later the school wrote to the family and heard nothing, and nobody asked the neighbours what they had seen.

2. Findings

The review found that each agency knew a part of it, and that no agency put the parts together until it was too late.

3. Recommendations

Recommendation 1: The board should ask every agency to say how it will check that a call was answered.

Recommendation 2: The board should bring the agencies together once a month and write down what was decided.
"""

WEB_REPORT = "<html><body><h1>Serious case review: Child Z (FICTIONAL)</h1>" + "".join(
    f"<h2>{part}</h2>" if part[:3] in {"1. ", "2. ", "3. "} else f"<p>{part}</p>"
    for part in REPORT.split("\n\n")[1:]
)


class HereSandbox:
    """Calls the function in this process, as the sandbox would in its child."""

    def call(self, function: str, *arguments: Any, timeout: float | None = None, **named: Any) -> Any:
        module, _, name = function.partition(":")
        return getattr(importlib.import_module(module), name)(*arguments, **named)

    def close(self) -> None:
        return None


def handed(name: str, content: bytes | str) -> Handed:
    data = content.encode() if isinstance(content, str) else content
    return Handed(name, len(data), io.BytesIO(data))


def take_all(
    *files: tuple[str, bytes | str], by: Viewer = OPERATOR, intention: Intention | None = None
) -> list[Delivery]:
    return list(take([handed(*file) for file in files], by=by, intention=intention))


def take_one(name: str = "report.txt", content: bytes | str = REPORT, **said: Any) -> Delivery:
    (delivery,) = take_all((name, content), **said)
    return delivery


def read_waiting(worker: str = "here:0") -> int:
    """Read whatever waits, in this process; how many documents were worked on."""
    done = 0
    while (document := take_next(worker)) is not None:
        read_document(document, HereSandbox())
        done += 1
        assert done < 50, "a document is read again and again"
    return done


def taken_and_read(name: str = "report.txt", content: bytes | str = REPORT, **said: Any) -> Document:
    delivery = take_one(name, content, **said)
    read_waiting()
    assert delivery.document is not None, delivery.error
    return Document.objects.select_related("work").get(pk=delivery.document_id)


def sample(name: str) -> bytes:
    (path,) = BUILT.glob(f"{name}-*")
    return path.read_bytes()


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()
