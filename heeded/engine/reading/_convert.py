"""Turning files without pages into PDF with LibreOffice, when it is installed: once, and from a settled copy.

LibreOffice gets a copy from which deletions, comments, hidden words, scripts and outside links are gone
already, a profile of its own, no network where the machine allows it, and bounds on time, memory and disk.
Call it outside the sandbox for readers, which LibreOffice is too large for, and hand it the sandbox's `call`:
what parses a stranger's file before and after LibreOffice then happens in there.
"""

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from heeded.engine.reading._errors import FileRefused, ReaderCrashed, ReaderTooBig, ReaderTooSlow

_LARGEST = 256 * 1024 * 1024  # bytes of PDF
_MEMORY = 4 * 1024 * 1024  # kibibytes of address space
_OPTIONS = (
    'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"},'
    '"ExportNotesInMargin":{"type":"boolean","value":"false"},'
    '"ExportFormFields":{"type":"boolean","value":"false"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
# group of settings, name, type, value: no macros, no links followed, no update of anything
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Save/Document", "AutoSave", "false"),
    ("Recovery/RecoveryInfo", "Enabled", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
    ("Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)
_SAFE_COPIES = ("source.docx", "source.html")
_ADVICE = "Open it in Word or LibreOffice, save it as PDF and add that."


def office() -> Path | None:
    """Where LibreOffice stands on this machine, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return None


@functools.cache
def office_tool() -> str:
    """The name and version of LibreOffice here, for the record of each file; empty where there is none."""
    program = office()
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return "LibreOffice"
    return " ".join(done.stdout.split()[:2]) or "LibreOffice"


def to_pdf(
    path: Path, target: Path, *, timeout: float = 120.0, call: Callable[..., Any] | None = None
) -> None:
    """Print the DOCX, HTML or text file at `path` to the PDF `target`, as a reader sees it.

    Deleted, commented and hidden words do not reach the PDF. `timeout` is in seconds. `call` is that of a
    `heeded.engine.sandbox.Sandbox`; without it everything but LibreOffice happens in this process. Raises
    FileRefused, ReaderTooSlow, ReaderTooBig or ReaderCrashed; leaves no part of a file.
    """
    program = office()
    if program is None:
        raise FileRefused(
            "LibreOffice is not installed, so this file has no pages.",
            "Install it: sudo apt-get install libreoffice",
        )
    with tempfile.TemporaryDirectory(prefix="heeded-print-") as name:
        folder = Path(name)
        inside = call or _directly
        source: Path = inside(f"{__name__}:safe_copy", path, folder, timeout=timeout)
        if source not in {
            folder / name for name in _SAFE_COPIES
        }:  # LibreOffice opens what we named, nothing else
            raise ReaderCrashed("The copy of this file that is printed is not ours.", _ADVICE)
        made = _print(program, source, folder, timeout)
        inside(f"{__name__}:tidy", made, target, timeout=timeout)


def _directly(function: str, *arguments: Path, timeout: float) -> Any:
    """Stands in for a sandbox: the same call in this process, without a time limit."""
    return {"safe_copy": safe_copy, "tidy": tidy}[function.rpartition(":")[2]](*arguments)


def safe_copy(path: Path, folder: Path) -> Path:
    """A copy of the file that holds nothing but what a reader of it sees."""
    from heeded.engine.reading._recognise import recognise

    found = recognise(path, name=path.name)
    if found.kind == "docx":
        from heeded.engine.reading._docx_copy import settled_docx

        copy = folder / "source.docx"
        settled_docx(path, copy, covered=False)
        return copy
    copy = folder / "source.html"
    if found.kind == "html":
        from heeded.engine.reading._html_copy import html_without_hidden

        html_without_hidden(path, copy, encoding=found.encoding)
    elif found.kind == "plain":
        from heeded.engine.reading._html_copy import plain_as_html

        plain_as_html(path, copy, encoding=found.encoding)
    else:
        raise FileRefused("This kind of file is not printed.", _ADVICE)
    return copy


def _print(program: Path, source: Path, folder: Path, timeout: float) -> Path:
    _write_profile(folder / "profile")
    command = [
        *_walls(int(timeout) + 5),
        str(program),
        f"-env:UserInstallation=file://{folder}/profile",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *(("--infilter=HTML (StarWriter)",) if source.suffix == ".html" else ()),
        *("--convert-to", _OPTIONS, "--outdir", str(folder / "out"), str(source)),
    ]
    said = _run(command, folder, timeout)
    made = folder / "out" / "source.pdf"
    if not made.is_file() or not made.stat().st_size:
        if "File size limit" in said:
            raise ReaderTooBig("The printed pages of this file are too large.", _ADVICE)
        raise FileRefused("LibreOffice could not open this file.", _ADVICE)
    if made.stat().st_size >= _LARGEST:
        raise ReaderTooBig("The printed pages of this file are too large.", _ADVICE)
    return made


def _run(command: list[str], folder: Path, timeout: float) -> str:
    """Run it in a process group of its own, and end the whole group at the time limit."""
    surroundings = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": "0",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=surroundings,
        cwd=folder,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as problem:
            raise ReaderTooSlow(
                f"Printing this file took longer than {timeout:.0f} seconds.", _ADVICE
            ) from problem
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    return said.decode("utf-8", errors="replace")


def _walls(seconds: int) -> list[str]:
    """What stands before a command to bound it. The shell counts files in blocks of 512 bytes."""
    limits = f"ulimit -f {_LARGEST // 512}; ulimit -v {_MEMORY}; ulimit -t {seconds}; ulimit -c 0"
    return [*no_network(), "/bin/sh", "-c", f'{limits}; exec "$@"', "sh"]


@functools.cache
def no_network() -> tuple[str, ...]:
    """The words before a command that take its network away; none where the machine does not allow it."""
    tool = shutil.which("unshare")
    if tool is None:
        return ()
    words = (tool, "--user", "--map-root-user", "--net")
    try:
        done = subprocess.run([*words, "true"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if done.returncode == 0 else ()


def _write_profile(folder: Path) -> None:
    (folder / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{group}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for group, name, value in _SETTINGS
    )
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def tidy(made: Path, target: Path) -> None:
    """Without dates, author and random identifiers, so that the same file prints to the same bytes."""
    import pikepdf

    with pikepdf.open(made) as pdf:
        for name in ("/Info", "/ID", "/DocChecksum"):
            if name in pdf.trailer:
                del pdf.trailer[name]
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        part = target.with_name(f".{target.name}.part")
        pdf.save(part, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    part.replace(target)
