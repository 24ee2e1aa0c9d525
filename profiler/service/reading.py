"""What a worker does with one file: read it whole, prove that it can be read, and hand back its saves."""

from __future__ import annotations

from dataclasses import dataclass

from parsers import registry
from parsers.block import Block
from parsers.errors import BrokenSessionError, SessionError
from profiler.history.facts import Facts, facts_of

__all__ = ["LeftOut", "ReadSave", "read_saves"]

_READER = registry.Reader()
"""Of this process: files mostly come in the order of their paths, so that the last one was a save of the same song."""


@dataclass(frozen=True, slots=True)
class ReadSave:
    """One save in a file: its bytes in blocks, and its facts (content and user are for the store to name).

    mtime_ns  when it was saved, where it is one of several that are files of their own; None = as the file says
    """

    blocks: tuple[Block, ...]
    facts: Facts
    mtime_ns: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An earlier save of a bundle that cannot be read, and why: the others are kept all the same."""

    path: str
    error: SessionError


def read_saves(path: str) -> list[ReadSave | LeftOut]:
    """Every save in the file or line of saves, oldest first; mostly one. Raises SessionError and its kinds."""
    found: list[ReadSave | LeftOut] = []
    stored = registry.saves(path)
    for place, one in enumerate(stored):
        try:
            found.append(_read(one, path))
        except SessionError as error:
            if one.path == path or place == len(stored) - 1:
                raise
            found.append(LeftOut(one.path, error))
    return found


def _read(one: registry.Stored, path: str) -> ReadSave:
    session = _READER.read_bytes(one.data, path=path)
    if not registry.is_complete(one.data, path=path):
        # Half a file reads as a session from which tracks were removed: it is shown by `inspect`, and is no save.
        raise BrokenSessionError(
            "the file ends before it is complete", path=path, remedy="It is read once it has been saved whole."
        )
    facts = facts_of(session, one.data, content="", path=path, mtime=one.mtime_ns / 1e9, user="")
    own_time = one.mtime_ns if one.path != path else None
    return ReadSave(tuple(registry.split(one.data, path=path)), facts, own_time)
