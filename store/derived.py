"""Derived tables: what can be made again, and carries the version of the derivation that made it.

Each stage declares its table (`Table`) beside its own code; this module makes, fills, reads and drops it without
knowing what it means. Nothing here ever migrates: a table whose version or columns changed is made anew, empty,
and its owner fills it. SQLAlchemy is imported where it is used, so that declaring a table costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from store.spelling import canonical_json, from_any_text, to_any_text

if TYPE_CHECKING:
    import sqlalchemy as sa

    from store.database import Database

__all__ = [
    "Change",
    "Column",
    "Row",
    "Table",
    "count",
    "delete",
    "drop_others",
    "dump",
    "ensure",
    "put",
    "replace",
    "replace_many",
    "select",
    "tables",
]

Kind: TypeAlias = Literal["text", "real", "integer", "json", "packed", "blob"]
Row: TypeAlias = Mapping[str, Any]

_PREFIX = "derived_"
"""Keeps the stages' names apart from the primary tables'."""

_LONGEST_LIST = 10_000
"""Values of one IN: SQLite takes 32,766 parameters in all."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    kind      text · real (float, NaN refused) · integer (64 bit; truth values come back as 0 and 1) · json (any strict
              JSON value, kept canonical: keys sorted, no NaN or infinity) · packed (the same, compressed: for what is
              long, and looked up by nothing that is in it) · blob (bytes)
    indexed   True where rows are looked up by it often
    """

    name: str
    kind: Kind
    nullable: bool = True
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A derived table.

    version  raised by its owner whenever rows would come out differently
    key      names of the columns that tell rows apart; their order is the table's canonical order
    """

    name: str
    version: int
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def __post_init__(self) -> None:
        known = [column.name for column in self.columns]
        if not self.key or not set(self.key) <= set(known) or len(set(known)) != len(known):
            raise ValueError(f"table {self.name}: its key must be among its columns, and their names differ")

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns as they lie in the database: the key's first, in its order.

        SQLite's ``PRAGMA integrity_check`` takes columns that lie before one of the key's for NULL (seen in 3.40.1:
        "NULL value in TABLE.COLUMN" of rows that hold none).
        """
        by_name = {column.name: column for column in self.columns}
        return (*(by_name.pop(name) for name in self.key), *by_name.values())


Change: TypeAlias = tuple[Table, Iterable[Row], "Mapping[str, Any] | None"]
"""Rows that take the place of those matching the conditions (None = of all rows)."""


def ensure(db: Database, tables: Iterable[Table]) -> list[str]:
    """Make the tables that are not there in this version; return the names of those made (anew, and empty)."""
    import sqlalchemy as sa

    from store.dialect import upsert
    from store.schema import derived_tables as registry

    wanted = list(tables)
    with db.read() as connection:
        stale = _stale(connection, wanted)
    if not stale:
        return []
    with db.write() as connection:
        stale = _stale(connection, wanted)  # again: another process may have been first
        inspector = sa.inspect(connection)
        for table in stale:
            if inspector.has_table(_PREFIX + table.name):
                sa.Table(_PREFIX + table.name, sa.MetaData()).drop(connection)
            _built(table).create(connection)
        rows = [{"name": table.name, "version": table.version, "layout": _layout(table)} for table in stale]
        upsert(connection, registry, rows)
    return [table.name for table in stale]


def tables(db: Database) -> dict[str, int]:
    """Return the derived tables there are, name → version."""
    import sqlalchemy as sa

    from store.schema import derived_tables as registry

    with db.read() as connection:
        rows = connection.execute(sa.select(registry.c.name, registry.c.version).order_by(registry.c.name)).all()
    return {row.name: row.version for row in rows}


def replace(db: Database, table: Table, rows: Iterable[Row], *, where: Mapping[str, Any] | None = None) -> None:
    """Put the rows in the place of those that match: one transaction. None = of the whole table."""
    replace_many(db, [(table, rows, where)])


def put(db: Database, table: Table, rows: Iterable[Row]) -> None:
    """Put each row in the place of the one with its key, if there is one: one transaction. Of equal keys the last wins.

    Raises ValueError as `replace_many`.
    """
    by_key = {row[: len(table.key)]: row for row in _encoded(table, rows)}  # the key comes first
    if by_key:
        names = [_bound(name) for name in table.key]
        with db.write() as connection:
            connection.execute(_deleting(table, table.key), [dict(zip(names, key, strict=True)) for key in by_key])
            _insert(connection, table, list(by_key.values()))


def replace_many(db: Database, changes: Iterable[Change]) -> None:
    """Make several replacements in one transaction: all are seen at once, or, after an error, none.

    Raises ValueError for a row with an unknown column, without a value that must be there, or with NaN.
    """
    prepared = [(table, list(_encoded(table, rows)), where) for table, rows, where in changes]
    with db.write() as connection:
        for table, encoded, where in prepared:
            _delete(connection, table, where)
            _insert(connection, table, encoded)


def select(
    db: Database,
    table: Table,
    *,
    where: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Return the rows that match, whole or some columns. Equal JSON values are shared: read them, never change them.

    where  column → value, or a list, tuple or set of values of which one must match (None matches what is empty)
    order  column names, "-name" for falling; after them always the table's key, so that the order is one
    """
    import sqlalchemy as sa

    built = _built(table)
    names = list(columns) if columns is not None else [column.name for column in table.columns]
    short, long = _by_length(where)
    by = [built.c[name.removeprefix("-")].desc() if name[0] == "-" else built.c[name] for name in order or ()]
    query = (
        sa.select(*(built.c[name] for name in [*names, *long]))
        .where(*(_condition(built, name, value) for name, value in short.items()))
        .order_by(*by, *(built.c[name] for name in table.key))
        .limit(None if long else limit)
    )
    with db.read() as connection:
        found: Sequence[Any] = connection.execute(query).all()
    for place, wanted in enumerate(long.values(), start=len(names)):
        found = [row for row in found if row[place] in wanted]
    rows = [dict(zip(names, row, strict=False)) for row in (found[:limit] if long else found)]
    for column in table.columns:
        decode = _DECODERS.get(column.kind)
        if decode is not None and column.name in names:
            _decode(rows, column.name, decode)
    return rows


def count(db: Database, table: Table, *, where: Mapping[str, Any] | None = None) -> int:
    """Return how many rows match (None = all); a list of values may be as long as the database takes."""
    import sqlalchemy as sa

    built = _built(table)
    conditions = [_condition(built, name, value) for name, value in (where or {}).items()]
    with db.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(built).where(*conditions)).scalar_one())


def _decode(rows: Sequence[dict[str, Any]], name: str, decode: Callable[[Any], Any]) -> None:
    """Decode a column; equal texts become one and the same value, since most columns hold few that differ."""
    decoded: dict[str, Any] = {}
    for row in rows:
        text = row[name]
        if text is not None:
            if text not in decoded:
                decoded[text] = decode(text)
            row[name] = decoded[text]


def dump(db: Database, table: Table) -> list[dict[str, Any]]:
    """Return the whole table in its canonical order: two stores are equal where their dumps are."""
    return select(db, table)


def delete(db: Database, table: Table, *, where: Mapping[str, Any] | None = None) -> int:
    """Delete the rows that match (None = all); return how many there were."""
    with db.write() as connection:
        return _delete(connection, table, where)


def drop_others(db: Database, wanted: Iterable[Table]) -> None:
    """Drop every derived table but these: what an earlier version kept and nobody reads any more."""
    import sqlalchemy as sa

    from store.schema import derived_tables as registry

    gone = tables(db).keys() - {table.name for table in wanted}
    if gone:
        with db.write() as connection:
            present = set(sa.inspect(connection).get_table_names())
            for name in sorted(gone):
                if _PREFIX + name in present:
                    sa.Table(_PREFIX + name, sa.MetaData()).drop(connection)
            connection.execute(sa.delete(registry).where(registry.c.name.in_(sorted(gone))))


def _layout(table: Table) -> str:
    """Return the columns as one text: a change of them makes the table stale like a change of version."""
    return json.dumps([[[c.name, c.kind, c.nullable, c.indexed] for c in table.stored], list(table.key)])


def _stale(connection: sa.Connection, wanted: Sequence[Table]) -> list[Table]:
    import sqlalchemy as sa

    from store.schema import derived_tables as registry

    rows = connection.execute(sa.select(registry)).all()
    known = {row.name: (row.version, row.layout) for row in rows}
    return [table for table in wanted if known.get(table.name) != (table.version, _layout(table))]


@lru_cache(maxsize=256)
def _built(table: Table) -> sa.Table:
    """Return the table as SQLAlchemy knows it. Values are encoded here, not by its types: that halves a bulk insert."""
    import sqlalchemy as sa

    kinds: dict[str, type[sa.types.TypeEngine[Any]]] = {
        "text": sa.Text,
        "real": sa.Double,
        "integer": sa.BigInteger,
        "json": sa.Text,
        "packed": sa.LargeBinary,
        "blob": sa.LargeBinary,
    }
    name = _PREFIX + table.name
    columns: list[sa.Column[Any]] = [
        sa.Column(c.name, kinds[c.kind], nullable=c.nullable and c.name not in table.key) for c in table.stored
    ]
    long = any(
        column.kind in ("packed", "blob") for column in table.columns
    )  # without rowids SQLite spills from 1 kB on
    built = sa.Table(name, sa.MetaData(), *columns, sa.PrimaryKeyConstraint(*table.key), sqlite_with_rowid=long)
    for column in table.columns:
        if column.indexed and column.name != table.key[0]:
            sa.Index(f"{name}_by_{column.name}", built.c[column.name])
    return built


def _by_length(where: Mapping[str, Any] | None) -> tuple[dict[str, Any], dict[str, set[Any]]]:
    """Part the conditions in those the database can take and lists too long for its parameters."""
    short: dict[str, Any] = {}
    long: dict[str, set[Any]] = {}
    for name, value in (where or {}).items():
        if isinstance(value, (list, tuple, set, frozenset)) and len(value) > _LONGEST_LIST:
            long[name] = {_comparable(one) for one in value}
        else:
            short[name] = value
    return short, long


def _comparable(value: Any) -> Any:
    return to_any_text(value) if isinstance(value, str) else value


def _condition(built: sa.Table, name: str, value: Any) -> sa.ColumnElement[bool]:
    import sqlalchemy as sa

    column: sa.ColumnElement[Any] = built.c[name]
    empty: sa.ColumnElement[bool] = column.is_(None)
    if value is None:
        return empty
    if isinstance(value, (list, tuple, set, frozenset)):
        found: sa.ColumnElement[bool] = column.in_([_comparable(one) for one in value if one is not None])
        return sa.or_(found, empty) if None in value else found
    equal: sa.ColumnElement[bool] = column == _comparable(value)
    return equal


def _delete(connection: sa.Connection, table: Table, where: Mapping[str, Any] | None) -> int:
    import sqlalchemy as sa

    built = _built(table)
    short, long = _by_length(where)
    if not long and all(isinstance(value, (str, int, float, bytes)) for value in short.values()):
        given = {_bound(name): _comparable(value) for name, value in short.items()}
        return connection.execute(_deleting(table, tuple(short)), given).rowcount
    conditions = [_condition(built, name, value) for name, value in short.items()]
    choices: list[list[sa.ColumnElement[bool]]] = [conditions]
    for name, values in long.items():
        ordered = list(values)
        parts = [ordered[at : at + _LONGEST_LIST] for at in range(0, len(ordered), _LONGEST_LIST)]
        choices = [[*choice, _condition(built, name, part)] for choice in choices for part in parts]
    return sum(connection.execute(sa.delete(built).where(*choice)).rowcount for choice in choices)


@lru_cache(maxsize=512)
def _deleting(table: Table, names: tuple[str, ...]) -> sa.Delete:
    """Delete where these columns equal what is bound under `_bound`: made once, since it is said for every song."""
    import sqlalchemy as sa

    built = _built(table)
    return sa.delete(built).where(*(built.c[name] == sa.bindparam(_bound(name)) for name in names))


def _bound(name: str) -> str:
    return f"given_{name}"


def _insert(connection: sa.Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert encoded rows through the driver's own executemany: twice as fast as through the compiled construct."""
    if not rows:
        return
    statement, positional = _inserting(table, connection.dialect)
    if positional:
        connection.exec_driver_sql(statement, list(rows))
    else:
        names = [column.name for column in table.stored]
        connection.exec_driver_sql(statement, [dict(zip(names, row, strict=True)) for row in rows])


@lru_cache(maxsize=256)
def _inserting(table: Table, dialect: sa.Dialect) -> tuple[str, bool]:
    """The statement in the driver's words, and whether it takes its values by position."""
    import sqlalchemy as sa

    statement = sa.insert(_built(table)).values({column.name: sa.bindparam(column.name) for column in table.stored})
    compiled = statement.compile(dialect=dialect)
    return str(compiled), compiled.positional


def _encoded(table: Table, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield each row as the database takes it, in the order of `Table.stored`."""
    plan = [
        (column.name, _ENCODERS[column.kind], not column.nullable or column.name in table.key)
        for column in table.stored
    ]
    known = {column.name for column in table.columns}
    for row in rows:
        if not row.keys() <= known:
            raise ValueError(f"table {table.name} has no column {', '.join(sorted(row.keys() - known))}")
        values = []
        for name, encode, needed in plan:
            value = row.get(name)
            if value is not None:
                value = encode(value)
            elif needed:
                raise ValueError(f"table {table.name}: a row has no {name}")
            values.append(value)
        yield tuple(values)


def _real(value: float) -> float:
    number = float(value)
    if number != number:  # noqa: PLR0124 - NaN is the one number that differs from itself
        raise ValueError("NaN is no value: leave it out")
    return number


def _pack(value: object) -> bytes:
    import zstandard

    return zstandard.compress(canonical_json(value).encode("ascii"))


def _unpack(body: bytes) -> Any:
    import zstandard

    return json.loads(zstandard.decompress(body))


_ENCODERS: dict[str, Callable[[Any], Any]] = {
    "text": to_any_text,
    "real": _real,
    "integer": int,
    "json": canonical_json,
    "packed": _pack,
    "blob": bytes,
}
_DECODERS: dict[str, Callable[[Any], Any]] = {
    "text": from_any_text,
    "json": json.loads,
    "packed": _unpack,
}
