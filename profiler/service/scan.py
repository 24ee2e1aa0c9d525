"""Walking an archive: every session file below some roots, with the stat that tells whether it is new.

A full look is the truth that a watcher's events only hint at: names and types come with the folder, and only what bears
a session's name is asked for its stat. Nothing is opened. What cannot be looked at is told and passed by.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from parsers import registry

__all__ = ["FileStat", "Stat", "Trouble", "changed", "is_skipped", "scan", "stat_of"]

Stat: TypeAlias = tuple[int, int, int]
"""Size in bytes, mtime in ns, inode: a save is new when any of them differs. (Times may run backwards.)"""

_SYSTEM_FOLDERS = frozenset({"$recycle.bin", "system volume information", "lost+found", "__macosx"})


class FileStat(NamedTuple):
    """A session file as it stands: what `Stat` says, by path.

    Of a line of saves in a bundle: the bytes of all its files, mtime and inode of its current save.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int

    @property
    def stat(self) -> Stat:
        """What tells one state of the file from another."""
        return self.size, self.mtime_ns, self.inode


class Trouble(NamedTuple):
    """A place that could not be looked at, and why: a folder without permission, a link to nowhere."""

    path: str
    found: str


def scan(
    roots: Iterable[str],
    *,
    skip_folders: Collection[str] = (),
    on_trouble: Callable[[Trouble], None] = lambda _: None,
    on_folder: Callable[[str], None] = lambda _: None,
) -> Iterator[FileStat]:
    """Yield every session file below the roots, each once; a root that is a file is taken whatever its name.

    skip_folders  names of folders not looked into (capitals do not matter), beside hidden ones and the system's own
    on_trouble    told what could not be looked at; the walk goes on
    on_folder     told each folder that is looked into
    Links are followed, after what is really there: a folder that can be reached in two ways, or that contains itself
    through a link, is looked into once.
    """
    suffixes = tuple(suffix for known in registry.formats() for suffix in known.suffixes)
    skipped = frozenset(name.casefold() for name in skip_folders)
    looked: set[tuple[int, int]] = set()
    waiting: list[str] = []
    linked: list[str] = []
    for root in roots:
        yield from _root(root, waiting, on_trouble)
    waiting.reverse()
    while waiting:
        folders = []
        folder = waiting.pop()
        bundle = registry.is_bundle(folder)
        if bundle:
            yield from _bundle(folder, looked, on_folder, on_trouble)
        for entry in () if bundle else _entries(folder, looked, on_folder, on_trouble):
            if entry.name.lower().endswith(suffixes) and not entry.is_dir(follow_symlinks=False):
                yield from _file(entry, on_trouble)
            elif is_skipped(entry.name, skipped):
                continue
            elif entry.is_symlink():
                _follow(entry, linked, on_trouble)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
        waiting.extend(reversed(folders))
        if not waiting:
            waiting, linked = linked[::-1], []


def changed(found: Iterable[FileStat], known: Mapping[str, Stat]) -> Iterator[FileStat]:
    """Yield the files whose stat is not the one under which they were last taken."""
    for file in found:
        if known.get(file.path) != file[1:]:
            yield file


def stat_of(path: str) -> Stat | None:
    """Return the stat of a regular file or of a line of saves in a bundle; None where there is none."""
    try:
        found = Path(path).stat()
        if stat.S_ISDIR(found.st_mode):
            return _line_stat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _line_stat(line: str) -> Stat | None:
    """The stat of a line of saves; None where the folder is none."""
    stats = [Path(member).stat() for member in registry.members(line)]
    return (sum(one.st_size for one in stats), stats[0].st_mtime_ns, stats[0].st_ino) if stats else None


def is_skipped(name: str, skipped: Collection[str] = ()) -> bool:
    """Whether a folder of this name is passed by: hidden, the system's, or among the names (casefolded)."""
    folded = name.casefold()
    return name.startswith(".") or folded in skipped or folded in _SYSTEM_FOLDERS


def _root(root: str, folders: list[str], on_trouble: Callable[[Trouble], None]) -> Iterator[FileStat]:
    try:
        found = Path(root).stat()
    except OSError as error:
        on_trouble(Trouble(root, _why(error, "the path")))
        return
    bundle = registry.bundle_of(root)
    if bundle is not None and bundle != root:
        yield from _inside_bundle(bundle, root)
    elif stat.S_ISDIR(found.st_mode):
        folders.append(root)
    elif stat.S_ISREG(found.st_mode):
        yield FileStat(root, found.st_size, found.st_mtime_ns, found.st_ino)
    else:
        on_trouble(Trouble(root, "this is neither a file nor a folder"))


def _inside_bundle(bundle: str, root: str) -> Iterator[FileStat]:
    """Yield what a root inside a bundle means: the lines below it, or the one that it belongs to."""
    line = registry.line_of(root)
    for one in registry.lines(bundle):
        found = stat_of(one) if line in (one, bundle) else None
        if found is not None:
            yield FileStat(one, *found)


def _bundle(
    folder: str,
    looked: set[tuple[int, int]],
    on_folder: Callable[[str], None],
    on_trouble: Callable[[Trouble], None],
) -> Iterator[FileStat]:
    """Yield the lines of saves of a bundle, once; what else it holds is not looked at."""
    try:
        found = Path(folder).stat()
    except OSError:
        return
    if (found.st_dev, found.st_ino) in looked:
        return
    looked.add((found.st_dev, found.st_ino))
    on_folder(folder)
    lines = registry.lines(folder)
    if not lines:
        on_trouble(Trouble(folder, "this bundle holds no project that can be read"))
    for line in lines:
        stat_ = stat_of(line)
        if stat_ is not None:
            yield FileStat(line, *stat_)


def _entries(
    folder: str,
    looked: set[tuple[int, int]],
    on_folder: Callable[[str], None],
    on_trouble: Callable[[Trouble], None],
) -> list[os.DirEntry[str]]:
    """Return what is in a folder, by name; nothing where it has been looked into under another path."""
    try:
        found = Path(folder).stat()
        if (found.st_dev, found.st_ino) in looked:
            return []
        looked.add((found.st_dev, found.st_ino))
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        on_trouble(Trouble(folder, _why(error, "the folder")))
        return []
    on_folder(folder)
    return listed


def _file(entry: os.DirEntry[str], on_trouble: Callable[[Trouble], None]) -> Iterator[FileStat]:
    """Yield what bears a session's name, if it is a file; a link is followed."""
    try:
        found = entry.stat()
    except FileNotFoundError as error:
        if entry.is_symlink():
            on_trouble(Trouble(entry.path, _why(error, "the file", link=True)))
        return  # else it has gone since its name was read
    except OSError as error:
        on_trouble(Trouble(entry.path, _why(error, "the file")))
        return
    if stat.S_ISREG(found.st_mode):
        yield FileStat(entry.path, found.st_size, found.st_mtime_ns, found.st_ino)
    else:
        on_trouble(Trouble(entry.path, "it is named like a session, and is no regular file"))


def _follow(entry: os.DirEntry[str], linked: list[str], on_trouble: Callable[[Trouble], None]) -> None:
    """Note a link to a folder for later; tell of one that leads nowhere."""
    try:
        if stat.S_ISDIR(entry.stat().st_mode):
            linked.append(entry.path)
    except OSError as error:
        on_trouble(Trouble(entry.path, _why(error, "the link", link=True)))


def _why(error: OSError, what: str, *, link: bool = False) -> str:
    """Say why the system refused."""
    if link and isinstance(error, FileNotFoundError):
        return "the link leads nowhere"
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return f"{what} may not be read; on macOS, allow it under Privacy & Security, Files and Folders"
    return f"{what} cannot be read ({error.strerror or error})"
