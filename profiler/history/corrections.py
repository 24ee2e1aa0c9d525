"""What the engineer said of songs and saves: it wins over everything that was told from files, for good.

Nothing here names a song by its id: an id follows from the saves that are known, and more may come. What was spoken of
is found again by the contents and paths that it had when it was spoken of (`Anchor`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["Anchor", "Assigned", "Corrections", "Merged", "Named", "RoleSaid", "Split", "Step"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """By what a song or save is found again: fingerprints of its saves, paths where they were seen."""

    contents: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """Everything at or below these paths is this song."""

    paths: frozenset[str]
    song: str


@dataclass(frozen=True, slots=True)
class Merged:
    """These songs are one, of this name."""

    songs: tuple[Anchor, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Split:
    """This save and all that went on from it are a song of their own."""

    save: Anchor
    name: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """These saves belong to a song: the one of the anchor, or with an empty one a new song of this name."""

    saves: tuple[Anchor, ...]
    song: Anchor
    name: str


Step: TypeAlias = Named | Merged | Split | Assigned


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """Tracks (ids) of a song are this."""

    song: Anchor
    tracks: frozenset[str]
    role: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All of it.

    steps     in the order they were said: each works on what the ones before it left
    users     fingerprint of a save → id of who made it ("" = nobody knows)
    tags      (song, tags that it has, tags that it has no more), in the order they were said
    excluded  (song, whether it is), likewise
    roles     likewise
    """

    steps: tuple[Step, ...] = ()
    users: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[tuple[Anchor, frozenset[str], frozenset[str]], ...] = ()
    excluded: tuple[tuple[Anchor, bool], ...] = ()
    roles: tuple[RoleSaid, ...] = ()
