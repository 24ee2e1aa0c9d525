"""A session's settings with a candidate's changes made, and what is noteworthy about each change."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.vocabulary import band_of, describe
from profiler.history.records import InsertRef, MoveObject, Role, SendRef, Setting, TrackRef
from profiler.suggestions.candidates import Candidate, Change

__all__ = ["Check", "applied"]

_UNCHANGED_JND = 0.5
_SWITCHES = ("enabled", "offline", "mute")


@dataclass(frozen=True, slots=True)
class Check:
    """Something about a suggestion that wants an ear or an eye; ``time`` is seconds into the song, or None."""

    track: str
    time: float | None
    why: str

    def to_json(self) -> dict[str, object]:
        """As part of a suggestion."""
        return {"track": self.track, "time": self.time, "why": self.why}


def applied(
    settings: Sequence[Setting], candidate: Candidate, roles: Mapping[str, Role]
) -> tuple[tuple[Setting, ...], tuple[Check, ...]]:
    """The settings after all changes of a candidate, and what was noticed on the way."""
    checks: list[Check] = []
    current = tuple(settings)
    for change in candidate.changes:
        current = _apply(current, change, roles, checks)
    return current, tuple(checks)


def _apply(
    settings: tuple[Setting, ...], change: Change, roles: Mapping[str, Role], checks: list[Check]
) -> tuple[Setting, ...]:
    last = change.term.rpartition(".")[2]
    if isinstance(change.after, bool) or last in _SWITCHES:
        return _switch(settings, change, last)
    entry = describe(change.term)
    if isinstance(change.after, str) or entry.scale == "none":
        checks.append(Check(change.name, None, f"{change.term} has no scale: it is not in the score"))
        return settings
    value = float(change.after)
    if math.isfinite(value) and not entry.is_sane(value):
        checks.append(Check(change.name, None, f"{change.term} to {entry.say(value)} is outside any sane range"))
    found = next((setting for setting in settings if _is_meant(setting, change)), None)
    if found is None:
        return (*settings, _fresh(settings, change, roles))
    _notice(found, change, checks)
    made = replace(found, value=change.after, touched=True, automated=False)
    return tuple(made if setting is found else setting for setting in settings)


def _notice(found: Setting, change: Change, checks: list[Check]) -> None:
    entry = describe(change.term)
    if not found.audible:
        checks.append(Check(change.name, None, f"{entry.label} is bypassed or muted where it stands"))
    if found.automated:
        checks.append(Check(change.name, None, f"{entry.label} is automated: the curve plays, not this value"))
    if change.before is not None:
        away = entry.size_jnd(change.before, found.value)
        if away is not None and away > _UNCHANGED_JND:
            stands = f"{entry.label} stands at {entry.say(found.value)}, not at {entry.say(change.before)}"
            checks.append(Check(change.name, None, stands))


def _switch(settings: tuple[Setting, ...], change: Change, last: str) -> tuple[Setting, ...]:
    """On and off: of a band, an insert, a send or a whole track."""
    on = bool(change.after) if last == "enabled" else not bool(change.after)

    def is_inside(setting: Setting) -> bool:
        if setting.object.track is None or setting.object.track.id != change.track:
            return False
        if change.term in ("mute", "track.muted"):
            return True
        if change.term == "send.mute":
            return setting.object.send is not None and setting.object.send.to_id == change.send_to
        if change.term.startswith(("hpf.", "lpf.")):
            return setting.term.startswith(change.term[:4]) and _of_insert(setting, change)
        if change.term.startswith("insert."):
            return setting.object.insert is not None and _of_insert(setting, change)
        return change.band is not None and setting.object.band == change.band and _of_insert(setting, change)

    return tuple(
        replace(setting, audible=on) if is_inside(setting) and not _is_switch(setting) else setting
        for setting in settings
    )


def _is_switch(setting: Setting) -> bool:
    return isinstance(setting.value, bool)


def _is_meant(setting: Setting, change: Change) -> bool:
    thing = setting.object
    if thing.track is None or thing.track.id != change.track or setting.term != change.term or thing.clip is not None:
        return False
    if change.send_to is not None and (thing.send is None or thing.send.to_id != change.send_to):
        return False
    if change.band is not None and band_of(change.term) is None and thing.band != change.band:
        return False
    return _of_insert(setting, change)


def _of_insert(setting: Setting, change: Change) -> bool:
    insert = setting.object.insert
    if change.insert is None:
        return True
    if insert is None:
        return False
    if isinstance(change.insert, int):
        return insert.position == change.insert
    return change.insert in (insert.id, insert.plugin)


def _fresh(settings: Sequence[Setting], change: Change, roles: Mapping[str, Role]) -> Setting:
    """A control that had no setting: it stood at its default, or was not there at all."""
    entry = describe(change.term)
    role = roles[change.track].name if change.track in roles else "unknown"
    thing = MoveObject(track=TrackRef(change.track, change.name, role))
    if change.send_to is not None:
        thing = replace(thing, send=SendRef(change.name, "", change.track, change.send_to))
    elif entry.family not in ("level", "pan"):
        family = change.term.partition(".")[0]
        insert = _beside(settings, change, lambda setting: setting.object.band == change.band is not None)
        if insert is None:
            insert = _beside(settings, change, lambda setting: setting.term.startswith(f"{family}."))
        thing = replace(thing, insert=insert or InsertRef("new", "", 1_000), band=change.band)
    return Setting(
        song=settings[0].song if settings else "",
        user=settings[0].user if settings else "",
        object=thing,
        term=change.term,
        value=change.after,
        unit=entry.unit,
        save="",
        time=None,
        default=entry.default,
        touched=True,
    )


def _beside(settings: Sequence[Setting], change: Change, fits: Callable[[Setting], bool]) -> InsertRef | None:
    """The insert of the same track whose settings fit."""
    for setting in settings:
        track = setting.object.track
        here = track is not None and track.id == change.track and setting.object.insert is not None
        if here and fits(setting) and _of_insert(setting, change):
            return setting.object.insert
    return None
