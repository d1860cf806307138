"""What the environment says, read once and typed. Nothing else in Heeded reads `os.environ`."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from heeded.config.variables import folder_at, hour_of, hours_of, workers_of
from heeded.core.errors import Refused

Mode = Literal["loopback", "mine", "demo", "production", "test"]
DEFAULT_FOLDER = "library"


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings an operator can give. `mode` decides what is safe:

    `loopback` the command line and a server on this machine only; `demo` the same with ready accounts;
    `mine` the same for one person's own library; `production` behind a proxy with every protection on.
    """

    data: Path
    mode: Mode
    database: str  # the address of a PostgreSQL, "" for SQLite in the folder
    hosts: tuple[str, ...]
    secret_key: str
    secret_is_given: bool  # not this folder’s own: other machines may have the same
    files: str
    email_url: str
    from_address: str
    search_engines_may_index: bool
    identity_provider: str
    workers: int
    address: str
    alerts_hour: int
    model: Path | None
    follow_patience: float  # hours


def read_environment() -> Environment:
    """Read the environment. A missing data folder is made by whoever first writes, not here."""
    data = _library_folder()
    return Environment(
        data=data,
        mode=_mode(os.environ.get("HEEDED_MODE", "loopback")),
        database=_database(),
        hosts=tuple(name.strip() for name in os.environ.get("HEEDED_HOSTS", "").split(",") if name.strip()),
        secret_key=os.environ.get("HEEDED_SECRET_KEY", "") or _kept_secret(data),
        secret_is_given=bool(os.environ.get("HEEDED_SECRET_KEY")),
        files=os.environ.get("HEEDED_FILES", ""),
        email_url=os.environ.get("HEEDED_SMTP", ""),
        from_address=os.environ.get("HEEDED_FROM", "heeded@localhost"),
        search_engines_may_index=os.environ.get("HEEDED_SEARCH_ENGINES", "no") == "yes",
        identity_provider=os.environ.get("HEEDED_OPENID", ""),
        workers=workers_of(os.environ.get("HEEDED_WORKERS", "2")),
        address=os.environ.get("HEEDED_ADDRESS", ""),
        alerts_hour=hour_of(os.environ.get("HEEDED_ALERTS_HOUR", "7")),
        model=folder_at(os.environ.get("HEEDED_MODEL", "")),
        follow_patience=hours_of(os.environ.get("HEEDED_FOLLOW_PATIENCE", "24")),
    )


def choose_library(folder: str | None) -> None:
    """Say where the library lives before settings are read (`--data` on the command line)."""
    if folder:
        os.environ["HEEDED_DATA"] = folder


def choose_mode(mode: Mode) -> None:
    """Say how this process serves, before settings are read."""
    os.environ["HEEDED_MODE"] = mode


def token_for_following() -> str:
    """The token with which a public node asks the main library: never on a command line, which others can list."""
    return os.environ.get("HEEDED_TOKEN", "")


def use_settings() -> None:
    """Point Django at our settings, for processes that are not started by its own command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heeded.config.settings")


def _library_folder() -> Path:
    return Path(os.environ.get("HEEDED_DATA") or DEFAULT_FOLDER).expanduser().absolute()


def _database() -> str:
    return os.environ.get("DATABASE_URL", "").strip()


def _mode(text: str) -> Mode:
    modes: dict[str, Mode] = {
        "loopback": "loopback",
        "mine": "mine",
        "demo": "demo",
        "production": "production",
        "test": "test",
    }
    if text not in modes:
        raise Refused(f"HEEDED_MODE is {text!r}.", advice=f"It must be one of {', '.join(modes)}.")
    return modes[text]


def _kept_secret(data: Path) -> str:
    """The library's own key, made on first use and readable by its owner only."""
    path = data / "secret-key"
    if path.exists():
        return path.read_text().strip()
    data.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def read_model_places() -> tuple[Path | None, Path]:
    """The sentence model's folder that the operator chose, and the library's own folder; neither need exist."""
    return folder_at(os.environ.get("HEEDED_MODEL", "")), _library_folder()


def library_exists() -> bool:
    """Whether the chosen folder holds a library already; one on PostgreSQL is opened to see."""
    return bool(_database()) or (_library_folder() / "schema").exists()
