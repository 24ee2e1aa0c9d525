"""Plug-ins whose stored state changes although nobody touched them, and what of it to overlook: data and its use.

A state that cannot be decoded is compared as bytes. For the plug-ins listed here some of these bytes are known to be
a clock, an id, a window or memory that was never set. Evidence (project's research, RPP_PLUGINS §4 and RPP_FORMAT §12;
changed pairs of consecutive saves before → after the mask): Waves 181 → 2, Guitar Rig 5 206 → 25, JUCE tails 18 → 6,
NadIR 15 → 6, u-he 55 → 0, TDR 13 → 4. ``ALWAYS`` lists plug-ins that were rewritten in every save seen and for which
no mask is known: a change of theirs means nothing.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.wrapper import open_vst
from parsers.session import Insert

__all__ = ["ALWAYS", "MASKS", "StateMask", "rewritten"]


@dataclass(frozen=True, slots=True)
class StateMask:
    """Bytes to overlook.

    plugins   beginnings of the plug-in's bare name, lower case; empty = any plug-in
    marker    bytes that the state must hold, so that the mask applies
    overlook  what is cut out before comparing
    inflate   zlib streams are unpacked first
    """

    what: str
    plugins: tuple[str, ...]
    marker: bytes
    overlook: re.Pattern[bytes]
    inflate: bool = False


MASKS: tuple[StateMask, ...] = (
    StateMask(
        "memory that was never set, after Waves' settings",
        (),
        b"</PresetChunkXMLTree>\n",
        re.compile(rb"(?<=</PresetChunkXMLTree>\n).{4}", re.DOTALL),
    ),
    StateMask(
        "bytes after the end of a JUCE plug-in's settings",
        (),
        b"VC2!",
        re.compile(rb"(?<=VC2!).{4}|(?<=>)[^>]{0,4}\Z", re.DOTALL),
    ),
    StateMask(
        "the list of undone steps and the band that was selected on screen",
        ("tdr ",),
        b"VC2!",
        re.compile(rb'<undo>.*?</undo>|<undo/>|\w*Selected\w*="[^"]*"', re.DOTALL),
    ),
    StateMask("fresh ids", (), b'UID="', re.compile(rb'\b[GU]UID="[-0-9a-fA-F]{36}"')),
    StateMask("a memory address", ("nadir",), b"", re.compile(rb"\A.{8}", re.DOTALL)),
    StateMask(
        "the time of the save and fresh ids",
        ("guitar rig 5",),
        b"",
        re.compile(rb'\b(?:time|uuid)="[^"]*"'),
        inflate=True,
    ),
    StateMask(
        "the song position, window and last line of a u-he plug-in",
        ("diva", "tyrell", "zebra", "hive", "repro", "ace", "bazille", "satin", "presswerk", "uhbik"),
        b"#",
        re.compile(rb"(?m)^(?:PSong|UI_op|PProj)\b.*$|\n[^\n]*\n?\Z"),
    ),
)

ALWAYS: tuple[str, ...] = ("kontakt", "battery 4", "revalver 4", "alterego", "sforzando", "zebra2", "zebrahz", "cla-76")
"""Beginnings of bare names, lower case."""

_LARGEST = 64 << 20
"""Most bytes that a state is inflated to: a state is a stranger's."""
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def rewritten(before: Insert, after: Insert) -> str | None:
    """Why the difference of two opaque states is no decision, or None where it may be one."""
    name = after.plugin.name.casefold()
    if name.startswith(ALWAYS):
        return "this plug-in rewrites its state at every save"
    was, now = _state(before), _state(after)
    used: list[str] = []
    for mask in MASKS:
        if (not mask.plugins or name.startswith(mask.plugins)) and mask.marker in was and mask.marker in now:
            was, now = _masked(was, mask), _masked(now, mask)
            used.append(mask.what)
        if used and was == now:
            return f"only {' or '.join(used)}"
    return None


def _state(insert: Insert) -> bytes:
    try:
        return open_vst(insert.chunk).state
    except BrokenStateError:
        return insert.chunk


def _masked(state: bytes, mask: StateMask) -> bytes:
    return mask.overlook.sub(b"", _inflated(state) if mask.inflate else state)


def _inflated(state: bytes) -> bytes:
    """The state with every zlib stream in it replaced by its content; a length field before a stream is not kept."""
    parts: list[bytes] = []
    place = room = 0
    for found in _ZLIB.finditer(state):
        if found.start() < place:
            continue
        unpack = zlib.decompressobj()
        try:
            content = unpack.decompress(state[found.start() :], _LARGEST - room)
        except zlib.error:
            continue
        if not unpack.eof or len(content) < 8:
            continue
        room += len(content)
        # A stream's packed length and checksum stand in the 16 bytes before it and move with its content.
        parts += [state[place : max(place, found.start() - 16)], content]
        place = len(state) - len(unpack.unused_data)
        if room >= _LARGEST:
            break
    return b"".join([*parts, state[place:]])
