"""How a song's first save comes about: the engineer's start template, the song's tracks, the plug-ins on them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import replace

from parsers.plugins.wrapper import DUMP_MARKER, wrap
from parsers.session import Clip, Insert, Plugin, Scalar, Send, Session, SourceRef, TempoPoint, Track
from profiler.studio.bench import SPARE_BAND
from profiler.studio.chance import Stream, stream
from profiler.studio.controls import BANDS, HPF_BAND, STRIPS, ControlSpec, spec_of
from profiler.studio.desk import fresh_insert
from profiler.studio.hands import on_hand_grid, to_grid
from profiler.studio.making.unmasking import BELLS
from profiler.studio.song import Part, SongPlan, guid
from profiler.studio.stems import Tape
from profiler.studio.truth import EngineerTruth

__all__ = ["RETURNS", "Template", "opening_session"]

RETURNS = ("reverb return", "delay return")
_RETURN_NAMES: Mapping[str, tuple[str, ...]] = {
    "reverb return": ("Verb", "Reverb", "REV"),
    "delay return": ("Delay", "Echo", "DLY"),
}
_REVERB = Plugin("ReaVerbate", "Cockos", "VST2", "1920361016")
_APP_VERSION = "6.80/win64"
_AUTOMATION = "trim/read"
"""What every track is in that nobody automates."""


class Template:
    """What an engineer starts every song from: the returns with their GUIDs, and one chain for each role."""

    def __init__(self, seed: int, engineer: EngineerTruth) -> None:
        self._engineer = engineer
        self._seed = seed
        rng = stream(seed, engineer.name, "template")
        self.return_ids = {role: guid(rng) for role in RETURNS}
        self.insert_ids = {role: [guid(rng) for _ in range(4)] for role in RETURNS}
        self.return_names = {role: rng.choice(_RETURN_NAMES[role]) for role in RETURNS}
        self.parks_filters = rng.random() < 0.7
        always = {habit.role for habit in engineer.habits if habit.kind == "always"}
        self.compressors_off = always | {role for role in STRIPS if rng.random() < 0.15}

    def value(self, spec: ControlSpec) -> float:
        """Where the template leaves a control: flat equalisers, parked filters, the rest near what people do."""
        if spec.term.startswith("eq.") and spec.term.endswith(".gain"):
            return 0.0
        if spec.term == f"eq.{HPF_BAND}.frequency" and self.parks_filters:
            return 20.0
        if spec.term == "pan.position":
            return 0.0
        rng = stream(self._seed, self._engineer.name, "template", spec.id)
        raw = spec.value(rng.gauss(0, 0.7 * spec.spread))
        return on_hand_grid(spec.spoken, raw, rng, fader_grid=0.5, round_share=1.0)


def opening_session(
    plan: SongPlan, tape: Tape, template: Template, *, seed: int, engineer: str, scattered: bool, saved_at: float
) -> Session:
    """The first save of a song.

    scattered  the mix was begun by somebody else: every control stands where chance left it, some bells at collisions
    """
    rng = stream(seed, engineer, plan.name, "opening")
    start: Callable[[ControlSpec], float] = (
        (lambda spec: _anywhere(rng, spec)) if scattered else template.value
    )  # fmt: skip
    tracks = [_part_track(part, plan.seconds, template, start, rng) for part in plan.parts]
    if scattered:
        tracks = [replace(track, inserts=_with_bells(track, tape, rng)) for track in tracks]
    tracks += [_return_track(role, template, start) for role in RETURNS]
    return Session(
        format="reaper",
        app="REAPER",
        app_version=_APP_VERSION,
        master=Track(id="master", name="Master", kind="master", output="none", automation_mode=_AUTOMATION),
        tracks=tuple(tracks),
        saved_at=saved_at,
        sample_rate=48_000,
        tempo_map=(TempoPoint(0.0, plan.bpm, 4, 4, ramp=False),),
        tempo_is_default=plan.tempo_is_default,
        markers=plan.markers,
    )


def _anywhere(rng: Stream, spec: ControlSpec) -> float:
    if spec.term.startswith("eq.") and spec.term.endswith(".gain"):
        return 0.0
    if spec.term == f"eq.{HPF_BAND}.frequency":
        return 20.0
    if spec.term == "pan.position":
        return 0.0
    value = spec.value(rng.gauss(0, 1.5 * spec.spread))
    return on_hand_grid(spec.spoken, value, rng, fader_grid=0.5, round_share=0.5)


def _part_track(
    part: Part, seconds: float, template: Template, start: Callable[[ControlSpec], float], rng: Stream
) -> Track:
    sends = tuple(
        Send(
            id=f"{template.return_ids[to]} 1/2 #1",
            to=template.return_ids[to],
            gain_db=_at(part.role, "send.gain", start, -18.0, to),
        )
        for to in STRIPS[part.role].sends
    )
    clip = Clip(
        id=part.clip_id,
        name=part.file.rpartition("/")[2],
        position_s=0.0,
        length_s=seconds,
        source=SourceRef(kind="audio", path=part.file),
        gain_db=to_grid(rng.uniform(2, 6), 0.5) if part.overloaded else 0.0,
        take=guid(rng),
    )
    return Track(
        id=part.id,
        name=part.name,
        automation_mode=_AUTOMATION,
        gain_db=_at(part.role, "fader.gain", start, 0.0),
        sends=sends,
        inserts=_strip(part.role, [guid(rng) for _ in range(4)], template, start),
        clips=(clip,),
    )


def _return_track(role: str, template: Template, start: Callable[[ControlSpec], float]) -> Track:
    ids = template.insert_ids[role]
    effect = _reverb(ids[0]) if role == "reverb return" else _delay(role, ids[0], start)
    return Track(
        id=template.return_ids[role],
        name=template.return_names[role],
        automation_mode=_AUTOMATION,
        gain_db=_at(role, "fader.gain", start, -6.0),
        inserts=(effect, *_strip(role, ids[1:], template, start)),
    )


def _delay(role: str, id: str, start: Callable[[ControlSpec], float]) -> Insert:
    terms = {name: _at(role, name, start, 0.0) for name in ("delay.time", "delay.feedback", "delay.mix")}
    return fresh_insert("delay", id, {"delay.time_note": 0.0, "delay.dry": -120.0, **terms})


def _reverb(id: str) -> Insert:
    """ReaVerbate as a dump of eight parameters, all wet: the studio turns none of them."""
    state = DUMP_MARKER + struct.pack("<8f", 1.0, 0.0, 0.55, 0.5, 1.0, 0.02, 0.8, 0.01)
    return Insert(id=id, plugin=_REVERB, chunk=wrap(state, uid=int(_REVERB.uid)).chunk)


def _strip(role: str, ids: list[str], template: Template, start: Callable[[ControlSpec], float]) -> tuple[Insert, ...]:
    strip = STRIPS[role]
    inserts = [fresh_insert("equaliser", ids[0], _equaliser(role, strip.equaliser, start))]
    if strip.gate:
        level = _at(role, "gate.threshold", start, -40.0)
        inserts.insert(0, fresh_insert("gate", ids[1], {"gate.threshold": level}))
    if strip.compressor:
        names = ("threshold", "ratio", "attack", "release", "makeup")
        values = {f"compressor.{name}": _at(role, f"compressor.{name}", start, 0.0) for name in names}
        inserts.append(fresh_insert("compressor", ids[2], values, enabled=role not in template.compressors_off))
    if strip.limiter:
        level = _at(role, "limiter.threshold", start, -3.0)
        inserts.append(fresh_insert("limiter", ids[3], {"limiter.threshold": level, "limiter.ceiling": 0.0}))
    return tuple(inserts)


def _at(role: str, term: str, start: Callable[[ControlSpec], float], otherwise: float, target: str = "") -> float:
    spec = spec_of(role, term, target)
    return otherwise if spec is None else start(spec)


def _equaliser(role: str, hertz: tuple[float, ...], start: Callable[[ControlSpec], float]) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {}
    for number, (shape, frequency) in enumerate(zip(BANDS, hertz, strict=True), 1):
        values[f"eq.{number}.shape"] = shape
        values[f"eq.{number}.frequency"] = _at(role, f"eq.{number}.frequency", start, frequency)
        if shape != "high pass":
            values[f"eq.{number}.gain"] = _at(role, f"eq.{number}.gain", start, 0.0)
        values[f"eq.{number}.q"] = 0.7071 if shape != "bell" else 1.2
    values |= {
        f"eq.{SPARE_BAND}.shape": "bell",
        f"eq.{SPARE_BAND}.frequency": 1000.0,
        f"eq.{SPARE_BAND}.gain": 0.0,
        f"eq.{SPARE_BAND}.q": 2.0,
    }
    return values


def _with_bells(track: Track, tape: Tape, rng: Stream) -> tuple[Insert, ...]:
    """One flat bell at each collision of this track, cuts somewhere else, widths of any kind."""
    equaliser = next(each for each in track.inserts if each.plugin.name == "ReaEQ")
    values = {term: value.value for term, value in equaliser.parameters.items()}
    order = rng.sample(BELLS, len(BELLS))
    for number in order:
        values[f"eq.{number}.frequency"] = round(80 * 150 ** rng.random(), 1)
        values[f"eq.{number}.q"] = round(rng.uniform(0.7, 4.0), 2)
        if rng.random() < 0.5:
            values[f"eq.{number}.gain"] = -to_grid(rng.uniform(2, 5), 0.5)
    for collision in tape.collisions:
        if collision.masker == track.id:
            place = collision.hertz * 2 ** rng.uniform(-1 / 6, 1 / 6)
            values[f"eq.{order[0]}.frequency"] = round(place, 1)
            values[f"eq.{order[0]}.gain"] = 0.0
    turned = fresh_insert("equaliser", equaliser.id, {t: v for t, v in values.items() if t != "eq.output"})
    return tuple(turned if each.id == equaliser.id else each for each in track.inserts)
