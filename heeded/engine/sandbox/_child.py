"""The process inside: waits for a call, makes it, sends back the answer, until its owner has gone."""

import gc
import importlib
import pickle
import socket
import traceback
from collections.abc import Callable
from typing import Any

from heeded.engine.reading._errors import ReadingError
from heeded.engine.sandbox._confine import (
    allow_seconds,
    confine,
    end_with_owner,
    give_back_memory,
    memory_in_use,
)
from heeded.engine.sandbox._parcel import pack
from heeded.engine.sandbox._pipe import receive, send

_COLLECT_EVERY = 20  # calls
_LITTLE = 120_000_000  # bytes: less is not given back, as the next file would only ask for it again


def serve(desk: str, handle: int, memory: int, file_size: int, open_files: int) -> None:
    """Runs until the owner closes the socket with the number `handle`. With a `desk`, only what is laid there can be
    opened."""
    door = socket.socket(fileno=handle)
    send(door, pack(confine(memory=memory, file_size=file_size, open_files=open_files, desk=desk)))
    end_with_owner(door, desk)
    gc.freeze()
    gc.disable()  # records hold no cycles, and looking for some costs a third of the reading
    calls = 0
    while True:
        try:
            request = pickle.loads(receive(door))  # noqa: S301 -- from our own owner
        except (EOFError, OSError):
            return
        send(door, _answer(*request))
        del request
        calls += 1
        if not calls % _COLLECT_EVERY:
            gc.collect()
        if memory_in_use() > _LITTLE:
            give_back_memory()


def _answer(
    module: str, name: str, arguments: tuple[Any, ...], named: dict[str, Any], seconds: float
) -> bytes:
    try:
        allow_seconds(seconds)
        return pack(("done", _function(module, name)(*arguments, **named), memory_in_use()))
    except ReadingError as error:
        return pack(("refused", type(error).__name__, error.reason, error.advice))
    except (MemoryError, OverflowError):
        return pack(("too big", "memory"))
    except OSError as error:
        kind = "too big" if error.errno == 27 else "failed"  # 27: a file grew past its limit
        return pack((kind, _where(error)))
    except Exception as error:
        return pack(("failed", _where(error)))


def _function(module: str, name: str) -> Callable[..., Any]:
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


def _where(error: BaseException) -> str:
    """The kind of an error and where it arose, without its words: they may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
