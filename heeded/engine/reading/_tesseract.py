"""tesseract as it is installed on this machine: what is missing, what it is called, and asking it."""

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heeded.engine.reading._ocr_sheet import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-eng"


@dataclass(frozen=True, slots=True)
class OcrTools:
    """What reading scans needs and this machine lacks, and the one line that installs it (Debian)."""

    missing: tuple[str, ...]
    install: str


def tools() -> OcrTools:
    """Which tools for reading scans are missing here: none when `missing` is empty."""
    if shutil.which("tesseract") is None:
        return OcrTools(("tesseract",), _INSTALL)
    return OcrTools((), "") if "eng" in languages() else OcrTools(("English for tesseract",), _INSTALL)


@functools.cache
def languages() -> frozenset[str]:
    """The languages that tesseract can read on this machine."""
    done = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False, text=True
    )
    return frozenset(done.stdout.split("\n")[1:])


@functools.cache
def ocr_tool() -> str:
    """The name and version of what reads scans here, for the record of each page."""
    done = subprocess.run(["tesseract", "--version"], capture_output=True, timeout=20, check=False, text=True)
    return (done.stdout or done.stderr).split("\n")[0].strip()


def ask_tesseract(
    picture: "Image", options: tuple[str, ...], sheet: Sheet, timeout: float, work_folder: Path | None
) -> bytes | None:
    """What tesseract prints for the picture, or None where it fails or takes too long."""
    command = ["tesseract", "stdin", "stdout", "--dpi", str(max(70, round(sheet.scale * 72)))]
    command += options if options[-1] != "hocr" else ("-l", "eng", *options)
    header = b"P5 %d %d 255\n" % picture.size
    surroundings = {"PATH": os.defpath + ":/usr/local/bin", "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command,
            input=header + picture.tobytes(),
            capture_output=True,
            timeout=timeout,
            check=False,
            cwd=work_folder,
            env=surroundings,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
