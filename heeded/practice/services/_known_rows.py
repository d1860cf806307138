"""What of a plan's file is on the plan already, so that a file taken twice is taken once."""

from collections import defaultdict
from json import dumps

from heeded.practice.models import Action, PlanTaking, TakenRow
from heeded.practice.plan_matches import plain_words
from heeded.practice.services._actions import Wanted

_Known = tuple[str, int | None, str]  # words, agency, role


class KnownRows:
    """The actions that stand under each item, by what a file says of them. Of two rows that name the same action each
    finds one of its own, where there are two."""

    def __init__(self, taking: PlanTaking) -> None:
        self._taking = taking
        self._by_words: dict[int, dict[_Known, list[Action]]] = {}
        self._by_print: dict[int, dict[str, list[Action]]] = {}
        self._used: dict[int, set[int]] = {}  # actions that a row of this file has found, by item
        self._rows: dict[int, dict[str, TakenRow]] = {}  # rows of this file, by what they say

    def same_row(self, row: TakenRow) -> TakenRow | None:
        """An earlier row of this file that says word for word the same."""
        self._look_up(row)
        return self._rows[row.item_id or 0].get(_whole(row))

    def same_action(self, row: TakenRow, wanted: Wanted) -> Action | None:
        """The action that a row is already: made from a row like it, or standing there in the same words."""
        self._look_up(row)
        item = row.item_id or 0
        agency = wanted.owner_agency.pk if wanted.owner_agency else None
        key = (plain_words(wanted.what), agency, plain_words(wanted.owner_role))
        found = [*self._by_print[item][row.fingerprint], *self._by_words[item][key]]
        return next((one for one in found if one.pk not in self._used[item]), None)

    def add(self, row: TakenRow) -> None:
        """Remember what became of a row."""
        item = row.item_id or 0
        self._used[item].add(row.action_id or 0)
        self._rows[item].setdefault(_whole(row), row)

    def _look_up(self, row: TakenRow) -> None:
        item = row.item_id or 0
        if item in self._used:
            return
        words: dict[_Known, list[Action]] = defaultdict(list)
        prints: dict[str, list[Action]] = defaultdict(list)
        self._by_words[item], self._by_print[item] = words, prints
        self._used[item], self._rows[item] = set(), {}
        for action in Action.objects.filter(item=item).order_by("pk"):
            known = (plain_words(action.what), action.owner_agency_id, plain_words(action.owner_role))
            words[known].append(action)
        earlier = TakenRow.objects.filter(item=item, action__isnull=False).select_related("action")
        for one in earlier.order_by("pk"):
            if one.fingerprint and one.action is not None:
                prints[one.fingerprint].append(one.action)
            if one.taking_id == self._taking.pk:
                self.add(one)


def _whole(row: TakenRow) -> str:
    said = {name: value for name, value in row.said.items() if name != "not_read"}
    return dumps(said, sort_keys=True)
