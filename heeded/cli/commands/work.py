"""`heeded work`: read waiting files, follow the change log, make vectors, send mail; until it is stopped."""

import argparse
import time
from typing import TYPE_CHECKING

from heeded.cli.library import furnish, open_library
from heeded.cli.output import Output
from heeded.cli.stopping import Stopping

if TYPE_CHECKING:
    from heeded.engine.sandbox import Sandbox
    from heeded.intake.duties import Duty, Rounds
    from heeded.intake.nodes import Keeper

_PAUSE = 0.5  # seconds between looks when there is nothing to do
_READING = 5.0  # seconds of reading after which the indexes have a turn
_EMBEDDING = 2.0  # seconds of making vectors after which files that wait to be read have a turn
_ALERTS, _TIDYING = 20.0, 600.0  # seconds between two looks at what is due
_LESSONS = 60.0  # seconds between two looks whether lessons are to be looked for anew
_MOVING, _LEARNING = 5.0, 60.0  # the same of codings in newer versions, and of themes to learn again
_REMINDING, _LETTERS = 600.0, 10.0  # between two looks whom to remind, and whether a letter waits
_SUGGESTING = 5.0  # seconds of going through documents, and between two looks whether there are any


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting, then stop")
    parser.add_argument("--with-parent", type=int, metavar="PID", help=argparse.SUPPRESS)
    parser.add_argument("--mode", default="loopback", help=argparse.SUPPRESS)


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.config.environment import choose_mode

    choose_mode(chosen.mode)
    open_library()
    from heeded.engine.sandbox import Sandbox
    from heeded.intake.claims import beat, put_back, worker_name
    from heeded.intake.nodes import Keeper, share_erasures
    from heeded.library.services import replay_erasures
    from heeded.people.viewer import OPERATOR

    stopping = Stopping(chosen.with_parent)
    share_erasures()
    replay_erasures(by=OPERATOR)  # one that was written down and then interrupted
    furnish()  # a newer Heeded may bring newer frameworks
    with Sandbox() as sandbox, Keeper("web" if chosen.with_parent else "worker") as keeper:
        rounds = _rounds(sandbox, keeper, stopping)
        try:
            if chosen.once:
                while rounds.once():
                    pass
                out.answer({"waiting": 0})
                return 0
            while stopping.go_on():
                busy = rounds.turn()
                beat()  # heard of between two files too
                if not busy:
                    time.sleep(_PAUSE)
        except KeyboardInterrupt:
            put_back(worker_name())  # stopped on purpose: that does not count against the file
            raise
    return 0


def _rounds(sandbox: "Sandbox", keeper: "Keeper", stopping: Stopping) -> "Rounds":
    """Files first, then the indexes: what is read can be found before the next hundred are read."""
    from heeded.core.actors import SYSTEM
    from heeded.intake.claims import claimable, put_back, worker_name
    from heeded.intake.duties import Duty, Rounds
    from heeded.intake.workers import read_all
    from heeded.learning.services import (
        LookingForLessons,
        learn_what_is_due,
        move_codings,
        propose_waiting_whys,
        suggest_what_is_due,
    )
    from heeded.library.queries import library_settings
    from heeded.people.services import send_waiting_mail
    from heeded.reach.services import run_alerts, tidy
    from heeded.search.queries import vector_status
    from heeded.search.services import embed

    lessons = LookingForLessons()

    def read() -> bool:
        until = time.monotonic() + _READING
        return read_all(sandbox=sandbox, go_on=lambda: time.monotonic() < until and stopping.go_on()) > 0

    def make_vectors() -> bool:
        return not claimable() and embed(_EMBEDDING).documents > 0

    def suggest() -> bool:
        if claimable():
            return False
        return suggest_what_is_due(seconds=_SUGGESTING, go_on=stopping.go_on).documents > 0

    def propose_whys() -> bool:
        return not claimable() and propose_waiting_whys(seconds=_SUGGESTING) > 0

    def has_all_to_compare() -> bool:
        return not claimable() and not (vector_status().model and vector_status().without)

    def look_for_lessons() -> bool:
        return lessons.turn(by=SYSTEM, is_ready=has_all_to_compare)

    learning = [
        Duty("codings", lambda: move_codings().documents > 0, every=_MOVING),
        Duty("learning", lambda: learn_what_is_due() > 0, every=_LEARNING),
        Duty("suggestions", suggest, every=_SUGGESTING),
        Duty("whys", propose_whys, every=_SUGGESTING),
        Duty("lessons", look_for_lessons, every=_LESSONS),
    ]
    return Rounds(
        [
            Duty("reading", read, again=lambda: put_back(worker_name())),
            Duty("following", lambda: keeper.turn().documents > 0),
            Duty("vectors", make_vectors),
            *([] if library_settings().follows else [*learning, *_of_practice(stopping)]),
            Duty("mail", lambda: send_waiting_mail() > 0),
            Duty("alerts", lambda: run_alerts().searches > 0, every=_ALERTS),
            Duty("tidying", tidy, every=_TIDYING),
        ]
    )


def _of_practice(stopping: Stopping) -> "list[Duty]":
    """Plans that are taken in, points in newer documents, what came back; and reminders of what is due: written, sent,
    listed where one may not have arrived."""
    from heeded.core.actors import SYSTEM
    from heeded.core.clock import today
    from heeded.intake.claims import claimable
    from heeded.intake.duties import Duty
    from heeded.practice.services import (
        FollowingPoints,
        LookingForReturns,
        list_unknown,
        send_reminders,
        take_waiting_plans,
        throw_links_away,
        write_reminders,
    )

    points, returns = FollowingPoints(), LookingForReturns()

    def look_for_returns() -> bool:
        return not claimable() and returns.turn(by=SYSTEM)

    return [
        Duty("points", lambda: points.turn(by=SYSTEM, go_on=stopping.go_on), every=_MOVING),
        Duty("came back", look_for_returns, every=_LESSONS),
        Duty("plans", lambda: take_waiting_plans(go_on=stopping.go_on) > 0),
        Duty("reminders", lambda: write_reminders(today(), by=SYSTEM) > 0, every=_REMINDING),
        Duty("letters", lambda: send_reminders(go_on=stopping.go_on).total() > 0, every=_LETTERS),
        Duty("lost letters", lambda: list_unknown(by=SYSTEM) > 0, every=_LESSONS),
        Duty("old links", lambda: throw_links_away() > 0, every=_TIDYING),
    ]
