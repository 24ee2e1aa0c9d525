"""The primary tables: what cannot be made again.

users      who is known here
state      single facts of the store itself (who is signed in)
contents   every distinct save: its block list, size and format
blocks     the pieces of saves, named by the hash of their plain bytes
bases      which blocks a new version of a part of a song is pressed against
sightings  which content was seen at which path, by stat, time and user; earlier contents of a path stay
failures   what could not be read, by path: the latest try
words      what people said
derived_tables  which derived tables exist, in which version (`store.derived`)

Times are UTC seconds. Names are content (hashes), never row numbers; ``blocks.number`` is an inner short hand that no
interface shows. A change here needs a migration in ``store/migrations/versions`` and its name in `REVISIONS`.
"""

from __future__ import annotations

import sqlalchemy as sa

from store.types import AnyText, CanonicalJson

__all__ = [
    "REVISIONS",
    "bases",
    "blocks",
    "contents",
    "derived_tables",
    "failures",
    "metadata",
    "sightings",
    "state",
    "users",
    "words",
]

REVISIONS = ("0001",)
"""The layouts there have been, oldest first. Kept here so that opening an up-to-date store loads no migration tool."""

metadata = sa.MetaData()

_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""In SQLite a key called INTEGER is the row's own number and takes no index of its own."""

users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)

state = sa.Table(
    "state",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

contents = sa.Table(
    "contents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("blocks", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("codec", sa.SmallInteger, nullable=False),
    sa.Column("base", sa.BigInteger),
    sa.Column("depth", sa.SmallInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

bases = sa.Table(
    "bases",
    metadata,
    sa.Column("part", sa.LargeBinary, primary_key=True),
    sa.Column("latest", sa.BigInteger, nullable=False),
    sa.Column("whole", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("path", AnyText, primary_key=True),
    sa.Column("nth", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("inode", sa.Text, nullable=False),
    sa.Column("seen", sa.Double, nullable=False),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("latest", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)

failures = sa.Table(
    "failures",
    metadata,
    sa.Column("path", AnyText, primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("inode", sa.Text, nullable=False),
    sa.Column("seen", sa.Double, nullable=False),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("error", AnyText, nullable=False),
    sa.Column("error_kind", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

words = sa.Table(
    "words",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("time", sa.Double, nullable=False),
    sa.Column("subject", CanonicalJson, nullable=False),
    sa.Column("body", CanonicalJson, nullable=False),
    sa.Index("words_by_user_and_kind", "user", "kind"),
)

derived_tables = sa.Table(
    "derived_tables",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("layout", sa.Text, nullable=False),
)
