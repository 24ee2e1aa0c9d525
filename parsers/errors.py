"""What can go wrong when a file is read.

MixtasteError
  SessionError             a session file could not be used
    UnknownFormatError     nothing here recognises the file
    BrokenSessionError     a known format, but its meaning is not safe to take
    SessionTooLargeError   a stated bound of time, memory or size was passed
    UnreadableFileError    the file itself could not be opened or kept changing
  UnwritableSessionError   the format, or this term of it, cannot be written

An error holds what is known (path, place, what was found, what to do); its sentence is made when it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "BrokenSessionError",
    "MixtasteError",
    "SessionError",
    "SessionTooLargeError",
    "UnknownFormatError",
    "UnreadableFileError",
    "UnwritableSessionError",
]


class MixtasteError(Exception):
    """Root of everything that mixtaste raises on purpose.

    found   what is wrong, a clause without a full stop
    remedy  what the person can do, a sentence, or ""
    """

    def __init__(self, found: str, *, remedy: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.found}. {self.remedy}" if self.remedy else self.found

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole, whatever arguments a subclass is made from."""
        return _again, (type(self), self.args, self.__dict__.copy())


def _again(kind: type[MixtasteError], args: tuple[Any, ...], facts: Mapping[str, Any]) -> MixtasteError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class SessionError(MixtasteError):
    """A session file could not be used.

    path    of the file, "" until the reader's caller names it
    line    counted from 1, or None
    offset  in bytes from 0, or None
    """

    def __init__(
        self,
        found: str,
        *,
        path: str = "",
        line: int | None = None,
        offset: int | None = None,
        remedy: str = "",
    ) -> None:
        super().__init__(found, remedy=remedy)
        self.path = path
        self.line = line
        self.offset = offset

    @property
    def place(self) -> str:
        """Where in the file: "line 12", "byte 4096", or "" when the whole file is meant."""
        if self.line is not None:
            return f"line {self.line}"
        return f"byte {self.offset}" if self.offset is not None else ""

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.place) if part)
        sentence = super().__str__()
        return f"{where}: {sentence}" if where else sentence


class UnknownFormatError(SessionError):
    """Nothing here recognises the file."""


class BrokenSessionError(SessionError):
    """A known format, but its meaning is not safe to take."""


class SessionTooLargeError(SessionError):
    """A stated bound of time, memory or size was passed."""


class UnreadableFileError(SessionError):
    """The file could not be opened, is no regular file, or kept changing while it was read."""


class UnwritableSessionError(SessionError):
    """This format, or this term of it, cannot be written."""
