"""The sentence that each part of a score says about itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from profiler.suggestions.scoring import Ideal, Stages
from profiler.taste.dimensions import Dimension
from profiler.taste.profile import Profile

__all__ = ["Touched", "part_sentence"]

_Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Touched:
    """One dimension that a candidate changes, in steps, and the points that it brings to the part."""

    dimension: Dimension
    before: float | None
    after: float
    points: float
    stages: Stages


def part_sentence(part: str, rows: Sequence[Touched], profile: Profile, tag: str) -> str:
    """About the dimension that weighs most in the part; "" when it has none."""
    if not rows:
        return ""
    row = max(rows, key=lambda one: abs(one.points))
    return _SENTENCES[part](row, profile, tag)


def _say(row: Touched, x: float) -> str:
    return row.dimension.say(row.dimension.scale.value(x))


def _what(row: Touched) -> str:
    return f"{row.dimension.role}, {row.dimension.label}"


def _movement(row: Touched, ideal: Ideal) -> str:
    after = _say(row, row.after)
    if row.before is None:
        return f"{after} would be new here"
    before = _say(row, row.before)
    nearer = abs(row.after - ideal.mean) < abs(row.before - ideal.mean)
    return f"{after} is {'nearer' if nearer else 'further'} than {before}"


def _population(row: Touched, _profile: Profile, _tag: str) -> str:
    expected = row.stages.fitted.expected
    who = f"mixes by {expected.authors} others have" if expected.authors else "a usual starting point is"
    usual = _say(row, expected.centre)
    return f"{_what(row)}: {who} {usual}; {_movement(row, row.stages.population)}"


def _you(row: Touched, _profile: Profile, _tag: str) -> str:
    fitted = row.stages.fitted
    if not fitted.songs:
        return f"{_what(row)}: none of your songs tells where you would set it"
    doubt = _Z80 * math.sqrt(fitted.variance + fitted.sigma**2)
    ends = sorted(row.dimension.scale.value(x) for x in (fitted.centre - doubt, fitted.centre + doubt))
    low, high = (row.dimension.say(end) for end in ends)
    songs = f"{fitted.songs} {'song' if fitted.songs == 1 else 'songs'}"
    usual = f"you usually have {_say(row, fitted.centre)} ({low} … {high} in four of five; {songs})"
    return f"{_what(row)}: {usual}; {_movement(row, row.stages.you)}"


def _tagged(row: Touched, _profile: Profile, tag: str) -> str:
    return f"{_what(row)}: in {tag} you lean to {_say(row, row.stages.tag.mean)}; {_movement(row, row.stages.tag)}"


def _session(row: Touched, _profile: Profile, _tag: str) -> str:
    usual, here = _say(row, row.stages.tag.mean), _say(row, row.stages.session.mean)
    if usual == here:
        return f"{_what(row)}: the rest of this session says nothing more of it"
    return f"{_what(row)}: as the rest of this session is set, {here} rather than {usual}"


def _windows(row: Touched, profile: Profile, _tag: str) -> str:
    window = profile.window_of(row.dimension)
    if window is None:
        return ""
    low, high = row.dimension.say(window.low.median), row.dimension.say(window.high.median)
    fine = math.exp(window.log_p_fine_steps(row.after))
    asked = f"{window.songs} {'song' if window.songs == 1 else 'songs'}"
    usual = f"your usual window is {low} to {high} (asked in {asked}; songs differ)"
    return f"{_what(row)}: {usual}; {_say(row, row.after)} would be fine in {fine * 100:.0f} of 100"


_SENTENCES = {
    "population": _population,
    "you": _you,
    "genre or client": _tagged,
    "this session": _session,
    "windows": _windows,
}
