"""A browser without a screen that looks at every page it fetches as a careful reader would.

Each page must have the status expected, a title, one main heading, ids that occur once, a label for every
field, forms that lead somewhere, valid HTML, and no script or style of its own: the content security policy
would stop it.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client
from django.urls import Resolver404, resolve

FIELDS = {"input", "select", "textarea"}
FIELDS_WITHOUT_LABEL = {"hidden", "submit", "button", "image", "reset"}
# What the parser reports for things that are right in HTML but that html5lib, which is older, does not know.
KNOWN_ERRORS: set[str] = set()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as fetched: its address, its tree, its bytes, and what the parser found wrong with them."""

    address: str
    tree: Element
    content: bytes
    wrong: tuple[Any, ...]  # the parser's (place, code, details)
    response: Any

    @property
    def title(self) -> str:
        return words(self.one("title"))

    @property
    def heading(self) -> str:
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        """What a reader sees in the body, in order."""
        return words(self.one("body"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of that tag whose attributes are as given (`class_` finds one class among several)."""
        return [element for element in self.tree.iter(tag) if _has(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element; anything else is a failure."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag}> {attributes} on {self.address}, expected one"
        return found[0]

    def link(self, text: str) -> str:
        """Where the link with these words leads."""
        found = [element.get("href", "") for element in self.all("a") if text in words(element)]
        assert found, f"no link {text!r} on {self.address}"
        return found[0]


class PageClient:
    """Fetches pages and checks each one. `client` is Django's, for log-in and for what is not a page."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str, *, status: int = 200, **data: Any) -> Fetched:
        """Fetch a page and check it."""
        return self._checked(address, self.client.get(address, data), status)

    def post(self, address: str, data: dict[str, Any], *, status: int = 200) -> Fetched:
        """Send a form, follow where it leads, and check the page that comes back."""
        return self._checked(address, self.client.post(address, data, follow=True), status)

    def _checked(self, address: str, response: Any, status: int) -> Fetched:
        assert response.status_code == status, f"{address} answered {response.status_code}, not {status}"
        assert response["Content-Type"].startswith("text/html"), f"{address} is {response['Content-Type']}"
        page = read_page(address, response.content, response)
        problems = problems_of(page)
        assert not problems, f"{address}:\n" + "\n".join(problems)
        return page


def read_page(address: str, content: bytes, response: Any = None) -> Fetched:
    """A page as a tree, without judging it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)  # into xml.etree's elements
    tree = parser.parse(content)
    return Fetched(address, tree, content, tuple(parser.errors), response)


def problems_of(page: Fetched) -> list[str]:
    """All that is wrong with a page, in words."""
    return [
        *_wrong_html(page),
        *_wrong_headings(page),
        *_repeated_ids(page),
        *_unlabelled(page),
        *_dead_references(page),
        *_wrong_forms(page),
        *_inline_code(page),
        *_unnamed(page),
    ]


def words(element: Element) -> str:
    """The words in an element, single spaces between them."""
    return " ".join("".join(element.itertext()).split())


def _has(element: Element, attributes: dict[str, str]) -> bool:
    for name, value in attributes.items():
        own = element.get(name.rstrip("_").replace("_", "-"))
        if own is None or (value not in own.split() if name == "class_" else own != value):
            return False
    return True


def _wrong_html(page: Fetched) -> list[str]:
    lines = page.content.decode("utf-8").splitlines()
    return [
        f"HTML, line {place[0]}: {code} {details or ''} in {lines[place[0] - 1].strip()[:120]}"
        for place, code, details in page.wrong
        if code not in KNOWN_ERRORS
    ]


def _wrong_headings(page: Fetched) -> list[str]:
    problems = []
    titles = [words(title) for title in page.tree.iter("title")]
    if len(titles) != 1 or not titles[0] or not titles[0].endswith("Heeded"):
        problems.append(f"the title is {titles}; it should be one and end with 'Heeded'")
    count = len(page.all("h1"))
    if count != 1:
        problems.append(f"{count} main headings")
    if not next(page.tree.iter("html")).get("lang"):
        problems.append("no language")
    return problems


def _repeated_ids(page: Fetched) -> list[str]:
    counts = Counter(element.get("id") for element in page.tree.iter() if element.get("id"))
    return [f"id {name!r} occurs {count} times" for name, count in counts.items() if count > 1]


def _unlabelled(page: Fetched) -> list[str]:
    labels = {label.get("for") for label in page.tree.iter("label") if words(label)}
    wrapped = {id(field) for label in page.tree.iter("label") for field in label.iter()}
    return [
        f"no label for {field.tag} {field.get('name')!r}"
        for field in page.tree.iter()
        if field.tag in FIELDS
        and field.get("type") not in FIELDS_WITHOUT_LABEL
        and field.get("id") not in labels
        and id(field) not in wrapped
        and not field.get("aria-label")
    ]


def _dead_references(page: Fetched) -> list[str]:
    ids = {element.get("id") for element in page.tree.iter()}
    problems = []
    for element in page.tree.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-copy"):
            lost = set((element.get(name) or "").split()) - ids
            problems += [f"{name} names {target!r}, which is not there" for target in sorted(lost)]
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target[1:] not in ids:
            problems.append(f"a link leads to {target}, which is not there")
    return problems


def _wrong_forms(page: Fetched) -> list[str]:
    problems = []
    for form in page.tree.iter("form"):
        method, action = (form.get("method") or "get").lower(), form.get("action")
        if action and not _leads_somewhere(action):
            problems.append(f"a form leads to {action}, which is no address of ours")
        names = [field.get("name") for field in form.iter("input")]
        if method == "post" and "csrfmiddlewaretoken" not in names:
            problems.append(f"the form to {action} has no protection against forged requests")
        if not _buttons_of(form, page):
            problems.append(f"the form to {action} has no button")
    return problems


def _buttons_of(form: Element, page: Fetched) -> list[Element]:
    """The buttons in a form, and those elsewhere on the page that name it."""
    inside = [*form.iter("button"), *form.findall(".//input[@type='submit']")]
    return inside + [
        button
        for button in page.tree.iter("button")
        if form.get("id") and button.get("form") == form.get("id")
    ]


def _leads_somewhere(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    try:
        resolve(parts.path or "/")
    except Resolver404:
        return parts.path == ""
    return True


def _inline_code(page: Fetched) -> list[str]:
    problems = []
    for element in page.tree.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            problems.append(f"<{element.tag}> inside the page")
        problems += [
            f"{name} on <{element.tag}>"
            for name in element.attrib
            if name == "style" or name.startswith("on")
        ]
    return problems


def _unnamed(page: Fetched) -> list[str]:
    """Links and buttons that a screen reader cannot say, and pictures without words for them."""
    problems = [
        f"a <{element.tag}> to {element.get('href') or element.get('name')} says nothing"
        for element in page.tree.iter()
        if element.tag in {"a", "button"} and not words(element) and not element.get("aria-label")
    ]
    problems += [
        f"no words for the picture {image.get('src')}"
        for image in page.all("img")
        if image.get("alt") is None
    ]
    return problems
