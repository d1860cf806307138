"""`heeded status`: what the library holds and how it is doing."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    return None


def run(chosen: argparse.Namespace, out: Output) -> int:
    folder = open_library()
    from heeded.intake.queries import library_state

    state = library_state()
    out.answer({"folder": folder.name, **state})
    for part, values in state.items():
        out.say(f"{part}:")
        for name, value in values.items():
            out.say(f"  {name}: {value}")
    return 0
