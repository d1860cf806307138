"""`heeded serve`: the web pages, for this machine only unless it is the production server."""

import argparse
import gc
import ipaddress
import os
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

from heeded.cli.beside import Beside
from heeded.cli.library import open_library
from heeded.cli.output import Output
from heeded.cli.stopping import Stopping, stop_as_by_hand
from heeded.core.errors import Refused

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_LARGEST_REQUEST = 1 << 30  # bytes: several files in one form; each is bounded by itself too
_CONNECTIONS = 1000
_WAITING = 1024  # readers who knock while every process is busy
# Answering is computing, and threads of one process take turns at it: with 200 readers on two cores, four processes of
# two threads answered 95 of 100 requests in 0.34 s, two processes of four threads in 0.86.
_PROCESSES_A_CORE, _MOST_PROCESSES = 2, 8
_THREADS_ALONE, _THREADS_OF_SEVERAL = 8, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--threads", type=int, help="requests that one process answers at once (8; 2 of several processes)"
    )
    parser.add_argument(
        "--processes",
        type=int,
        help="processes that answer (with --production two a core, at most 8; else 1)",
    )
    parser.add_argument("--socket", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--with-parent", type=int, metavar="PID", help=argparse.SUPPRESS)
    parser.add_argument(
        "--proxy", default="127.0.0.1", help="with --production: the address the proxy asks from (127.0.0.1)"
    )
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="read no files here: only keep this node’s own indexes up to date",
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--demo", action="store_true", help="with one ready account a role (samples only)")
    kind.add_argument("--mine", action="store_true", help="one person's own library: no second factor asked")
    kind.add_argument("--production", action="store_true", help="for an outside address, behind a proxy")


def run(chosen: argparse.Namespace, out: Output) -> int:
    from heeded.config.environment import choose_mode

    mode = next((name for name in ("demo", "mine", "production") if getattr(chosen, name)), "loopback")
    choose_mode(mode)  # type: ignore[arg-type]  # the generator yields only the three names
    if mode != "production":
        _must_be_loopback(chosen.host)
    folder = open_library()
    if chosen.socket is not None:
        return _serve_beside(chosen, mode)
    if mode == "production":
        _must_be_safe()
    _must_be_theirs(mode)
    if mode == "demo":
        _demo_accounts(out)
    _port_must_be_free(chosen.host, chosen.port)
    stop_as_by_hand()
    with _bound(chosen.host, chosen.port) as listening:
        beside = _all_beside(chosen, mode, str(folder), listening)
        try:
            server = _server(
                chosen, mode, listening
            )  # before it is said where: whoever reads it asks at once
            address = f"http://{chosen.host}:{chosen.port}/"
            out.answer({"address": address, "library": folder.name})
            out.say(f"Heeded is at {address}   (library: {folder.name}; stop with Ctrl-C)")
            server.run()
        finally:
            for one in beside:
                one.end()
    return 0


def _bound(host: str, port: int) -> socket.socket:
    """The socket on which every process of this server listens: whichever is free takes the next reader."""
    made = socket.socket(_family(host))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(_WAITING)
    return made


def _all_beside(chosen: argparse.Namespace, mode: str, folder: str, listening: socket.socket) -> list[Beside]:
    """A worker or a follower, and the other processes that answer: Python uses one core a process."""
    found = [Beside("follow" if chosen.no_worker else "work", "--mode", mode, folder=folder)]
    options = [] if mode == "loopback" else [f"--{mode}"]
    options += ["--host", chosen.host, "--threads", str(_threads(chosen, mode)), "--proxy", chosen.proxy]
    options += ["--socket", str(listening.fileno())]
    for _ in range(_processes(chosen, mode) - 1):
        found.append(Beside("serve", *options, folder=folder, socket=listening.fileno()))
    return found


def _processes(chosen: argparse.Namespace, mode: str) -> int:
    if chosen.processes is not None:
        return max(1, int(chosen.processes))
    return min((os.cpu_count() or 1) * _PROCESSES_A_CORE, _MOST_PROCESSES) if mode == "production" else 1


def _threads(chosen: argparse.Namespace, mode: str) -> int:
    if chosen.threads is not None:
        return max(1, int(chosen.threads))
    return _THREADS_ALONE if _processes(chosen, mode) == 1 else _THREADS_OF_SEVERAL


def _serve_beside(chosen: argparse.Namespace, mode: str) -> int:
    """Answer on the socket of the server that started this process, until that is gone."""
    stopping = Stopping(chosen.with_parent)

    def watch() -> None:
        while stopping.go_on():
            time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
    _server(chosen, mode, socket.socket(fileno=chosen.socket)).run()
    return 0


def _server(chosen: argparse.Namespace, mode: str, listening: socket.socket) -> Any:
    """A server that listens; `run` answers until the process is stopped."""
    from waitress import create_server

    from heeded.cli.large_requests import bound_requests
    from heeded.config.wsgi import application

    bound_requests()
    _warm(application)
    threading.Thread(target=_hold_points_ready, name="learning points", daemon=True).start()
    return create_server(application, sockets=[listening], **server_options(chosen, mode))


def _warm(application: "WSGIApplication") -> None:
    """Ask two pages of this very process, so that no reader waits for what is read once: model, index, templates."""
    from wsgiref.util import setup_testing_defaults

    from django.conf import settings

    for path, query in (("/", ""), ("/search/", "q=child")):
        asked: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_X_FORWARDED_PROTO": "https"}
        asked["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".")
        setup_testing_defaults(asked)
        answer = application(asked, lambda *_: lambda _: None)
        b"".join(answer)
        getattr(answer, "close", lambda: None)()
    gc.collect()
    gc.freeze()  # what stands now stays: looking through it again and again is what the slowest answers waited for


def _hold_points_ready() -> None:
    """Read the learning points while pages are answered already: of 20,000 whoever asks first what was said before
    would wait for more than ten seconds."""
    from django.db import DatabaseError, connection

    from heeded.learning.queries import hold_points_ready

    try:
        hold_points_ready()
    except DatabaseError:
        return  # it is read when it is asked for
    finally:
        connection.close()


def server_options(chosen: argparse.Namespace, mode: str) -> dict[str, Any]:
    """How waitress listens. Only the proxy is believed about scheme and sender: log-in is limited by sender, and
    without the scheme every page would lead to itself for ever."""
    options: dict[str, Any] = {"threads": _threads(chosen, mode)}
    options |= {"ident": None, "max_request_body_size": _LARGEST_REQUEST}
    # Readers pause and browsers hold their connections meanwhile: beyond the usual hundred nobody would be let in.
    options |= {"connection_limit": _CONNECTIONS, "asyncore_use_poll": True, "channel_timeout": 60}
    if mode == "production":
        options |= {
            "trusted_proxy": chosen.proxy,
            "trusted_proxy_count": 1,
            "clear_untrusted_proxy_headers": True,
        }
        options["trusted_proxy_headers"] = {"x-forwarded-proto", "x-forwarded-for"}
    return options


def _must_be_theirs(mode: str) -> None:
    """One-click accounts are for the samples alone, and never stay open where the outside can come in."""
    from heeded.library.queries import library_settings
    from heeded.people.models import Account

    if mode == "demo" and not library_settings().fictional:
        raise Refused(
            "This library does not hold the samples, so nobody logs in to it by one click.",
            advice="Load the samples into a library of their own, or serve it with --mine.",
        )
    if mode == "production" and Account.objects.filter(is_demo=True, is_active=True).exists():
        raise Refused(
            "This library has the ready accounts of the samples.", advice="Serve a library of your own."
        )


def _must_be_loopback(host: str) -> None:
    try:
        addresses = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError as error:
        raise Refused(f"There is no address {host}.", advice="Use 127.0.0.1.") from error
    if not all(ipaddress.ip_address(address).is_loopback for address in addresses):
        raise Refused(
            f"{host} can be reached from other machines.",
            advice="Use 127.0.0.1, or the production server: heeded serve --production",
        )


def _must_be_safe() -> None:
    """Refuse settings that would put readers at risk."""
    from django.conf import settings
    from django.core.checks import Tags, run_checks

    problems = []
    if not settings.ENVIRONMENT.hosts:
        problems.append("HEEDED_HOSTS must name the site, for example reviews.example.org.")
    if not settings.ENVIRONMENT.email_url:
        problems.append("HEEDED_SMTP must name a mail server: passwords are reset by e-mail.")
    if not settings.ENVIRONMENT.address.startswith("https://"):
        problems.append("HEEDED_ADDRESS must be the site's own https address.")
    if settings.ENVIRONMENT.database and not settings.ENVIRONMENT.secret_is_given:
        problems.append("HEEDED_SECRET_KEY must be given, the same on every machine of one database.")
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    problems += [str(check.msg) for check in found if not check.is_silenced()]
    if problems:
        raise Refused("The production server does not start with unsafe settings.", advice=" ".join(problems))


def _port_must_be_free(host: str, port: int) -> None:
    with socket.socket(_family(host)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} is taken.", advice="Choose another: --port 8001, or make run PORT=8001"
            ) from error


def _family(host: str) -> int:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _demo_accounts(out: Output) -> None:
    from heeded.people.demo import ready_accounts
    from heeded.people.viewer import OPERATOR

    accounts = ready_accounts(by=OPERATOR)
    out.say(f"{len(accounts)} ready accounts, one a role: choose one on the log-in page.")
