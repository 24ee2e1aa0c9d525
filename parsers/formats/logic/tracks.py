"""Channel strips as the model's tracks: names, stacks, routing, inserts, sends, automation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.formats.logic.lanes import insert_envelopes, strip_envelopes
from parsers.formats.logic.objects import Thing
from parsers.formats.logic.plugins import insert_of, numbered
from parsers.formats.logic.project import Project
from parsers.formats.logic.satellites import SendSlot
from parsers.formats.logic.sequences import Clock, Lane, lanes_of
from parsers.formats.logic.strips import AUX, MASTER, OUTPUT, Strip, fader_db
from parsers.session import Clip, Insert, Send, Track

__all__ = ["MASTER_ID", "inserts_of", "tracks_of"]

MASTER_ID = "master"
_NOWHERE = "none"


def tracks_of(
    project: Project, clock: Clock, clips: Mapping[int, tuple[Clip, ...]], warnings: list[str]
) -> tuple[tuple[Track, ...], Track]:
    """The tracks in mixer order, and the master.

    clips     id of an object → what plays on it
    warnings  gets what could not be read
    A track's id is its strip and its object: Logic uses either again, but seldom both (941 of 942 tracks that went on
    kept them over 108 pairs of saves). The main output is a track of its own, as in Logic's mixer; the master is the
    fader above all outputs.
    """
    bound = list(project.bound())
    ids = {id(strip): _id(strip, thing) for strip, thing, _ in bound}
    buses: dict[int, str] = {}
    for strip, thing, _ in bound:
        bus = project.counts.input_bus(strip) if strip.type == AUX else None
        if bus is not None:
            buses.setdefault(bus, _id(strip, thing))
    outputs = {strip.number: ids[id(strip)] for strip, _, _ in bound if strip.type == OUTPUT}
    routes = _Routes(project, buses, outputs)
    lanes: dict[int, list[Lane]] = {}
    for lane in lanes_of(project.strands):
        lanes.setdefault(lane.thing, []).append(lane)
    tracks: list[Track] = []
    stack: list[tuple[int, Strip, str]] = []
    holders = set()
    master = Track(id=MASTER_ID, name="Master", kind="master", output=_NOWHERE)
    for strip, thing, depth in bound:
        while stack and stack[-1][0] >= depth:
            stack.pop()
        above = stack[-1] if stack and depth else None
        folder = above[2] if above is not None else ""
        track = _track(project, strip, thing, lanes.get(thing.id, ()), clock, warnings)
        if strip.type == MASTER and strip.number == 0:
            master = replace(track, id=MASTER_ID, name="Master", kind="master", output=_NOWHERE)
            continue
        holders.add(folder)
        tracks.append(
            replace(
                track,
                id=ids[id(strip)],
                folder=folder,
                output=routes.output(strip, folder, above[1] if above is not None else None),
                sends=routes.sends(strip),
                clips=clips.get(thing.id, ()),
            )
        )
        stack.append((depth, strip, ids[id(strip)]))
    return tuple(replace(track, kind="folder") if track.id in holders else track for track in tracks), master


def inserts_of(project: Project, strip: Strip, warnings: list[str]) -> tuple[tuple[Insert, ...], tuple[Insert, ...]]:
    """The plug-ins of a strip that work on sound, and those that work on notes before them."""
    chains: tuple[list[Insert], list[Insert]] = ([], [])
    for slot in project.hung_on(strip)[0]:
        insert = insert_of(slot)
        troubles = [line for line in insert.extra if line.startswith("TROUBLE ")]
        warnings += [f"{strip.label}: {line.removeprefix('TROUBLE ')}" for line in troubles]
        chains[slot.midi].append(replace(insert, extra=()))
    return numbered(chains[0]), numbered(chains[1])


def _id(strip: Strip, thing: Thing) -> str:
    return f"{strip.label}@{thing.id}" if thing.id else strip.label


def _name(strip: Strip, thing: Thing) -> str:
    """The object's name; that of an output follows the patch that is loaded on it, so outputs go by their label."""
    by_label = strip.type in (OUTPUT, MASTER) and not _is_stack(strip)
    return strip.label if by_label or not thing.is_named else thing.name


def _is_stack(strip: Strip) -> bool:
    """Whether a strip of the master's type is the head of a folder stack."""
    return strip.type == MASTER and strip.number > 0


def _track(
    project: Project, strip: Strip, thing: Thing, lanes: Sequence[Lane], clock: Clock, warnings: list[str]
) -> Track:
    name = _name(strip, thing)
    inserts, before = inserts_of(project, strip, warnings)
    slots = [slot for slot in project.hung_on(strip)[0] if not slot.midi]
    return Track(
        id="",
        name=name,
        name_is_default=name == strip.label,
        gain_db=strip.gain_db,
        pan=strip.pan,
        muted=strip.muted,
        soloed=strip.soloed,
        channels=2 if strip.channels > 1 else 1,
        colour=str(thing.colour) if thing.colour else "",
        inserts=insert_envelopes(inserts, slots, lanes, clock),
        input_inserts=before,
        envelopes=strip_envelopes(lanes, clock),
    )


class _Routes:
    """Where strips lead."""

    def __init__(self, project: Project, buses: Mapping[int, str], outputs: Mapping[int, str]) -> None:
        self._counts = project.counts
        self._project = project
        self._buses = buses
        self._outputs = outputs

    def output(self, strip: Strip, folder: str, above: Strip | None) -> str:
        """Id of the track that a strip feeds, ``master`` or ``none``.

        What lies in a folder stack passes its fader, whatever output is set.
        """
        if strip.type == OUTPUT or _is_stack(strip):
            return folder or MASTER_ID
        if above is not None and _is_stack(above):
            return folder
        pair = self._counts.output_pair(strip.output_word)
        if pair is not None:
            return self._outputs.get(pair, MASTER_ID)
        bus = self._counts.output_bus(strip.output_word)
        return _NOWHERE if bus is None else self._buses.get(bus, _NOWHERE)

    def sends(self, strip: Strip) -> tuple[Send, ...]:
        """The sends of a strip; a bus that feeds no strip is ``bus:N``."""
        found: list[Send] = []
        seen: dict[str, int] = {}
        for send in self._project.hung_on(strip)[1]:
            bus = self._counts.send_bus(send.word)
            to = self._buses.get(bus, f"bus:{bus}")
            seen[to] = count = seen.get(to, 0) + 1
            found.append(_send(send, f"{to}/{count}", to))
        return tuple(found)


def _send(send: SendSlot, id_: str, to: str) -> Send:
    return Send(
        id=id_,
        to=to,
        gain_db=fader_db(send.level),
        muted=send.bypassed,
        tap="pre_fader" if send.pre_fader else "post_fader",
        extra=("SEND post-pan",) if send.post_pan else (),
    )
