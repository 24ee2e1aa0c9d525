"""The generator behind the published figures: single moves of seven families, half of them objective.

Families, their shares and the shares of causes are those of JUSTIFICATIONS §3.5 of the project's research; the audio
is real here, where that prototype drew test outcomes from tables. Taste has the same shapes and sizes as reason has:
what a gesture consists of must not give it away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from profiler.studio.bench import SPARE_BAND, Bench, Change, Draft
from profiler.studio.chance import stream
from profiler.studio.controls import HPF_BAND, spec_of
from profiler.studio.hands import ROUND_MS, on_hand_grid, to_grid
from profiler.studio.making.filters import high_pass_below_lowest_note, high_pass_guff
from profiler.studio.making.levels import (
    level_match_equaliser,
    lower_ceiling,
    prevent_clipping,
    stage_gain,
    trade_trim_for_fader,
)
from profiler.studio.making.process import reset_band, return_to_earlier, trim_group
from profiler.studio.making.tempo import delay_on_note, release_in_tempo
from profiler.studio.making.unlisted import unlisted
from profiler.studio.making.unmasking import BELLS, deepen_here, move_cut_here
from profiler.studio.truth import Control

__all__ = ["CAUSES", "FAMILIES", "draft_of"]

FAMILIES: Mapping[str, float] = {
    "fader": 0.30, "eq gain": 0.22, "eq frequency": 0.15, "hpf": 0.12, "delay": 0.08, "release": 0.07, "limiter": 0.06,
}  # fmt: skip
CAUSES: Mapping[str, float] = {"taste": 0.50, "listed": 0.35, "unlisted": 0.10, "structural": 0.05}

_Maker = Callable[[Bench], Draft | None]
_TERMS: Mapping[str, tuple[str, ...]] = {
    "fader": ("fader.gain", "clip.gain"),
    "eq gain": tuple(f"eq.{number}.gain" for number in BELLS),
    "eq frequency": tuple(f"eq.{number}.frequency" for number in BELLS),
    "hpf": (f"eq.{HPF_BAND}.frequency",),
    "delay": ("delay.time",),
    "release": ("compressor.release",),
    "limiter": ("limiter.ceiling", "limiter.threshold"),
}
_RULE_FAMILY: Mapping[str, str] = {
    "fader": "fader.gain", "eq gain": "eq.gain", "eq frequency": "eq.frequency", "hpf": "hpf.frequency",
    "delay": "delay.time", "release": "compressor.release", "limiter": "limiter.ceiling",
}  # fmt: skip
_LEVEL_SHAPES = (("clip",), ("fader", "bell"), ("fader", "clip"), ("fader",))
_LEVEL_WEIGHTS = (0.5, 0.2, 0.2, 0.1)
"""What a gesture on levels consists of, for reason and taste alike."""


def _stage_one(bench: Bench) -> Draft | None:
    return stage_gain(bench, parts=1)


_LISTED: Mapping[str, tuple[tuple[_Maker, float], ...]] = {
    "fader": (
        (_stage_one, 0.25), (prevent_clipping, 0.25), (level_match_equaliser, 0.25), (trade_trim_for_fader, 0.25),
    ),
    "eq gain": ((deepen_here, 1.0),),
    "eq frequency": ((move_cut_here, 1.0),),
    "hpf": ((high_pass_below_lowest_note, 0.5), (high_pass_guff, 0.5)),
    "delay": ((delay_on_note, 1.0),),
    "release": ((release_in_tempo, 1.0),),
    "limiter": ((lower_ceiling, 1.0),),
}  # fmt: skip


_COINCIDENCES: tuple[tuple[_Maker, float], ...] = (
    (_stage_one, 0.039), (prevent_clipping, 0.063), (level_match_equaliser, 0.094), (trade_trim_for_fader, 0.040),
)  # fmt: skip
"""Taste on levels that looks like reason, at the published chance rates of the reasons' tests."""


def draft_of(bench: Bench, family: str, cause: str, *, habit_share: float) -> Draft | None:
    """A gesture of one family and cause, or None when the song offers none now.

    habit_share  share of taste that lands where this engineer always goes, whatever the song
    """
    if cause == "taste":
        return _taste(bench, family, habit_share)
    if cause == "unlisted":
        return unlisted(bench, family=_RULE_FAMILY[family])
    if cause == "structural":
        return _structural(bench, family)
    makers = _LISTED[family]
    first = bench.rng.choices([maker for maker, _ in makers], [weight for _, weight in makers])[0]
    rest = [maker for maker, _ in makers if maker is not first]
    return next((draft for draft in (maker(bench) for maker in (first, *rest)) if draft is not None), None)


def _structural(bench: Bench, family: str) -> Draft | None:
    other = {"fader": trim_group, "eq gain": reset_band}.get(family)
    if other is not None and bench.rng.random() < 0.5:
        return other(bench)
    return return_to_earlier(bench, terms=_TERMS[family])


def _taste(bench: Bench, family: str, habit_share: float) -> Draft | None:
    if family == "fader":
        return _level_taste(bench, habit_share)
    able = list(_able(bench, family))
    if not able:
        return None
    control = bench.rng.choice(able)
    habit = _habit(bench, control) if bench.rng.random() < habit_share else None
    value = _anywhere(bench, control) if habit is None else habit
    return Draft("taste", (Change(control, value),), "It just felt right.")


def _level_taste(bench: Bench, habit_share: float) -> Draft | None:
    chance = bench.rng.random()
    for maker, share in _COINCIDENCES:
        if chance < share:
            draft = maker(bench)
            return draft and replace(draft, kind="taste", reason="", holds=False, words="It just felt right.")
        chance -= share
    shape = bench.rng.choices(_LEVEL_SHAPES, _LEVEL_WEIGHTS)[0]
    for part in bench.rng.sample(bench.plan.parts, len(bench.plan.parts)):
        knobs = {
            "clip": bench.knob(part.id, "clip.gain"),
            "fader": bench.knob(part.id, "fader.gain"),
            "bell": bench.knob(part.id, f"eq.{bench.rng.choice(BELLS)}.gain", job="equaliser"),
        }
        controls = [knobs[name] for name in shape]
        if any(control is None for control in controls):
            continue
        changes = []
        for control in controls:
            if control is not None:
                habit = _habit(bench, control) if bench.rng.random() < habit_share else None
                changes.append(Change(control, _anywhere(bench, control) if habit is None else habit))
        return Draft("taste", tuple(changes), "It just felt right.")
    return None


def _able(bench: Bench, family: str) -> Iterator[Control]:
    """Controls of the family on the parts that reasons of the family also visit."""
    if family == "delay":
        found = [bench.knob(bench.returns()["delay return"], "delay.time", job="delay")]
    elif family == "release":
        found = [bench.knob(track, "compressor.release", job="compressor") for track in bench.tracks_with("compressor")]
    elif family == "limiter":
        found = [
            bench.knob(
                track, bench.rng.choice(("limiter.ceiling", "limiter.ceiling", "limiter.threshold")), job="limiter"
            )
            for track in bench.tracks_with("limiter")
        ]
    elif family == "hpf":
        found = [
            bench.knob(part.id, _TERMS["hpf"][0], job="equaliser")
            for part in bench.plan.parts
            if part.lowest_hz is not None or part.guff_db is not None
        ]
    else:
        found = [knob for part in bench.plan.parts_of(*_MASKERS) for knob in _bells(bench, part.id, family)]
    yield from (control for control in found if control is not None)


_MASKERS = ("bass", "electric guitar", "keys", "strings", "backing vocal")


def _bells(bench: Bench, track: str, family: str) -> Iterator[Control | None]:
    for number in BELLS:
        gain = bench.knob(track, f"eq.{number}.gain", job="equaliser")
        if family == "eq gain" and gain is not None and not _at_collision(bench, track, number):
            yield gain
        elif family == "eq frequency" and gain is not None and bench.number(gain) <= -1:
            yield bench.knob(track, f"eq.{number}.frequency", job="equaliser")


def _at_collision(bench: Bench, track: str, number: int) -> bool:
    """Whether a bell stands within a third of an octave of a collision: taste comes by there no more than by chance."""
    standing = next((band.hertz for band in bench.bands(track)[number - 1 : number]), 0.0)
    places = [collision.hertz for collision in bench.tape.collisions if collision.masker == track]
    return any(abs(math.log2(standing / place)) < 1 / 3 for place in places)


def _anywhere(bench: Bench, control: Control) -> float:
    """A value of the broad null: anything of the usual size, set by the usual hands."""
    rng, term = bench.rng, control.term
    if term in ("fader.gain", "clip.gain"):
        moved = bench.number(control) + rng.choice((-1, 1)) * rng.uniform(0.5, 6)
        return to_grid(moved, bench.engineer.fader_grid if term == "fader.gain" else 0.1)
    if term.endswith(".gain"):
        return bench.hand("eq.gain", -rng.uniform(1, 6) + min(bench.number(control), 0.0) * 0.5)
    if term == _TERMS["hpf"][0]:
        return bench.hand("hpf.frequency", _between(bench, 20, 400))
    if term.endswith(".frequency"):
        return bench.hand("eq.frequency", _between(bench, 80, 12_000))
    if term in ("delay.time", "compressor.release"):
        low, high = (60, 1000) if term == "delay.time" else (20, 800)
        if rng.random() < 0.5:
            return float(rng.choice([value for value in ROUND_MS if low <= value <= high]))
        return round(_between(bench, low, high), 1)
    return to_grid(rng.uniform(-3.0, 0.0) * (2 if term == "limiter.threshold" else 1), 0.1)


def _between(bench: Bench, low: float, high: float) -> float:
    """Log-uniform."""
    return float(low * (high / low) ** bench.rng.random())


def _habit(bench: Bench, control: Control) -> float | None:
    """Where this engineer always puts this control of this role; None where he has no such place."""
    role = bench.role(control.track)
    band_less = control.term.replace(f"eq.{SPARE_BAND}.", "eq.2.")
    spec = spec_of(role, band_less)
    if spec is None or control.term == "clip.gain":
        return None
    hand = stream(0, bench.engineer.name, spec.id, round(1000 * bench.engineer.windows[spec.id].ideal))
    ideal = bench.engineer.windows[spec.id].ideal
    if control.term.startswith("eq.") and control.term.endswith(".gain"):
        ideal = -abs(ideal) - 0.5
    value = on_hand_grid(spec.spoken, ideal, hand, fader_grid=bench.engineer.fader_grid, round_share=0.5)
    return value if math.isfinite(value) else None
