"""Where files are kept, from `HEEDED_FILES`: a folder, or an S3-compatible store by django-storages' own settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from heeded.core.errors import Refused

_ADVICE = "It must be a folder, or s3://bucket?endpoint=https://host&region=name"
_ASKED = {"endpoint", "region"}
_IN_MEMORY = (
    8 << 20
)  # bytes of a file that is being fetched; what is larger goes by the library's own work folder


def file_store(where: str, *, data: Path) -> dict[str, Any]:
    """Django's storage "default".

    Raises:
        Refused: it is neither, or what speaks to an S3-compatible store is not installed.
    """
    if where.startswith("s3://"):
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket(where)}
    if "://" in where:
        raise Refused(f"HEEDED_FILES is {where.partition('://')[0]}://…", advice=_ADVICE)
    folder = Path(where).expanduser().absolute() if where else data / "files"
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}


def _bucket(where: str) -> dict[str, Any]:
    """The options of one bucket. Credentials come by boto3's own variables, never in the address."""
    parts = urlsplit(where)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.netloc or "@" in parts.netloc or set(asked) - _ASKED:
        raise Refused("HEEDED_FILES does not name a bucket as it should.", advice=_ADVICE)
    return {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
        "default_acl": None,  # the bucket's own: private
        "file_overwrite": True,  # a name is a hash: the same name is the same file
        "max_memory_size": _IN_MEMORY,
        "client_config": _manners("path" if "endpoint" in asked else "auto"),
    }


def _manners(addressing: str) -> Any:
    """How long to wait and how often to try; without the newer checksums, which not every store knows: a file
    is checked by its own hash."""
    try:
        from botocore.config import Config
    except ImportError as error:
        raise Refused(
            "What speaks to an S3-compatible store is not installed.", advice="Install: heeded[s3]"
        ) from error
    return Config(
        connect_timeout=5,
        read_timeout=60,
        retries={"max_attempts": 3, "mode": "standard"},
        s3={"addressing_style": addressing},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
