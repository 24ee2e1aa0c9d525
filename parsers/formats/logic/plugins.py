"""A slot as an insert of the model: which plug-in it is, and what is set on it in standard terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from parsers.formats.logic.audio_unit import AUDIO_UNIT_BYTES, read_audio_unit
from parsers.formats.logic.plugin_tables import CODED_NAMES, LISTENING, SHAPES, Native, native
from parsers.formats.logic.satellites import NATIVE, Blocks, Slot
from parsers.formats.states import digest
from parsers.plugins.decoders import read as read_state
from parsers.session import Coverage, Insert, Plugin, Value

__all__ = ["FORMAT", "insert_of", "native_values", "numbered"]

FORMAT = "Logic"
"""Format of the plug-ins that come with the application."""

_TAPE_DELAY, _STEREO_DELAY, _CHROMAVERB = 147, 148, 287
_EQUALISERS = frozenset({236, 243})
_NO_PRESET = frozenset({"", "#default.pst", ".default.def", "#Custom#"})
"""Labels that Logic puts there by itself, and changes from one to another when a project is opened again."""
_PADDING = re.compile(rb"(?<=\.exs\0)")
_ALCHEMY = b"<alchemypreset>"
_PLACES = re.compile(rb"(?m)^(?:DataLoc|PrsetLoc) = [^\r\n]*|^ +(?=[^\n]*\Z)|\0")
"""Where an Alchemy state says that the project lies, which changes when that is renamed, and the padding with it."""


def insert_of(slot: Slot) -> Insert:
    """The insert in a slot; its id is left to `numbered`."""
    plugin, entry = _plugin(slot)
    parameters: Mapping[str, Value] = {}
    coverage: Coverage = "opaque"
    trouble = ""
    state = _settled(slot, entry)
    if slot.blocks is not None and entry is not None:
        parameters, trouble = native_values(plugin.uid, entry, slot.blocks)
        coverage = "decoded" if entry.parameters and not trouble else "opaque"
    elif slot.maker not in NATIVE:
        reading = read_state(plugin, read_audio_unit(slot.state).state)
        parameters, coverage, state, trouble = reading
    return Insert(
        id="",
        plugin=plugin,
        enabled=not slot.bypassed,
        preset="" if slot.preset in _NO_PRESET else slot.preset.removesuffix(".pst"),
        parameters=parameters,
        pins=_side_chain(slot),
        chunk=slot.state,
        state_hash=digest(state),
        coverage=coverage,
        extra=(f"TROUBLE {trouble}",) if trouble else (),
    )


def numbered(inserts: Iterable[Insert]) -> tuple[Insert, ...]:
    """The inserts with ids: Logic gives none, so plug-in and count, which holds when others come and go."""
    seen: dict[str, int] = {}
    found = []
    for insert in inserts:
        key = insert.plugin.uid or insert.plugin.name
        seen[key] = count = seen.get(key, 0) + 1
        found.append(replace(insert, id=f"#{key}.{count}"))
    return tuple(found)


def native_values(uid: str, entry: Native, blocks: Blocks) -> tuple[dict[str, Value], str]:
    """Term → value of a plug-in of the application, and what is wrong with its state, or ""."""
    floats = blocks.floats
    values: dict[str, Value] = {}
    for place, known in entry.parameters.items():
        if place >= len(floats):
            continue
        if not known.scale.holds(floats[place]):
            return {}, f"value {place} of {entry.name} is {floats[place]:.6g}, which it cannot hold"
        values[known.term] = Value(known.scale.read(floats[place]), known.scale.unit, known.confidence)
    if blocks.type in _EQUALISERS:
        shapes = {f"eq.{band}.shape": Value(shape, "", "measured") for band, shape in enumerate(SHAPES, 1)}
        values = shapes | values
    return values | _times(uid, blocks), ""


def _times(uid: str, blocks: Blocks) -> dict[str, Value]:
    """Times of a delay or reverb. One that follows the tempo is told as its note: the tempo carries the stored time."""
    if uid == str(_TAPE_DELAY):
        return _tape_delay_time(blocks.floats)
    if uid == str(_STEREO_DELAY):
        return _stereo_delay_times(blocks.floats)
    if uid == str(_CHROMAVERB):
        return _chromaverb_times(blocks.floats)
    return {}


def _note(denominator: float) -> Value | None:
    return Value(float(f"{4 / denominator:.5g}"), "beats", "measured") if 0.01 < denominator < 1000 else None


def _tape_delay_time(floats: tuple[float, ...]) -> dict[str, Value]:
    if len(floats) <= 23:
        return {}
    if floats[7] < 0.5:
        return {"delay.time": Value(float(f"{floats[23]:.7g}"), "ms", "measured")} if 0 <= floats[23] < 60_000 else {}
    note = _note(floats[8])
    return {} if note is None else {"delay.time_note": note}


def _stereo_delay_times(floats: tuple[float, ...]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if len(floats) <= 14:
        return found
    for place, denominator, prefix in ((3, 12, "delay.time"), (4, 14, "plugin.right time")):
        note = _note(floats[denominator]) if floats[11] >= 0.5 else None
        if note is not None:
            found[f"{prefix}_note" if prefix == "delay.time" else f"{prefix} note"] = note
        elif floats[11] < 0.5 and 0 <= floats[place] < 60_000:
            found[prefix] = Value(float(f"{floats[place]:.7g}"), "ms", "measured")
    return found


def _chromaverb_times(floats: tuple[float, ...]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if len(floats) > 7:
        if floats[5] < 0.5 and 0 <= floats[4] < 60_000:
            found["reverb.predelay"] = Value(float(f"{floats[4]:.7g}"), "ms", "published")
        if floats[7] < 0.5 and 0 <= floats[6] < 600:
            found["reverb.time"] = Value(float(f"{floats[6] * 1000:.7g}"), "ms", "published")
    return found


def _plugin(slot: Slot) -> tuple[Plugin, Native | None]:
    if slot.maker == NATIVE[0]:
        uid, entry = native(slot.type_id, slot.variant, slot.short_name)
        name = entry.name if entry is not None else slot.short_name
        return Plugin(name, "Apple", FORMAT, uid, slot.instrument), entry
    if slot.maker == NATIVE[1]:
        name = CODED_NAMES.get(slot.subtype, slot.short_name)
        return Plugin(name, "Apple", FORMAT, _code(slot.subtype), slot.instrument), None
    codes = (slot.type, slot.subtype, slot.maker[::-1])
    stated = read_audio_unit(slot.state)
    name = stated.name or slot.short_name
    if len(slot.state) >= AUDIO_UNIT_BYTES and stated.codes is not None:
        codes = stated.codes
    uid = "/".join(map(_code, codes))
    return Plugin(name, stated.vendor or _code(codes[2]), "AU", uid, slot.instrument), None


def _code(code: bytes) -> str:
    return code.decode("latin-1")


def _side_chain(slot: Slot) -> str:
    kind, number = slot.side
    name = {0x40: "Audio", 0x41: "Input", 0x42: "Aux", 0x43: "Inst", 0x45: "Bus"}.get(kind)
    return f"keyed by {name} {number + 1}" if name is not None else ""


def _settled(slot: Slot, entry: Native | None) -> bytes:
    """The state without what changes by itself."""
    blocks = slot.blocks
    if blocks is None:
        if slot.subtype == b"ANML":
            return _without_padding(slot.state)
        return _PLACES.sub(b"", slot.state) if _ALCHEMY in slot.state else slot.state
    if blocks.type in LISTENING:
        return b""
    idle = entry.idle if entry is not None else frozenset()
    kept = [blocks.raw[4 * place : 4 * place + 4] for place in range(1, len(blocks.floats)) if place not in idle]
    return b"".join(kept)


def _without_padding(state: bytes) -> bytes:
    """A drum kit's state, the bytes between the end of a name and the next multiple of four set to zero."""
    clean = bytearray(state)
    for found in _PADDING.finditer(state):
        for place in range(found.start(), min(-(-found.start() // 4) * 4, len(clean))):
            clean[place] = 0
    return bytes(clean)
