"""Files kept as evidence, and plans that wait to be taken, lie in the library's store, by their hashes."""

from collections.abc import Iterator


def own_files() -> Iterator[str]:
    """The hash of every file that a row of this room names. A library of an older version, which is backed up before it
    is upgraded, has no such rows yet."""
    from django.db import connection

    from heeded.practice.models import Evidence, PlanTaking

    there = set(connection.introspection.table_names())
    for model in (Evidence, PlanTaking):
        if model._meta.db_table in there:
            rows = model._default_manager.exclude(sha256="").order_by()
            yield from rows.values_list("sha256", flat=True).distinct()
