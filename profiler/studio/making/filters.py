"""High-passes that take away only what is no music: just below the lowest note, or under a part that rumbles."""

from __future__ import annotations

from profiler.studio.bench import Bench, Change, Draft
from profiler.studio.controls import HPF_BAND
from profiler.studio.hands import ROUND_HERTZ
from profiler.studio.physics import Band, Sound, loudness_change, removed_share_db

__all__ = ["high_pass_below_lowest_note", "high_pass_guff"]

_TERM = f"eq.{HPF_BAND}.frequency"


def high_pass_below_lowest_note(bench: Bench) -> Draft | None:
    """Under a single line: between 0.7 and 1 times its lowest note, unless the hand misses."""
    able = []
    for part in bench.plan.parts:
        control = bench.knob(part.id, _TERM, job="equaliser")
        if part.lowest_hz and control and not _is_just_below(bench.number(control), part.lowest_hz):
            able.append((part.name, part.lowest_hz, control))
    if not able:
        return None
    name, lowest, control = bench.rng.choice(able)
    if bench.rng.random() < 0.70:
        value = lowest * bench.rng.uniform(0.73, 0.97)
        rounder = float(round(value / 5) * 5)
        value = rounder if _is_just_below(rounder, lowest) and bench.rng.random() < 0.5 else round(value, 1)
    else:
        value = round(lowest * bench.rng.choice((bench.rng.uniform(0.45, 0.69), bench.rng.uniform(1.02, 1.2))), 0)
    value = max(value, 20.0)
    words = f"High-passed under the lowest note that {name} plays."
    return Draft("objective", (Change(control, value),), words, reason="E7", holds=_is_just_below(value, lowest))


def _is_just_below(corner: float, lowest: float) -> bool:
    return 0.7 * lowest <= corner <= lowest


def high_pass_guff(bench: Bench) -> Draft | None:
    """Under drums and chords that rumble: where it takes the rumble and costs no loudness."""
    able = []
    for part in bench.plan.parts:
        knob = bench.knob(part.id, _TERM, job="equaliser")
        if part.guff_db is not None and knob and not _takes_something(bench.sound(part.id), bench.number(knob)):
            able.append((part, knob))
    if not able:
        return None
    part, control = bench.rng.choice(able)
    sound = bench.sound(part.id)
    free = [hertz for hertz in ROUND_HERTZ if 35 <= hertz <= 200 and _takes_only_guff(sound, hertz)]
    if not free:
        return None
    low, high = min(free), max(free)
    wide = bench.rng.random() >= 0.80
    value = high * bench.rng.uniform(1.5, 2.5) if wide else low * (high / low) ** bench.rng.random()
    value = bench.hand("hpf.frequency", value)
    words = f"Nothing musical lives down there on {part.name}, only rumble."
    return Draft("objective", (Change(control, value),), words, reason="E8", holds=_takes_only_guff(sound, value))


def _takes_something(sound: Sound, corner: float) -> bool:
    return removed_share_db(sound, corner) > -25


def _takes_only_guff(sound: Sound, corner: float) -> bool:
    lost = loudness_change(sound, (), (Band("high pass", corner, 0.0, 0.707),))
    return lost > -0.1 and _takes_something(sound, corner)
