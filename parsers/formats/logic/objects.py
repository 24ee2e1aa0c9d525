"""Objects of the project (what a track, strip or port is called) and the track list.

Source: LOGIC_FORMAT §4 of the project's research: all 1,238 rows of 147 files are named and bound; the track list found
agrees with 23 pictures of arrange windows and with every `NumberOfTracks` that is stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.formats.logic.container import Record, u8, u16

__all__ = ["Row", "Thing", "rows_of", "things_of"]

_NAME_LENGTH, _NAME = 158, 160
_AUTOMATIC = "@"
"""How the stand-in for a name begins that Logic makes up when it shows it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of the project's environment.

    id     the same object has it in every save, until Logic makes the object anew
    strip  index of the strip that it drives, 0 for none
    tail   bytes behind the name: the objects of strips have the most
    """

    id: int
    name: str
    strip: int
    colour: int
    tail: int

    @property
    def is_named(self) -> bool:
        """Whether it bears a name of its own."""
        return bool(self.name) and not self.name.startswith(_AUTOMATIC)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the track list: the object that it shows, and how deep it lies in stacks."""

    thing: int
    depth: int


def things_of(records: Iterable[Record]) -> dict[int, Thing]:
    """Id → object."""
    found: dict[int, Thing] = {}
    for record in records:
        payload = record.payload
        if record.tag != "Envi" or len(payload) <= _NAME:
            continue
        length = u16(payload, _NAME_LENGTH)
        end = _NAME + length + length % 2
        if end + 2 > len(payload):
            continue
        name = payload[_NAME : _NAME + length].decode("utf-8", "replace").rstrip("\0")
        id_ = u16(payload, 16)
        found.setdefault(id_, Thing(id_, name, u16(payload, end), u8(payload, 155), len(payload) - end))
    return found


def rows_of(records: Sequence[Record]) -> list[Row]:
    """The rows of the arrange window, top first: the first list of rows whose first row shows an object."""
    lists: list[list[Row]] = []
    key = None
    for record in records:
        if record.tag != "Trak" or len(record.payload) < 16:
            continue
        if key is None or record.key <= key:
            lists.append([])
        lists[-1].append(Row(u16(record.payload, 8), u8(record.payload, 14)))
        key = record.key
    return next((rows for rows in lists if rows[0].thing), [])
