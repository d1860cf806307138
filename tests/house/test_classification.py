"""Every field of every record is classed as safe or sensitive, with how long it is kept and why."""

import pytest
from django.apps import apps

from heeded.core.classification import ROOMS, classified
from heeded.core.dictionary import PATH, dictionary


def _fields() -> set[str]:
    """Every column and every many-to-many of our own records."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("heeded.")
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
    }


def test_every_field_is_classed() -> None:
    assert _fields() - set(classified()) == set(), "class these in the room's fields.toml"


def test_nothing_is_classed_that_is_not_there() -> None:
    assert set(classified()) - _fields() == set()


def test_every_room_with_records_is_asked() -> None:
    rooms = {name.split(".")[0] for name in _fields()}
    assert rooms == set(ROOMS)
    assert len(_fields()) > 100


@pytest.mark.parametrize("name", ["library.Page.text", "people.Account.email", "core.AuditRow.actor"])
def test_what_tells_of_people_is_sensitive(name: str) -> None:
    assert classified()[name].sensitive


def test_whatever_holds_report_text_is_sensitive() -> None:
    assert [field.name for field in classified().values() if field.report_text and not field.sensitive] == []


def test_every_class_says_how_long_and_why() -> None:
    assert [field.name for field in classified().values() if not field.keep or not field.why] == []


def test_each_field_is_classed_once() -> None:
    import tomllib
    from pathlib import Path

    import heeded

    for room in ROOMS:
        tables = tomllib.loads((Path(heeded.__file__).parent / room / "fields.toml").read_text())
        for model, table in tables.items():
            names = [name for group in table["groups"] for name in group["fields"]]
            assert len(names) == len(set(names)), (room, model)
            assert {group["class"] for group in table["groups"]} <= {"safe", "sensitive"}


def test_the_data_dictionary_is_up_to_date() -> None:
    assert PATH.read_text() == dictionary(), "run: python -m heeded.core.dictionary"
