"""Several actions in one cell, and what stands beside each of them in the cells next to it."""

import re
from typing import NamedTuple

_ITEM = re.compile(
    r"\s*(?:(?P<long>\d{1,2}(?:\.\d{1,2})+)[.)]?|(?P<label>\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\((?P<inner>\d{1,2}|[a-z]|[ivx]{1,4})\)"
    r"|(?P<bullet>[•▪●◦‣·*]|[-–](?=\s)|o(?=\s)))\s+(?P<text>.*)",
    re.DOTALL,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Item(NamedTuple):
    """One item of a list: its label ("" for a bullet) and its words."""

    label: str
    text: str


def items_in(text: str) -> list[Item]:
    """The items of a cell, two or more; empty where it holds no list. Words before the first lead into each."""
    lead: list[str] = []
    items: list[Item] = []
    for line in text.split("\n"):
        found = _ITEM.fullmatch(line)
        if found is not None:
            items.append(Item(_label(found), found["text"].strip()))
        elif items:
            items[-1] = Item(items[-1].label, f"{items[-1].text}\n{line.strip()}".strip())
        elif line.strip():
            lead.append(line.strip())
    if len(items) < 2 or not _in_order([item.label for item in items]):
        return []
    return [Item(item.label, " ".join([*lead, item.text])) for item in items]


def share(text: str, items: list[Item], *, by_line: bool) -> list[str]:
    """What a cell says of each item: by label where it has labels, by line (if allowed) where the lines are as many,
    else the whole for each."""
    if not text:
        return [""] * len(items)
    labelled = _labelled(text)
    wanted = [item.label for item in items]
    if labelled and all(wanted) and set(labelled) <= set(wanted):
        return [labelled.get(label, "") for label in wanted]
    own = items_in(text)
    if own and len(own) == len(items):
        return [item.text for item in own]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if by_line and len(lines) == len(items):
        return lines
    return [text] * len(items)


def _labelled(text: str) -> dict[str, str]:
    """Every line with the label that it begins with; empty where one has none."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        item = _ITEM.fullmatch(line)
        if item is None or not _label(item):
            return {}
        found[_label(item)] = item["text"].strip()
    return found


def _label(found: re.Match[str]) -> str:
    return found["long"] or found["label"] or found["inner"] or ""


def _in_order(labels: list[str]) -> bool:
    """Whether labels count up from the first, so that "2. of 3" in running text is no list."""
    if not any(labels):
        return True
    parts = [label.rpartition(".") for label in labels]
    if len({part[0] for part in parts}) == 1:  # "3.1", "3.2"
        labels = [part[2] for part in parts]
    for kind in (
        [str(number) for number in range(1, 100)],
        [chr(letter) for letter in range(ord("a"), ord("z") + 1)],
        list(_ROMAN),
    ):
        if labels == kind[: len(labels)]:
            return True
    return False
