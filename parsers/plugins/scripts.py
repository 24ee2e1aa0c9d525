"""The user's own JSFX files: where they are, and what their headers declare.

A session names a script by its path below a folder ``Effects`` (``utility/volume``, ``Mine/Gain.jsfx``). Only a regular
file below the folder is opened, only to read, and only its first megabyte is looked at. Where the letters' case differs
from the path's (a session from another system) the file is found all the same.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from parsers.plugins.js import Slider, own_sliders

__all__ = ["ScriptFile", "find", "read", "usual_folders"]

_LOOKED_AT = 1 << 20
_DEEPEST = 16
_EFFECTS = "Effects"


class ScriptFile(NamedTuple):
    """A script as it lies there; it is read again when size or time differ."""

    file: str
    size: int
    mtime_ns: int


def usual_folders() -> tuple[str, ...]:
    """Where REAPER keeps scripts on this platform, if there is such a folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", ""))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path.home() / ".config"
    folder = base / "REAPER" / _EFFECTS
    return (str(folder),) if folder.is_dir() else ()


def find(folders: Sequence[str], path: str) -> ScriptFile | None:
    """The file of a script, from the first folder that has it; None where none has, or it is no regular file.

    path  as a session names it, below the folder, or below a folder Effects in it; one that leads out of it is none
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts or len(parts) > _DEEPEST or "\0" in path or not all(map(_is_name, parts)):
        return None
    for place in (place for folder in folders for place in (Path(folder), Path(folder) / _EFFECTS)):
        try:
            file = _below(place, parts)
            found = None if file is None else file.stat()
        except (OSError, ValueError):  # no access, or a name that the system cannot have
            continue
        if found is not None and stat.S_ISREG(found.st_mode):
            return ScriptFile(str(file), found.st_size, found.st_mtime_ns)
    return None


def read(file: ScriptFile, path: str) -> tuple[Slider, ...] | None:
    """The sliders that a script declares; None where it cannot be read.

    path  as for `find`
    """
    try:
        # A pipe that took the file's place meanwhile is not waited for.
        handle = os.open(file.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as stream:
        try:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            data = stream.read(_LOOKED_AT)
        except OSError:
            return None
    return own_sliders(path, _text(data))


def _is_name(part: str) -> bool:
    """Whether a part of a path is the name of a file or folder, on any system."""
    return part not in {"..", "/"} and ":" not in part


def _text(data: bytes) -> str:
    """The header's text. Scripts are UTF-8; old ones are in the letters of a Western system."""
    header = data.partition(b"\n@")[0]
    try:
        return header.decode("utf-8-sig")
    except UnicodeDecodeError:
        return header.decode("latin-1")


def _below(folder: Path, parts: Sequence[str]) -> Path | None:
    """What is there by this path, or by one that differs only in the letters' case."""
    file = folder.joinpath(*parts)
    if file.exists():
        return file
    place = folder
    for part in parts:
        names = sorted(os.listdir(place)) if place.is_dir() else []  # noqa: PTH208 - names alone
        same = next((name for name in names if name.casefold() == part.casefold()), None)
        if same is None:
            return None
        place = place / same
    return place
