"""The people whose taste is learnt here, and which of them is signed in.

Everyone signs in on their own account of the computer; who has not, is called as that account is. An id comes from the
name alone, so that two stores that know the same person agree on it.
"""

from __future__ import annotations

import difflib
import getpass
import hashlib
import unicodedata
from dataclasses import dataclass

import sqlalchemy as sa

from parsers.errors import MixtasteError
from store.database import Database
from store.dialect import insert_new, upsert
from store.errors import UnknownUserError
from store.schema import sightings, state, users, words
from store.spelling import from_any_text, to_any_text

__all__ = ["User", "add", "current", "get", "id_of", "names", "remove", "switch"]

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class User:
    """One person: an id for the store, a name for people."""

    id: str
    name: str


def add(db: Database, name: str) -> User:
    """Make a person known; someone of that name already known is returned as they are.

    Raises MixtasteError for a name that is empty, does not print, or is longer than 80 characters.
    """
    user = _user(name)
    with db.write(durable=True) as connection:
        insert_new(connection, users, [{"id": user.id, "name": to_any_text(user.name)}])
        stored = connection.execute(sa.select(users.c.name).where(users.c.id == user.id)).scalar_one()
    return User(user.id, from_any_text(stored))


def names(db: Database) -> list[str]:
    """Return everyone's name, in order."""
    with db.read() as connection:
        found = connection.execute(sa.select(users.c.name)).scalars().all()
    return sorted(map(from_any_text, found), key=lambda name: (name.casefold(), name))


def get(db: Database, name: str) -> User:
    """Return the person of that name; capitals do not matter.

    Raises UnknownUserError, which names those most like it.
    """
    known = names(db)
    wanted = _key(name)
    for one in known:
        if _key(one) == wanted:
            return User(_id(one), one)
    keys = {_key(one): one for one in known}
    near = [keys[key] for key in difflib.get_close_matches(wanted, keys, n=3, cutoff=0.5)]
    raise UnknownUserError(name, known=known, near=near)


def current(db: Database, *, account: str | None = None) -> User:
    """Return who is signed in on this account of the computer; nobody yet: the account's own name becomes a person.

    account  the computer's account; None = the one this program runs under
    """
    account = _account() if account is None else account
    with db.read() as connection:
        query = sa.select(users).join(state, state.c.value == users.c.id).where(state.c.key == _signed_in(account))
        row = connection.execute(query).one_or_none()
    if row is not None:
        return User(row.id, from_any_text(row.name))
    user = add(db, account)
    _sign_in(db, user, account)
    return user


def id_of(name: str) -> str:
    """Return the id that somebody of this name has, or would have; "" for what is no name."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    return _id(plain) if plain and len(plain) <= _LONGEST_NAME and plain.isprintable() else ""


def switch(db: Database, name: str, *, account: str | None = None) -> User:
    """Sign somebody known in on this account of the computer.

    Raises UnknownUserError.
    """
    user = get(db, name)
    _sign_in(db, user, _account() if account is None else account)
    return user


def remove(db: Database, name: str) -> User:
    """Forget a person: the name, and every word of theirs. Saves they made stay, as made by nobody known.

    Raises UnknownUserError.
    """
    user = get(db, name)
    with db.write(durable=True) as connection:
        connection.execute(sa.delete(users).where(users.c.id == user.id))
        connection.execute(sa.delete(state).where(state.c.value == user.id))
        connection.execute(sa.delete(words).where(words.c.user == user.id))
        connection.execute(sa.update(sightings).where(sightings.c.user == user.id).values(user=""))
    return user


def _user(name: str) -> User:
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise MixtasteError(
            "that is no name for a user", remedy=f"Use 1 to {_LONGEST_NAME} letters, digits, signs and blanks."
        )
    return User(_id(plain), plain)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _id(name: str) -> str:
    return hashlib.sha256(f"user\0{_key(name)}".encode(errors="surrogateescape")).hexdigest()[:16]


def _signed_in(account: str) -> str:
    return f"signed in:{to_any_text(account)}"


def _sign_in(db: Database, user: User, account: str) -> None:
    with db.write(durable=True) as connection:
        upsert(connection, state, [{"key": _signed_in(account), "value": user.id}])


def _account() -> str:
    """Return the computer's account name, "engineer" where it has none (containers, services)."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "engineer"
