"""Processes beside a server: a worker, or a follower where the node has no worker, and more servers on the same socket.
One that dies is started anew."""

import os
import subprocess
import sys
import threading

_LOOK = 1.0  # seconds between two looks whether it runs
_FIRST, _LONGEST = 1.0, 60.0  # seconds until one that died is started anew
_STEADY = 120.0  # seconds after which one that dies had been well
_GRACE = 10.0  # seconds that it has to end


class Beside:
    """While it is open, `heeded COMMAND …` runs beside this process on the same library. It is handed the `socket`, if
    there is one, under the same number."""

    def __init__(self, *words: str, folder: str, socket: int | None = None) -> None:
        self._words = [sys.executable, "-m", "heeded", *words, "--data", folder]
        self._words += ["--with-parent", str(os.getpid())]
        self._handed = () if socket is None else (socket,)
        self._over = threading.Event()
        self._process = self._start()
        self._thread = threading.Thread(target=self._watch, name=words[0], daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let it end, or make it."""
        self._over.set()
        self._thread.join(timeout=_LOOK * 2)
        self._process.terminate()
        try:
            self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._words, stdin=subprocess.DEVNULL, pass_fds=self._handed)

    def _watch(self) -> None:
        pause, well = _FIRST, 0.0
        while not self._over.wait(_LOOK):
            if self._process.poll() is None:
                well += _LOOK
                pause = _FIRST if well > _STEADY else pause
                continue
            if self._over.wait(pause):
                return
            self._process, pause, well = self._start(), min(pause * 2, _LONGEST), 0.0
