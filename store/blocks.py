"""The pieces of saves, kept once each under the hash of their plain bytes.

A block that is new is pressed against an earlier version of the same part of the same song, chosen by what the store
holds and nothing else:

1. the part is ``(song, kind, key, how manieth of that key)``; the song is known by its path (`lineage`)
2. against the latest version of the part, unless that stands at the end of a chain of eight
3. and against the latest version kept whole; the smaller of the two, or the block alone where that saves little
4. a part that the song never had is tried against the same key in any other song: a copy, or the same template

Chains of one would cost 12.4 % of the raw saves where chains of eight cost 10.5 % (`store.codec` has the measurement).
Every function works inside its caller's transaction.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa

from parsers.block import Block
from store.codec import block_hash, press, unpack_numbers, unpress
from store.dialect import upsert
from store.errors import StoreDamagedError
from store.opened import Opened
from store.schema import bases, blocks, contents

__all__ = ["fetch", "keep", "lineage", "names_of", "sweep"]

_LONGEST_CHAIN = 8
"""Bases to be opened before a block can be, at most."""

_AT_ONCE = 500
"""Rows asked for, or written, in one statement."""

_BACKUP_FOLDERS = frozenset({"backup", "backups", "auto-saves", "autosave", "autosaves", "project file backups"})

_WORDS = "v|ver|version|mix|master|final|copy|edit|bak|backup|autosave|auto|draft|rev|take"
_VERSION_WORDS = re.compile(rf"[\W_]+(?:{_WORDS})*$")

_HASHES: sa.BindParameter[Any] = sa.bindparam("hashes", expanding=True)
_NUMBERS: sa.BindParameter[Any] = sa.bindparam("numbers", expanding=True)
_PARTS: sa.BindParameter[Any] = sa.bindparam("parts", expanding=True)
_ROWS = sa.select(blocks).where(blocks.c.number.in_(_NUMBERS))
_NAMES = sa.select(blocks.c.number, blocks.c.hash).where(blocks.c.number.in_(_NUMBERS))
_KNOWN = sa.select(blocks.c.hash, blocks.c.number, blocks.c.depth).where(blocks.c.hash.in_(_HASHES))
_LATEST = (
    sa.select(bases.c.part, bases.c.latest, bases.c.whole, blocks.c.depth)
    .join(blocks, blocks.c.number == bases.c.latest)
    .where(bases.c.part.in_(_PARTS))
)
"""Made once: a list of values that stands in a statement is looked at one by one whenever it is made."""


@dataclass(frozen=True, slots=True)
class _Base:
    """A block that others may be pressed against, and how many bases deep it stands itself."""

    number: int
    depth: int


def lineage(path: str) -> str:
    """Return what the saves of one piece of work have in common in their paths.

    The folder (without a folder for backups at its end) and the name up to its first digit, without version words:
    ``Songs/Rain v2.rpp``, ``Songs/Rain.rpp-bak`` and ``Songs/Backups/Rain-2024-05-01_2210.rpp-bak`` are one lineage.
    It only says what is worth comparing: a wrong one costs room, nothing else.
    """
    place = PurePath(path)
    folder = place.parent
    while folder.name.lower() in _BACKUP_FOLDERS:
        folder = folder.parent
    stem = re.split(r"\d", place.name.split(".")[0].lower(), maxsplit=1)[0]
    shorter = ""
    while shorter != stem:
        shorter, stem = stem, _VERSION_WORDS.sub("", stem)
    return f"{folder}\0{stem}"


def keep(
    connection: sa.Connection, song: str, parts: Sequence[Block], *, location: str, opened: Opened | None = None
) -> list[int]:
    """Keep the blocks of one save; return their numbers, in order. What is there already is not kept again.

    song      the `lineage` of the save's path
    location  of the store, for its errors
    opened    where several saves are kept one after the other: blocks that need not be opened again
    Raises StoreDamagedError where an earlier version is not what was put in.
    """
    hashes = [block_hash(part.data) for part in parts]
    known = _known(connection, set(hashes))
    keys = _part_keys(song, parts)
    bases_by_part = _bases_of(connection, [key for pair in keys for key in pair])
    fresh = {name: place for place, name in enumerate(hashes) if name not in known}
    choices = {place: _choices(keys[place], bases_by_part) for place in fresh.values()}
    wanted = sorted({base.number for chosen in choices.values() for base in chosen})
    plain = dict(zip(wanted, fetch(connection, wanted, location=location, opened=opened), strict=True))
    first = 1 + (connection.execute(sa.select(sa.func.max(blocks.c.number))).scalar_one() or 0)
    rows: list[dict[str, Any]] = []
    for number, (name, place) in enumerate(fresh.items(), start=first):
        data = parts[place].data
        pressed = press(data, [plain[base.number] for base in choices[place]])
        base = None if pressed.base is None else choices[place][pressed.base]
        known[name] = _Base(number, 0 if base is None else base.depth + 1)
        row = {"number": number, "hash": name, "size": len(data), "codec": pressed.codec, "body": pressed.body}
        rows.append(row | {"base": None if base is None else base.number, "depth": known[name].depth})
    if rows:
        connection.execute(sa.insert(blocks), rows)
    if opened is not None:
        for name, part in zip(hashes, parts, strict=True):
            opened.put(name, part.data)
    _remember(connection, keys, [known[name] for name in hashes], bases_by_part)
    return [known[name].number for name in hashes]


def fetch(
    connection: sa.Connection, numbers: Sequence[int], *, location: str, opened: Opened | None = None
) -> list[bytes]:
    """Return the plain bytes of blocks, each checked against its name.

    opened  where several saves are read one after the other: blocks that need not be opened again
    Raises StoreDamagedError, which names the block, where one is missing or is not what was put in.
    """
    plain, rows = _rows(connection, numbers, opened)
    for number in sorted(rows, key=lambda number: int(rows[number].depth)):
        row = rows[number]
        name = bytes(row.hash)
        try:
            data = unpress(row.codec, row.body, size=row.size, base=plain.get(row.base))
        except ValueError as error:
            raise _damaged(name.hex(), str(error), location) from error
        if block_hash(data) != name:
            raise _damaged(name.hex(), "its bytes have changed", location)
        plain[number] = data
        if opened is not None:
            opened.put(name, data)
    missing = [number for number in numbers if number not in plain]
    if missing:
        raise _damaged(f"number {missing[0]}", "it is missing", location)
    return [plain[number] for number in numbers]


def names_of(connection: sa.Connection, numbers: Sequence[int]) -> list[str]:
    """Return the names of blocks (32 hex digits): equal names are equal bytes."""
    found = _names(connection, numbers)
    return [found[number].hex() for number in numbers]


def sweep(connection: sa.Connection, *, location: str) -> int:
    """Delete the blocks that no save is made of any more; return how many.

    A block that stays and was pressed against one that goes is pressed anew, alone: nothing of a forgotten save
    remains in the store as somebody's base.
    """
    used: set[int] = set()
    for packed in connection.execute(sa.select(contents.c.blocks)).scalars():
        used.update(unpack_numbers(bytes(packed)))
    links = connection.execute(sa.select(blocks.c.number, blocks.c.base)).all()
    unused = {row.number for row in links} - used
    orphans = [row.number for row in links if row.number in used and row.base in unused]
    for chunk in _chunks(orphans):
        for number, data in zip(chunk, fetch(connection, chunk, location=location), strict=True):
            alone = press(data, [])
            values = {"codec": alone.codec, "base": None, "depth": 0, "body": alone.body}
            connection.execute(sa.update(blocks).where(blocks.c.number == number).values(values))
    for chunk in _chunks(sorted(unused)):
        connection.execute(sa.delete(bases).where(bases.c.latest.in_(chunk) | bases.c.whole.in_(chunk)))
        connection.execute(sa.delete(blocks).where(blocks.c.number.in_(chunk)))
    return len(unused)


def _part_keys(song: str, parts: Sequence[Block]) -> list[tuple[bytes, bytes]]:
    """Return for each block the name of its part, in this song and in any."""
    nth: Counter[tuple[str, str]] = Counter()
    keys = []
    for part in parts:
        nth[part.kind, part.key] += 1
        anywhere = f"{part.kind}\0{part.key}\0{nth[part.kind, part.key]}"
        keys.append((_part(f"{song}\0{anywhere}"), _part(anywhere)))
    return keys


def _part(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:12]


def _known(connection: sa.Connection, hashes: Collection[bytes]) -> dict[bytes, _Base]:
    """Return those of the blocks that are kept, by name."""
    known: dict[bytes, _Base] = {}
    for chunk in _chunks(sorted(hashes)):
        for name, number, depth in connection.execute(_KNOWN, {"hashes": chunk}):
            known[bytes(name)] = _Base(number, depth)
    return known


def _bases_of(connection: sa.Connection, keys: Collection[bytes]) -> dict[bytes, tuple[_Base, _Base]]:
    """Return the latest version of each part and its latest version kept whole."""
    found: dict[bytes, tuple[_Base, _Base]] = {}
    for chunk in _chunks(sorted(set(keys))):
        for part, latest, whole, depth in connection.execute(_LATEST, {"parts": chunk}):
            found[bytes(part)] = (_Base(latest, depth), _Base(whole, 0))
    return found


def _choices(keys: tuple[bytes, bytes], found: Mapping[bytes, tuple[_Base, _Base]]) -> tuple[_Base, ...]:
    """Return the bases to try for a new version of a part, best first."""
    latest, whole = next((found[key] for key in keys if key in found), (None, None))
    if latest is None or whole is None:
        return ()
    if latest.number == whole.number:
        return (latest,)
    return (latest, whole) if latest.depth < _LONGEST_CHAIN else (whole,)


def _remember(
    connection: sa.Connection,
    keys: Sequence[tuple[bytes, bytes]],
    kept: Sequence[_Base],
    before: Mapping[bytes, tuple[_Base, _Base]],
) -> None:
    """Let the next save's parts be pressed against these versions."""
    rows: dict[bytes, dict[str, Any]] = {}
    for pair, block in zip(keys, kept, strict=True):
        older = next((before[key] for key in pair if key in before), None)
        whole = block.number if block.depth == 0 or older is None else older[1].number
        for key in pair:
            if key not in before or (before[key][0].number, before[key][1].number) != (block.number, whole):
                rows[key] = {"part": key, "latest": block.number, "whole": whole}
    upsert(connection, bases, list(rows.values()))


def _rows(
    connection: sa.Connection, numbers: Iterable[int], opened: Opened | None
) -> tuple[dict[int, bytes], dict[int, sa.Row[Any]]]:
    """Return the blocks that are open already, and the rows of all others and of the bases below them."""
    plain: dict[int, bytes] = {}
    rows: dict[int, sa.Row[Any]] = {}
    wanted = set(numbers)
    while wanted:
        if opened is not None:
            held = {number: opened.get(name) for number, name in _names(connection, wanted).items()}
            plain.update((number, data) for number, data in held.items() if data is not None)
        for chunk in _chunks(sorted(wanted - plain.keys())):
            rows.update((row.number, row) for row in connection.execute(_ROWS, {"numbers": chunk}))
        below = {row.base for row in rows.values() if row.base is not None}
        wanted = below - rows.keys() - plain.keys() - wanted
    return plain, rows


def _names(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for chunk in _chunks(sorted(set(numbers))):
        found.update((number, bytes(name)) for number, name in connection.execute(_NAMES, {"numbers": chunk}))
    return found


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _damaged(name: str, found: str, location: str) -> StoreDamagedError:
    return StoreDamagedError(
        f"block {name} is damaged ({found})",
        location=location,
        remedy="Restore the store from a backup, or learn the archive again.",
    )
