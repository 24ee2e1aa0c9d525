"""Channel strip settings (`.cst`) and plug-in settings (`.pst`): chains without a project.

A `.cst` is records as in a project, without file header: a strip, then its satellites. A `.pst` is one block of
numbers. Source: LOGIC_FORMAT §13 of the project's research (five and three files).
"""

from __future__ import annotations

from dataclasses import replace

from parsers.errors import BrokenSessionError
from parsers.formats.logic.container import records_of, u32
from parsers.formats.logic.plugin_tables import native
from parsers.formats.logic.plugins import FORMAT, native_values
from parsers.formats.logic.project import Project
from parsers.formats.logic.satellites import blocks_in
from parsers.formats.logic.strips import read_strip
from parsers.formats.logic.tracks import inserts_of
from parsers.session import Insert, Plugin, Session, Track

__all__ = ["is_channel_strip", "is_plugin_settings", "read_channel_strip", "read_plugin_settings"]

_STRIP_TAG = b"OCuA"
_BLOCK = b"GAMETSPP"


def is_channel_strip(data: bytes) -> bool:
    """Whether the bytes are a channel strip setting."""
    return data[:4] == _STRIP_TAG


def is_plugin_settings(data: bytes) -> bool:
    """Whether the bytes are the settings of one plug-in of the application."""
    return data[12:20] == _BLOCK and u32(data, 4) == 1


def read_channel_strip(data: bytes) -> Session:
    """A channel strip setting as a chain. Raises BrokenSessionError."""
    project = Project(0, records_of(data, 0))
    strips = project.strips
    if not strips:
        raise BrokenSessionError("the setting holds no channel strip", offset=0)
    warnings: list[str] = []
    strip = read_strip(strips[0].payload, strips[0].owner)
    inserts, before = inserts_of(project, strip, warnings)
    track = Track(id="chain", name="", gain_db=strip.gain_db, pan=strip.pan, inserts=inserts, input_inserts=before)
    return _chain(track, tuple(warnings))


def read_plugin_settings(data: bytes) -> Session:
    """A plug-in setting as a chain of one insert. Raises BrokenSessionError."""
    blocks = blocks_in(data)
    if blocks is None:
        raise BrokenSessionError("the setting is cut short", offset=0)
    uid, entry = native(blocks.type, 0, "")
    values, trouble = native_values(uid, entry, blocks) if entry is not None else ({}, "")
    name = entry.name if entry is not None else f"plug-in {blocks.type}"
    decoded = bool(entry is not None and entry.parameters and not trouble)
    insert = Insert(
        id=f"#{uid}.1",
        plugin=Plugin(name, "Apple", FORMAT, uid),
        parameters=values,
        chunk=data,
        coverage="decoded" if decoded else "opaque",
    )
    return _chain(Track(id="chain", name="", inserts=(insert,)), (trouble,) if trouble else ())


def _chain(track: Track, warnings: tuple[str, ...]) -> Session:
    return Session(
        format="logic",
        app="Logic Pro",
        app_version="",
        master=Track(id="master", name="Master", kind="master", output="none"),
        tracks=(replace(track, id="chain"),),
        warnings=warnings,
        kind="chain",
    )
