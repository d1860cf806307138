"""One look: while a page is put together, what many of its queries ask is found out, and put into SQL, only once."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

_Found = TypeVar("_Found")
_Row = TypeVar("_Row", bound=Model)

_look: ContextVar[dict[Hashable, object] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """While something is put together of many queries, keep what `once` finds. Only while nothing is changed."""
    if _look.get() is not None:
        yield
        return
    token = _look.set({})
    try:
        yield
    finally:
        _look.reset(token)


def once(key: Hashable, find: Callable[[], _Found]) -> _Found:
    """What `find` finds; within one look it is called once for each key."""
    known = _look.get()
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    return cast("_Found", known[key])


def put_into_sql(rows: QuerySet[_Row], name: str = "pk") -> RawSQL | QuerySet[_Row]:
    """One column of these rows for `…__in`, as SQL that was made already: the database is asked the same, but Django
    does not put the whole condition together again for every query that it stands in, which takes longer than the
    database needs to answer."""
    try:
        sql, parameters = rows.order_by().values(name).query.sql_with_params()
    except EmptyResultSet:
        return rows.none()
    return RawSQL(sql, parameters)  # noqa: S611  # made by Django itself just above
