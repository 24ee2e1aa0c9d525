"""E8: the high-pass takes away only what is not music: guff was there, and nothing that is heard went with it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.controls import insert_of, name_of, principal
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of
from profiler.rendering.bands import power_change_db
from profiler.rendering.equaliser import Band, bands_of
from profiler.rendering.kweighting import k_power

if TYPE_CHECKING:
    from profiler.evidence.features import Features
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.80
_P0 = Rate(0.33)
_LOSS_LU = 0.1
_REMOVED_DB = -25.0
"""Energy taken away, re all of it: less than this and there was nothing to remove."""
_LOWEST_HZ = 20.0


def _test(scene: Scene) -> ReasonResult | None:
    """It costs less than 0.1 LU and removes more than -25 dB of the energy; the old setting removed less.

    Shows that a high-pass was called for, not that it had to be at this frequency.
    """
    move = principal(scene, "hpf.frequency", "hpf.enabled")
    if move is None:
        return None
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    new, old = _high_pass(scene.after, move), _high_pass(scene.before, move)
    if new is None:
        return _cannot("no high-pass is on after the move")
    loss, removed = _effect(new, features)
    removed_before = _effect(old, features)[1] if old is not None else -math.inf
    say = describe("hpf.frequency").say
    numbers = {"corner_hz": new.frequency_hz, "loss_lu": loss, "removed_db": max(removed, -200.0)}
    if old is not None:
        numbers |= {"before_hz": old.frequency_hz, "removed_before_db": max(removed_before, -200.0)}
    if loss >= _LOSS_LU or removed <= _REMOVED_DB or removed_before > _REMOVED_DB:
        sentence = (
            f"High-pass of {name_of(move)} at {say(new.frequency_hz)}: costs {loss:.2f} LU, takes "
            f"{removed:.0f} dB of the energy; that is not newly guff alone."
        )
        return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = (
        f"Nothing musical lives below {say(new.frequency_hz)} on {name_of(move)}: the high-pass costs {loss:.2f} LU, "
        f"and what it takes is {removed:.0f} dB of the energy."
    )
    result = hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    enough = _enough_hz(new, features)
    start = old.frequency_hz if old is not None else _LOWEST_HZ
    if start >= enough:
        return result
    size, least = math.log2(new.frequency_hz / start), math.log2(enough / start)
    return replace(result, size=size, least=least, step=describe("hpf.frequency").step)


def _high_pass(session: Session, move: Move) -> Band | None:
    """The move's band in this save, if it works as a high-pass there."""
    insert = insert_of(session, move)
    if insert is None or move.object.band is None or not insert.enabled:
        return None
    band = bands_of(insert.parameters).get(move.object.band)
    return band if band is not None and band.enabled and band.shape == "high pass" else None


def _effect(band: Band, features: Features) -> tuple[float, float]:
    """(loudness lost in LU, energy removed in dB re all energy) by the band alone."""
    frequencies = features.frequencies_hz()
    curve_db = 20 * np.log10(np.maximum(np.abs(band.response(frequencies, features.rate_hz)), 1e-6))
    loss = -power_change_db(curve_db, features.ltas, k_power(frequencies, features.rate_hz))
    kept = 10 ** (power_change_db(curve_db, features.ltas) / 10)
    return loss, 10 * math.log10(max(1.0 - kept, 1e-20))


def _enough_hz(band: Band, features: Features) -> float:
    """The lowest corner, in steps of 1/12 octave, that removes the guff."""
    corner = band.frequency_hz
    while corner > _LOWEST_HZ and _effect(band.moved_to(corner * 2 ** (-1 / 12)), features)[1] > _REMOVED_DB:
        corner *= 2 ** (-1 / 12)
    return corner


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason(
    "E8 high-pass removes only guff",
    ("hpf.frequency", "hpf.enabled"),
    "audio",
    weight=0.25,
    structural=False,
    test=_test,
)
