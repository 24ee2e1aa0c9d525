"""The standard terms: what a control is called, its unit, natural scale, sane range, default and just-noticeable step.

A term owns its scale: formatting, distance and size in just-noticeable differences live here and nowhere else.
``eq.3.gain`` is an instance of the pattern ``eq.N.gain``; terms that the table does not know (``plugin.*``) get the
neutral entry: no scale, no size. JNDs: JUSTIFICATIONS §2 of the project's research (published figures where there are
any, otherwise a stated choice).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from parsers.session import Scalar

__all__ = ["Term", "band_of", "describe", "spoken", "terms"]

Scale: TypeAlias = Literal["linear", "log", "none"]

_SILENCE_DB = -150.0
"""A closed fader on a scale that must stay finite."""


@dataclass(frozen=True, slots=True)
class Term:
    """One control as engineers speak of it.

    scale    ``linear`` (steps are differences), ``log`` (steps are ratios, counted in octaves) or ``none``
    step     the just-noticeable difference on that scale (dB, octaves, share …); 0 where it has no size
    sane     lowest and highest value a healthy file holds, in ``unit``
    default  where a control rests untouched; None where there is no common one
    louder   +1 when a higher value means more of the effect as heard, -1 when less (a threshold), 0 when neither
    """

    name: str
    family: str
    unit: str
    scale: Scale
    step: float
    sane: tuple[float, float]
    default: float | None = None
    louder: int = 1
    label: str = ""
    """What an engineer calls it."""

    def position(self, value: float) -> float:
        """The value on its natural scale: itself, or octaves re 1 for ``log`` terms; silence is -150 dB."""
        if self.scale == "log":
            return math.log2(max(value, 1e-9))
        return max(value, _SILENCE_DB) if self.unit == "dB" else value

    def value(self, position: float) -> float:
        """Inverse of `position`."""
        return float(2.0**position) if self.scale == "log" else position

    def size_jnd(self, before: Scalar | None, after: Scalar | None) -> float | None:
        """Distance in just-noticeable differences, or None where the term has no size or an end is missing."""
        if self.step == 0 or before is None or after is None:
            return None
        if not (_is_number(before) and _is_number(after)):
            return None
        return abs(self.position(float(after)) - self.position(float(before))) / self.step

    def is_sane(self, value: float) -> bool:
        """Whether a healthy file can hold this value."""
        return self.sane[0] <= value <= self.sane[1]

    def say(self, value: Scalar | None) -> str:
        """The value with its unit, as an engineer reads it: ``-3.0 dB``, ``2.50 kHz``, ``L30``, ``off``."""
        if value is None:
            return "–"
        if isinstance(value, bool):
            return "on" if value else "off"
        if isinstance(value, str):
            return value
        return _say_number(value, self.unit)


def _is_number(value: Scalar | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _say_number(value: float, unit: str) -> str:
    if math.isinf(value):
        return f"{'-' if value < 0 else ''}inf {unit}".rstrip()
    if unit == "dB":
        return f"{value:+.1f} dB" if value else "0.0 dB"
    if unit == "Hz":
        return f"{value / 1000:.2f} kHz" if value >= 1000 else f"{value:.0f} Hz"
    if unit == "pan":
        share = round(abs(value) * 100)
        return "C" if share == 0 else f"{'L' if value < 0 else 'R'}{share}"
    if unit == "share":
        return f"{value * 100:.0f} %"
    if unit == "ratio":
        return f"{value:.2g}:1"
    if unit == "ms":
        return f"{value:.3g} ms" if value < 100 else f"{value:.0f} ms"
    return f"{value:.4g} {unit}".rstrip()


_NUMBER = re.compile(r"(?<=\.)\d+(?=\.)")
_INF = math.inf
_EIGHTH_TONE = math.log2(1.03)
_FACTOR_1_5 = math.log2(1.5)

_DB = (-150.0, 60.0)
_HZ = (5.0, 31_000.0)
_MS = (0.0, 60_000.0)
_SWITCH = (0.0, 1.0)

_TABLE: tuple[Term, ...] = (
    # name, family, unit, scale, step, sane, default, louder, label
    Term("fader.gain", "level", "dB", "linear", 1.0, _DB, 0.0, 1, "fader"),
    Term("trim.gain", "level", "dB", "linear", 1.0, _DB, 0.0, 1, "trim"),
    Term("pan.position", "pan", "pan", "linear", 0.05, (-1.0, 1.0), 0.0, 0, "pan"),
    Term("pan.width", "pan", "share", "linear", 0.08, (-1.0, 1.0), 1.0, 1, "pan width"),
    Term("pan.left", "pan", "pan", "linear", 0.05, (-1.0, 1.0), -1.0, 0, "pan of the left channel"),
    Term("pan.right", "pan", "pan", "linear", 0.05, (-1.0, 1.0), 1.0, 0, "pan of the right channel"),
    Term("pan.mode", "pan", "", "none", 0.0, _SWITCH, None, 0, "pan mode"),
    Term("pan.law", "pan", "dB", "linear", 0.5, (-12.0, 12.0), None, 0, "pan law"),
    Term("mute", "mute", "", "none", 0.0, _SWITCH, 0.0, 0, "mute"),
    Term("polarity", "polarity", "", "none", 0.0, _SWITCH, 0.0, 0, "polarity"),
    Term("send.gain", "send", "dB", "linear", 1.0, _DB, 0.0, 1, "send level"),
    Term("send.pan", "send", "pan", "linear", 0.05, (-1.0, 1.0), 0.0, 0, "send pan"),
    Term("send.tap", "send", "", "none", 0.0, _SWITCH, None, 0, "send position"),
    Term("send.mute", "send", "", "none", 0.0, _SWITCH, 0.0, 0, "send mute"),
    Term("send.channel", "send", "", "none", 0.0, _SWITCH, None, 0, "send channels"),
    Term("send.polarity", "send", "", "none", 0.0, _SWITCH, None, 0, "send polarity"),
    Term("send.added", "routing", "", "none", 0.0, _SWITCH, None, 0, "send added"),
    Term("send.removed", "routing", "", "none", 0.0, _SWITCH, None, 0, "send removed"),
    Term("eq.N.shape", "eq", "", "none", 0.0, _SWITCH, None, 0, "EQ shape"),
    Term("eq.N.frequency", "eq", "Hz", "log", 0.11, _HZ, None, 0, "EQ frequency"),
    Term("eq.N.gain", "eq", "dB", "linear", 1.1, (-120.0, 36.0), 0.0, 1, "EQ gain"),
    Term("eq.N.q", "eq", "", "log", 0.25, (0.01, 200.0), None, 0, "EQ Q"),
    Term("eq.N.enabled", "eq", "", "none", 0.0, _SWITCH, None, 0, "EQ band"),
    Term("eq.N.slope", "eq", "dB/oct", "linear", 6.0, (0.0, 200.0), None, 1, "EQ slope"),
    Term("eq.output", "eq", "dB", "linear", 1.0, _DB, 0.0, 1, "EQ output"),
    Term("hpf.frequency", "filter", "Hz", "log", 0.125, _HZ, None, 1, "high-pass"),
    Term("hpf.slope", "filter", "dB/oct", "linear", 6.0, (0.0, 200.0), None, 1, "high-pass slope"),
    Term("hpf.q", "filter", "", "log", 0.25, (0.01, 200.0), None, 0, "high-pass Q"),
    Term("hpf.enabled", "filter", "", "none", 0.0, _SWITCH, None, 0, "high-pass"),
    Term("lpf.frequency", "filter", "Hz", "log", 0.125, _HZ, None, -1, "low-pass"),
    Term("lpf.slope", "filter", "dB/oct", "linear", 6.0, (0.0, 200.0), None, 1, "low-pass slope"),
    Term("lpf.q", "filter", "", "log", 0.25, (0.01, 200.0), None, 0, "low-pass Q"),
    Term("lpf.enabled", "filter", "", "none", 0.0, _SWITCH, None, 0, "low-pass"),
    Term("compressor.threshold", "dynamics", "dB", "linear", 1.0, _DB, None, -1, "threshold"),
    Term("compressor.ratio", "dynamics", "ratio", "log", 0.25, (0.1, 1000.0), None, 1, "ratio"),
    Term("compressor.attack", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "attack"),
    Term("compressor.release", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "release"),
    Term("compressor.knee", "dynamics", "dB", "linear", 3.0, (0.0, 72.0), None, 0, "knee"),
    Term("compressor.makeup", "dynamics", "dB", "linear", 1.0, _DB, 0.0, 1, "make-up"),
    Term("compressor.dry", "dynamics", "dB", "linear", 1.0, _DB, -_INF, -1, "dry level"),
    Term("compressor.mix", "dynamics", "share", "linear", 0.08, (0.0, 1.0), 1.0, 1, "compressor mix"),
    Term("compressor.detector", "dynamics", "", "none", 0.0, _SWITCH, None, 0, "detector input"),
    Term("compressor.detector_hpf", "dynamics", "Hz", "log", 0.125, (0.0, 31_000.0), None, 0, "side-chain high-pass"),
    Term("compressor.detector_lpf", "dynamics", "Hz", "log", 0.125, (0.0, 31_000.0), None, 0, "side-chain low-pass"),
    Term("compressor.auto_makeup", "dynamics", "", "none", 0.0, _SWITCH, None, 0, "auto make-up"),
    Term("compressor.auto_release", "dynamics", "", "none", 0.0, _SWITCH, None, 0, "auto release"),
    Term("gate.threshold", "dynamics", "dB", "linear", 1.0, _DB, None, 1, "gate threshold"),
    Term("gate.attack", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, 0, "gate attack"),
    Term("gate.release", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "gate release"),
    Term("gate.hold", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "gate hold"),
    Term("gate.hysteresis", "dynamics", "dB", "linear", 1.0, _DB, None, 0, "gate hysteresis"),
    Term("gate.wet", "dynamics", "dB", "linear", 1.0, _DB, 0.0, 1, "gate wet level"),
    Term("gate.dry", "dynamics", "dB", "linear", 1.0, _DB, -_INF, -1, "gate dry level"),
    Term("gate.detector_hpf", "dynamics", "Hz", "log", 0.125, (0.0, 31_000.0), None, 0, "gate side-chain high-pass"),
    Term("gate.detector_lpf", "dynamics", "Hz", "log", 0.125, (0.0, 31_000.0), None, 0, "gate side-chain low-pass"),
    Term("expander.threshold", "dynamics", "dB", "linear", 1.0, _DB, None, 1, "expander threshold"),
    Term("expander.ratio", "dynamics", "ratio", "log", 0.25, (0.1, 1000.0), None, 1, "expander ratio"),
    Term("expander.attack", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, 0, "expander attack"),
    Term("expander.release", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "expander release"),
    Term("expander.knee", "dynamics", "dB", "linear", 3.0, (0.0, 72.0), None, 0, "expander knee"),
    Term("expander.makeup", "dynamics", "dB", "linear", 1.0, _DB, 0.0, 1, "expander make-up"),
    Term("limiter.threshold", "dynamics", "dB", "linear", 1.0, _DB, None, -1, "limiter threshold"),
    Term("limiter.ceiling", "dynamics", "dB", "linear", 0.5, _DB, 0.0, 1, "ceiling"),
    Term("limiter.release", "dynamics", "ms", "log", _FACTOR_1_5, _MS, None, -1, "limiter release"),
    Term("deesser.threshold", "dynamics", "dB", "linear", 1.0, _DB, None, -1, "de-esser threshold"),
    Term("delay.time", "delay", "ms", "log", _EIGHTH_TONE, _MS, None, 0, "delay time"),
    Term("delay.time_note", "delay", "beats", "log", _EIGHTH_TONE, (0.0, 256.0), None, 0, "delay note"),
    Term("delay.feedback", "delay", "dB", "linear", 1.0, _DB, None, 1, "feedback"),
    Term("delay.mix", "delay", "dB", "linear", 1.5, _DB, None, 1, "delay level"),
    Term("delay.dry", "delay", "dB", "linear", 1.0, _DB, 0.0, -1, "delay dry level"),
    Term("delay.lowcut", "delay", "Hz", "log", 0.125, (0.0, 31_000.0), None, 1, "delay low cut"),
    Term("delay.highcut", "delay", "Hz", "log", 0.125, (0.0, 31_000.0), None, -1, "delay high cut"),
    Term("reverb.time", "reverb", "ms", "log", math.log2(1.1), (0.0, 600_000.0), None, 1, "reverb time"),
    Term("reverb.predelay", "reverb", "ms", "log", math.log2(1.15), _MS, None, 0, "pre-delay"),
    Term("reverb.size", "reverb", "share", "linear", 0.08, (0.0, 1.0), None, 1, "room size"),
    Term("reverb.damping", "reverb", "share", "linear", 0.08, (0.0, 1.0), None, 0, "damping"),
    Term("reverb.mix", "reverb", "dB", "linear", 1.5, _DB, None, 1, "reverb level"),
    Term("saturation.drive", "saturation", "dB", "linear", 1.0, _DB, None, 1, "drive"),
    Term("saturation.mix", "saturation", "share", "linear", 0.08, (0.0, 1.0), None, 1, "saturation mix"),
    Term("width.amount", "width", "share", "linear", 0.08, (-4.0, 4.0), 1.0, 1, "width"),
    Term("pitch.shift", "pitch", "st", "linear", 0.1, (-96.0, 96.0), 0.0, 0, "pitch"),
    Term("insert.enabled", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert on"),
    Term("insert.offline", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert offline"),
    Term("insert.wet", "insert", "share", "linear", 0.08, (0.0, 1.0), 1.0, 1, "insert wet"),
    Term("insert.added", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert added"),
    Term("insert.removed", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert removed"),
    Term("insert.moved", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert moved"),
    Term("insert.replaced", "insert", "", "none", 0.0, _SWITCH, None, 0, "insert replaced"),
    Term("insert.state", "insert", "", "none", 0.0, _SWITCH, None, 0, "settings"),
    Term("insert.modulation", "insert", "", "none", 0.0, _SWITCH, None, 0, "parameter modulation"),
    Term("insert.parallel", "insert", "", "none", 0.0, _SWITCH, None, 0, "parallel"),
    Term("insert.pins", "routing", "", "none", 0.0, _SWITCH, None, 0, "insert routing"),
    Term("track.added", "structure", "", "none", 0.0, _SWITCH, None, 0, "track added"),
    Term("track.removed", "structure", "", "none", 0.0, _SWITCH, None, 0, "track removed"),
    Term("track.renamed", "structure", "", "none", 0.0, _SWITCH, None, 0, "name"),
    Term("track.moved", "structure", "", "none", 0.0, _SWITCH, None, 0, "place"),
    Term("track.folder", "structure", "", "none", 0.0, _SWITCH, None, 0, "folder"),
    Term("track.output", "routing", "", "none", 0.0, _SWITCH, None, 0, "output"),
    Term("track.channels", "routing", "", "none", 0.0, _SWITCH, None, 0, "channels"),
    Term("track.groups", "routing", "", "none", 0.0, _SWITCH, None, 0, "groups"),
    Term("track.delay", "routing", "", "none", 0.0, _SWITCH, None, 0, "playback offset"),
    Term("track.frozen", "structure", "", "none", 0.0, _SWITCH, None, 0, "freeze"),
    Term("track.chain", "insert", "", "none", 0.0, _SWITCH, None, 0, "effects chain"),
    Term("track.lanes", "clip", "", "none", 0.0, _SWITCH, None, 0, "playing lanes"),
    Term("clip.added", "clip", "clips", "none", 0.0, _SWITCH, None, 0, "clips added"),
    Term("clip.removed", "clip", "clips", "none", 0.0, _SWITCH, None, 0, "clips removed"),
    Term("clip.moved", "clip", "s", "none", 0.0, _SWITCH, None, 0, "clip position"),
    Term("clip.trimmed", "clip", "s", "none", 0.0, _SWITCH, None, 0, "clip length"),
    Term("clip.gain", "clip", "dB", "linear", 1.0, _DB, 0.0, 1, "clip gain"),
    Term("clip.pan", "clip", "pan", "linear", 0.05, (-1.0, 1.0), 0.0, 0, "clip pan"),
    Term("clip.polarity", "clip", "", "none", 0.0, _SWITCH, None, 0, "clip polarity"),
    Term("clip.fade_in", "clip", "s", "linear", 0.01, (0.0, 3600.0), 0.0, 0, "fade in"),
    Term("clip.fade_out", "clip", "s", "linear", 0.01, (0.0, 3600.0), 0.0, 0, "fade out"),
    Term("clip.rate", "clip", "", "log", math.log2(1.05), (0.01, 100.0), 1.0, 0, "clip rate"),
    Term("clip.pitch", "clip", "st", "linear", 0.1, (-96.0, 96.0), 0.0, 0, "clip pitch"),
    Term("clip.muted", "clip", "", "none", 0.0, _SWITCH, None, 0, "clip mute"),
    Term("clip.source", "clip", "", "none", 0.0, _SWITCH, None, 0, "clip source"),
    Term("clip.take", "clip", "", "none", 0.0, _SWITCH, None, 0, "active take"),
    Term("clip.slipped", "clip", "s", "none", 0.0, _SWITCH, None, 0, "clip contents"),
    Term("clip.notes", "clip", "", "none", 0.0, _SWITCH, None, 0, "notes"),
    Term("clip.lane", "clip", "", "none", 0.0, _SWITCH, None, 0, "lane"),
    Term("clip.channels", "clip", "", "none", 0.0, _SWITCH, None, 0, "clip channels"),
    Term("clip.stretched", "clip", "", "none", 0.0, _SWITCH, None, 0, "stretch markers"),
    Term("clip.loop", "clip", "", "none", 0.0, _SWITCH, None, 0, "clip loop"),
    Term("envelope.added", "automation", "points", "none", 0.0, _SWITCH, None, 0, "automation added"),
    Term("envelope.changed", "automation", "points", "none", 0.0, _SWITCH, None, 0, "automation edited"),
    Term("envelope.removed", "automation", "points", "none", 0.0, _SWITCH, None, 0, "automation removed"),
    Term("tempo", "tempo", "bpm", "log", math.log2(1.0265), (1.0, 1000.0), 120.0, 0, "tempo"),
    Term("metre", "tempo", "", "none", 0.0, _SWITCH, None, 0, "metre"),
    Term("play_rate", "tempo", "", "log", math.log2(1.0265), (0.01, 100.0), 1.0, 0, "play rate"),
    Term("master.gain", "level", "dB", "linear", 1.0, _DB, 0.0, 1, "master fader"),
    Term("master.pan", "pan", "pan", "linear", 0.05, (-1.0, 1.0), 0.0, 0, "master pan"),
    Term("master.mute", "mute", "", "none", 0.0, _SWITCH, 0.0, 0, "master mute"),
    Term("master.mono", "pan", "", "none", 0.0, _SWITCH, 0.0, 0, "master mono"),
    Term("snapshot.added", "workflow", "", "none", 0.0, _SWITCH, None, 0, "snapshot stored"),
    Term("snapshot.changed", "workflow", "", "none", 0.0, _SWITCH, None, 0, "snapshot stored anew"),
    Term("snapshot.removed", "workflow", "", "none", 0.0, _SWITCH, None, 0, "snapshot removed"),
    Term("snapshot.recalled", "workflow", "", "none", 0.0, _SWITCH, None, 0, "snapshot recalled"),
    Term("render", "workflow", "", "none", 0.0, _SWITCH, None, 0, "bounce"),
)

_BY_NAME = {term.name: term for term in _TABLE}


def terms() -> tuple[Term, ...]:
    """Every standard term, in the order of the table."""
    return _TABLE


@lru_cache(maxsize=4096)
def describe(name: str) -> Term:
    """The entry of a term. Unknown names get a neutral one of family ``plugin`` that has no size."""
    known = _BY_NAME.get(name) or _BY_NAME.get(_NUMBER.sub("N", name))
    if known is not None:
        return known
    return Term(name, name.partition(".")[0], "", "none", 0.0, (-_INF, _INF), None, 0, name.partition(".")[2] or name)


def band_of(name: str) -> int | None:
    """The band number in a term such as ``eq.3.gain``, counted from 1, or None."""
    found = _NUMBER.search(name)
    return int(found.group()) if found else None


def spoken(name: str, shape: Scalar | None) -> str:
    """The term as it is said: a band whose shape is ``high pass`` or ``low pass`` speaks as ``hpf.*`` or ``lpf.*``.

    name   as decoders give it: every band of an equaliser is ``eq.N.*``
    shape  the value of that band's ``eq.N.shape``
    """
    prefix = {"high pass": "hpf", "low pass": "lpf"}.get(str(shape))
    if prefix is None or band_of(name) is None or not name.startswith("eq."):
        return name
    return f"{prefix}.{name.rpartition('.')[2]}"
