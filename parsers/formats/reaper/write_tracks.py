"""Tracks written: their lines, receives, envelopes, chains and items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.edit import Order, place_for, set_fields, set_line, set_parts, set_verbatim, set_words
from parsers.formats.reaper.envelopes import HARDWARE_ENVELOPES, SEND_ENVELOPES, TRACK_ENVELOPES, Drive
from parsers.formats.reaper.lanes import clips_as_written, lines_as_written
from parsers.formats.reaper.lexis import arguments, first_argument, quoted, stored
from parsers.formats.reaper.sends import HARDWARE, RECEIVE, numbered
from parsers.formats.reaper.tracks import GROUP_KEYS, GROUPS, TRACK, groups_of
from parsers.formats.reaper.tree import Element, Node, Row, key_of, lines_of
from parsers.formats.reaper.write_chain import set_chain
from parsers.formats.reaper.write_envelopes import read_node, set_envelopes
from parsers.formats.reaper.write_items import item_node, set_item
from parsers.session import Clip, Send, Track

__all__ = ["Incoming", "identity_of", "set_groups", "set_hardware", "set_track", "track_node"]

_ORDER = Order(
    "NAME", "PEAKCOL", "BEAT", "AUTOMODE", "VOLPAN", "MUTESOLO", "IPHASE", "PLAYOFFS", "PANMODE", "WIDTH", "DUALPAN",
    "ISBUS", "BUSCOMP", "SHOWINMIX", "FREEMODE", "FIXEDLANES", "LANESOLO", "SEL", "REC", "VU", "TRACKHEIGHT", "INQ",
    "NCHAN", "FX", "TRACKID", "PERF", "LAYOUTS", "GROUP_FLAGS", "GROUP_FLAGS_HIGH", "AUXRECV", "MIDIOUT", "MAINSEND",
    "HWOUT", *TRACK_ENVELOPES, "FXCHAIN", "FREEZE", "FXCHAIN_REC", "ITEM",
)  # fmt: skip


_COUNTED = re.compile(r"#\d+$")
_OWNERS = frozenset({"AUXRECV", "HWOUT", "MASTERHWOUT"})
_COLUMNS = {what: column for column, what in GROUPS.items()}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A send as its destination is to hold it: a key that is the same in every file, and its source's index."""

    key: str
    index: int
    send: Send


def track_node(track: Track, incoming: Sequence[Incoming], structure: tuple[int, int]) -> Node:
    """A new track; see `set_track`."""
    node = Node(Row("<TRACK"))
    _set_head(node, track)
    set_track(node, None, track, incoming, structure, ())
    return node


def set_track(
    node: Node,
    before: Track | None,
    track: Track,
    incoming: Sequence[Incoming],
    structure: tuple[int, int],
    received: Sequence[str],
) -> None:
    """Bring a track's block to the model.

    before     what it reads as, None for a new one
    incoming   what it is to receive
    structure  folder state and step, from its place among the tracks
    received   keys of the receives that it has, in the order of their lines
    """
    _check_output(track)
    rows = node.rows
    fields = {
        name: getattr(track, name)
        for name in (
            "name", "colour", "automation_mode", "gain_db", "pan", "pan_law_db", "muted", "soloed", "polarity_inverted",
            "pan_mode", "width", "pan_left", "pan_right", "armed", "channels", "chain_enabled",
        )
    }  # fmt: skip
    fields |= {"folder_state": structure[0], "folder_step": structure[1], "to_parent": track.output != "none"}
    set_fields(rows, TRACK, fields, track.extra, _ORDER, new=before is None)
    _set_name(rows, track.name)
    set_groups(rows, track.groups, GROUP_KEYS, _ORDER)
    held = _set_receives(rows, incoming, received)
    held |= set_hardware(rows, "HWOUT", [send for send in track.sends if send.to.startswith("hardware:")], _ORDER)
    set_envelopes(rows, TRACK_ENVELOPES, track.envelopes, lambda name: place_for(rows, name, _ORDER))
    set_chain(rows, "FXCHAIN", track.inserts, track.extra, place_for(rows, "FXCHAIN", _ORDER))
    set_chain(rows, "FXCHAIN_REC", track.input_inserts, track.extra, place_for(rows, "FXCHAIN_REC", _ORDER))
    known = () if before is None else clips_as_written(before.clips, before.extra)
    _set_clips(rows, known, clips_as_written(track.clips, track.extra))
    verbatim = [entry for entry in lines_as_written(track) if not _is_held(entry)]
    text = _verbatim_rows(node, held)
    set_verbatim(rows, lambda element: id(element) in text, verbatim, _ORDER)
    _set_id_line(node)


def identity_of(id: str) -> str:
    """The GUID in a track's id: without the count of a second one, "" for a stand-in."""
    return _COUNTED.sub("", id)


def _check_output(track: Track) -> None:
    if track.output not in {"none", track.folder or "master"}:
        raise UnwritableSessionError(
            f"the output of {track.name!r} is {track.output!r}: a track goes to its folder, to the master or nowhere",
            remedy="Route it by a send instead.",
        )


def _set_head(node: Node, track: Track) -> None:
    identity = stored(identity_of(track.id))
    own_line = any(entry == f"TRACKID {identity}" for entry in track.extra)
    node.head.text = f"<TRACK {quoted(identity)}" if identity and not own_line else "<TRACK"


def _set_id_line(node: Node) -> None:
    """The line that repeats the GUID of the head, where the track has none yet."""
    head = node.head.text.partition(" ")[2]
    if head and not any(key_of(element) == "TRACKID" for element in node.rows):
        node.rows.insert(place_for(node.rows, "TRACKID", _ORDER), Row(f"TRACKID {head}"))


def _set_name(rows: list[Element], name: str) -> None:
    """The block that holds a name which no quoting can."""
    node = next((element for element in rows if isinstance(element, Node) and element.name == "NAME"), None)
    needed = all(mark in name for mark in "\"'`") or "\n" in name
    if node is not None and "\n".join(line[1:] for line in lines_of(node)[1:-1]) == stored(name):
        return
    if node is not None:
        rows[:] = [element for element in rows if element is not node]
    if needed:
        made = Node(Row("<NAME"), [Row(f"|{stored(line)}") for line in name.split("\n")])
        rows.insert(place_for(rows, "PEAKCOL", _ORDER), made)


def set_groups(rows: list[Element], groups: Sequence[str], keys: Mapping[str, int], order: Order) -> None:
    """``GROUP_FLAGS``: one bit mask of groups a column; `keys` are those of its lines with their first group."""
    have: list[str] = []
    for key, first in keys.items():
        for element in rows:
            if isinstance(element, Row) and key_of(element) == key:
                have += groups_of(element.text.partition(" ")[2], first) or ()
    if have == list(groups):
        return
    for key, first in keys.items():
        masks: dict[int, int] = {}
        for group in groups:
            what, _, number = group.rpartition(":")
            column = _COLUMNS.get(what, int(what.removeprefix("flag ")) - 1 if what.startswith("flag ") else None)
            if column is None or not number.isdigit():
                raise UnwritableSessionError(f"the grouping {group!r} cannot be written")
            bit = int(number) - 1 - first
            if 0 <= bit < 32:
                masks[column] = masks.get(column, 0) | 1 << bit
        words = [str(masks.get(column, 0)) for column in range(max(masks) + 1)] if masks else None
        set_words(rows, key, words, order)


def _parts(rows: Sequence[Element], keys: tuple[str, ...], drives: Mapping[str, Drive]) -> list[list[Element]]:
    """Each line with one of these keys, and the envelopes that follow it as its own."""
    parts: list[list[Element]] = []
    owner = ""
    for element in rows:
        key = key_of(element)
        if isinstance(element, Row) and key in _OWNERS:
            owner = key
            if key in keys:
                parts.append([element])
        elif isinstance(element, Node) and owner in keys and key in drives and read_node(element, drives[key]):
            parts[-1].append(element)
    return parts


def _replace_parts(rows: list[Element], old: Sequence[list[Element]], new: Sequence[list[Element]], place: int) -> None:
    """Put parts where the old ones were, or at `place` when there were none."""
    flat = [element for part in new for element in part]
    gone = {id(element) for part in old for element in part}
    if [id(element) for element in rows if id(element) in gone] == [id(element) for element in flat]:
        return
    first = next((index for index, element in enumerate(rows) if id(element) in gone), place)
    rows[:] = [*rows[:first], *flat, *(element for element in rows[first:] if id(element) not in gone)]


def _set_receives(rows: list[Element], incoming: Sequence[Incoming], received: Sequence[str]) -> set[int]:
    """Returns  identities of the rows that hold receives."""
    wanted = {receive.key: receive for receive in incoming}
    pairs = [(part, key) for part, key in zip(_parts(rows, ("AUXRECV",), SEND_ENVELOPES), received, strict=True) if key]
    kept = [key for _, key in pairs if key in wanted]
    order = [*kept, *(key for key in wanted if key not in kept)]

    def change(part: list[Element], place: int) -> None:
        _set_receive(part, wanted[order[place]])

    def make(place: int) -> list[Element]:
        part: list[Element] = []
        change(part, place)
        return part

    made = set_parts([part for part, _ in pairs], [key for _, key in pairs], order, change=change, make=make)
    _replace_parts(rows, [part for part, _ in pairs], made, place_for(rows, "AUXRECV", _ORDER))
    return {id(element) for part in made for element in part}


def _set_receive(part: list[Element], receive: Incoming) -> None:
    send = receive.send
    leftover = next((entry for entry in send.extra if entry.startswith("AUXRECV ")), None)
    fields = {
        name: getattr(send, name)
        for name in ("tap", "gain_db", "pan", "muted", "mono", "polarity_inverted", "source_channel", "channel")
    }
    fields["source"] = receive.index
    if not send.channel:
        # Only notes are sent: the audio channels of the destination are without meaning and stay as they are.
        words = RECEIVE.restored(leftover) if leftover else arguments(as_row(part).text)[1:] if part else []
        fields["channel"] = dict(RECEIVE.read(" ".join(map(quoted, words))).fields)["channel"]
        fields["source_channel"] = ""
    set_line(part, RECEIVE, fields, leftover, Order())
    set_envelopes(part, SEND_ENVELOPES, send.envelopes, lambda _name: len(part))


def as_row(part: Sequence[Element]) -> Row:
    """The line that a part starts with."""
    first = part[0]
    return first if isinstance(first, Row) else first.head


def set_hardware(rows: list[Element], key: str, sends: Sequence[Send], order: Order) -> set[int]:
    """Bring the hardware outputs among an element's rows (lines `key`) to these sends.

    Returns  identities of the rows that hold them
    """
    line = replace(HARDWARE, key=key)
    parts = _parts(rows, (key,), HARDWARE_ENVELOPES)
    seen: dict[tuple[str, str], int] = {}
    have = []
    for part in parts:
        channel = dict(line.read(as_row(part).text.partition(" ")[2]).fields)["channel"]
        have.append(numbered(f"hardware:{channel}", "1/2", seen))
    seen = {}
    wanted = [numbered(send.to, "1/2", seen) for send in sends]

    def change(part: list[Element], place: int) -> None:
        send = sends[place]
        fields = {
            name: getattr(send, name)
            for name in ("tap", "gain_db", "pan", "muted", "polarity_inverted", "source_channel")
        }
        fields["channel"] = send.to.removeprefix("hardware:")
        leftover = next((entry for entry in send.extra if entry.startswith(f"{key} ")), None)
        set_line(part, line, fields, leftover, Order())
        set_envelopes(part, HARDWARE_ENVELOPES, send.envelopes, lambda _name: len(part))

    def make(place: int) -> list[Element]:
        part: list[Element] = []
        change(part, place)
        return part

    made = set_parts(parts, have, wanted, change=change, make=make)
    _replace_parts(rows, parts, made, place_for(rows, key, order))
    return {id(element) for part in made for element in part}


def _set_clips(rows: list[Element], before: Sequence[Clip], clips: Sequence[Clip]) -> None:
    if tuple(before) == tuple(clips):
        return
    nodes = [element for element in rows if isinstance(element, Node) and element.name == "ITEM"]
    known = {id(node): clip for node, clip in zip(nodes, before, strict=True)}

    def change(node: Node, place: int) -> None:
        if known[id(node)] != clips[place]:
            set_item(node, known[id(node)], clips[place])

    made = set_parts(
        nodes,
        [clip.id for clip in before],
        [clip.id for clip in clips],
        change=change,
        make=lambda place: item_node(clips[place]),
    )
    _replace_parts(rows, [[node] for node in nodes], [[node] for node in made], len(rows))


def _is_held(entry: str) -> bool:
    key = entry.partition(" ")[0]
    return key in TRACK.by_key or key.startswith(("FXCHAIN/", "FXCHAIN_REC/"))


def _verbatim_rows(node: Node, held: set[int]) -> set[int]:
    """Identities of the rows of a track that are only text."""
    found = set()
    names: set[str] = set()
    head = node.head.text.partition(" ")[2]
    for element in node.rows:
        key = key_of(element)
        if id(element) in held:
            continue
        if isinstance(element, Row):
            repeats = key == "TRACKID" and bool(head) and first_argument(element.text[8:]) == first_argument(head)
            grouping = key in GROUP_KEYS and groups_of(element.text.partition(" ")[2], 0) is not None
            if element.text and key not in TRACK.by_key and not repeats and not grouping:
                found.add(id(element))
        elif key in TRACK_ENVELOPES:
            if read_node(element, TRACK_ENVELOPES[key]) is None:
                found.add(id(element))
        elif key != "ITEM" and (key not in {"FXCHAIN", "FXCHAIN_REC", "NAME"} or key in names):
            found.add(id(element))
        if isinstance(element, Node):
            names.add(key)
    return found
