"""What a worker does with one file: read it whole, prove that it can be read, and hand back its saves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parsers import registry
from parsers.block import Block
from profiler.history.facts import Facts, facts_of

__all__ = ["ReadSave", "read_saves"]


@dataclass(frozen=True, slots=True)
class ReadSave:
    """One save in a file: its bytes in blocks, and its facts (content and user are for the store to name)."""

    blocks: tuple[Block, ...]
    facts: Facts


def read_saves(path: str) -> list[ReadSave]:
    """Every save in the file, oldest first; mostly one. Raises SessionError and its kinds."""
    mtime = Path(path).stat().st_mtime if Path(path).exists() else 0.0
    saves = []
    for data in registry.versions(registry.load(path), path=path):
        session = registry.read_bytes(data, path=path)
        facts = facts_of(session, data, content="", path=path, mtime=mtime, user="")
        saves.append(ReadSave(tuple(registry.split(data, path=path)), facts))
    return saves
