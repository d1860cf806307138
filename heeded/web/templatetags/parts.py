"""The parts that pages are put together from. Each shows one thing the same way everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page, Paginator
from django.forms import BoundField, CheckboxInput
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

BADGES = {
    "machine": gettext_noop("Found by machine"),
    "title": gettext_noop("Title found by machine"),
    "confirmed": gettext_noop("Confirmed"),
    "fictional": gettext_noop("Fictional"),
    "not-held": gettext_noop("Not held"),
    "restricted": gettext_noop("Restricted"),
    "ocr": gettext_noop("Read from a scan (OCR)"),
    "unverified": gettext_noop("From memory"),
}
STATE_COLOURS = {
    "done": "green",
    "running": "blue",
    "waiting": "grey",
    "skipped": "grey",
    "failed": "red",
    "refused": "red",
    "needs-ocr": "yellow",
    "known": "grey",
    "read": "green",
}
STATE_WORDS = {"needs-ocr": gettext_noop("Scanned: needs OCR"), "known": gettext_noop("Already here")}
CONTROL_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
    "hidden": "",
}
# Words, the name of the address, and what the context must hold for it to be shown.
NAVIGATION = (
    (gettext_noop("Find"), "find", ""),
    (gettext_noop("Reviews"), "reviews", ""),
    (gettext_noop("Briefings"), "briefings", ""),
    (gettext_noop("Lessons"), "lessons", ""),
    (gettext_noop("Themes"), "frameworks", ""),
    (gettext_noop("Boards"), "boards", ""),
    (gettext_noop("Plans"), "plans", "may_keep_plan"),
    (gettext_noop("My actions"), "my-actions", "may_own_actions"),
    (gettext_noop("From boards"), "outside", "may_ask_boards"),
    (gettext_noop("Coding"), "coding-desk", "may_code"),
    (gettext_noop("Analysis"), "analysis", ""),
    (gettext_noop("What we hold"), "holdings", ""),
    (gettext_noop("Add"), "add", "may_add"),
    (gettext_noop("Work queue"), "queue", "may_confirm"),
    (gettext_noop("Problems"), "problems", "may_answer_problems"),
    (gettext_noop("Settings"), "settings", "may_manage_library"),
    (gettext_noop("Accounts"), "accounts", "may_manage_accounts"),
)
FOOTER = (
    (gettext_noop("About Heeded"), "about"),
    (gettext_noop("Accessibility"), "accessibility"),
    (gettext_noop("Privacy"), "privacy"),
    (gettext_noop("Report a problem"), "report-problem"),
    (gettext_noop("Status"), "status"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu. `current` is "page" on the page itself, "true" below it, else empty."""

    words: str
    address: str
    current: str = ""


@register.simple_tag
def filter_boxes(filter: Mapping[str, Any]) -> SafeString:
    """The values of a filter to tick. Hundreds of areas and boards stand beside a list, and as a loop of the template
    they took a third of the page's time."""
    name = conditional_escape(filter["name"])
    boxes = [_box(name, number, option) for number, option in enumerate(filter["options"], start=1)]
    return mark_safe("".join(boxes))  # noqa: S308 -- every piece of the text was escaped in _box


def _box(name: str, number: int, option: Mapping[str, Any]) -> str:
    identifier = f"filter-{name}-{number}"
    checked = " checked" if option["chosen"] else ""
    count = "" if option["count"] is None else f" <small>({int(option['count'])})</small>"
    return (
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" '
        f'id="{identifier}" name="{name}" value="{conditional_escape(option["value"])}"{checked}>'
        f'<label class="govuk-label govuk-checkboxes__label" for="{identifier}">'
        f"{conditional_escape(option['words'])}{count}</label></div>"
    )


@register.simple_tag(takes_context=True)
def navigation_links(context: Context) -> list[Link]:
    """The main menu for whoever asks, in order."""
    here = context["request"].path if "request" in context else ""
    shown = [(words, name) for words, name, needed in NAVIGATION if not needed or context.get(needed)]
    found = [(words, _address(name)) for words, name in shown]
    return [Link(_(words), address, _current(address, here)) for words, address in found if address]


@register.simple_tag
def footer_links() -> list[Link]:
    """The menu at the foot of every page."""
    found = [(words, _address(name)) for words, name in FOOTER]
    return [Link(_(words), address) for words, address in found if address]


def _address(name: str) -> str:
    """The address of a page, or nothing while that page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(address: str, here: str) -> str:
    if here == address:
        return "page"
    below = address if address.endswith("/") else f"{address}/"
    return "true" if below != "/" and here.startswith(below) else ""


@register.inclusion_tag("parts/badge.html")
def badge(kind: str, words: str = "") -> dict[str, str]:
    """A small word on what a thing is. The kind is one of BADGES; another one is an error."""
    return {"kind": "machine" if kind == "title" else kind, "words": words or _(BADGES[kind])}


@register.inclusion_tag("parts/tag.html")
def state_tag(state: str, words: str = "") -> dict[str, str]:
    """Where something stands. The word says it; the colour only repeats it."""
    usual = STATE_WORDS.get(state, state.replace("-", " ").capitalize())
    return {"colour": STATE_COLOURS.get(state, "grey"), "words": words or _(usual)}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": list(numbers),
        "gap": Paginator.ELLIPSIS,
        "request": context["request"],
    }


@register.inclusion_tag("parts/table.html")
def table(
    caption: str, columns: Sequence[tuple[str, bool]], rows: Iterable[Sequence[object]]
) -> dict[str, Any]:
    """A table. `columns` are (words, whether numbers stand in it); the first column names its row."""
    labelled = [
        [(words, numeric, value) for (words, numeric), value in zip(columns, row, strict=True)]
        for row in rows
    ]
    return {"caption": caption, "columns": columns, "labelled_rows": labelled}


@register.filter
def marked(text: str, marks: Iterable[tuple[int, int]] | None) -> SafeString:
    """The text with the stretches (start, end) marked, everything escaped; overlapping ones become one."""
    parts: list[str] = []
    place = 0
    for start, end in _joined(marks or ()):
        parts += [
            conditional_escape(text[place:start]),
            "<mark>",
            conditional_escape(text[start:end]),
            "</mark>",
        ]
        place = end
    parts.append(conditional_escape(text[place:]))
    return mark_safe("".join(parts))  # noqa: S308 -- every piece of the text was escaped above


def _joined(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


@register.filter
def counted(number: int, words: str) -> str:
    """A number with its noun: `{{ 3|counted:"review,reviews" }}` is "3 reviews"."""
    one, many = words.split(",")
    return f"{number:,} {one if number == 1 else many}"


@register.filter
def control_classes(widget: dict[str, Any], base: str | None = None) -> str:
    """The classes of a form control, with its own ones and the one that says that it holds an error."""
    usual = CONTROL_CLASSES.get(widget.get("type", ""), "govuk-input") if base is None else base
    attributes = widget.get("attrs", {})
    wrong = f"{usual}--error" if attributes.get("aria-invalid") == "true" and "__" not in usual else ""
    return " ".join(word for word in (usual, wrong, str(attributes.get("class", ""))) if word)


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """Whether the label stands after the box."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def first_control(field: BoundField) -> str:
    """The id to which a link to this field leads: its first control where it has several."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.filter(is_safe=True)
def marked_as_fiction(title: SafeString, is_fictional: bool) -> str:
    """A page's title with the word that all of it is invented, unless what it names says so already."""
    mark = f"({_('fictional')})"
    return title if not is_fictional or mark in title else f"{title} {mark}"
