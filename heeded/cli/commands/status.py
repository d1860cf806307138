"""`heeded status`: what the library holds and how it is doing."""

import argparse

from heeded.cli.library import open_library
from heeded.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    return None


def run(chosen: argparse.Namespace, out: Output) -> int:
    folder = open_library()
    from heeded.intake.queries import library_state
    from heeded.intake.wording import state_groups

    state = library_state()
    out.answer({"folder": folder.name, **state})
    for group in state_groups(state):
        out.say(f"{group['title']}:")
        for row in group["rows"]:
            out.say(f"  {row['name']}: {row['value']}")
    return 0
