"""Readers who come, look and pause: real HTTP from one process, each request on a connection of its own, as a proxy
without a pool asks."""

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PAUSE = (5.0, 15.0)  # seconds between two requests of a reader
_PATIENCE = 30.0
WARM_UP = 8.0  # seconds in which readers arrive; what they ask in them is not counted


@dataclass(frozen=True)
class Kind:
    """One kind of page: how often of a hundred it is asked for, and addresses of it."""

    name: str
    share: int
    paths: Sequence[str]


@dataclass
class Heard:
    """What came back: milliseconds by kind of page, and what was not as it should be."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of processor that asking took

    @property
    def all_times(self) -> list[float]:
        return [one for times in self.times.values() for one in times]

    def slowest(self, name: str = "") -> float:
        """The 95th percentile in milliseconds, of one kind of page or of all."""
        return statistics.quantiles(self.times[name] if name else self.all_times, n=20)[18]

    def middle(self, name: str = "") -> float:
        return statistics.median(self.times[name] if name else self.all_times)


def read(port: int, kinds: Sequence[Kind], *, readers: int, seconds: float) -> Heard:
    """So many readers for so many seconds."""
    heard, before = Heard(), time.process_time()
    began = time.monotonic()
    asyncio.run(_all(port, kinds, readers=readers, seconds=seconds, heard=heard))
    heard.seconds, heard.cpu = time.monotonic() - began, time.process_time() - before
    return heard


async def _all(port: int, kinds: Sequence[Kind], *, readers: int, seconds: float, heard: Heard) -> None:
    began = time.monotonic()
    choose = random.Random(2026)
    await asyncio.gather(
        *(
            _one(port, kinds, random.Random(choose.random()), heard, began=began, until=began + seconds)
            for _ in range(readers)
        )
    )


async def _one(
    port: int, kinds: Sequence[Kind], chance: random.Random, heard: Heard, *, began: float, until: float
) -> None:
    await asyncio.sleep(chance.uniform(0, PAUSE[1]))
    while time.monotonic() < until:
        (kind,) = chance.choices(kinds, [one.share for one in kinds])
        sent = time.monotonic()
        problem = await _ask(port, chance.choice(kind.paths))
        if problem:
            heard.errors.append(f"{kind.name}: {problem}")
        elif sent - began > WARM_UP:
            heard.times.setdefault(kind.name, []).append((time.monotonic() - sent) * 1000)
        await asyncio.sleep(chance.uniform(*PAUSE))


async def _ask(port: int, path: str) -> str:
    """Ask for a page and read it to its end; what was wrong, "" for nothing."""
    writer = None
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
            words = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
            writer.write(words.encode())
            status = await reader.readline()
            rest = await reader.read()
            return "" if b" 200 " in status and rest else f"{status!r} {path}"
    except (OSError, TimeoutError) as error:
        return f"{type(error).__name__} {path}"
    finally:
        if writer is not None:
            writer.close()
