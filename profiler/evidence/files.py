r"""Finding the audio that a session plays, without writing, and without following a session onto a network.

A session names its audio as the machine that saved it saw it. The file is looked for there, then relative to the
session's own folder, then by its name in the media roots the user gave. A session comes from a stranger: where it names
another machine (``\\server\share``, ``//server/share``, ``smb://…``, an automounter's ``/net``), that path is never
opened, and only the file's name is used.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from parsers.registry import bundle_of
from parsers.session import Session

__all__ = ["MediaIndex", "find", "located", "sources_of"]

_SUFFIXES = (
    *(".wav", ".wave", ".bwf", ".w64", ".rf64", ".aif", ".aiff", ".aifc", ".caf", ".sd2", ".au", ".snd"),
    *(".flac", ".wv", ".ogg", ".oga", ".opus", ".mp3"),
)
_MOST_FILES = 1_000_000
"""A root with more entries than this is not searched to its end."""

_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:")
_NETWORK_ROOTS = ("/net/", "/afs/", "/Network/")


class MediaIndex:
    """Audio files below some folders, by lower-case name. Links to folders are not followed."""

    def __init__(self, roots: Iterable[str | Path] = ()) -> None:
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        seen = 0
        for root in roots:
            for path in _audio_below(str(root)):
                self._by_name[os.path.basename(path).lower()].append(path)  # noqa: PTH119 - a million Path objects are slow
                seen += 1
                if seen >= _MOST_FILES:
                    return

    def best(self, parts: Sequence[str]) -> str | None:
        """The file whose path ends most like these parts (the last is its name); None when two are as good."""
        named = self._by_name.get(parts[-1].lower(), []) if parts else []
        ranked = sorted(((_common_end(path, parts), path) for path in named), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


def _audio_below(root: str) -> Iterator[str]:
    folders = [root]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in found:
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif os.path.splitext(entry.name)[1].lower() in _SUFFIXES and entry.is_file():  # noqa: PTH122 - as above
                    yield entry.path
            except OSError:
                continue


def _common_end(path: str, parts: Sequence[str]) -> int:
    ours = [part.lower() for part in re.split(r"[\\/]", path)]
    theirs = [part.lower() for part in parts]
    count = 0
    for mine, yours in zip(reversed(ours), reversed(theirs), strict=False):
        if mine != yours:
            break
        count += 1
    return count


def sources_of(session: Session) -> tuple[str, ...]:
    """Paths of all audio that the session's clips name, as written, in order, each once."""
    paths = (
        clip.source.path
        for track in session.every_track()
        for clip in track.clips
        if clip.source.kind == "audio" and clip.source.path
    )
    return tuple(dict.fromkeys(paths))


def find(
    session: Session, session_path: str | Path, media_roots: Sequence[str | Path] | MediaIndex = ()
) -> dict[str, str | None]:
    """Where each audio source of the session is on this machine; None where it is not found.

    session_path  of the session's file, "" when it has none
    media_roots   folders to search by name, or an index of them made once for many sessions
    """
    index = media_roots if isinstance(media_roots, MediaIndex) else MediaIndex(media_roots)
    return located(sources_of(session), session_path, index)


def located(sources: Iterable[str], session_path: str | Path, index: MediaIndex) -> dict[str, str | None]:
    """The same for audio that is known by its paths as written (`sources_of`)."""
    folders = _own_folders(os.path.abspath(session_path)) if session_path else [""]  # noqa: PTH100 - text in, text out
    return {written: _located(written, folders, index) for written in sources}


def _own_folders(session_path: str) -> list[str]:
    """Where a session keeps its audio: its folder; of a bundle its media, and the folder of audio beside it.

    A timed backup names its audio as its project does, from a folder ``Backups`` below the project's.
    """
    bundle = bundle_of(session_path)
    if bundle is None:
        folder = Path(session_path).parent
        return [str(folder), str(folder.parent)] if folder.name.lower() == "backups" else [str(folder)]
    inside, beside = Path(bundle) / "Media", Path(bundle).parent
    return [str(folder) for folder in (inside / "Audio Files", inside, beside / "Audio Files", beside)]


def _located(written: str, folders: Iterable[str], index: MediaIndex) -> str | None:
    parts = _parts(written)
    if not parts or "\0" in written:
        return None
    for folder in folders:
        for candidate in _candidates(written, parts, folder):
            if _is_audio_file(candidate):
                return candidate
    return index.best(parts)


@lru_cache(maxsize=4096)
def _parts(written: str) -> tuple[str, ...]:
    """The names along a path of any system, without drive, server marks and dots."""
    text = _DRIVE.sub("", written)
    return tuple(part for part in re.split(r"[\\/]+", text) if part not in ("", "."))


def _candidates(written: str, parts: Sequence[str], folder: str) -> Iterator[str]:
    """Places to look at, the likeliest first. Never one on a network."""
    absolute = written.startswith("/") or bool(_DRIVE.match(written))
    if not _on_network(written):
        if absolute and os.path.isabs(written):  # noqa: PTH117 - text in, text out
            yield written
        if not absolute and folder:
            yield os.path.normpath(os.path.join(folder, *parts))  # noqa: PTH118 - as above
    if folder:
        # A project that was moved as a whole: the tail of the old path, below the session's folder.
        inner = [part for part in parts if part != ".."]
        for start in range(max(len(inner) - 4, 0), len(inner)):
            yield os.path.join(folder, *inner[start:])  # noqa: PTH118 - as above


def _on_network(path: str) -> bool:
    """Whether opening this path could reach another machine."""
    text = path.replace("\\", "/")
    if _DRIVE.match(path):
        return False
    return text.startswith("//") or text.startswith(_NETWORK_ROOTS) or bool(_SCHEME.match(text))


def _is_audio_file(path: str) -> bool:
    """A regular file with a name that audio has; nothing is opened."""
    if os.path.splitext(path)[1].lower() not in _SUFFIXES:  # noqa: PTH122 - text in, text out
        return False
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return False
