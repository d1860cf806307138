"""Forms with files, as a browser sends them."""

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4


def form(fields: dict[str, str], paths: Iterable[Path], *, name: str = "files") -> tuple[bytes, str]:
    """A form with files in the field of that name, and its media type."""
    edge = uuid4().hex
    parts = [_field(field, value.encode()) for field, value in fields.items() if value]
    parts += [_field(name, path.read_bytes(), file=path.name) for path in paths]
    body = b"".join(b"--" + edge.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return body + b"--" + edge.encode() + b"--\r\n", f"multipart/form-data; boundary={edge}"


def _field(name: str, content: bytes, *, file: str = "") -> bytes:
    said = f'Content-Disposition: form-data; name="{name}"'
    if file:
        plain = "".join("_" if letter in '"\\\r\n' else letter for letter in file)
        said += f'; filename="{plain}"\r\nContent-Type: application/octet-stream'
    return said.encode() + b"\r\n\r\n" + content
