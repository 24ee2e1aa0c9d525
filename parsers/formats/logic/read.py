"""A save of Logic Pro or GarageBand read into a Session: `ProjectData`, with or without its `MetaData.plist` behind it.

The bytes of one save are those of its `ProjectData`, which say themselves where they end, followed by those of the
`MetaData.plist` beside it: either alone as it lies in the bundle. Channel strip settings (`.cst`), plug-in settings
(`.pst`) and autosaves (`.songData`, which are compressed projects) are read too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.logic.container import MAGIC, length_of, u32
from parsers.formats.logic.plists import read_plist
from parsers.formats.logic.presets import is_channel_strip, is_plugin_settings, read_channel_strip, read_plugin_settings
from parsers.formats.logic.project import KNOWN_WORDS, Project, doubts, project_of, version_of
from parsers.formats.logic.regions import clips_of, rate_of
from parsers.formats.logic.sequences import tempo_of
from parsers.formats.logic.tracks import tracks_of
from parsers.session import Session, TempoPoint

__all__ = ["AUTOSAVE_HEAD", "is_autosave", "read", "recognises", "summary_of", "unpacked"]

AUTOSAVE_HEAD = 16
_ZLIB = 0x78
_LARGEST_PROJECT = 512 << 20
_RATIO = 200
_DEFAULT_BPM = 120.0
_GARAGEBAND = re.compile(r"\.band(?:[/\\]|$)", re.IGNORECASE)
_MAKER = {False: "a newer Logic than mixtaste can read", True: "a GarageBand that mixtaste cannot read"}


def read(data: bytes, *, path: str = "") -> Session:
    """Read a save, an autosave, a channel strip setting or a plug-in setting.

    data    all its bytes
    path    goes into the session and the errors
    Raises  BrokenSessionError where the meaning is not safe to take; SessionTooLargeError for an autosave that unpacks
            to more than a project can have
    """
    try:
        session = _read(data, garageband=_GARAGEBAND.search(path) is not None)
    except (BrokenSessionError, SessionTooLargeError) as error:
        error.path = path
        raise
    return replace(session, path=path)


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are a project or an autosave."""
    return data[:4] == MAGIC or is_autosave(data)


def is_autosave(data: bytes) -> bool:
    """Whether this is a compressed project: 16 bytes of head, the unpacked length at 8, then one zlib stream."""
    return len(data) > AUTOSAVE_HEAD + 2 and data[AUTOSAVE_HEAD] == _ZLIB and u32(data, 12) == 0 and u32(data, 8) > 0


def unpacked(data: bytes) -> bytes:
    """The project in an autosave.

    Raises  BrokenSessionError, and SessionTooLargeError beyond 512 MB or 200 times its size
    """
    stated = u32(data, 8)
    if stated > min(_LARGEST_PROJECT, _RATIO * len(data)):
        raise SessionTooLargeError(f"the autosave says that it unpacks to {stated:,} bytes")
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(data[AUTOSAVE_HEAD:], stated)
    except zlib.error as error:
        raise BrokenSessionError(f"the autosave cannot be unpacked ({error})", offset=AUTOSAVE_HEAD) from None
    if len(found) != stated:
        raise BrokenSessionError(f"the autosave ends after {len(found):,} of {stated:,} bytes")
    return found


def summary_of(data: bytes) -> Mapping[str, object]:
    """What the property list behind a project says; empty where there is none."""
    length = length_of(data)
    return {} if length is None else read_plist(data[length:])


def _read(data: bytes, *, garageband: bool) -> Session:
    if is_channel_strip(data):
        return read_channel_strip(data)
    if is_plugin_settings(data):
        return read_plugin_settings(data)
    if is_autosave(data):
        data = unpacked(data)
    project = project_of(data)
    summary = summary_of(data)
    warnings = list(doubts(project, summary))
    app = "GarageBand" if garageband else "Logic Pro"
    if (garageband or project.word not in KNOWN_WORDS) and warnings:
        raise BrokenSessionError(
            f"written by {_MAKER[garageband]} (format {project.word}: {warnings[0]}{_told(summary)})",
            remedy="A later mixtaste may know it.",
        )
    return replace(_session(project, summary, warnings), app=app)


def _told(summary: Mapping[str, object]) -> str:
    """What the property list says of a project that cannot be read."""
    names = {"NumberOfTracks": "tracks", "BeatsPerMinute": "bpm", "SampleRate": "Hz"}
    said = [f"{summary[key]} {unit}" for key, unit in names.items() if isinstance(summary.get(key), int | float)]
    return f"; its summary says {', '.join(said)}" if said else ""


def _session(project: Project, summary: Mapping[str, object], warnings: list[str]) -> Session:
    tempo, clock = tempo_of(project.strands)
    if not tempo:
        bpm = u32(project.song, 110) / 10_000
        tempo = (TempoPoint(0.0, bpm, 4, 4, ramp=False),) if 1 <= bpm <= 2000 else ()
    clips = clips_of(project.records, project.strands, clock)
    tracks, master = tracks_of(project, clock, clips, warnings)
    stated = summary.get("SampleRate")
    return Session(
        format="logic",
        app="Logic Pro",
        app_version=version_of(project.word),
        master=master,
        tracks=tracks,
        sample_rate=stated if isinstance(stated, int) and stated > 0 else rate_of(project.records),
        tempo_map=tempo,
        tempo_is_default=len(tempo) == 1 and tempo[0].bpm == _DEFAULT_BPM,
        extra=_key(summary),
        warnings=tuple(warnings),
    )


def _key(summary: Mapping[str, object]) -> tuple[str, ...]:
    """The key as the summary states it, a label: ``KEY C major``."""
    note, gender = summary.get("SongKey"), summary.get("SongGenderKey")
    return (f"KEY {note} {gender}",) if isinstance(note, str) and isinstance(gender, str) else ()
