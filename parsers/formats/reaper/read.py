"""A REAPER file read into a Session: projects, backups, track templates and FX chains of every version."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.reaper.chain import CHAIN_START, read_chain
from parsers.formats.reaper.lexis import shown
from parsers.formats.reaper.memo import KeptTrack, Memo
from parsers.formats.reaper.pools import PIECE, with_pieces
from parsers.formats.reaper.project import (
    PROJECT,
    Gathered,
    master_fields,
    read_header,
    read_terms,
    sample_rate,
    tempo_map,
)
from parsers.formats.reaper.scan import Lines
from parsers.formats.reaper.sends import Receive, numbered
from parsers.formats.reaper.split import Stretch, careful_stretches, stretches, track_id, versions
from parsers.formats.reaper.state import State
from parsers.formats.reaper.tracks import TrackPart, folders, read_track
from parsers.quick import builder
from parsers.session import Send, Session, TempoPoint, Track

__all__ = ["Memo", "read", "recognises"]

_CONFLICT = re.compile(rb"^(?:<<<<<<<|=======|>>>>>>>)(?: .*)?\r?$", re.MULTILINE)
_ANOTHER_ROOT = b"\n<REAPER_PROJECT"
_ODD = re.compile(rb"\n(?:=======|<REAPER_PROJECT)")
"""What stands at the start of a line in conflicts of a merge, and where another save follows in one file."""
_LONGEST_LINE = 1 << 20
_LOOKED_AT = 4096
_START = re.compile(rb"(?:[ \t]*(?:@[^\n]*|REQUIRED_CHANNELS[^\n]*)?\r?\n)*[ \t]*(<?[A-Z_0-9]*)")
"""The first word of a file behind blank lines and the header lines of script packages."""
_DEFAULT_TEMPO = (TempoPoint(0.0, 120.0, 4, 4, ramp=False),)


def read(data: bytes, *, path: str = "", memo: Memo | None = None) -> Session:
    """Read a file.

    data    all its bytes
    path    goes into the session and the errors; the file is not opened
    memo    given to several readings, it lets each read only the tracks that are new to it
    Raises  BrokenSessionError where the meaning is not safe to take, SessionTooLargeError for more tracks, clips and
            inserts than a file of this size can honestly hold.
    """
    known = {} if memo is None else memo.familiar(data)
    collects = gc.isenabled()
    gc.disable()  # nothing that is made here is ever garbage in a circle
    try:
        is_one = _check(data, known)
        session = _read(data, known, memo, is_one=is_one)
    except (BrokenSessionError, SessionTooLargeError) as error:
        error.path = path
        raise
    finally:
        if collects:
            gc.enable()
    return replace(session, path=path)


def _read(data: bytes, known: Mapping[int, KeptTrack], memo: Memo | None, *, is_one: bool) -> Session:
    start = _START.match(data)
    word = b"" if start is None else start[1]
    if word == b"<REAPER_PROJECT":
        if is_one:
            return _read_rooted(data, memo, known)
        saves = versions(data)
        session = _read_rooted(saves[-1], memo)
        if len(saves) == 1:
            return session
        found = f"the file holds {len(saves)} saves of the project; the last one is read"
        return replace(session, warnings=(found, *session.warnings))
    if word == b"<TRACK":
        return _read_rooted(data, memo, kind="tracks")
    if word.removeprefix(b"<").decode() in CHAIN_START:
        return _read_chain_file(data, memo)
    raise BrokenSessionError("this is no REAPER project, track template or FX chain", line=1)


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are a project or a track template."""
    start = _START.match(data[:_LOOKED_AT])
    return start is not None and start[1] in {b"<REAPER_PROJECT", b"<TRACK"}


def _unknown(data: bytes, known: Mapping[int, KeptTrack]) -> list[tuple[int, int]]:
    """Starts and ends of what is not known; all of them are those of lines."""
    ends = [place + len(kept.block) for place, kept in known.items()]
    gaps = zip([0, *ends], [*known, len(data)], strict=True)
    return [(start, end) for start, end in gaps if start < end]


def _check(data: bytes, known: Mapping[int, KeptTrack]) -> bool:
    """Refuse what is no REAPER text, or text that was damaged on its way, before any of it is taken.

    Returns  whether no root begins but at the start
    """
    if not data[:_LOOKED_AT].strip() and not data.strip():
        raise BrokenSessionError("the file is empty")
    openers = sum(kept.openers for kept in known.values())
    is_one = True
    for start, end in _unknown(data, known):
        nul = data.find(b"\0", start, end)
        if nul >= 0:
            raise BrokenSessionError("this is no text: it holds a NUL byte", line=data.count(b"\n", 0, nul) + 1)
        for odd in _ODD.finditer(data, max(start - 1, 0), end):
            is_one = is_one and odd.group() != _ANOTHER_ROOT
            if odd.group() != _ANOTHER_ROOT:
                _check_conflict(data)
        _check_lines(data, start, end)
        openers += data.count(b"<", start, end)
    if openers > 10_000 + len(data) // 48:
        raise SessionTooLargeError(f"{openers:,} blocks are more than a session of this size can hold")
    return is_one


def _check_lines(data: bytes, place: int, end: int) -> None:
    while end - place > _LONGEST_LINE:
        after = data.rfind(b"\n", place, place + _LONGEST_LINE)
        if after < 0:
            found = f"a line is longer than {_LONGEST_LINE:,} bytes"
            raise BrokenSessionError(found, line=data.count(b"\n", 0, place) + 1)
        place = after + 1


def _check_conflict(data: bytes) -> None:
    conflict = _CONFLICT.search(data)
    if conflict is not None:
        raise BrokenSessionError(
            "two versions of the file stand here, between the conflict markers of a merge",
            line=data.count(b"\n", 0, conflict.start()) + 1,
            remedy="Settle the conflict, or take one of the two versions.",
        )


class _Unsound(Exception):  # noqa: N818 - never leaves this module
    """The quick cut by indent does not fit the file."""


@dataclass(slots=True)
class _Sheet:
    """A rooted file (or one of track roots) while it is read."""

    project: Gathered
    parts: list[TrackPart]
    ids: list[str]
    extra: list[str]
    warnings: list[str]
    version: str = ""
    saved_at: float | None = None


def _read_rooted(
    data: bytes, memo: Memo | None, known: Mapping[int, KeptTrack] = MappingProxyType({}), *, kind: str = "project"
) -> Session:
    try:
        parts = stretches(data, {place: place + len(kept.block) for place, kept in known.items()})
        sheet = _sheet(data, parts, memo, known, rooted=kind == "project", careful=False)
    except (BrokenSessionError, _Unsound):
        _check_conflict(data)
        whole = _without_cut_line(data)
        sheet = _sheet(whole, careful_stretches(whole), memo, {}, rooted=kind == "project", careful=True)
    return _session(sheet, rooted=kind == "project")


def _without_cut_line(data: bytes) -> bytes:
    """The file without its last line if that has no line end and does not close a block: its end may be missing."""
    last = data.rpartition(b"\n")[2]
    return data if last.strip() == b">" else data[: len(data) - len(last)]


def _sheet(
    data: bytes,
    parts: Iterable[Stretch],
    memo: Memo | None,
    known: Mapping[int, KeptTrack],
    *,
    rooted: bool,
    careful: bool,
) -> _Sheet:
    """Read every stretch of a file. Raises BrokenSessionError; `_Unsound` when a quick cut proves wrong."""
    sheet = _Sheet(Gathered(), [], [], [], [])
    seen: dict[str, int] = {}
    cut = False
    for part in parts:
        same = known.get(part.start)
        if same is not None and len(same.block) == part.end - part.start:
            sheet.ids.append(track_id(same.block, seen))
            sheet.parts.append(same.track)
            _warn(sheet, data, part, same.warnings)
            continue
        block = data[part.start : part.end] if part.is_track else b""
        if part.is_track:
            sheet.ids.append(track_id(block, seen))
        scan = Lines(data, part.start, part.end, is_track=part.is_track and not careful, share=_share(memo))
        after = _stretch(scan, part, sheet, rooted=rooted)
        if memo is not None and part.is_track and not careful and after == len(scan.lines) and scan.cut is None:
            memo.keep(block, sheet.parts[-1], scan.warnings)
        cut = cut or scan.cut is not None
        _warn(sheet, data, part, scan.warnings)
    if cut or (rooted and not sheet.project.closed):
        if not careful:
            raise _Unsound
        end = data.count(b"\n") + 1
        if not sheet.parts:
            raise BrokenSessionError("the file ends before its first track", line=end)
        sheet.warnings.append(f"line {end}: the file ends before it is complete; what should follow is missing")
    return sheet


def _stretch(scan: Lines, part: Stretch, sheet: _Sheet, *, rooted: bool) -> int:
    """Read one stretch of a file; returns the index after its track, or after the root's opening line."""
    after = 0
    if part.is_track:
        track, after = read_track(scan, 0)
        sheet.parts.append(track)
    elif rooted and not sheet.parts:
        after = _header(scan, sheet)
    if rooted:
        read_terms(scan, after, sheet.project)
    else:
        _loose_lines(scan, after, sheet)
    return after


def _share(memo: Memo | None) -> Callable[[State], State]:
    return (lambda state: state) if memo is None else memo.state


def _warn(sheet: _Sheet, data: bytes, part: Stretch, warnings: Sequence[tuple[int, str]]) -> None:
    """Tell the warnings of a stretch with their lines in the file."""
    if warnings:
        first = data.count(b"\n", 0, part.start) + 1
        sheet.warnings += [f"line {first + line}: {trouble}" for line, trouble in warnings]


def _header(scan: Lines, sheet: _Sheet) -> int:
    """Read the root's opening line; returns the index after it."""
    for place, line in enumerate(scan.lines):
        if line.startswith("<REAPER_PROJECT"):
            sheet.version, sheet.saved_at = read_header(line, sheet.extra, lambda text: scan.warn(place, text))  # noqa: B023 - called before the loop goes on
            return place + 1
        if line:
            sheet.extra.append(shown(line))
    return len(scan.lines)


def _loose_lines(scan: Lines, index: int, sheet: _Sheet) -> None:
    """What stands outside the tracks of a template: header lines of script packages, surplus closers."""
    place = index
    while place < len(scan.lines):
        line = scan.lines[place]
        after = scan.past(place) if line[:1] == "<" else place + 1
        if line == ">":
            scan.warn(place, "a closing > too many is passed over")
        elif line:
            scan.keep(sheet.extra, place, after)
        place = after


def _session(sheet: _Sheet, *, rooted: bool) -> Session:
    project = sheet.project
    warn = sheet.warnings.append
    values = PROJECT.read(
        {key: value for key, value in project.given.items() if key in PROJECT.by_key}, project.extra, warn
    )
    tempo = tempo_map(project, warn) if rooted else ()
    rate = sample_rate(project, warn)
    markers = project.markers_and_regions(warn)
    master = master_fields(project, warn)
    pattern = values.pop("render_pattern")
    render = values.pop("render_file") + (f"\n{pattern}" if pattern else "")
    session = Session(
        format="reaper",
        app="REAPER",
        app_version=sheet.version,
        master=_master(master, tuple(project.master_extra)),
        tracks=_tracks(sheet),
        saved_at=sheet.saved_at,
        sample_rate=rate,
        tempo_map=tempo,
        tempo_is_default=tempo == _DEFAULT_TEMPO and project.tempo is None,
        markers=markers,
        notes=project.notes or "",
        render=render,
        extra=(*sheet.extra, *project.extra, *project.late_extra),
        warnings=tuple(sheet.warnings),
        kind="project" if rooted else "tracks",
        snapshots=tuple(project.snapshots),
        **values,
    )
    return with_pieces(session) if any(entry.startswith(PIECE) for entry in session.extra) else session


def _master(fields: dict[str, Any], extra: tuple[str, ...]) -> Track:
    sends = fields.pop("sends")
    return Track(
        id="master", name="Master", kind="master", output="none", sends=_with_ids(sends), extra=extra, **fields
    )


def _with_ids(sends: Iterable[Send]) -> tuple[Send, ...]:
    seen: dict[tuple[str, str], int] = {}
    return tuple(replace(send, id=numbered(send.to, send.channel, seen)) for send in sends)


def _tracks(sheet: _Sheet) -> tuple[Track, ...]:
    """The tracks with what they need each other for: folders, outputs, and sends from receives."""
    sends: list[list[Send]] = [[] for _ in sheet.parts]
    seen: list[dict[tuple[str, str], int]] = [{} for _ in sheet.parts]
    dangling: list[list[str]] = [[] for _ in sheet.parts]
    for place, part in enumerate(sheet.parts):
        for receive in part.receives:
            if 0 <= receive.source < len(sends):
                sends[receive.source].append(_send(receive, sheet.ids[place], seen[receive.source]))
            else:
                dangling[place].append(receive.line)
                sheet.warnings.append(
                    f"a receive of track {place + 1} comes from track {receive.source + 1}, which is not there"
                )
    structure = [part.structure for part in sheet.parts]
    tracks = []
    for place, (part, (is_folder, folder)) in enumerate(zip(sheet.parts, folders(sheet.ids, structure), strict=True)):
        tracks.append(
            _make_track(
                id=sheet.ids[place],
                kind="folder" if is_folder else "track",
                folder=folder,
                output=(folder or "master") if part.to_parent else "none",
                inserts=part.inserts,
                input_inserts=part.input_inserts,
                clips=part.clips,
                envelopes=part.envelopes,
                sends=(*sends[place], *_with_ids(part.sends)),
                groups=part.groups,
                frozen=part.frozen,
                lanes_playing=part.lanes_playing,
                extra=(*part.extra, *dangling[place]),
                **part.fields,
            )
        )
    return tuple(tracks)


_make_track = builder(Track)
_make_send = builder(Send)


def _send(receive: Receive, to: str, seen: dict[tuple[str, str], int]) -> Send:
    """The send that a receive is, of a track of which `seen` counts the sends so far."""
    fields = dict(receive.fields)
    if not fields["source_channel"]:
        fields["channel"] = ""
    identity = numbered(to, fields["channel"], seen)
    return _make_send(id=identity, to=to, envelopes=receive.envelopes, extra=receive.extra, **fields)


def _read_chain_file(data: bytes, memo: Memo | None) -> Session:
    """An FX chain: its inserts are those of a nameless track, its other lines the session's."""
    scan = Lines(data, share=_share(memo))
    chain, _ = read_chain(scan, 0, closed=False)
    if scan.cut is not None:
        scan = Lines(_without_cut_line(data), share=_share(memo))
        chain, _ = read_chain(scan, 0, closed=False)
        scan.warn(len(scan.lines) - 1, "the file ends before it is complete; what should follow is missing")
    if not chain.inserts:
        raise BrokenSessionError("the chain holds no plug-in", line=1)
    return Session(
        format="reaper",
        app="REAPER",
        app_version="",
        master=Track(id="master", name="Master", kind="master", output="none"),
        tracks=(Track(id="chain", name="", inserts=chain.inserts),),
        extra=chain.head,
        warnings=tuple(f"line {line + 1}: {trouble}" for line, trouble in scan.warnings),
        kind="chain",
    )
