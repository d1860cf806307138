"""`heeded work`: read waiting files, follow the change log, send mail; until it is stopped."""

import argparse
import os
import signal
import time
from types import FrameType

from heeded.cli.library import open_library
from heeded.cli.output import Output

_PAUSE = 1.0  # seconds between looks when there is nothing to do


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting, then stop")
    parser.add_argument("--with-parent", type=int, metavar="PID", help=argparse.SUPPRESS)
    parser.add_argument("--mode", default="loopback", help=argparse.SUPPRESS)


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.config.environment import choose_mode

    choose_mode(chosen.mode)
    open_library()
    from heeded.engine.sandbox import Sandbox
    from heeded.intake.claims import beat
    from heeded.library.services import replay_erasures
    from heeded.people.viewer import OPERATOR

    signal.signal(signal.SIGTERM, _stop)
    sandbox = Sandbox()
    replay_erasures(by=OPERATOR)  # one that was written down and then interrupted
    try:
        while True:
            busy = _turn(sandbox)
            beat()  # heard of between two files too
            if chosen.once and not busy:
                out.answer({"waiting": 0})
                return 0
            if chosen.with_parent and os.getppid() != chosen.with_parent:
                return 0  # the server that started this worker is gone
            if not busy:
                time.sleep(_PAUSE)
    finally:
        sandbox.close()


def _turn(sandbox: "object") -> bool:
    """One look at everything that waits; whether there was anything."""
    from typing import cast

    from heeded.engine.sandbox import Sandbox
    from heeded.intake.workers import read_all
    from heeded.people.services import send_waiting_mail
    from heeded.search.services import follow

    read = read_all(sandbox=cast(Sandbox, sandbox))
    followed = follow()
    sent = send_waiting_mail()
    return bool(read or followed.documents or sent)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
