"""What of a plug-in's state is no setting: fields by their names, bytes where there are no fields.

A state holds what its window showed, what could be undone, which preset was last loaded, the song's tempo, clocks, ids
and memory that was never set. None of it is heard, so none of it is compared. A field is judged by the words of its
own name and of the sections above it, never by a part of a word: "meter" stands in "parameter".

Evidence: measured on consecutive saves (changed pairs before → after): TDR 13 → 4 (undo, Selected), FG-X 18 → 6 (JUCE's
tail, window), Waves 181 → 2 (memory), u-he 55 → 0, NadIR 15 → 6 (a memory address), sforzando and AlterEgo 27 → 3 (a
counter ``sc``), Neural DSP 6 → 2 (tempo, editorSize), Guitar Rig 206 → 25. NI's ``hsin`` holds fresh ids 12 bytes
after each of its marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from parsers.plugins.containers.contents import words
from parsers.plugins.errors import BrokenStateError
from parsers.session import Scalar

__all__ = ["LONGEST_LABEL", "is_setting", "meaningful_bytes", "settings"]

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_SEEN = words("ui gui editor zoom splitter scroll tooltip tooltips skin undo redo uuid guid meters meter")
"""A name or section with one of these words is no setting."""
_SECTIONS = words("undo presets preset midilearn midimap metainfo scribbles automation dawextrastate")
"""Whole sections that are no settings."""
_WINDOW = words("width height x y w h pos position open visible state bounds left top right bottom")
"""Words that beside "window", "view" or "panel" speak of the screen."""
_LABELS = words("author comment comments notes license category description bank tags")
"""Whole names that are labels."""
_AUTHORS = words("author comment comments notes license")
"""Last words of names that are labels."""
_OF_PRESETS = words("name id uid path file dirty index number")
"""Last words of names that also say "preset"."""
_UHE_CORE = words("PSong UI_op PProj PFile PFold GFile DFold Rev LED PAGE PagesOn")
"""In u-he's section PCore: files, the revision, what the panel shows."""
_VERSIONS = words("version vers build revision")
_TEMPO = words("tempo bpm")
_TEMPI = (20.0, 999.0)
LONGEST_LABEL = 120

_WHOLE: frozenset[str] = words("""
    sc selectedsection selectedtab currenttab activetab currentpage currentslot lastbrowsed
    stkrtxt bgidx posx posy presetdirty setupdirty programdirty currentprogram programid instance
    uiscale lastpreset isdirty
    """)
"""Whole names, without case and marks between words."""


def settings(fields: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The fields that are settings."""
    heard: dict[str, Scalar] = {}
    section, seen = "", False
    for path, value in fields.items():
        above, _, name = path.rpartition("/")
        if above != section:
            section, seen = above, _is_seen(above)
        if seen:
            continue
        kind = _kind(name)
        if kind == "setting" or (kind and _is_heard(kind, above, name, value)):
            heard[path] = value
    return heard


def is_setting(path: str, value: Scalar) -> bool:
    """Whether a field of this path and value is something that the engineer set and hears."""
    above, _, name = path.rpartition("/")
    kind = _kind(name)
    return (kind == "setting" or _is_heard(kind, above, name, value)) and not _is_seen(above)


def _is_heard(kind: str, above: str, name: str, value: Scalar) -> bool:
    """Of names that leave it to value or section: a switch called tempo, or text too long for a preset's name.

    Soundtoys keeps all its settings in one text called ``PRESET``; u-he's core says what the screen shows.
    """
    if kind == "tempo":
        return not (isinstance(value, float) and _TEMPI[0] <= value <= _TEMPI[1])
    if kind == "core":
        return above != "PCore" or name not in _UHE_CORE
    return kind == "preset" and isinstance(value, str) and len(value) > LONGEST_LABEL


@lru_cache(maxsize=16_384)
def _is_seen(above: str) -> bool:
    """Whether the field stands in a section that is no setting."""
    return bool(above) and any(map(_is_section_seen, above.split("/")))


@lru_cache(maxsize=8192)
def _is_section_seen(section: str) -> bool:
    parts = _words_of(section)
    return "".join(parts) in _SECTIONS or not _SEEN.isdisjoint(parts)


@lru_cache(maxsize=16_384)
def _kind(name: str) -> str:
    """``setting``, "" for what is none, or ``tempo``, ``core`` and ``preset``, where the rest of the field decides."""
    if name in _UHE_CORE:
        return "core"
    parts = _words_of(name)
    if not parts:
        return "setting"
    joined = "".join(parts)
    if joined == "preset":
        return joined
    if joined in _WHOLE or not _SEEN.isdisjoint(parts) or parts[0] in ("preset", "presets"):
        return ""
    if "preset" in parts and parts[-1] in _OF_PRESETS:
        return ""
    if ({"window", "view", "panel"} & set(parts) and _WINDOW & set(parts)) or joined in ("window", "visible"):
        return ""
    if "selected" in parts or joined in _LABELS or parts[-1] in _AUTHORS or parts[-1] in _VERSIONS:
        return ""
    return "tempo" if parts[-1] in _TEMPO else "setting"


def _words_of(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name) if not word.isdigit()]


_NI_MARK = re.compile(rb"(hsin.{8}).{16}", re.DOTALL)


def meaningful_bytes(state: bytes) -> bytes:
    """The bytes of a state that has no fields, without what is known to be no setting.

    Of NI's items only the plug-in's own chunk, where it can be unpacked; else all without the ids.
    """
    if b"hsin" not in state:
        return state
    from parsers.plugins.containers.native_instruments import chunk_of
    from parsers.plugins.containers.opening import unwrapped

    try:
        chunk = chunk_of(unwrapped(state))
    except BrokenStateError:
        chunk = None
    return _NI_MARK.sub(rb"\1", state) if chunk is None else chunk
