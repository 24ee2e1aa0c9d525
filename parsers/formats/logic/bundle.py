"""The folder that Logic and GarageBand call a project, and the saves in it.

    Song.logicx/Alternatives/000/ProjectData, MetaData.plist            what was saved last
    Song.logicx/Alternatives/000/Project File Backups/00 … 09/…          earlier saves
    Song.logicx/Alternatives/000/Autosave/<UTC time>.songData            what was kept between saves (whole from 12.x)
    Song.logicx/Resources/ProjectInformation.plist                       version, names of the alternatives

Each alternative is a line of saves of its own. A save's bytes are those of its `ProjectData` followed by those of the
`MetaData.plist` beside it; autosaves, unpacked, have none. The version that the bundle names is that of the last save
alone, so it belongs to no save's bytes: a save keeps them when it becomes a backup.

Backups are a ring whose oldest is overwritten, so their numbers do not tell their age. Their order is inferred: by the
files' times where these rise once round the ring, else as the rotation in which the clock of the undo steps (kept up to
10.0) never falls and least changes from save to save up to the current one (LOGIC_FORMAT §1 of the project's research).
"""

from __future__ import annotations

import math
import re
import zlib
from calendar import timegm
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from parsers.errors import SessionError, UnreadableFileError
from parsers.formats.logic.container import HEADER_BYTES, length_of, records_of, u32
from parsers.formats.logic.plists import LARGEST_PLIST, read_plist
from parsers.formats.logic.project import project_of
from parsers.formats.logic.read import is_autosave, unpacked
from parsers.formats.logic.read import read as read_save
from parsers.session import Session

__all__ = ["Member", "line_of", "lines", "load", "members", "read", "ring_order", "saves"]

Load = Callable[[str], bytes]

_ALTERNATIVES, _BACKUPS, _AUTOSAVE = "Alternatives", "Project File Backups", "Autosave"
_PROJECT, _SUMMARY = "ProjectData", "MetaData.plist"
_INFORMATION = ("Resources", "ProjectInformation.plist")
_NUMBER = re.compile(r"\d{1,4}")
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d)[:_](\d\d)[:_](\d\d)Z")
_VERSION = re.compile(r"(.*?)\s+v?(\d+(?:\.\d+)*)")
_STEP_NS = 1_000_000
"""Between saves of which only the order is known."""
_MOST_BACKUPS = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One save of a line.

    path     of the file that holds it
    mtime_ns when it was saved, as far as is known: never later than the save after it
    """

    path: str
    data: bytes
    mtime_ns: int


def lines(bundle: str) -> list[str]:
    """The lines of saves in a bundle: its alternatives, by number; an old GarageBand song is one itself."""
    folder = Path(bundle) / _ALTERNATIVES
    try:
        found = sorted(entry.name for entry in folder.iterdir() if _NUMBER.fullmatch(entry.name))
    except OSError:
        found = []
    alternatives = [str(folder / name) for name in found if _project_in(folder / name) is not None]
    return alternatives or ([bundle] if _project_in(Path(bundle)) is not None else [])


def line_of(bundle: str, inside: Sequence[str]) -> str:
    """The line that a place in a bundle belongs to, by names alone; the bundle where it belongs to all.

    inside  the names from the bundle down to the place
    """
    if len(inside) >= 2 and inside[0] == _ALTERNATIVES and _NUMBER.fullmatch(inside[1]):
        return str(Path(bundle, *inside[:2]))
    return bundle


def members(line: str) -> list[str]:
    """The files whose change is a change of the line, the current save first; empty where there is none."""
    current = _project_in(Path(line))
    if current is None:
        return []
    return [str(current), *map(str, _backups(Path(line))), *map(str, _autosaves(Path(line)))]


def load(place: str, read_bytes: Load) -> bytes:
    """The bytes of the current save of a line, or of the line of a bundle that was saved last.

    Raises  UnreadableFileError where there is none
    """
    current = _project_in(Path(_latest_line(place)))
    if current is None:
        raise UnreadableFileError("this bundle holds no ProjectData", path=place)
    return _with_summary(current, read_bytes)


def read(place: str, read_bytes: Load) -> Session:
    """The current save of a line or bundle, with what the bundle says about itself.

    Raises  SessionError
    """
    if place.lower().rstrip("/\\").endswith(".patch"):
        return _read_patch(place, read_bytes)
    line = _latest_line(place)
    session = read_save(load(line, read_bytes), path=place)
    folder = Path(line).parent.parent if Path(line).parent.name == _ALTERNATIVES else Path(line)
    said = _plist(folder.joinpath(*_INFORMATION), read_bytes)
    found = _VERSION.match(str(said.get("LastSavedFrom") or ""))
    if found is not None:
        session = replace(session, app=found[1].strip(" -"), app_version=found[2])
    notes = tuple(_notes(folder, line, said))
    return replace(session, warnings=(*session.warnings, *notes))


def saves(line: str, read_bytes: Load) -> list[Member]:
    """Every save of a line, oldest first, equal ones once; a backup that is cut short is left out.

    Raises  SessionError where the current save cannot be read
    """
    folder = Path(line)
    current_path = _project_in(folder)
    if current_path is None:
        raise UnreadableFileError("this line of saves holds no ProjectData", path=line)
    current = _member(current_path, read_bytes)
    ring = [_member(path, read_bytes) for path in _backups(folder)]
    ring = [ring[place] for place in ring_order(ring, current)]
    ordered = [*(member for member in ring if _is_whole(member.data)), current]
    for path in _autosaves(folder):
        member = _autosave(path, read_bytes)
        if member is not None:
            place = sum(other.mtime_ns <= member.mtime_ns for other in ordered)
            # Times that no longer are those of the saves put an autosave where it mostly is: before the last save.
            ordered.insert(place or len(ordered) - 1, member)
    return _rising(_distinct(ordered))


def ring_order(ring: Sequence[Member], current: Member) -> list[int]:
    """Places of the backups, oldest first; see the module for what the order is inferred from."""
    count = len(ring)
    if count < 2:
        return list(range(count))
    rotations = [[*range(start, count), *range(start)] for start in range(count)]
    times = [member.mtime_ns for member in ring]
    for order in rotations:
        rising = [times[place] for place in order] + [current.mtime_ns]
        if all(one < other for one, other in pairwise(rising)):
            return order
    made = [_made_of(member.data) for member in (*ring, current)]
    marks = [one.marks for one in made]
    steps = [_change(marks[place], marks[(place + 1) % count]) for place in range(count)]

    def unlikelihood(order: list[int]) -> tuple[int, float]:
        """Steps back of the clock; then the changes from save to save, a great one hardly more than another."""
        clocks = [made[place].clock for place in (*order, count) if made[place].clock]
        back = sum(one > other for one, other in pairwise(clocks))
        # A rotation leaves out one step of the ring, and goes on from its last backup to the current save.
        return back, sum(steps) - steps[order[-1]] + _change(marks[order[-1]], marks[-1])

    return min(rotations, key=unlikelihood)


@dataclass(frozen=True, slots=True)
class _MadeOf:
    """What places a save among others: marks of its strips, satellites, files and events; its latest undo step's clock.

    Logic up to 10.0 keeps undo steps, whose clock only ever rises; 0 where there is none.
    """

    marks: frozenset[int]
    clock: int


_MARKED = frozenset({"AuCO", "AuCU", "AuRg", "AuFl", "EvSq"})


def _made_of(data: bytes) -> _MadeOf:
    length = length_of(data)
    try:
        records = records_of(data[:length], HEADER_BYTES) if length is not None else []
    except SessionError:
        records = []
    marks = frozenset(zlib.crc32(one.payload, zlib.crc32(one.tag.encode())) for one in records if one.tag in _MARKED)
    return _MadeOf(marks, max((u32(one.payload, 20) for one in records if one.tag == "UndS"), default=0))


def _change(before: frozenset[int], after: frozenset[int]) -> float:
    return math.log1p(len(before ^ after))


def _project_in(folder: Path) -> Path | None:
    for name in (_PROJECT, "projectData"):
        if (folder / name).is_file():
            return folder / name
    return None


def _backups(line: Path) -> list[Path]:
    folder = line / _BACKUPS
    try:
        names = sorted(entry.name for entry in folder.iterdir() if _NUMBER.fullmatch(entry.name))[:_MOST_BACKUPS]
    except OSError:
        return []
    found = (_project_in(folder / name) for name in names)
    return [path for path in found if path is not None]


def _autosaves(line: Path) -> list[Path]:
    folder = line / _AUTOSAVE
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".songdata")[-_MOST_BACKUPS:]
    except OSError:
        return []


def _member(path: Path, read_bytes: Load) -> Member:
    return Member(str(path), _with_summary(path, read_bytes), path.stat().st_mtime_ns)


def _with_summary(project: Path, read_bytes: Load) -> bytes:
    data = read_bytes(str(project))
    length = length_of(data)
    summary = project.parent / _SUMMARY
    if length != len(data) or not summary.is_file() or summary.stat().st_size > LARGEST_PLIST:
        return data
    return data + read_bytes(str(summary))


def _autosave(path: Path, read_bytes: Load) -> Member | None:
    """An autosave that is a whole project; in versions before 12 it is not."""
    stamp = _STAMP.search(path.name)
    try:
        data = read_bytes(str(path))
        if not is_autosave(data):
            return None
        project = unpacked(data)
        if not project_of(project).rows:
            return None
    except SessionError:
        return None
    made = timegm((*map(int, stamp.groups()), 0, 0, 0)) * 1_000_000_000 if stamp else path.stat().st_mtime_ns
    return Member(str(path), project, made)


def _is_whole(data: bytes) -> bool:
    length = length_of(data)
    return length is not None and length <= len(data)


def _distinct(ordered: Sequence[Member]) -> list[Member]:
    """Each content once, where it stood last: the current save stays the last."""
    last = {zlib.crc32(member.data[: length_of(member.data)]): place for place, member in enumerate(ordered)}
    return [member for place, member in enumerate(ordered) if place in last.values()]


def _rising(ordered: Sequence[Member]) -> list[Member]:
    """The same saves with times that rise from each to the next."""
    found: list[Member] = []
    limit = None
    for member in reversed(ordered):
        made = member.mtime_ns if limit is None else min(member.mtime_ns, limit - _STEP_NS)
        found.append(replace(member, mtime_ns=made))
        limit = made
    return found[::-1]


def _latest_line(place: str) -> str:
    """The line itself, or the line of a bundle that was saved last; then the lowest number."""
    if _project_in(Path(place)) is not None:
        return place
    found = lines(place)
    if not found:
        raise UnreadableFileError(
            "this bundle holds no ProjectData", path=place, remedy="Give the path of a Logic or GarageBand project."
        )
    times = {line: Path(members(line)[0]).stat().st_mtime_ns for line in found}
    return max(found, key=lambda line: (times[line], -found.index(line)))


def _plist(path: Path, read_bytes: Load) -> Mapping[str, object]:
    try:
        return read_plist(read_bytes(str(path))) if path.stat().st_size <= LARGEST_PLIST else {}
    except (OSError, SessionError):
        return {}


def _notes(bundle: Path, line: str, said: Mapping[str, object]) -> list[str]:
    notes = []
    names = said.get("VariantNames")
    others = [other for other in lines(str(bundle)) if other != line]
    if others:
        name = names.get(str(int(Path(line).name))) if isinstance(names, dict) and Path(line).name.isdigit() else None
        shown = f"{Path(line).name} ({name})" if name else Path(line).name
        notes.append(f"alternative {shown} is shown, the one saved last; there are {len(others)} more")
    earlier = len(members(line)) - 1
    if earlier == 1:
        notes.append("one more save is in the bundle; when it was made is inferred, Logic does not state it")
    elif earlier:
        notes.append(f"{earlier} more saves are in the bundle; their order is inferred, Logic does not state it")
    return notes


def _read_patch(place: str, read_bytes: Load) -> Session:
    """A patch: its root channel strip, where it is kept as a setting of its own."""
    found = sorted(path for path in Path(place).rglob("*.cst") if path.is_file())
    root = next((path for path in found if path.name == "#Root.cst"), found[0] if found else None)
    if root is None:
        raise UnreadableFileError(
            "this patch keeps its channel strip in an archive that is not read",
            path=place,
            remedy="Save it as a channel strip setting in Logic, and give that.",
        )
    return read_save(read_bytes(str(root)), path=place)
