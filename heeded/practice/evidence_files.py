"""Files kept as evidence, the copies of them that everybody gets, and plans that wait to be taken lie in the library's
store, by their hashes."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Model


def own_files() -> Iterator[str]:
    """The hash of every file that a row of this room names. A library of an older version, which is backed up before it
    is upgraded, has no such rows or columns yet."""
    from heeded.practice.models import Evidence, PlanTaking

    for model, columns in ((Evidence, ("sha256", "copy_sha256")), (PlanTaking, ("sha256",))):
        for column in _there(model).intersection(columns):
            rows = model._default_manager.exclude(**{column: ""}).order_by()
            yield from rows.values_list(column, flat=True).distinct()


def _there(model: type[Model]) -> set[str]:
    """The columns that the table of a model has in this library; none where it has no such table."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        return {one.name for one in connection.introspection.get_table_description(cursor, table)}
