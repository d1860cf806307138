"""The frameworks that come with Heeded, from the files beside this one."""

from functools import cache
from pathlib import Path

from heeded.engine.frameworks._read import read_framework
from heeded.engine.frameworks._records import Framework

FOLDER = Path(__file__).with_name("shipped")


@cache
def shipped() -> tuple[Framework, ...]:
    """The five frameworks that come with Heeded, in the order in which a person meets them."""
    return tuple(read_framework(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
