"""Boards side by side: which of them are asked for, and each as a row. In order of name: never ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heeded.engine.vocabulary import Nation
from heeded.library.queries import library_settings
from heeded.people.models import Organisation
from heeded.people.viewer import Viewer
from heeded.practice.queries import (
    COUNTED,
    BoardBeside,
    Known,
    Shows,
    Where,
    boards_beside,
    boards_there_are,
    counts_more,
    where_boards_are,
)

BOARDS_A_PAGE = 50
COLUMNS = {
    "items": gettext_lazy("On its plan"),
    "answered": gettext_lazy("Answered"),
    "closed": gettext_lazy("Closed"),
    "changed": gettext_lazy("Practice changed"),
    "actions": gettext_lazy("Actions"),
    "done": gettext_lazy("Done"),
    "overdue": gettext_lazy("Overdue"),
    "came_back": gettext_lazy("Came back"),
}
KNOWN = {
    Known.FOLLOWED: gettext_lazy("Followed here"),
    Known.NONE_KNOWN: gettext_lazy("None known to this library"),
    Known.SAYS_NONE: gettext_lazy("The board says that it has none"),
    Known.NOT_HERE: gettext_lazy("Its reviews are not in this library"),
    Known.NOT_USING: gettext_lazy("The board does not use Heeded"),
}
_FILTERS = {"nation": gettext_lazy("Nation"), "region": gettext_lazy("Region"), "kind": gettext_lazy("Kind")}
_KINDS = dict(Organisation.KINDS)


@dataclass(frozen=True, slots=True)
class BoardsAsked:
    """Which boards: values of a filter that is empty choose all."""

    nation: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    @classmethod
    def from_address(cls, parameters: QueryDict) -> "BoardsAsked":
        return cls(**{name: tuple(dict.fromkeys(parameters.getlist(name)[:50])) for name in _FILTERS})

    def query(self, *, without: tuple[str, str] = ("", "")) -> str:
        """As the end of an address, but for one value."""
        pairs = [(name, value) for name in _FILTERS for value in getattr(self, name)]
        return urlencode([pair for pair in pairs if pair != without])

    def has(self, board: Organisation, where: Where) -> bool:
        """Whether a board is asked for."""
        values = {"nation": where.nations, "region": where.regions, "kind": {board.kind}}
        return all(not getattr(self, name) or set(getattr(self, name)) & values[name] for name in _FILTERS)


def boards_page(viewer: Viewer, asked: BoardsAsked, number: str | None) -> dict[str, Any]:
    """What `practice/boards.html` shows."""
    there = boards_there_are(viewer)
    where = where_boards_are(viewer, there)
    page: Page = Paginator([one for one in there if asked.has(one, where[one.pk])], BOARDS_A_PAGE).get_page(
        number
    )
    beside = boards_beside(viewer, page.object_list)
    return {
        "asked": asked,
        "page": page,
        "columns": COLUMNS.values(),
        "rows": board_rows(beside),
        "filters": _filters(there, where, asked),
        "chosen": _chosen(asked),
        "query": asked.query(),
        "small": small_words(),
        "besides": any(one.besides for one in beside),
        "counts_more": counts_more(viewer, page.object_list),
    }


def boards_asked(viewer: Viewer, asked: BoardsAsked) -> tuple[BoardBeside, ...]:
    """All that are asked for, for a file."""
    there = boards_there_are(viewer)
    where = where_boards_are(viewer, there)
    return boards_beside(viewer, [one for one in there if asked.has(one, where[one.pk])])


def board_rows(boards: Iterable[BoardBeside]) -> list[dict[str, Any]]:
    """Boards with their counts, or with what is known instead."""
    return [
        {
            "board": one.board,
            "address": reverse("board", args=[one.board.identifier]),
            "is_followed": one.known is Known.FOLLOWED,
            "known": KNOWN[one.known],
            "cells": [(COLUMNS[name], _given(one, name), _leads_to(one, name)) for name in COUNTED],
        }
        for one in boards
    ]


def small_words() -> str:
    """What stands in the place of a small number; nothing where this library hides none."""
    most = library_settings().hides_below - 1
    return (_("1 to %d") % most if most > 1 else "1") if most else ""


def _given(beside: BoardBeside, name: str) -> str:
    count = beside.counts[name]
    if count is not None:
        return f"{count:,}"
    return _("not given") if name in beside.besides else small_words()


def _leads_to(beside: BoardBeside, name: str) -> str:
    """Of what came back the board's list of it, also where it is a small number; nothing where there may be none."""
    if name != "came_back" or beside.counts[name] == 0 or name in beside.besides:
        return ""
    return f"{reverse('board', args=[beside.board.identifier])}?{urlencode({'show': Shows.CAME_BACK.value})}"


def _filters(
    boards: Iterable[Organisation], where: Mapping[int, Where], asked: BoardsAsked
) -> list[dict[str, Any]]:
    held = list(boards)
    values = {
        "nation": {one for board in held for one in where[board.pk].nations},
        "region": {one for board in held for one in where[board.pk].regions},
        "kind": {board.kind for board in held},
    }
    return [
        {
            "name": name,
            "words": words,
            "options": [
                {
                    "value": one,
                    "words": _value(name, one),
                    "count": None,
                    "chosen": one in getattr(asked, name),
                }
                for one in sorted(values[name] | set(getattr(asked, name)))
            ],
        }
        for name, words in _FILTERS.items()
        # Which nation and region it is, is said also where all boards lie in one.
        if len(values[name]) > (1 if name == "kind" else 0) or getattr(asked, name)
    ]


def _chosen(asked: BoardsAsked) -> list[dict[str, str]]:
    return [
        {
            "words": _value(name, value),
            "address": f"{reverse('boards')}?{asked.query(without=(name, value))}".rstrip("?"),
        }
        for name in _FILTERS
        for value in getattr(asked, name)
    ]


def _value(name: str, value: str) -> str:
    if name == "nation" and value in set(Nation):
        return _(Nation(value).label)
    return _(_KINDS[value]) if name == "kind" and value in _KINDS else value[:1].upper() + value[1:]
