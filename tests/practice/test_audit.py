"""Every service leaves an audit row, and where that cannot be written nothing is."""

import inspect

import pytest
from django.apps import apps

from heeded.core.models import AuditRow, Change
from heeded.practice import services
from heeded.web.presenters.steps import action_words
from tests.practice import made
from tests.practice.audited import SERVICES

pytestmark = pytest.mark.django_db
WITHOUT_ROW = {
    "claim_letter": "the letter says it itself",
    "columns_of": "reads",
    "erase_words": "part of erase, which leaves one",
    "hand_in_plan": "keeps a file for an hour and no row of it; taking it leaves one",
    "letter_not_needed": "the letter says it itself",
    "letter_refused": "the letter says it itself",
    "letter_went": "the letter says it itself",
    "make_links": "part of a letter, which says itself that it went; using one leaves one",
    "months_later": "reckons",
    "plan_at_hand": "reads",
    "plan_in": "reads",
    "rows_at_hand": "reads",
    "send_reminders": "each letter says it itself",
    "shown_file": "reads",
    "taken_counts": "reads",
    "taken_plan": "reads",
    "throw_links_away": "throws away what led nowhere any more; using one left one",
    "try_link": "undoes what it did",
    "unsaved": "makes a rule that is not kept",
    "wanted_of": "reads",
}
_COUNTING = [
    "add_action", "add_evidence", "answer", "change_action", "close_action", "close_item", "make_check", "reopen",
    "decide_what_came_back", "find_what_came_back", "open_item", "show_item", "hide_item", "take_up",
    "ask_each", "open_together", "take_now", "take_plan", "take_some", "take_waiting_plans", "use_link",
]  # fmt: skip


def _everything() -> dict[str, list[dict[str, object]]]:
    models = [model for model in apps.get_models() if model.__module__.startswith("heeded.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def test_every_service_is_tried() -> None:
    offered = {name for name in services.__all__ if inspect.isfunction(getattr(services, name))}
    assert offered == set(SERVICES) | set(WITHOUT_ROW)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_leaves_a_row_that_holds_no_words(name: str) -> None:
    call = SERVICES[name](made.World())
    before = set(AuditRow.objects.values_list("pk", flat=True))
    call()
    rows = AuditRow.objects.exclude(pk__in=before)
    assert rows
    for row in rows:
        assert action_words(row.action) != row.action  # the page of the audit has words for it
        for value in (row.thing, *row.details.values()):
            assert not isinstance(value, str) or (" " not in value and len(value) <= 64), row.action


@pytest.mark.parametrize("name", SERVICES)
def test_where_the_row_cannot_be_written_nothing_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = SERVICES[name](made.World())
    before = _everything()

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(AuditRow, "save", refuse)
    with pytest.raises(ConnectionError):
        call()
    assert _everything() == before


@pytest.mark.parametrize("name", _COUNTING)
def test_what_counts_is_told_in_the_same_transaction(name: str) -> None:
    call = SERVICES[name](made.World())
    before = Change.objects.filter(kind="practice").count()
    call()
    assert Change.objects.filter(kind="practice").count() > before
