"""What a session's file name says: the song, the version of it, the time of the save, whether it is a backup."""

from __future__ import annotations

import re
from calendar import timegm
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath, PurePosixPath, PureWindowsPath

__all__ = ["FileName", "read_name"]

_BACKUP_FOLDERS = {"backups", "backup", "autosave", "auto-save", "autosaves", "bak"}
_SUFFIX = re.compile(r"\.(?:rpp(?:-bak|-undo)?|ardour\.bak|[a-z0-9]{2,14})$", re.IGNORECASE)
_BACKUP_SUFFIX = re.compile(r"\.(?:[a-z0-9]+-bak|ardour\.bak)$", re.IGNORECASE)
_SNAPSHOT = re.compile(r"\.ardour(?:\.bak)?$", re.IGNORECASE)
"""Files of which a folder holds one session alone: each is a snapshot of it, whatever its name."""
_EMPTIED = re.compile(r"[\s_]*[(\[]\s*[)\]]$")
"""Brackets that held a stamp."""

_STAMP = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-._]?(?P<month>0[1-9]|1[0-2])[-._]?(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[-_ T.]{0,3}(?P<hour>[01]\d|2[0-3])[-._:h]?(?P<minute>[0-5]\d)(?:[-._:m]?(?P<second>[0-5]\d))?Z?)?(?!\d)"
)
_VERSION_WORDS = (
    r"v|ver|version|mix|mixdown|rough|rev|revision|take|final|finished|done|copy|kopie|copie|copia|bak|backup|old|new|"
    r"neu|alt|edit|edits|master|mastered|premaster|tmp|temp|autosave|recovered|wip|latest|fixed|fix|export|render"
)
_MARK = re.compile(rf"(?:^|[\s_.\-+]+)(?:(?:{_VERSION_WORDS})[\s_.\-]*\d*[a-z]?|\d{{1,4}}[a-z]?)$", re.IGNORECASE)
_FUSED = re.compile(r"(?<=[a-z])[vV]\d+$")
_BRACKETED = re.compile(r"[\s_]*[(\[][^()\[\]]{0,12}[)\]]$")
_LEADING = re.compile(r"^\d{1,4}(?:[\s_.\-]+|$)")
_NUMBER = re.compile(r"[\d\s_.\-+]*")
_EDGES = " _-.+"
_BUNDLE = re.compile(r"\.(?:logicx|band)$", re.IGNORECASE)
_NUMBERED_FOLDER = re.compile(r"\d+(?:[\s_.\-]|$)")


@dataclass(frozen=True, slots=True)
class FileName:
    """A path as an engineer reads it.

    folder     that holds the song (of a backup in a folder of backups: the one above)
    stem       the name as written, without stamps; "" when it is nothing but stamp and number
    song       the stem without version marks; "" when nothing else is there, or when the folder names the song
    stamp      UTC seconds of the time written in the name (taken as UTC), or None
    backup     whether it is the copy an application keeps of an earlier save
    """

    folder: str
    stem: str
    song: str
    stamp: float | None
    backup: bool

    @property
    def title(self) -> str:
        """What to call the song: its name, or the folder's where the name is nothing but stamp and number."""
        return self.song or _path(self.folder).name or "untitled"


def _path(path: str) -> PurePosixPath | PureWindowsPath:
    windows = "\\" in path and "/" not in path
    return PureWindowsPath(path) if windows else PurePosixPath(path)


@lru_cache(maxsize=65536)
def read_name(path: str) -> FileName:
    """Read a path, absolute or not, of either system."""
    place = _song_in_bundle(_path(path))
    folder = place.parent
    backup = bool(_BACKUP_SUFFIX.search(place.name))
    if folder.name.casefold() in _BACKUP_FOLDERS:
        folder, backup = folder.parent, True
    stem = _SUFFIX.sub("", place.name)
    stamp = _stamp_of(stem)
    plain = _EMPTIED.sub("", _STAMP.sub(" ", stem).strip(_EDGES)).strip(_EDGES)
    song = "" if _SNAPSHOT.search(place.name) else _without_marks(plain)
    return FileName(str(folder), "" if _NUMBER.fullmatch(plain) else plain, song, stamp, backup)


def _song_in_bundle(place: PurePath) -> PurePath:
    """The path that names the song: of a line of saves in a bundle the bundle, of a bare project its folder.

    A project in a folder of its own for each save, which is numbered, is named by the folder above.
    """
    if len(place.parts) > 2 and place.parent.name == "Alternatives" and _BUNDLE.search(place.parent.parent.name):
        return place.parent.parent
    if place.name.casefold() == "projectdata" and place.parent.name:
        above = place.parent
        return above.parent if _NUMBERED_FOLDER.match(above.name) and above.parent.name else above
    return place


def _stamp_of(stem: str) -> float | None:
    found = None
    for found in _STAMP.finditer(stem):  # noqa: B007 - the last stamp is the time of the save
        pass
    if found is None:
        return None
    parts = [int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    return float(timegm((*parts, 0, 0, 0)))


def _without_marks(stem: str) -> str:
    """The name with version marks taken off its end, and running numbers off both ends."""
    name = stem.strip(_EDGES)
    while True:
        shorter = _FUSED.sub("", _BRACKETED.sub("", _MARK.sub("", name).strip(_EDGES)).strip(_EDGES)).strip(_EDGES)
        if shorter == name:
            break
        name = shorter
    return _LEADING.sub("", name).strip(_EDGES)
