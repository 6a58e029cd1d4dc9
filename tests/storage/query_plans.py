"""The statements of the queries in `blueprint.storage`, and the tables that the databases would read whole for them."""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from enum import Enum
from types import ModuleType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlmodel import Session

from blueprint.domain.principles import Principles
from blueprint.settings import Settings
from blueprint.storage import schema
from blueprint.storage.database import Database

_NOW = datetime(2026, 5, 3, tzinfo=UTC)
_SIMPLE: dict[Any, Any] = {
    str: "x", int: 3, float: 0.5, bool: True, bytes: b"x", datetime: _NOW, date: _NOW.date(), Any: "x",
    Principles: Principles(Settings().policy_files),
}  # fmt: skip
_FIELDS: dict[str, dict[str, Any]] = {
    "editions.update_fields": {"step": "x"},
    "people.change": {"name": "x"},
    "threads.change_comment": {"body": "x"},
}
"""What is given to the queries that take the fields to change by their names."""
_READ = ("SELECT", "WITH", "UPDATE", "DELETE")


class Statement(NamedTuple):
    """A statement as the driver gets it, with its parameters."""

    sql: str
    parameters: Any


def queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the modules with tables that takes a session, by `module.function`."""
    from blueprint.storage import expired, published_editions

    for module in (*schema.TABLES, expired, published_editions):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if _is_query(module, name, function):
                yield f"{module.__name__.rpartition('.')[2]}.{name}", function


def _is_query(module: ModuleType, name: str, function: Callable[..., Any]) -> bool:
    own = function.__module__ == module.__name__ and not name.startswith("_")
    return own and next(iter(inspect.signature(function).parameters), "") == "session"


def call(session: Session, name: str, function: Callable[..., Any]) -> None:
    """Call a query with examples of the types that its parameters have; what it does not find is no fault."""
    parameters = [*inspect.signature(function, eval_str=True).parameters.values()][1:]
    positional = [example(one.annotation) for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: example(one.annotation) for one in parameters if one.kind is one.KEYWORD_ONLY}
    named |= _FIELDS.get(name, {})
    with suppress(NoResultFound, DBAPIError), session.begin_nested():
        found = function(session, *positional, **named)
        if inspect.isgenerator(found):
            list(found)
        session.flush()


def example(kind: Any) -> Any:
    """A value of a type: a word, a number, a moment, one or two of them, or what has fields, filled with such values."""
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one not in (type(None), ...)]
    if origin is Annotated:
        return example(inner[0])
    if origin in (Union, UnionType, Literal):
        return inner[0] if origin is Literal else example(inner[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {example(inner[0]): example(inner[1])}
    if origin is tuple and ... not in get_args(kind):
        return tuple(map(example, inner))
    if origin:
        return {example(inner[0])} if origin is set else [example(inner[0])]
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if issubclass(kind, Enum):
        return next(iter(kind))
    if issubclass(kind, BaseModel):
        return kind(**{name: example(field.annotation) for name, field in kind.model_fields.items()})
    fields = get_type_hints(kind if issubclass(kind, tuple) else kind.__init__)
    return kind(**{name: example(field) for name, field in fields.items() if name != "return"})


@contextmanager
def recorded(database: Database) -> Iterator[list[Statement]]:
    """The statements that read, run until the block ends."""
    found: list[Statement] = []

    def record(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_rest: Any) -> None:
        if sql.lstrip().upper().startswith(_READ) or " SELECT " in sql:
            found.append(Statement(sql, parameters))

    event.listen(database.engine, "before_cursor_execute", record)
    yield found
    event.remove(database.engine, "before_cursor_execute", record)


def tables_read_whole(session: Session, statement: Statement) -> list[str]:
    """The tables, or their aliases, that the database reads from end to end for a statement."""
    if session.connection().dialect.name == "sqlite":
        return _sqlite(session, statement)
    return _postgresql(session, statement)


def _sqlite(session: Session, statement: Statement) -> list[str]:
    """By EXPLAIN QUERY PLAN: a SCAN, but for one in the order of an index that ends after a LIMIT."""
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
    lines = [str(row[3]) for row in plan]
    sorts = any("TEMP B-TREE FOR ORDER BY" in line for line in lines)
    scanned = [
        match for line in lines if (match := re.match(r"SCAN (\w+)\b(?! VIRTUAL)( USING (COVERING )?INDEX)?", line))
    ]
    ends = "LIMIT" in statement.sql and "WHERE" not in statement.sql and not sorts
    return [one[1] for one in scanned if not (ends and one[2]) and not one[1].startswith(("CONSTANT", "anon_"))]


def _postgresql(session: Session, statement: Statement) -> list[str]:
    """By EXPLAIN with sequential scans made expensive, so that one is left only where no index can do it."""
    connection = session.connection()
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    connection.execute(text("SET LOCAL enable_sort = on"))
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement.sql}", statement.parameters).scalar_one()
    found = plan if isinstance(plan, list) else json.loads(plan)
    return list(_whole(found[0]["Plan"], limited=False))


def _whole(node: dict[str, Any], *, limited: bool) -> Iterator[str]:
    kind = node["Node Type"]
    limited = (limited or kind == "Limit") and kind not in ("Sort", "Aggregate", "Hash") and "Filter" not in node
    conditions = ("Index Cond", "Recheck Cond", "TID Cond")
    if kind == "Seq Scan" or (
        "Index" in kind and "Scan" in kind and not limited and not any(c in node for c in conditions)
    ):
        yield node.get("Relation Name", node.get("Index Name", ""))
    for inner in node.get("Plans", ()):
        yield from _whole(inner, limited=limited)
