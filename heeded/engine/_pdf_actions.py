"""Actions of a PDF: what happens on a reader's machine when they open a page or follow a link."""

from typing import Any

from pikepdf import Array, Dictionary

_ARMED = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/GoToE",
        "/GoToR",
        "/Sound",
        "/Movie",
    }
)
_CHAIN = 20  # actions, one after the other


def disarm(thing: Any) -> None:
    """Take the sting out of one object: where it is an action itself, and where actions stand inside it, as in a
    link, a bookmark or a field, with those that follow them."""
    _disarm(thing)
    for name in ("/A", "/PA", "/Next"):
        action = thing.get(name)
        for _ in range(_CHAIN):
            if not isinstance(action, Dictionary) or action.is_indirect:
                break
            _disarm(action)
            action = action.get("/Next")
        if isinstance(action, Array | Dictionary) and not action.is_indirect:
            del thing[name]  # a list of actions, or a chain without end: no report needs one


def _disarm(action: Any) -> None:
    """An action that does more than turn to a page or open one of the web does nothing any more."""
    if str(action.get("/S", "")) in _ARMED or _leads_astray(action):
        for name in list(action.keys()):
            if name not in ("/S", "/Type"):
                del action[name]


def _leads_astray(thing: Any) -> bool:
    """Whether this is a link to anything but a page of the web or somebody's letter box."""
    if str(thing.get("/S", "")) != "/URI" or "/URI" not in thing:
        return False
    return not str(thing["/URI"]).strip().lower().startswith(("https://", "http://", "mailto:", "www."))
