"""Which files are sessions, and who reads, splits and writes them; a format is imported when its first file comes.

A format is a package under `parsers.formats` whose modules offer the same few functions:

    read.read(data, path=…) -> Session            raises SessionError, and nothing else, on any bytes
    split.split(data) -> list[Block]              any bytes; joined, the blocks are the file again
    split.versions(data) -> list[bytes]           the saves in the file, oldest first; mostly one
    split.is_complete(data) -> bool
    write.write(session, base=…) -> bytes         where the format can be written
    read.recognises(data) -> bool                 whether bytes without a telling name are of this format
    read.Memo()                                   optional: taken by `read` as ``memo``, it lets one reading after
                                                  the other read only what the last ones did not hold
    split.identity(data) -> bytes                 optional: the part of a save's bytes that makes it that save

A format whose piece of work is a folder (a bundle) has a module more. A bundle holds lines of saves (alternatives), and
a line is to the rest of the program what a file is: it has a path, bytes (those of its current save) and saves.

    bundle.lines(bundle) -> list[str]             paths of its lines
    bundle.line_of(bundle, inside) -> str         the line to which a place in it belongs, by names alone
    bundle.members(line) -> list[str]             the files that make a line, the current save's first
    bundle.load(place, load) -> bytes             the bytes of the current save of a line, or of a whole bundle
    bundle.read(place, load) -> Session           the same, read, with what the bundle says of itself
    bundle.saves(line, load) -> list[Member]      every save: path, data, mtime_ns; oldest first

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
    "CARRIED",
    "Format",
    "Reader",
    "Stored",
    "bundle_of",
    "format_of",
    "formats",
    "identity",
    "is_bundle",
    "is_complete",
    "is_session_path",
    "join",
    "line_of",
    "lines",
    "load",
    "members",
    "read_bytes",
    "read_file",
    "saves",
    "size_of",
    "split",
    "versions",
    "write",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of session file.

    name      as in `Session.format`
    suffixes  of its files, lower case, with the dot (or a whole name)
    package   that reads it
    bundles   suffixes of its folders that are one piece of work
    presets   suffixes of files and folders that are read when they are named, and passed by in an archive
    carries   what of a mix its files hold and the reader tells, in the words of `CARRIED`
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    package: str
    bundles: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    carries: frozenset[str] = frozenset()


CARRIED = (
    "tracks",
    "faders",
    "pan",
    "mutes",
    "sends",
    "inserts",
    "parameters",
    "clips",
    "clip gain",
    "fades",
    "automation",
    "tempo",
    "markers",
)
"""What a format may carry of a mix, in the order in which it is shown."""


_FORMATS = (
    Format(
        "reaper",
        "REAPER",
        (".rpp", ".rpp-bak", ".rfxchain", ".rtracktemplate", ".rpp-undo"),
        "parsers.formats.reaper",
        carries=frozenset(CARRIED),
    ),
    Format(
        "logic",
        "Logic Pro and GarageBand",
        ("projectdata",),
        "parsers.formats.logic",
        bundles=(".logicx", ".band"),
        presets=(".cst", ".pst", ".songdata", ".patch"),
        carries=frozenset(CARRIED) - {"clip gain", "fades", "markers"},
    ),
    Format(
        "aaf",
        "AAF",
        (".aaf",),
        "parsers.formats.aaf",
        carries=frozenset(CARRIED) - {"faders", "sends", "inserts", "parameters", "tempo"},
    ),
    Format("ableton", "Ableton Live", (".als",), "parsers.formats.ableton", carries=frozenset(CARRIED)),
    Format(
        "dawproject",
        "DAWproject",
        (".dawproject",),
        "parsers.formats.dawproject",
        carries=frozenset(CARRIED) - {"clip gain"},
    ),
    Format(
        "ardour",
        "Ardour and Mixbus",
        (".ardour", ".ardour.bak"),
        "parsers.formats.ardour",
        carries=frozenset(CARRIED),
    ),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """One save as it is stored: the file that holds it, its bytes, and when it was saved as far as files tell (ns)."""

    path: str
    data: bytes
    mtime_ns: int


_TRIES = 5
_PAUSE_S = 0.05


def formats() -> tuple[Format, ...]:
    """Every format that is known."""
    return _FORMATS


def format_of(path: str) -> Format | None:
    """The format of a file, a bundle, or a line of a bundle's saves, by its name alone; or None."""
    name = Path(path).name.lower()
    for known in _FORMATS:
        if name.endswith((*known.suffixes, *known.bundles, *known.presets)):
            return known
    inside = _inside(path)
    return inside[0] if inside is not None and line_of(path) == str(Path(path)) else None


def is_session_path(path: str) -> bool:
    """Whether a file of this name is taken for a session."""
    name = Path(path).name.lower()
    return any(name.endswith(known.suffixes) for known in _FORMATS)


def is_bundle(path: str) -> bool:
    """Whether a folder of this name is one piece of work."""
    name = Path(path).name.lower()
    return any(name.endswith(known.bundles) for known in _FORMATS if known.bundles)


def bundle_of(path: str) -> str | None:
    """The bundle that a path is, or lies in, by names alone; or None."""
    inside = _inside(path)
    return None if inside is None else inside[1]


def line_of(path: str) -> str | None:
    """The line of saves that a path in a bundle belongs to, the bundle itself where it belongs to all; or None."""
    inside = _inside(path)
    if inside is None:
        return None
    known, bundle, names = inside
    return str(_module(known, "bundle").line_of(bundle, names))


def lines(bundle: str) -> list[str]:
    """The lines of saves in a bundle."""
    inside = _inside(bundle)
    return [] if inside is None else list(_module(inside[0], "bundle").lines(inside[1]))


def members(line: str) -> list[str]:
    """The files that make a line of saves, the current save's first; empty where the path is none."""
    inside = _inside(line)
    return [] if inside is None else list(_module(inside[0], "bundle").members(line))


def _inside(path: str) -> tuple[Format, str, tuple[str, ...]] | None:
    """Format and path of the outermost bundle that a path is or lies in, and the names from there down."""
    place = Path(path)
    for above in reversed((place, *place.parents)):
        name = above.name.lower()
        for known in _FORMATS:
            if known.bundles and name.endswith(known.bundles):
                return known, str(above), place.relative_to(above).parts
    return None


def load(path: str, *, pause: Callable[[float], None] = time.sleep) -> bytes:
    """All bytes of a regular file, as they stood at one moment.

    Read again, a few times, when its size or time changes meanwhile.
    pause   waits some seconds between the tries
    Of a bundle, or a line of its saves: the bytes of the current save.
    Raises  UnreadableFileError for what is missing, no regular file, not allowed, or keeps changing.
    """
    folder = _folder_format(path)
    if folder is not None:
        try:
            return bytes(_module(folder, "bundle").load(path, load))
        except OSError as error:
            raise UnreadableFileError(f"the bundle cannot be read: {error.strerror or error}", path=path) from None
    for attempt in range(_TRIES):
        if attempt:
            pause(_PAUSE_S * 2**attempt)
        try:
            data = _load_once(path)
        except FileNotFoundError:
            raise UnreadableFileError("there is no such file", path=path) from None
        except (OSError, ValueError) as error:  # ValueError: a path that holds NUL
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise UnreadableFileError(f"the file cannot be read: {reason}", path=path) from None
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


def _folder_format(path: str) -> Format | None:
    """The format of a folder that is read as one thing: a bundle, a line of one, a preset; None for all else."""
    known = format_of(path)
    return known if known is not None and known.bundles and Path(path).is_dir() else None


def size_of(path: str) -> int:
    """Bytes that reading the session at a path takes: of a file all, of a bundle its current saves. Raises OSError."""
    if _folder_format(path) is None:
        return Path(path).stat().st_size
    currents = (members(line)[:1] for line in [*lines(path), path])
    return sum(Path(member).stat().st_size for member in {name for names in currents for name in names})


def read_file(path: str) -> Session:
    """Read the session in a file or bundle. Raises SessionError, and nothing else."""
    folder = _folder_format(path)
    if folder is None:
        return read_bytes(load(path), path=path)
    try:
        session: Session = _module(folder, "bundle").read(path, load)
    except OSError as error:
        raise UnreadableFileError(f"the bundle cannot be read: {error.strerror or error}", path=path) from None
    return session


def read_bytes(data: bytes, *, path: str) -> Session:
    """Read a session from a file's bytes; its format by the name, else by the content.

    Raises  SessionError, and nothing else: UnknownFormatError when nothing here recognises it.
    """
    session: Session = _module(_recognise(data, path), "read").read(data, path=path)
    return session


class Reader:
    """Reads saves one after the other; what a save has in common with the last one of its format is not read again.

    It holds on to what the last two sessions of each format consist of. For one thread.
    """

    def __init__(self) -> None:
        self._memos: dict[str, Any] = {}

    def read_bytes(self, data: bytes, *, path: str) -> Session:
        """As the function of that name."""
        known = _recognise(data, path)
        module = _module(known, "read")
        if not hasattr(module, "Memo"):
            return read_bytes(data, path=path)
        memo = self._memos.setdefault(known.name, module.Memo())
        session: Session = module.read(data, path=path, memo=memo)
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


def saves(path: str) -> list[Stored]:
    """Every save that a file or a line of a bundle holds, oldest first. Raises SessionError."""
    folder = _folder_format(path)
    try:
        if folder is not None:
            found = _module(folder, "bundle").saves(path, load)
            return [Stored(member.path, member.data, member.mtime_ns) for member in found]
        mtime_ns = Path(path).stat().st_mtime_ns if Path(path).exists() else 0
    except OSError as error:
        raise UnreadableFileError(f"it cannot be read: {error.strerror or error}", path=path) from None
    return [Stored(path, data, mtime_ns) for data in versions(load(path), path=path)]


def identity(data: bytes, *, path: str) -> bytes:
    """The part of a save's bytes that makes it that save: without what is kept beside it. Raises UnknownFormatError."""
    part = _module(_recognise(data, path), "split")
    return bytes(part.identity(data)) if hasattr(part, "identity") else data


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
