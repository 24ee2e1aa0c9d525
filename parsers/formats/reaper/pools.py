"""Automation items: pieces of automation that the project holds apart, and the places of curves where they lie.

A piece is a block ``<POOLEDENV`` of the project: ``ID``, ``NAME``, ``SRCLEN`` in beats, ``LFO``, and points ``PPT beat
share shape``. An item is a line ``POOLEDENVINST`` of an envelope: pool, position s, length s, start offset, play rate,
selected, baseline, amplitude, loop, two places in beats, running number, muted, and three more. One file of the corpus
has a piece (17 beats at 120 bpm under an item of 8.5 s: beats are beats) and an item; the names of the item's fields
are those of two open readers and of the application's own script interface. How shares become values of a volume curve
is not known, so items are told as what they are, not as points of the curve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from parsers.formats.reaper.lexis import arguments, number, shown, stored
from parsers.formats.reaper.lines import HELD, NUMBER, SWITCH, TEXT, Argument, Line, rest
from parsers.session import AutomationItem, Envelope, Insert, PoolPoint, Send, Session, Track

__all__ = ["ITEM", "PIECE", "SHAPES", "item_of", "with_pieces"]

PIECE = "<POOLEDENV"
SHAPES = {"0": "linear", "1": "square", "2": "slow", "3": "fast_start", "4": "fast_end", "5": "bezier"}
"""How a curve goes from a point to the next."""
ITEM = Line(
    "POOLEDENVINST",
    (
        Argument("pool", TEXT, "1"),
        Argument("position_s", NUMBER, "0"),
        Argument("length_s", NUMBER, "0"),
        Argument("offset_s", NUMBER, "0"),
        Argument("rate", NUMBER, "1"),
        *rest("0"),
        Argument("baseline", NUMBER, "0.5"),
        Argument("amplitude", NUMBER, "1"),
        Argument("loop", SWITCH, "1"),
        *rest("0", "0", "0"),
        Argument("muted", SWITCH, "0"),
        *rest("0", "0.012", "0"),
    ),
    always=True,
)


class _Piece(NamedTuple):
    name: str
    length_beats: float
    points: tuple[PoolPoint, ...]


_NONE = _Piece("", 0.0, ())


def item_of(remainder: str) -> tuple[AutomationItem, str, str]:
    """An item by its line: without what its piece says; what the line says beyond it; what is wrong, or ""."""
    reading = ITEM.read(remainder)
    return AutomationItem(**dict(reading.fields)), reading.leftover or f"{ITEM.key} {HELD}", reading.trouble


def with_pieces(session: Session) -> Session:
    """The session, its items filled with what the pieces say that stand in its ``extra``."""
    pieces = {
        identity: piece for entry in session.extra if entry.startswith(PIECE) for identity, piece in [_piece(entry)]
    }
    tracks = tuple(_track(track, pieces) for track in session.tracks)
    return replace(session, tracks=tracks, master=_track(session.master, pieces))


def _piece(entry: str) -> tuple[str, _Piece]:
    identity, name, length = "", "", 0.0
    points = []
    for line in stored(entry).split("\n"):
        key, *words = arguments(line) or [""]
        try:
            if key == "ID":
                identity = shown(words[0])
            elif key == "NAME":
                name = shown(words[0])
            elif key == "SRCLEN":
                length = number(words[0])
            elif key == "PPT":
                shape = words[2] if len(words) > 2 else "0"
                points.append(PoolPoint(number(words[0]), number(words[1]), SHAPES.get(shape) or shown(shape)))
        except (ValueError, IndexError):
            continue  # the line stays in the session's extra, where all of the piece is
    return identity, _Piece(name, length, tuple(points))


def _track(track: Track, pieces: Mapping[str, _Piece]) -> Track:
    inserts, more = _inserts(track.inserts, pieces), _inserts(track.input_inserts, pieces)
    envelopes, sends = _envelopes(track.envelopes, pieces), _sends(track.sends, pieces)
    if (inserts, more, envelopes, sends) == (None, None, None, None):
        return track
    return replace(
        track,
        inserts=inserts or track.inserts,
        input_inserts=more or track.input_inserts,
        envelopes=envelopes or track.envelopes,
        sends=sends or track.sends,
    )


def _envelopes(envelopes: Iterable[Envelope], pieces: Mapping[str, _Piece]) -> tuple[Envelope, ...] | None:
    """The envelopes with their items filled; None where none has any."""
    if not any(envelope.items for envelope in envelopes):
        return None
    return tuple(
        replace(envelope, items=tuple(_filled(item, pieces.get(item.pool, _NONE)) for item in envelope.items))
        for envelope in envelopes
    )


def _filled(item: AutomationItem, piece: _Piece) -> AutomationItem:
    return replace(item, name=piece.name, length_beats=piece.length_beats, points=piece.points)


def _sends(sends: Iterable[Send], pieces: Mapping[str, _Piece]) -> tuple[Send, ...] | None:
    found = [_envelopes(send.envelopes, pieces) for send in sends]
    if not any(found):
        return None
    return tuple(replace(send, envelopes=own or send.envelopes) for send, own in zip(sends, found, strict=True))


def _inserts(inserts: Iterable[Insert], pieces: Mapping[str, _Piece]) -> tuple[Insert, ...] | None:
    found = [(_envelopes(insert.envelopes, pieces), _inserts(insert.inserts, pieces)) for insert in inserts]
    if not any(own or inner for own, inner in found):
        return None
    return tuple(
        replace(insert, envelopes=own or insert.envelopes, inserts=inner or insert.inserts) if own or inner else insert
        for insert, (own, inner) in zip(inserts, found, strict=True)
    )
