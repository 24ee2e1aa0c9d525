"""Which files are sessions, and who reads, splits and writes them; a format is imported when its first file comes.

A format is a package under `parsers.formats` whose modules offer the same few functions:

    read.read(data, path=…) -> Session            raises SessionError, and nothing else, on any bytes
    split.split(data) -> list[Block]              any bytes; joined, the blocks are the file again
    split.versions(data) -> list[bytes]           the saves in the file, oldest first; mostly one
    split.is_complete(data) -> bool
    write.write(session, base=…) -> bytes         where the format can be written
    read.recognises(data) -> bool                 whether bytes without a telling name are of this format

To add one, add its package and a line to the table.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from parsers.block import Block
from parsers.errors import UnknownFormatError, UnreadableFileError, UnwritableSessionError
from parsers.session import Session

__all__ = [
    "Format",
    "format_of",
    "formats",
    "is_complete",
    "is_session_path",
    "join",
    "load",
    "read_bytes",
    "read_file",
    "split",
    "versions",
    "write",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of session file.

    name      as in `Session.format`
    suffixes  of its files, lower case, with the dot
    package   that reads it
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    package: str


_FORMATS = (
    Format(
        "reaper",
        "REAPER",
        (".rpp", ".rpp-bak", ".rfxchain", ".rtracktemplate", ".rpp-undo"),
        "parsers.formats.reaper",
    ),
)

_TRIES = 5
_PAUSE_S = 0.05


def formats() -> tuple[Format, ...]:
    """Every format that is known."""
    return _FORMATS


def format_of(path: str) -> Format | None:
    """The format of a file by its name alone, or None."""
    name = Path(path).name.lower()
    return next((known for known in _FORMATS if name.endswith(known.suffixes)), None)


def is_session_path(path: str) -> bool:
    """Whether a file of this name is taken for a session."""
    return format_of(path) is not None


def load(path: str, *, pause: Callable[[float], None] = time.sleep) -> bytes:
    """All bytes of a regular file, as they stood at one moment.

    Read again, a few times, when its size or time changes meanwhile.
    pause   waits some seconds between the tries
    Raises  UnreadableFileError for what is missing, no regular file, not allowed, or keeps changing.
    """
    for attempt in range(_TRIES):
        if attempt:
            pause(_PAUSE_S * 2**attempt)
        try:
            data = _load_once(path)
        except FileNotFoundError:
            raise UnreadableFileError("there is no such file", path=path) from None
        except OSError as error:
            raise UnreadableFileError(f"the file cannot be read: {error.strerror or error}", path=path) from None
        if data is not None:
            return data
    raise UnreadableFileError(
        "the file keeps changing while it is read", path=path, remedy="Try again once it has been saved."
    )


def _load_once(path: str) -> bytes | None:
    """The file's bytes, or None when it changed while it was read."""
    # A pipe would block on open: look at what it is first.
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise UnreadableFileError("this is no regular file", path=path, remedy="Give the path of a session file.")
    with Path(path).open("rb") as file:
        before = _fingerprint(file.fileno())
        data = file.read()
        after = _fingerprint(file.fileno())
    return data if before == after and len(data) == after[0] else None


def _fingerprint(descriptor: int) -> tuple[int, int]:
    seen = os.fstat(descriptor)
    return seen.st_size, seen.st_mtime_ns


def read_file(path: str) -> Session:
    """Read the session in a file. Raises SessionError, and nothing else."""
    return read_bytes(load(path), path=path)


def read_bytes(data: bytes, *, path: str) -> Session:
    """Read a session from a file's bytes; its format by the name, else by the content.

    Raises  SessionError, and nothing else: UnknownFormatError when nothing here recognises it.
    """
    session: Session = _module(_recognise(data, path), "read").read(data, path=path)
    return session


def split(data: bytes, *, path: str) -> list[Block]:
    """Cut a file into blocks that, joined, are the file byte for byte. Raises UnknownFormatError."""
    blocks: list[Block] = _module(_recognise(data, path), "split").split(data)
    return blocks


def join(blocks: Iterable[bytes]) -> bytes:
    """The file that the blocks are."""
    return b"".join(blocks)


def versions(data: bytes, *, path: str) -> list[bytes]:
    """The saves that a file holds, oldest first: mostly one, the file itself. Raises UnknownFormatError."""
    saves: list[bytes] = _module(_recognise(data, path), "split").versions(data)
    return saves


def is_complete(data: bytes, *, path: str) -> bool:
    """Whether the file has been written to its end, by the format's own check. Raises UnknownFormatError."""
    return bool(_module(_recognise(data, path), "split").is_complete(data))


def write(session: Session, *, base: bytes | None = None) -> bytes:
    """The session as a file of its format.

    base    a file of the same work: only what differs from it is changed, all else is carried over byte for byte.
            None: a new file
    Raises  UnwritableSessionError for a format or a term that cannot be written; SessionError for a broken `base`.
    """
    known = next((entry for entry in _FORMATS if entry.name == session.format), None)
    if known is None or find_spec(f"{known.package}.write") is None:
        raise UnwritableSessionError(
            f"sessions of {session.app or session.format} cannot be written", path=session.path
        )
    data: bytes = _module(known, "write").write(session, base=base)
    return data


def _recognise(data: bytes, path: str) -> Format:
    by_name = format_of(path)
    if by_name is not None:
        return by_name
    for known in _FORMATS:
        if _module(known, "read").recognises(data):
            return known
    raise UnknownFormatError(
        "this is no session that can be read",
        path=path,
        remedy=f"Readable are files of {', '.join(known.label for known in _FORMATS)}.",
    )


def _module(known: Format, part: str) -> Any:
    return import_module(f"{known.package}.{part}")
