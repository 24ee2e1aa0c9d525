"""Times that are set to the song's tempo: the echo on a note value, a release that breathes with the beat."""

from __future__ import annotations

from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.chance import pick
from profiler.studio.physics import note_lengths_ms

__all__ = ["delay_on_note", "release_in_tempo"]

_ECHOES = {"1/8 dotted": 4.0, "1/4": 3.0, "1/8": 3.0, "1/2": 1.0, "1/4 dotted": 1.0, "1/8 triplet": 1.0, "1/16": 0.5}
_RELEASE_BEATS = (0.25, 0.375, 0.5, 0.75, 1.0, 2.0)


def _is_note(milliseconds: float, beat_ms: float) -> bool:
    """Within 1 % or 0.6 ms of a counted length."""
    return any(abs(milliseconds - length) <= max(0.6, 0.01 * length) for length in note_lengths_ms(beat_ms).values())


def delay_on_note(bench: Bench) -> Draft | None:
    """The echo goes from somewhere between the notes onto one: mostly calculated, now and then by ear."""
    control = bench.knob(bench.returns()["delay return"], "delay.time", job="delay")
    beat = bench.plan.beat_ms
    if control is None or _is_note(bench.number(control), beat):
        return None
    lengths = note_lengths_ms(beat)
    name = pick(bench.rng, {name: weight for name, weight in _ECHOES.items() if lengths[name] < 1500})
    aim = bench.rng.random()
    if aim < 0.60:
        value = round(lengths[name], bench.rng.choice((0, 1, 2)))
    elif aim < 0.85:
        value = round(lengths[name] * (1 + bench.rng.choice((-1, 1)) * bench.rng.uniform(0.003, 0.01)), 1)
    else:
        value = round(lengths[name] * (1 + bench.rng.gauss(0, 0.03)), 1)
    words = f"The echo plays {name} notes at {bench.plan.bpm:g} bpm."
    return Draft("objective", (Change(control, value),), words, reason="T1", holds=_is_note(value, beat))


def release_in_tempo(bench: Bench) -> Draft | None:
    """A compressor lets go within a counted part of the beat."""
    beat = bench.plan.beat_ms
    knobs = [bench.knob(track, "compressor.release", job="compressor") for track in bench.tracks_with("compressor")]
    able = [knob for knob in knobs if knob is not None and not _breathes(bench.number(knob), beat)]
    if not able:
        return None
    control = bench.rng.choice(able)
    aim = beat * bench.rng.choice([beats for beats in _RELEASE_BEATS if 30 < beat * beats < 1000])
    off = bench.rng.uniform(-0.02, 0.02) if bench.rng.random() < 0.70 else bench.rng.gauss(0, 0.15)
    value = float(round(max(aim * (1 + off), 10), bench.rng.choice((0, 0, 1))))
    words = "The release lets the gain come back in time with the beat."
    return Draft("objective", (Change(control, value),), words, reason="T5", holds=_breathes(value, beat))


def _breathes(milliseconds: float, beat_ms: float) -> bool:
    """Within 3 % of a counted length."""
    return any(abs(milliseconds / (beat_ms * beats) - 1) <= 0.03 for beats in _RELEASE_BEATS)
