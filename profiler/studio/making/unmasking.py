"""Cuts that free a neighbour: where the masker rings over the lead vocal, or the bass over the kick."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from profiler.studio.bench import SPARE_BAND, Bench, Change, Draft
from profiler.studio.hands import to_grid
from profiler.studio.physics import Band, placement_rank
from profiler.studio.stems import Collision

__all__ = ["BELLS", "cut_here", "deepen_here", "move_cut_here"]

BELLS = (2, 3, SPARE_BAND)
"""Numbers of an equaliser's bells."""
_NEAR_OCTAVES = 1 / 6


def cut_here(bench: Bench) -> Draft | None:
    """A flat bell is brought to the collision and pulled down: place, depth, perhaps width, in one gesture."""
    for collision in _collisions(bench):
        for number in bench.rng.sample(BELLS, len(BELLS)):
            if abs(_read(bench, collision, number, "gain")) > 0.5:
                continue
            place, depth = _place(bench, collision), _depth(bench)
            wanted = [("gain", depth), ("frequency", place)]
            if bench.rng.random() < 0.4:
                wanted.append(("q", round(bench.rng.uniform(0.7, 4.0), 2)))
            return _draft(bench, collision, number, wanted)
    return None


def deepen_here(bench: Bench) -> Draft | None:
    """A bell that already stands at the collision is pulled down."""
    for collision in _collisions(bench):
        for number in bench.rng.sample(BELLS, len(BELLS)):
            standing = _read(bench, collision, number, "frequency")
            if abs(math.log2(standing / collision.hertz)) <= _NEAR_OCTAVES:
                gain = _read(bench, collision, number, "gain")
                return _draft(bench, collision, number, [("gain", to_grid(min(gain, 0.0) + _depth(bench), 0.1))])
    return None


def move_cut_here(bench: Bench) -> Draft | None:
    """A cut that stands elsewhere is moved to the collision."""
    for collision in _collisions(bench):
        for number in bench.rng.sample(BELLS, len(BELLS)):
            standing = _read(bench, collision, number, "frequency")
            is_cut = _read(bench, collision, number, "gain") <= -1
            if is_cut and abs(math.log2(standing / collision.hertz)) > 2 * _NEAR_OCTAVES:
                return _draft(bench, collision, number, [("frequency", _place(bench, collision))])
    return None


def _collisions(bench: Bench) -> Iterator[Collision]:
    yield from bench.rng.sample(bench.tape.collisions, len(bench.tape.collisions))


def _read(bench: Bench, collision: Collision, number: int, name: str) -> float:
    insert = next(each for each in bench.track(collision.masker).inserts if f"eq.{number}.{name}" in each.parameters)
    return float(insert.parameters[f"eq.{number}.{name}"].value)


def _place(bench: Bench, collision: Collision) -> float:
    return bench.hand("eq.frequency", collision.hertz * 2 ** bench.rng.uniform(-_NEAR_OCTAVES, _NEAR_OCTAVES))


def _depth(bench: Bench) -> float:
    return bench.hand("eq.gain", -bench.rng.uniform(1.0, 6.0))


def _draft(bench: Bench, collision: Collision, number: int, wanted: list[tuple[str, float]]) -> Draft | None:
    changes = []
    for name, value in wanted:
        control = bench.knob(collision.masker, f"eq.{number}.{name}", job="equaliser")
        if control is None:
            return None
        changes.append(Change(control, value))
    now = {name: _read(bench, collision, number, name) for name in ("frequency", "gain", "q")} | dict(wanted)
    cut = Band("bell", now["frequency"], now["gain"], now["q"])
    masker, target = bench.sound(collision.masker), bench.sound(collision.target)
    names = [bench.track(track).name for track in (collision.masker, collision.target)]
    return Draft(
        "objective",
        tuple(changes),
        f"{names[0]} covered {names[1]} around {now['frequency']:.0f} Hz.",
        reason="E10",
        holds=placement_rank(masker, target, cut) >= 0.8,
        named=collision.target,
        rests_on=tuple(replace(changes[0].control, term=f"eq.{number}.{name}") for name in ("gain", "frequency", "q")),
    )
