"""Levels set by a measure: to the studio's nominal loudness, under full scale, or to make good for another move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.desk import insert_of
from profiler.studio.hands import to_grid
from profiler.studio.making.unmasking import BELLS
from profiler.studio.physics import Band, gain_reduction_db, loudness_change, peak_db
from profiler.studio.truth import Control

__all__ = [
    "level_match_equaliser",
    "lower_ceiling",
    "make_up_reduction",
    "prevent_clipping",
    "stage_gain",
    "trade_trim_for_fader",
]

_CEILING = -1.0
"""True peak that nothing should pass, dBTP."""


def stage_gain(bench: Bench, *, parts: int = 3) -> Draft | None:
    """Clips are brought to the studio's nominal loudness, or as near as their peaks allow.

    parts   at most so many in one go
    """
    changes, held = [], []
    for part in bench.rng.sample(bench.plan.parts, len(bench.plan.parts)):
        control = bench.knob(part.id, "clip.gain")
        sound = bench.sound(part.id)
        wanted = min(bench.engineer.nominal - sound.loudness, _CEILING - sound.peak_db)
        if control is None or abs(bench.number(control) - wanted) < 0.7:
            continue
        missed = 0.0 if bench.rng.random() < 0.85 else bench.rng.choice((-1, 1)) * bench.rng.uniform(0.4, 1.5)
        value = to_grid(wanted + missed, 0.1)
        changes.append(Change(control, value))
        held.append(abs(value - wanted) <= 0.3)
        if len(changes) == parts:
            break
    if not changes:
        return None
    words = f"Every track starts at {bench.engineer.nominal:g} LUFS."
    return Draft("objective", tuple(changes), words, reason="L1", holds=all(held))


def prevent_clipping(bench: Bench) -> Draft | None:
    """A clip whose peaks pass full scale is turned down until they do not."""
    for part in bench.rng.sample(bench.plan.parts, len(bench.plan.parts)):
        control = bench.knob(part.id, "clip.gain")
        peak = bench.sound(part.id).peak_db
        if control is None or peak + bench.number(control) <= 0.2:
            continue
        below = -bench.rng.uniform(0, 1.2) if bench.rng.random() < 0.9 else bench.rng.uniform(1.1, 1.8)
        value = to_grid(_CEILING - 0.1 - peak + below, 0.1)
        if value >= bench.number(control):
            continue
        words = f"{part.name} clipped."
        return Draft(
            "objective", (Change(control, value),), words, reason="L2", holds=peak + value <= _CEILING
        )  # fmt: skip
    return None


def lower_ceiling(bench: Bench) -> Draft | None:
    """A limiter that let peaks through up to full scale gets a ceiling of -1 dBTP or less."""
    for track in bench.rng.sample(bench.tracks_with("limiter"), len(bench.tracks_with("limiter"))):
        control = bench.knob(track, "limiter.ceiling", job="limiter")
        if control is None or bench.number(control) <= _CEILING:
            continue
        limiter = insert_of(bench.session, track, "limiter")
        threshold = float(limiter.parameters["limiter.threshold"].value) if limiter else 0.0
        if peak_db(bench.sound(track), bench.bands(track), bench.clip_gain(track)) - threshold <= _CEILING:
            continue
        value = bench.rng.choice((-1.0, -1.0, -1.1, -1.2, -1.5, -2.0)) if bench.rng.random() < 0.9 else -0.7
        words = f"The peaks of {bench.track(track).name} stay under -1 dBTP now."
        return Draft("objective", (Change(control, value),), words, reason="L2", holds=value <= _CEILING)
    return None


def make_up_reduction(bench: Bench) -> Draft | None:
    """The threshold goes down by taste, and the make-up gives back what the compressor takes more."""
    tracks = [track for track in bench.tracks_with("compressor") if bench.part(track)]
    if not tracks:
        return None
    track = bench.rng.choice(tracks)
    threshold = bench.knob(track, "compressor.threshold", job="compressor")
    makeup = bench.knob(track, "compressor.makeup", job="compressor")
    compressor = insert_of(bench.session, track, "compressor")
    if threshold is None or makeup is None or compressor is None or not bench.is_untouched(track, "compressor"):
        return None
    ratio = float(compressor.parameters["compressor.ratio"].value)
    old = bench.number(threshold)
    new = to_grid(old - bench.rng.uniform(2, 6), 0.5)
    sound, gain = bench.sound(track), bench.clip_gain(track)
    more = gain_reduction_db(sound, gain, new, ratio) - gain_reduction_db(sound, gain, old, ratio)
    if more < 0.8:
        return None
    off = bench.rng.uniform(-0.6, 0.6) if bench.rng.random() < 0.7 else bench.rng.choice((-1, 1)) * (1.3 + more / 4)
    value = to_grid(bench.number(makeup) + more + off, 0.1)
    words = "Matched the level, so that I could judge the compression."
    return Draft(
        "objective",
        (Change(makeup, value),),
        words,
        reason="L6",
        holds=abs(value - bench.number(makeup) - more) <= 1,
        caused=(Change(threshold, new),),
        rests_on=bench.settings_of(track, "compressor"),
    )


def level_match_equaliser(bench: Bench) -> Draft | None:
    """An equaliser's bell is turned by taste, and the fader takes back the change of loudness."""
    for part in bench.rng.sample(bench.plan.parts, len(bench.plan.parts)):
        number = bench.rng.choice(BELLS)
        bell = bench.knob(part.id, f"eq.{number}.gain", job="equaliser")
        fader = bench.knob(part.id, "fader.gain")
        if bell is None or fader is None or not bench.is_untouched(part.id, "equaliser"):
            continue
        gain = bench.hand("eq.gain", bench.number(bell) + bench.rng.choice((-1, 1)) * bench.rng.uniform(3, 7))
        if abs(gain) > 12:
            continue
        louder = loudness_change(bench.sound(part.id), bench.bands(part.id), _with_gain(bench, bell, number, gain))
        if abs(louder) < 0.55:
            continue
        off = 0.0 if bench.rng.random() < 0.8 else bench.rng.choice((-1, 1)) * bench.rng.uniform(0.4, 1.2)
        value = to_grid(bench.number(fader) - louder + off, 0.1)
        return Draft(
            "objective",
            (Change(fader, value),),
            f"Level-matched {part.name} after the equaliser.",
            reason="L7",
            holds=abs(value - bench.number(fader) + louder) <= 0.3,
            caused=(Change(bell, gain),),
            rests_on=bench.settings_of(part.id, "equaliser"),
        )
    return None


def _with_gain(bench: Bench, bell: Control, number: int, gain: float) -> Sequence[Band]:
    """The equaliser's bands with one gain changed; all bands of the studio are on, so that places are numbers."""
    bands = list(bench.bands(bell.track))
    bands[number - 1] = replace(bands[number - 1], gain_db=gain)
    return bands


def trade_trim_for_fader(bench: Bench) -> Draft | None:
    """What the clip gains the fader gives up: nothing to hear, but the fader rides where it is fine."""
    for part in bench.rng.sample(bench.plan.parts, len(bench.plan.parts)):
        clip, fader = bench.knob(part.id, "clip.gain"), bench.knob(part.id, "fader.gain")
        if clip is None or fader is None:
            continue
        step = bench.rng.choice((1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)) * bench.rng.choice((-1, 1))
        off = 0.0 if bench.rng.random() < 0.9 else bench.rng.choice((-1, 1)) * bench.rng.uniform(0.3, 0.8)
        changes = (
            Change(fader, to_grid(bench.number(fader) + step + off, 0.01)),
            Change(clip, to_grid(bench.number(clip) - step, 0.01)),
        )
        words = f"Only moved gain between clip and fader of {part.name}."
        return Draft("objective", changes, words, reason="L8", holds=off == 0)
    return None
