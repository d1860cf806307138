"""`heeded follow`: keep a web node's own indexes up with the change log; `--from URL`: be the public node of another
library."""

import argparse
import time
from typing import TYPE_CHECKING

from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.cli.stopping import Stopping
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from heeded.search.results import Followed

_PAUSE = 0.5  # seconds between looks when there is nothing to do
_PULLING = 10.0  # seconds between two looks at the main library, and at most of taking at a time
_EMBEDDING = 2.0  # seconds of making vectors after which the rest has a turn
_PATIENCE = 3600.0  # seconds of catching up, with --once


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="catch up, then stop")
    parser.add_argument(
        "--from", dest="source", metavar="URL", help="follow another library as its public node"
    )
    parser.add_argument("--token", metavar="TOKEN", help="with --from: the token, or HEEDED_TOKEN")
    parser.add_argument(
        "--leave", action="store_true", help="give this node up: what it derived is overwritten"
    )
    parser.add_argument("--with-parent", type=int, metavar="PID", help=argparse.SUPPRESS)
    parser.add_argument("--mode", default="loopback", help=argparse.SUPPRESS)


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.config.environment import choose_mode

    choose_mode(chosen.mode)
    open_library()
    if chosen.leave:
        return _leave(out)
    return _follow_library(chosen, out) if chosen.source else _follow_log(chosen, out)


def _follow_log(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.intake.duties import Duty, Rounds
    from heeded.intake.nodes import Keeper

    stopping = Stopping(chosen.with_parent)
    with Keeper("web") as keeper:
        if chosen.once:
            return _catch_up(keeper.turn, out)
        rounds = Rounds([Duty("following", lambda: _is_busy(keeper.turn()))])
        while stopping.go_on():
            if not rounds.turn():
                time.sleep(_PAUSE)
    return 0


def _follow_library(chosen: argparse.Namespace, out: Output) -> int:
    """A public node: what the main library published is pulled, then its own indexes follow as anywhere."""
    from heeded.config.environment import token_for_following
    from heeded.intake.duties import Duty, Rounds
    from heeded.intake.nodes import Keeper
    from heeded.reach.following import follow_main_library
    from heeded.search.services import embed

    token = chosen.token or token_for_following()
    if not token:
        raise Refused("A token of the main library is needed.", advice="Set HEEDED_TOKEN, or give --token.")

    def pull(seconds: float | None = _PULLING) -> bool:
        done = follow_main_library(chosen.source, token, seconds=seconds, progress=out.progress)
        return bool(done)

    stopping = Stopping(chosen.with_parent)
    with Keeper("public") as keeper:
        if chosen.once:
            pull(None)
            while embed(_EMBEDDING).waiting:
                out.progress("Making vectors")
            return _catch_up(keeper.turn, out)
        rounds = Rounds(
            [
                Duty("main library", pull, every=_PULLING),
                Duty("vectors", lambda: embed(_EMBEDDING).documents > 0),
                Duty("following", lambda: _is_busy(keeper.turn())),
            ]
        )
        while stopping.go_on():
            if not rounds.turn():
                time.sleep(_PAUSE)
    return 0


def _catch_up(turn: "Callable[[], Followed]", out: Output) -> int:
    until = time.monotonic() + _PATIENCE
    while (done := turn()).behind or done.vectors.behind:
        if time.monotonic() > until:
            raise Refused("This node has not caught up yet.", advice="Run it again to go on.")
        out.progress(f"{done.behind} changes behind")
        if done.skipped or done.vectors.skipped or not done.documents:
            time.sleep(_PAUSE)
    out.answer({"documents": done.documents, "behind": done.behind, "vectors behind": done.vectors.behind})
    out.say("This node is up to date.")
    return 0


def _is_busy(done: "Followed") -> bool:
    return bool(done.documents or done.vectors.documents)


def _leave(out: Output) -> int:
    from heeded.intake.nodes import leave, node_name

    name = node_name()
    leave()
    out.answer({"node": name, "left": True})
    out.say(f"{name} is given up: its indexes, page pictures and copies of files are gone.")
    return 0
