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
from store.errors import StoreDamagedError
from store.schema import words as table
from store.spelling import canonical_json

__all__ = ["Word", "retract", "say", "words"]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that somebody said.

    id    from all the rest: saying the same thing twice is saying it once
    user  id of who said it
    kind  answer, skip, window_answer, feedback, forget, as_song, role, lock, override, import_profile, teach …
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
    # As it will be read back: lists for tuples, plain dicts.
    subject, body = json.loads(canonical_json([subject, body]))
    word = Word(_name(user, kind, float(time), subject, body), user, kind, float(time), subject, body)
    row = {"id": word.id, "user": user, "kind": kind, "time": word.time, "subject": word.subject, "body": word.body}
    with db.write(durable=True) as connection:
        insert_new(connection, table, [row])
    return word


def words(db: Database, *, user: str | None = None, kinds: Collection[str] | None = None) -> list[Word]:
    """Return what was said, in the order of time (then id); by one person, of some kinds, or all.

    Raises StoreDamagedError where a word is not what was said: each is checked against its name.
    """
    query = sa.select(table.c.id, table.c.user, table.c.kind, table.c.time, table.c.subject, table.c.body)
    if user is not None:
        query = query.where(table.c.user == user)
    if kinds is not None:
        query = query.where(table.c.kind.in_(sorted(kinds)))
    with db.read() as connection:
        rows = connection.execute(query.order_by(table.c.time, table.c.id)).all()
    said = [Word(*row) for row in rows]
    for word in said:
        if _name(word.user, word.kind, word.time, word.subject, word.body) != word.id:
            raise StoreDamagedError(
                f"what {word.user} said (word {word.id}) is damaged",
                location=db.location,
                remedy="Restore the store from a backup.",
            )
    return said


def retract(db: Database, id: str) -> bool:
    """Take a word back, as if it had never been said; False where there is none of that id."""
    with db.write(durable=True) as connection:
        return connection.execute(sa.delete(table).where(table.c.id == id)).rowcount > 0


def _name(user: str, kind: str, time: float, subject: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_json([user, kind, time, subject, body]).encode()).hexdigest()[:32]
