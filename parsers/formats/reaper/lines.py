"""Lines as tables: which argument of which line is which field, read and written by the same entry.

A `Line` reads the remainder of its line into fields, and writes fields back into the arguments it was given, touching
only those whose value differs. What a line says beyond its fields is its *leftover*: the line again, with ``~`` in
place of every argument that a field holds exactly. Leftovers stand in ``extra``, so that nothing is dropped and a
session can be written without the file it came from. Arguments at their default are no leftover: an upgrade that adds
them changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from parsers.formats.reaper.lexis import arguments, level, level_text, number, number_text, quoted, shown, stored

__all__ = [
    "HELD",
    "INTEGER",
    "LEVEL",
    "NUMBER",
    "PAN",
    "SWITCH",
    "TEXT",
    "Argument",
    "Kind",
    "Line",
    "Reading",
    "Table",
    "choice",
    "rest",
]

HELD = "~"
"""Stands in a leftover for an argument that a field of the model holds."""


class Kind(NamedTuple):
    """How an argument is read (ValueError on garbage) and written, both as latin-1 text of the line."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _integer(text: str) -> int:
    return int(number(text))


def _pan(text: str) -> float:
    value = number(text)
    if -1 <= value <= 1:
        return value
    raise ValueError(text)


NUMBER = Kind(number, number_text)
INTEGER = Kind(_integer, str)
LEVEL = Kind(level, level_text)
PAN = Kind(_pan, number_text)
SWITCH = Kind(lambda text: _integer(text) != 0, lambda value: "1" if value else "0")
TEXT = Kind(shown, stored)


def choice(words: Mapping[int, str], *, other: str) -> Kind:
    """A number that means one of a few words; an unknown one reads as ``other:N``."""
    numbers = {word: str(code) for code, word in words.items()}
    prefix = f"{other}:"

    def read(text: str) -> str:
        code = _integer(text)
        return words.get(code, f"{prefix}{code}")

    return Kind(read, lambda word: numbers.get(word) or word.removeprefix(prefix))


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: the field that holds it ("" = none), its kind, and its text where the line leaves it out."""

    field: str
    kind: Kind
    default: str


def rest(*defaults: str) -> tuple[Argument, ...]:
    """Arguments without a field, with their defaults."""
    return tuple(Argument("", TEXT, default) for default in defaults)


class Reading(NamedTuple):
    """What a line says.

    fields    name and value of each field
    leftover  the line with ``~`` for every argument that a field holds, or None when the fields say it all
    trouble   what is wrong with it, or ""
    """

    fields: tuple[tuple[str, Any], ...]
    leftover: str | None
    trouble: str


@dataclass(frozen=True, slots=True)
class Line:
    """The layout of one kind of line.

    always  written even when every field is at its default, as REAPER itself does
    """

    key: str
    arguments: tuple[Argument, ...]
    always: bool = False

    def read(self, remainder: str) -> Reading:
        """Read the line without its key. Garbage reads as the argument's default, and says so."""
        words = arguments(remainder)
        fields, left, trouble = [], [], ""
        for place, argument in enumerate(self.arguments):
            given = words[place] if place < len(words) else argument.default
            if not argument.field:
                left.append("" if _same(given, argument.default) else given)
                continue
            try:
                value = argument.kind.read(given)
            except ValueError:
                value = argument.kind.read(argument.default)
                trouble = f"{self.key} has {shown(given)[:40]!r} where a number stands; {argument.default} is taken"
            fields.append((argument.field, value))
            held = argument.kind is TEXT or _same(given, argument.kind.write(value))
            left.append("" if held else given)
        left.extend(words[len(self.arguments) :])
        return Reading(tuple(fields), self._leftover(left), trouble)

    def write(self, fields: Mapping[str, Any], words: list[str]) -> list[str]:
        """The arguments with the fields' values; `words` are those of the line so far, missing ones at their default.

        Only what differs is changed; what was missing and stays at its default stays missing.
        """
        changed = words.copy()
        for place, argument in enumerate(self.arguments):
            given = changed[place] if place < len(changed) else argument.default
            if not argument.field or _reads_as(argument.kind, given, argument.default, fields[argument.field]):
                continue
            changed.extend(filler.default for filler in self.arguments[len(changed) : place + 1])
            changed[place] = argument.kind.write(fields[argument.field])
        return changed

    def fresh(self, fields: Mapping[str, Any], *, always: bool) -> list[str] | None:
        """The arguments of a new line, all of them; None where it need not be written.

        always  lines that REAPER always writes are written even when they say nothing
        """
        defaults = [argument.default for argument in self.arguments]
        words = self.write(fields, defaults)
        return words if words != defaults or (self.always and always) else None

    def _leftover(self, left: list[str]) -> str | None:
        while left and not left[-1]:
            left.pop()
        if not left:
            return None
        words = []
        for place, word in enumerate(left):
            argument = self.arguments[place] if place < len(self.arguments) else None
            if word or argument is None:
                words.append(quoted(word))
            else:
                words.append(HELD if argument.field else quoted(argument.default))
        return shown(" ".join((self.key, *words)))

    def restored(self, leftover: str) -> list[str]:
        """The arguments of a leftover, those that a field holds at their default: what `write` can start from."""
        words = arguments(stored(leftover))[1:]
        return [
            self.arguments[place].default if word == HELD and place < len(self.arguments) else word
            for place, word in enumerate(words)
        ]


def _same(text: str, other: str) -> bool:
    if text == other:
        return True
    try:
        return abs(float(text.removesuffix(":U")) - float(other.removesuffix(":U"))) <= 1e-9
    except ValueError:
        return False


def _reads_as(kind: Kind, text: str, default: str, value: object) -> bool:
    try:
        return bool(kind.read(text) == value)
    except ValueError:
        return bool(kind.read(default) == value)


class Table:
    """The lines of one kind of element that hold fields, by key; readings of equal lines are shared."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self.by_key = {line.key: line for line in self.lines}
        self.defaults = {name: value for line in self.lines for name, value in line.read("").fields}
        self.reading = lru_cache(maxsize=4096)(self._reading)
        """What the line with this key says: (key, remainder) → Reading."""

    def _reading(self, key: str, remainder: str) -> Reading:
        return self.by_key[key].read(remainder)

    def read(self, given: Mapping[str, str], extra: list[str], warn: Callable[[str], None]) -> dict[str, Any]:
        """All fields of an element from its lines (key → remainder); leftovers go to `extra`, troubles to `warn`."""
        fields = self.defaults.copy()
        for key, remainder in given.items():
            reading = self.reading(key, remainder)
            fields.update(reading.fields)
            if reading.leftover is not None:
                extra.append(reading.leftover)
            if reading.trouble:
                warn(reading.trouble)
        return fields
