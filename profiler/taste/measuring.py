"""The dimensions of one song, read off where its controls rest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parsers.session import Scalar
from parsers.vocabulary import band_of, spoken
from profiler.history.records import MoveObject, Role, Setting
from profiler.rendering.equaliser import Band
from profiler.taste.dimensions import EQ_BANDS, USES, Dimension, scale_of_name
from profiler.taste.plugin_words import use_of_plugin

__all__ = ["Measured", "measure", "role_name", "send_kind"]

Floats = NDArray[np.float64]

_RATE = 48_000
_POINTS = 6
"""Frequencies per EQ dimension."""
_FLAT_DB = 0.25
"""Less gain than this is an equaliser that does nothing."""
_CLOSED_DB = -60.0
_TONE_SHAPES = ("bell", "low shelf", "high shelf")
"""Pass filters are dimensions of their own; a notch mends."""
_USE_TERMS = {
    "compressor.on": ("compressor.threshold", "compressor.ratio"),
    "gate.on": ("gate.threshold", "expander.threshold"),
    "limiter.on": ("limiter.threshold", "limiter.ceiling"),
    "deesser.on": ("deesser.threshold",),
    "saturation.on": ("saturation.drive", "saturation.mix"),
    "reverb.on": ("reverb.time", "reverb.mix", "reverb.size"),
    "delay.on": ("delay.time", "delay.time_note", "delay.mix"),
    "hpf.on": ("hpf.frequency",),
    "lpf.on": ("lpf.frequency",),
}
_SEND_USES = {"reverb": "reverb.on", "delay": "delay.on"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One dimension of one song.

    x         steps, the mean over the role's tracks that have it
    settings  those that it rests on; for a use, what shows it or is parked there; none where there is nothing at all
    tracks    of the role
    """

    x: float
    settings: tuple[Setting, ...]
    tracks: int


def measure(
    settings: Sequence[Setting], roles: Mapping[str, Role], *, only: Collection[str] | None = None
) -> dict[Dimension, Measured]:
    """Every dimension that these settings of one song tell, by role.

    settings  of one song (or of one session)
    roles     track id → role; tracks of unknown role, and muted ones, are left out
    only      roles to measure; None measures all
    """
    rows: dict[str, list[Setting]] = defaultdict(list)
    for setting in settings:
        if setting.object.track is not None and setting.object.clip is None and setting.object.envelope is None:
            rows[setting.object.track.id].append(setting)
    by_role: dict[str, list[_Channel]] = defaultdict(list)
    for _, own in sorted(rows.items()):
        role = role_name(own[0], roles)
        wanted = role not in ("", "unknown") and (only is None or role in only)
        if wanted and not any(setting.term == "mute" and setting.value is True for setting in own):
            by_role[role].append(_Channel(own, roles))
    is_mixed = any(setting.object.insert is not None for setting in settings)
    measured: dict[Dimension, Measured] = {}
    for role, channels in sorted(by_role.items()):
        measured |= _controls(role, channels)
        measured |= _curves(role, channels)
        if is_mixed:
            measured |= _uses(role, channels)
    return measured


def role_name(setting: Setting, roles: Mapping[str, Role]) -> str:
    """Role of the track that a setting is on: as told, else as it was when the setting was read."""
    track = setting.object.track
    if track is None:
        return ""
    return roles[track.id].name if track.id in roles else track.role


def send_kind(object_: MoveObject, roles: Mapping[str, Role]) -> str:
    """What a send feeds: ``reverb``, ``delay``, another role's name, or "" where that is not known."""
    if object_.send is None or object_.send.to_id not in roles:
        return ""
    role = roles[object_.send.to_id].name
    return "" if role == "unknown" else role.removesuffix(" return")


class _Channel:
    """One track: its working settings by dimension, its tone bands, what it uses."""

    def __init__(self, settings: Iterable[Setting], roles: Mapping[str, Role]) -> None:
        ordered = sorted(settings, key=lambda s: (s.object.insert.position if s.object.insert else 0, s.object.key))
        self.unread = False
        shapes = {_band_key(s): str(s.value) for s in ordered if s.term.endswith(".shape") and s.object.insert}
        self.controls: dict[str, Setting] = {}
        self.bands: dict[tuple[str, int], dict[str, Setting]] = defaultdict(dict)
        self.shapes = shapes
        self.uses: dict[str, list[Setting]] = defaultdict(list)
        self.parked: dict[str, list[Setting]] = defaultdict(list)
        """What is there but bypassed, by use."""
        self._switches = {s.object.insert.id: s for s in ordered if s.term == "insert.enabled" and s.object.insert}
        for setting in ordered:
            shape = shapes.get(_band_key(setting))
            if setting.audible:
                self._take(setting, shape, roles)
            else:
                self._note_use(spoken(setting.term, shape), setting, self.parked)

    def _note_use(self, term: str, setting: Setting, uses: dict[str, list[Setting]]) -> None:
        """A setting that shows a use, with the switch of its insert where somebody touched that."""
        use = next((use for use, terms in _USE_TERMS.items() if term in terms), None)
        if use is not None and _is_number(setting.value):
            switch = self._switches.get(setting.object.insert.id) if setting.object.insert else None
            uses[use].append(switch if switch is not None else setting)

    def _take(self, setting: Setting, shape: str | None, roles: Mapping[str, Role]) -> None:
        term = spoken(setting.term, shape)
        insert = setting.object.insert
        if term.startswith("insert."):
            if insert is not None and term in ("insert.enabled", "insert.state") and setting.value is not False:
                self._by_name(setting, insert.plugin)
            return
        if setting.automated or not _is_number(setting.value):
            return
        number = band_of(setting.term)
        if insert is not None and number is not None and term.startswith("eq."):
            self.bands[insert.id, number][term.rpartition(".")[2]] = setting
        if setting.object.send is not None:
            kind = send_kind(setting.object, roles)
            if term == "send.gain" and float(setting.value) > _CLOSED_DB and kind in _SEND_USES:
                self.uses[_SEND_USES[kind]].append(setting)
            term = f"{term}@{kind}" if kind else term
        self._note_use(term, setting, self.uses)
        if scale_of_name(term) is not None:
            self._keep(term, setting)

    def _keep(self, name: str, setting: Setting) -> None:
        """The first insert of a chain speaks for a term, the loudest send for a kind."""
        held = self.controls.get(name)
        if held is None or (setting.object.send is not None and float(setting.value) > float(held.value)):
            self.controls[name] = setting

    def _by_name(self, setting: Setting, plugin: str) -> None:
        use = use_of_plugin(plugin)
        if not use:
            self.unread = True
        elif use != "eq.on":
            self.uses[use].append(setting)

    def tone(self) -> tuple[Floats, tuple[Setting, ...]] | None:
        """Net curve of the tone bands at `_frequencies`, dB, and the gains it rests on; None without a working one."""
        curve = np.zeros(len(_frequencies()))
        gains = []
        for (insert, number), fields in self.bands.items():
            gain = fields.get("gain")
            shape = self.shapes.get((insert, number), "bell")
            if gain is None or "frequency" not in fields or shape not in _TONE_SHAPES:
                continue
            if abs(float(gain.value)) < _FLAT_DB:
                continue
            q = fields.get("q")
            band = Band(
                shape=shape,
                frequency_hz=float(fields["frequency"].value),
                gain_db=float(gain.value),
                q=max(float(q.value), 0.05) if q is not None else math.sqrt(0.5),
            )
            curve = curve + 20.0 * np.log10(np.maximum(np.abs(band.response(_frequencies(), _RATE)), 1e-6))
            gains.append(gain)
        return (curve, tuple(gains)) if gains else None


def _controls(role: str, channels: Sequence[_Channel]) -> dict[Dimension, Measured]:
    held: dict[str, list[Setting]] = defaultdict(list)
    for channel in channels:
        for name, setting in channel.controls.items():
            held[name].append(setting)
    result = {}
    for name, settings in sorted(held.items()):
        scale = scale_of_name(name)
        pairs = [(x, s) for s in settings if scale is not None and (x := scale.steps(float(s.value))) is not None]
        if pairs:
            mean = math.fsum(x for x, _ in pairs) / len(pairs)
            result[Dimension(role, name)] = Measured(mean, tuple(s for _, s in pairs), len(channels))
    return result


def _curves(role: str, channels: Sequence[_Channel]) -> dict[Dimension, Measured]:
    tones = [tone for channel in channels if (tone := channel.tone()) is not None]
    if not tones:
        return {}
    mean = np.mean([curve for curve, _ in tones], axis=0).reshape(len(EQ_BANDS), _POINTS).mean(axis=1)
    settings = tuple(setting for _, gains in tones for setting in gains)
    values = dict(zip(EQ_BANDS, (float(value) for value in mean), strict=True))
    octaves = np.array([math.log2(math.sqrt(low * high)) for low, high in EQ_BANDS.values()])
    values["eq.tilt"] = float(np.polyfit(octaves, mean, 1)[0])
    return {
        Dimension(role, name): Measured(_steps_of(name)(value), settings, len(channels))
        for name, value in values.items()
    }


def _uses(role: str, channels: Sequence[_Channel]) -> dict[Dimension, Measured]:
    result = {}
    for use in USES:
        if role.removesuffix(" return") == use.removesuffix(".on"):
            continue
        yes: list[Setting] = []
        share = known = 0
        for channel in channels:
            tone = channel.tone() if use == "eq.on" else None
            shown = list(tone[1]) if tone is not None else channel.uses.get(use, [])
            # a chain with something unread in it cannot be said not to have this
            known += bool(shown) or not channel.unread
            share += bool(shown)
            yes += shown or channel.parked.get(use, [])
        if known:
            result[Dimension(role, use)] = Measured(_steps_of(use)(share / known), tuple(yes), known)
    return result


def _steps_of(name: str) -> Callable[[float], float]:
    scale = scale_of_name(name)
    return lambda value: (scale.steps(value) if scale is not None else None) or 0.0


@lru_cache(maxsize=1)
def _frequencies() -> Floats:
    ranges = [np.geomspace(low, high, 2 * _POINTS + 1)[1::2] for low, high in EQ_BANDS.values()]
    result: Floats = np.concatenate(ranges)
    return result


def _band_key(setting: Setting) -> tuple[str, int]:
    number = setting.object.band if setting.object.band is not None else band_of(setting.term)
    return (setting.object.insert.id if setting.object.insert else "", number or 0)


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(float(value))
