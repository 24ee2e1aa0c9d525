"""What people said: answers, corrections, feedback, forgets. Kept word for word, for good, with a full sync each.

A word is a fact of its own. What it means is for others: ``subject`` says what it is about (paths and values beside
ids, so that it survives every re-derivation), ``body`` what was said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from store.database import Database
from store.dialect import insert_new
from store.schema import words as table
from store.spelling import canonical_json

__all__ = ["Word", "retract", "say", "words"]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that somebody said.

    id    from all the rest: saying the same thing twice is saying it once
    user  id of who said it
    kind  answer, skip, window_answer, feedback, forget, as_song, role, lock, override, import_profile …
    time  UTC seconds
    """

    id: str
    user: str
    kind: str
    time: float
    subject: Mapping[str, Any]
    body: Mapping[str, Any]


def say(
    db: Database, *, user: str, kind: str, time: float, subject: Mapping[str, Any], body: Mapping[str, Any]
) -> Word:
    """Store what was said; when this returns, it survives a crash and a power cut.

    Raises ValueError or TypeError where subject or body is no strict JSON.
    """
    told = canonical_json([user, kind, float(time), subject, body])
    *_, subject, body = json.loads(told)  # as it will be read back: lists for tuples, plain dicts
    word = Word(hashlib.sha256(told.encode()).hexdigest()[:32], user, kind, float(time), subject, body)
    row = {"id": word.id, "user": user, "kind": kind, "time": word.time, "subject": word.subject, "body": word.body}
    with db.write(durable=True) as connection:
        insert_new(connection, table, [row])
    return word


def words(db: Database, *, user: str | None = None, kinds: Collection[str] | None = None) -> list[Word]:
    """Return what was said, in the order of time (then id); by one person, of some kinds, or all."""
    query = sa.select(table.c.id, table.c.user, table.c.kind, table.c.time, table.c.subject, table.c.body)
    if user is not None:
        query = query.where(table.c.user == user)
    if kinds is not None:
        query = query.where(table.c.kind.in_(sorted(kinds)))
    with db.read() as connection:
        rows = connection.execute(query.order_by(table.c.time, table.c.id)).all()
    return [Word(*row) for row in rows]


def retract(db: Database, id: str) -> bool:
    """Take a word back, as if it had never been said; False where there is none of that id."""
    with db.write(durable=True) as connection:
        return connection.execute(sa.delete(table).where(table.c.id == id)).rowcount > 0
