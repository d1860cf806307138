"""The editor's desk as a browser sends it: every field of its form as it stands."""

from xml.etree.ElementTree import Element

from tests.web.client import Fetched


def desk_form(page: Fetched) -> dict[str, str]:
    """What the desk's form would send if nobody touched it and no button were named."""
    said: dict[str, str] = {}
    for element in page.one("form", id="desk").iter():
        name = element.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        value = _value(element)
        if value is not None:
            said[name] = value
    return said


def _value(element: Element) -> str | None:
    if element.tag == "textarea":
        return "".join(element.itertext()).removeprefix("\n")
    if element.tag == "select":
        chosen = [one for one in element.iter("option") if one.get("selected") is not None]
        return (chosen or list(element.iter("option")))[0].get("value", "")
    if element.tag != "input":
        return None
    if element.get("type") in {"checkbox", "radio"} and element.get("checked") is None:
        return None
    return element.get("value", "")
