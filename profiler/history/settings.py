"""Where each control of a song came to rest: one value for each, from its latest save."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from parsers.session import Insert, Scalar, Session, Track
from parsers.vocabulary import band_of, describe, spoken
from profiler.history.records import InsertRef, Move, MoveObject, Role, Save, SendRef, Setting, TrackRef

__all__ = ["settings_of"]

_RAW = "plugin."
_MASTER = {"fader.gain": "master.gain", "pan.position": "master.pan", "mute": "master.mute"}


@dataclass(frozen=True, slots=True)
class _Control:
    """One control of one save, before it is known whether it matters."""

    object: MoveObject
    term: str
    value: Scalar
    unit: str
    automated: bool
    audible: bool

    @property
    def key(self) -> tuple[str, str]:
        return (self.object.key, self.term)


def settings_of(
    first: Session,
    last: Session,
    *,
    begun: Save,
    save: Save,
    moves: Iterable[Move],
    roles: Mapping[str, Role],
) -> tuple[Setting, ...]:
    """The settings of one song, in mixer order.

    first, last  the song's first and latest saves;  begun, save  their records
    moves        all moves of the song, in order: a control that one of them set is touched
    Returns      every control that does not stand at its default, or was touched. Raw parameters (``plugin.*``) only
                 where touched: nobody knows where they rest by themselves. ``first`` is None for what came later. A
                 setting is whose who set it last; one that nobody touched, whose who brought it: who added the insert,
                 the send or the track, or made the first save.
    """
    setters = {(move.object.key, move.term): move.user for move in moves if move.undone_by is None}
    raw = frozenset(term for _, term in setters if term.startswith(_RAW))
    earlier = {control.key: control.value for control in _controls(first, roles, raw)}
    found: list[Setting] = []
    seen: set[tuple[str, str]] = set()
    for control in _controls(last, roles, raw):
        key = control.key
        if key in seen:
            continue
        seen.add(key)
        default = _default(control)
        by_hand = key in setters
        if not by_hand and (control.value == default or control.term.startswith(_RAW)):
            continue
        found.append(
            Setting(
                song=save.song,
                user=_maker(control, setters, begun.user if key in earlier else save.user),
                object=control.object,
                term=control.term,
                value=control.value,
                unit=control.unit,
                save=save.id,
                time=save.time,
                default=default,
                first=earlier.get(key),
                touched=by_hand,
                automated=control.automated,
                audible=control.audible,
            )
        )
    return tuple(found)


def _maker(control: _Control, setters: Mapping[tuple[str, str], str], otherwise: str) -> str:
    thing = replace(control.object, band=None)
    brought = [(thing.key, "insert.added")] if thing.insert else [(thing.key, "send.added")] if thing.send else []
    if thing.track is not None:
        brought.append((thing.track.id, "track.added"))
    return next((setters[key] for key in (control.key, *brought) if key in setters), otherwise)


def _default(control: _Control) -> Scalar | None:
    if control.term == "insert.enabled":
        return None  # that an insert is there at all was a decision, and all that is known of an unreadable one
    default = describe(control.term).default
    return bool(default) if default is not None and isinstance(control.value, bool) else default


def _controls(session: Session, roles: Mapping[str, Role], raw: Collection[str]) -> Iterator[_Control]:
    """Every control of a session. raw: those raw parameters that are wanted, since there may be thousands of others."""
    names = {track.id: track.name for track in session.every_track()}
    for number, track in enumerate(session.every_track(), 1):
        master = track.kind == "master"
        role = roles.get(track.id)
        name = track.name or ("Master" if master else "")
        ref = TrackRef(track.id, name, role.name if role else "unknown", 0 if master else number)
        yield from _track_controls(track, MoveObject(track=ref), names, raw)


def _track_controls(
    track: Track, thing: MoveObject, names: Mapping[str, str], raw: Collection[str]
) -> Iterator[_Control]:
    driven = {envelope.target for envelope in track.envelopes if envelope.active}
    heard = not track.muted
    values: tuple[tuple[str, Scalar], ...] = (
        ("fader.gain", track.gain_db),
        *((("trim.gain", track.trim_db),) if track.trim_db else ()),
        ("pan.position", track.pan),
        ("pan.width", track.width),
        ("mute", track.muted),
        ("polarity", track.polarity_inverted),
    )
    for term, value in values:
        said = _MASTER.get(term, term) if track.kind == "master" else term
        yield _Control(thing, said, value, describe(said).unit, term in driven, heard or term == "mute")
    for send in track.sends:
        if send.gain_db == -math.inf and not send.envelopes:
            continue  # closed: Ableton Live has one of each track to each return
        ref = SendRef(track.name, names.get(send.to, send.to), track.id, send.to, send.channel)
        driven = {envelope.target for envelope in send.envelopes if envelope.active}
        sounding = heard and not send.muted
        of_send: tuple[tuple[str, Scalar], ...] = (
            ("send.gain", send.gain_db),
            ("send.pan", send.pan),
            ("send.tap", send.tap),
            ("send.mute", send.muted),
        )
        for term, value in of_send:
            unit = describe(term).unit
            yield _Control(replace(thing, send=ref), term, value, unit, term in driven, sounding)
    for position, insert in enumerate(track.inserts, 1):
        yield from _insert_controls(insert, thing, position, raw, heard=heard and track.chain_enabled)


def _insert_controls(
    insert: Insert, owner: MoveObject, position: int, raw: Collection[str], *, heard: bool
) -> Iterator[_Control]:
    thing = replace(owner, insert=InsertRef(insert.id, insert.plugin.name, position))
    driven = {envelope.target for envelope in insert.envelopes}
    sounding = heard and insert.enabled and not insert.offline
    yield _Control(thing, "insert.enabled", insert.enabled, "", "insert.enabled" in driven, heard)
    yield _Control(thing, "insert.wet", insert.wet, "share", "insert.wet" in driven, sounding)
    for term, value in insert.parameters.items():
        if term.startswith(_RAW) and term not in raw:
            continue
        band = band_of(term)
        prefix, _, last = term.rpartition(".")
        switch = insert.parameters.get(f"{prefix}.enabled") if band is not None else None
        on = switch is None or switch.value is True
        shape = insert.parameters.get(f"{prefix}.shape")
        said = term if last == "shape" else spoken(term, shape.value if shape else None)
        part = replace(thing, band=band)
        yield _Control(part, said, value.value, value.unit, term in driven, sounding and (on or last == "enabled"))
    for inner, insert_inside in enumerate(insert.inserts, 1):
        yield from _insert_controls(insert_inside, owner, inner, raw, heard=sounding)
