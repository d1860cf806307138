"""How far files have come and how the library is doing, in words: the same on the page and at the command line."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heeded.intake.models import SILENT

STATES = {
    "waiting": gettext_lazy("Waiting to be read"),
    "reading": gettext_lazy("Being read"),
    "read": gettext_lazy("Read"),
    "needs-ocr": gettext_lazy("Scanned: needs OCR"),
    "refused": gettext_lazy("Could not be read"),
    "not-accepted": gettext_lazy("Not accepted"),
    "known": gettext_lazy("Already here"),
}


def state_words(state: str, *, held: bool) -> str:
    """The state of a file in words. What was refused and is not held never came in."""
    return str(STATES["not-accepted" if state == "refused" and not held else state])


_TITLES = {
    "library": gettext_lazy("The library"),
    "intake": gettext_lazy("Files on their way in"),
    "index": gettext_lazy("The word index"),
    "meaning": gettext_lazy("Search by meaning"),
    "nodes": gettext_lazy("Machines that search"),
    "records": gettext_lazy("The records"),
    "files": gettext_lazy("The files"),
    "machine": gettext_lazy("The machine"),
}
KINDS = {
    "web": gettext_lazy("web"),
    "worker": gettext_lazy("worker"),
    "public": gettext_lazy("public node"),
}
_LIMITS = {
    "memory_mb": gettext_lazy("memory %s MB"),
    "file_mb": gettext_lazy("files of %s MB"),
    "open_files": gettext_lazy("%s open files"),
    "seconds": gettext_lazy("%s seconds a call"),
    "network": gettext_lazy("network %s"),
    "files": gettext_lazy("may open %s"),
}


def state_groups(state: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each part of the state with its rows, in order."""
    return [
        {
            "title": str(_TITLES.get(part, part.capitalize())),
            "rows": [
                _node(name, value) if part == "nodes" else _row(name, value) for name, value in values.items()
            ],
        }
        for part, values in state.items()
    ]


def _row(name: str, value: Any) -> dict[str, str]:
    return {"name": _name(name), "value": _words(name, value)}


def _node(name: str, value: Mapping[str, Any]) -> dict[str, str]:
    """One machine in a sentence or two, what is wrong with it first."""
    said = [_behind(_("words"), value["words behind"]), _behind(_("meaning"), value["vectors behind"])]
    if value["seconds since heard of"] > SILENT.total_seconds():
        minutes = value["seconds since heard of"] // 60
        said.insert(
            0, ngettext("not heard of for %s minute", "not heard of for %s minutes", minutes) % minutes
        )
    if value["erasures to confirm"]:
        count = value["erasures to confirm"]
        words = ngettext(
            "has not confirmed %s erasure: what was erased may still lie on its disk",
            "has not confirmed %s erasures: what was erased may still lie on its disk",
            count,
        )
        said.insert(0, words % count)
    return {
        "name": f"{name} ({KINDS.get(value['kind'], value['kind'])})",
        "value": "; ".join(filter(None, said)),
    }


def _behind(index: str, changes: int | None) -> str:
    if changes is None:
        return ""
    if not changes:
        return _("%s up to date") % index
    return ngettext("%(index)s %(count)s change behind", "%(index)s %(count)s changes behind", changes) % {
        "index": index,
        "count": f"{changes:,}",
    }


def _name(name: str) -> str:
    plain = name.removesuffix(" (bytes)")
    plain = _("size") if plain == "bytes" else plain
    return plain[:1].upper() + plain[1:]


def _words(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            str(_LIMITS.get(key, f"{key} %s")) % _words(key, part) for key, part in value.items()
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if "bytes" in name and isinstance(value, int):
        return filesizeformat(value).replace("\xa0", " ")
    if isinstance(value, float):
        return f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
