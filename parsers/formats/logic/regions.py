"""Audio regions: what plays where, from which file.

An arrangement is a sequence of entries of 80 bytes and more; entries of automation and of notes lie in sequences like
it. Source: LOGIC_FORMAT §7 of the project's research, verified on one song against its picture; gain, fades and speed
of a region are not read. Logic gives regions no ids, and rewrites where files lie whenever a project is renamed: a
source is its file's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.formats.logic.container import Record, u8, u16, u32
from parsers.formats.logic.sequences import FIRST_TICK, Clock, Strand
from parsers.session import Clip, SourceRef

__all__ = ["clips_of", "rate_of"]

_AUDIO_ENTRY = 0x24
_FIRST_ENTRY_TICK = 34560
"""Bar 1 in an arrangement."""
_ENTRY_BYTES = 64
_MAGIC = b"LFUA"
_RATES = range(8_000, 400_001)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    rate: int


def clips_of(records: Sequence[Record], strands: Iterable[Strand], clock: Clock) -> dict[int, tuple[Clip, ...]]:
    """Id of an object → the audio regions on its track, in order of time."""
    files = _files(records)
    regions = {(record.slot, record.owner): record.payload for record in records if record.tag == "AuRg"}
    found: dict[int, list[Clip]] = {}
    for strand in strands if regions else ():
        for event in strand.events():
            if event.type != _AUDIO_ENTRY:
                continue
            entry = event.head + b"".join(event.more[:4])
            slot, number = u16(entry, 44), u16(entry, 40)
            file, region = files.get(slot), regions.get((slot, number))
            if len(entry) < _ENTRY_BYTES or file is None or region is None:
                continue
            position = clock.seconds(event.tick - _FIRST_ENTRY_TICK + FIRST_TICK)
            muted = bool(u8(entry, 12) & 1)
            clip = _clip(region, file, position, number=f"#{slot}.{number}", muted=muted)
            found.setdefault(u16(entry, 16), []).append(clip)
    return {thing: tuple(sorted(clips, key=lambda clip: (clip.position_s, clip.id))) for thing, clips in found.items()}


def rate_of(records: Iterable[Record]) -> int | None:
    """The rate that all audio files of the project share; None where they differ or there are none."""
    rates = {file.rate for file in _files(records).values()}
    return rates.pop() if len(rates) == 1 else None


def _files(records: Iterable[Record]) -> dict[int, _File]:
    found: dict[int, _File] = {}
    for record in records:
        if record.tag != "AuFl":
            continue
        payload = record.payload
        length = u16(payload, 8)
        name = payload[10 : 10 + 2 * length].decode("utf-16-le", "replace").rstrip("\0")
        rate = u32(payload, payload.find(_MAGIC, 10 + 2 * length) + 476) if _MAGIC in payload else 0
        if name and rate in _RATES:
            found[record.slot] = _File(name, rate)
    return found


def _clip(region: bytes, file: _File, position_s: float, *, number: str, muted: bool) -> Clip:
    length = u16(region, 74)
    return Clip(
        id=number,
        name=region[76 : 76 + length].decode("utf-8", "replace").rstrip("\0"),
        position_s=position_s,
        length_s=u32(region, 22) / file.rate,
        source=SourceRef("audio", file.name),
        source_offset_s=u32(region, 6) / file.rate,
        muted=muted,
    )
