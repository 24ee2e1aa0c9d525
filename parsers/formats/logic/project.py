"""`ProjectData` as the things it is made of, and the checks that its layout is the one that is known.

Trust goes by the format word. Words whose layout was confirmed are read as they are, and what does not fit is a
warning; any other word is read only if every check holds (LOGIC_FORMAT §11 of the project's research).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parsers.errors import BrokenSessionError
from parsers.formats.logic.container import HEADER_BYTES, Record, format_word, length_of, records_of, u32
from parsers.formats.logic.objects import Row, Thing, rows_of, things_of
from parsers.formats.logic.satellites import NATIVE, SendSlot, Slot, satellites_of
from parsers.formats.logic.sequences import Strand, strands_of
from parsers.formats.logic.strips import (
    AUDIO,
    INSTRUMENT,
    MASTER,
    OUTPUT,
    Counts,
    Strip,
    counts_of,
    is_in_use,
    read_strip,
    strips_of,
)

__all__ = ["KNOWN_WORDS", "Project", "doubts", "project_of", "version_of"]

KNOWN_WORDS: Mapping[int, str] = {1702: "10.0", 2511: "11.2", 2512: "12.2", 2513: "12.3"}
"""Format words whose layout was confirmed, and the first version known to write them: a later one may share a word."""
_SEEN_WORDS: Mapping[int, str] = {2000: "10.6", 2509: "11.0", 2510: "11.1"}
"""Words that were met or reported, whose layout must prove itself."""

_CLICK, _PREVIEW = 76, 72
"""Objects of the metronome and of the player of files in the browser: the same ids in every version."""
_CLICK_NAMES = frozenset({"Click", "Prelisten", "Preview"})


@dataclass(frozen=True)
class Project:
    """What a `ProjectData` holds, each part read when it is asked for."""

    word: int
    records: Sequence[Record]

    @cached_property
    def counts(self) -> Counts:
        """How many strips there are of each type."""
        return counts_of(self.records)

    @cached_property
    def strips(self) -> list[Record]:
        """Every strip, used or not."""
        return strips_of(self.records)

    @cached_property
    def used(self) -> dict[int, Strip]:
        """Index → strip in use."""
        found = [read_strip(record.payload, record.owner) for record in self.strips if is_in_use(record.payload)]
        return {self.counts.index(strip): strip for strip in found}

    @cached_property
    def things(self) -> dict[int, Thing]:
        """Id → object."""
        return things_of(self.records)

    @cached_property
    def rows(self) -> list[Row]:
        """The track list."""
        return rows_of(self.records)

    @cached_property
    def satellites(self) -> dict[int, tuple[list[Slot], list[SendSlot]]]:
        """Owner of a strip → its slots and sends."""
        return satellites_of(self.records)

    @cached_property
    def strands(self) -> list[Strand]:
        """Every sequence."""
        return strands_of(self.records)

    @property
    def song(self) -> bytes:
        """The settings of the song."""
        return next((record.payload for record in self.records if record.tag == "Song"), b"")

    def hung_on(self, strip: Strip) -> tuple[list[Slot], list[SendSlot]]:
        """Slots and sends of a strip."""
        return self.satellites.get(strip.owner, ([], []))

    def bound(self) -> Iterator[tuple[Strip, Thing, int]]:
        """Every strip that is a track, with its object and depth: rows first, then the strips that have no row.

        Several rows of one strip are one track. The metronome and the browser's player are left out; so are outputs
        and master, which Logic lists as the last row.
        """
        told: set[int] = set()
        for row in self.rows:
            thing = self.things.get(row.thing)
            strip = self.used.get(thing.strip) if thing is not None else None
            if thing is None or strip is None or thing.strip in told or strip.type == OUTPUT:
                continue
            if strip.type == MASTER and strip.number == 0:
                continue
            told.add(thing.strip)
            yield strip, thing, row.depth
        owners = self._owners()
        for index, strip in sorted(self.used.items()):
            thing = owners.get(index, Thing(0, "", index, 0, 0))
            if index not in told and not self._is_click(strip, thing) and not self._is_left_over(strip):
                yield strip, thing, 0

    def _owners(self) -> dict[int, Thing]:
        """Index of a strip → the object that drives it: the one with the longest tail, then the lowest id."""
        found: dict[int, Thing] = {}
        for thing in sorted(self.things.values(), key=lambda thing: (-thing.tail, thing.id)):
            found.setdefault(thing.strip, thing)
        return found

    def _is_left_over(self, strip: Strip) -> bool:
        """Whether a strip without a row can play nothing: of a track, with nothing on it."""
        return strip.type in (AUDIO, INSTRUMENT) and self.hung_on(strip) == ([], [])

    def _is_click(self, strip: Strip, thing: Thing) -> bool:
        slots, _ = self.hung_on(strip)
        plays_click = any(slot.maker == NATIVE[0] and slot.type_id == _KLOPFGEIST for slot in slots)
        return thing.id in (_CLICK, _PREVIEW) or thing.name in _CLICK_NAMES or plays_click


_KLOPFGEIST = 158
"""The metronome's sound."""


def project_of(data: bytes) -> Project:
    """Walk the records of a `ProjectData`. What follows its end (the property list of the save) is not looked at.

    Raises  BrokenSessionError for what is none, is cut short, or does not hold together
    """
    length = length_of(data)
    if length is None:
        raise BrokenSessionError("this is no ProjectData of Logic Pro or GarageBand", offset=0)
    if length > len(data):
        raise BrokenSessionError(
            f"the project ends before it is complete: {len(data):,} of {length:,} bytes are there",
            remedy="It may still be being saved.",
        )
    return Project(format_word(data), records_of(data[:length], HEADER_BYTES))


def version_of(word: int) -> str:
    """The version of Logic that a format word stands for, as far as is known."""
    return KNOWN_WORDS.get(word) or _SEEN_WORDS.get(word) or f"format {word}"


def doubts(project: Project, summary: Mapping[str, object]) -> Iterator[str]:
    """What in a project does not fit the layout that is known; nothing in a sound one.

    summary  the save's `MetaData.plist`, empty where it has none
    """
    counts, strips = project.counts, project.strips
    if not sum(counts.each) == counts.total == len(strips):
        yield f"it counts {counts.total} channel strips and holds {len(strips)}"
    odd = [strip.label for strip in project.used.values() if not strip.agrees]
    if odd:
        yield f"the fader of {odd[0]} is stored twice and differs"
    unbound = [row.thing for row in project.rows if not _is_bound(project, row)]
    if unbound or not project.rows:
        yield f"{len(unbound)} of {len(project.rows)} tracks have no channel strip"
    stated = summary.get("NumberOfTracks")
    if isinstance(stated, int) and stated != len(project.rows) - 1:
        yield f"{stated} tracks are stated, {len(project.rows) - 1} are there"
    yield from _satellite_doubts(project)
    bpm = summary.get("BeatsPerMinute")
    tempo = u32(project.song, 110) / 10_000
    if isinstance(bpm, int | float) and abs(bpm - tempo) > 0.01:
        yield f"a tempo of {bpm:.6g} is stated, {tempo:.6g} is there"


def _is_bound(project: Project, row: Row) -> bool:
    thing = project.things.get(row.thing)
    return thing is not None and bool(thing.name) and thing.strip in project.used


def _satellite_doubts(project: Project) -> Iterator[str]:
    for strip in project.used.values():
        slots, sends = project.hung_on(strip)
        places = [(slot.midi, slot.position) for slot in slots]
        if len(places) != len(set(places)):
            yield f"two plug-ins of {strip.label} have one place"
        if any(slot.blocks is not None and slot.blocks.type != slot.type_id for slot in slots):
            yield f"a plug-in of {strip.label} holds another one's settings"
        if any(not send.agrees or project.counts.send_bus(send.word) < 1 for send in sends):
            yield f"a send of {strip.label} is not understood"
