"""Which value of a control to ask next, in which song, and when it has been asked enough.

At most four answers a song and four songs: the spread between songs dominates, and four answers in each of four songs
tell an unseen song better than sixteen in one (LEARNING §1.5, §1.7 of the project's research). Nothing is random: the
direction of the first step comes from the names of control and song.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from profiler.windows.controls import Control
from profiler.windows.model import WindowModel
from profiler.windows.song import SongPosterior

__all__ = ["USUAL", "Policy", "Proposal", "is_settled", "is_settled_in", "next_in_song", "propose"]


@dataclass(frozen=True, slots=True)
class Policy:
    """When to stop.

    target    both edges known to this standard deviation, in steps: 1.0 good enough, 0.8 fine
    least     answers before a small deviation may stop (a confident wrong prior would stop at once)
    per_song, songs, most  bounds on answers a song, on songs, and on answers in all
    worth     stop when an answer is expected to take less than this share of the variance
    """

    target: float = 1.0
    least: int = 4
    per_song: int = 4
    songs: int = 4
    most: int = 16
    worth: float = 0.03


USUAL = Policy()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value of one control to be heard in one song. ``expected_gain`` is in squared steps."""

    id: str
    control: Control
    value: float
    unit: str
    song: str
    asked: int
    expected_gain: float


def propose(
    model: WindowModel,
    songs: Sequence[str],
    audible: Callable[[str, float], bool],
    *,
    policy: Policy = USUAL,
) -> Proposal | None:
    """The next value to ask of this control, or None when it is known well enough or nothing can be heard.

    songs    where the control can be asked, in the order in which it is convenient (the open one first)
    audible  (song, value) → whether this value can be heard there
    """
    if is_settled(model, policy):
        return None
    for song in _order(model, songs, policy):
        found = next_in_song(model, song, partial(audible, song), policy=policy)
        if found is not None:
            return found
    return None


def next_in_song(
    model: WindowModel, song: str, audible: Callable[[float], bool], *, policy: Policy = USUAL
) -> Proposal | None:
    """The next value to ask in this song, or None."""
    belief = model.in_song(song)
    asked = len(belief.asked)
    if asked >= policy.per_song or is_settled_in(belief, policy):
        return None

    def allowed(x: float) -> bool:
        return model.scale.holds(x + model.origin) and audible(model.value(x))

    chosen = belief.next_value(allowed, upwards=None if model.answers else _starts_upwards(model.control, song))
    if chosen is None or (asked >= policy.least and chosen.share < policy.worth):
        return None
    value = model.value(chosen.x)
    name = f"{model.control.id}|{song}|{len(model.answers)}|{value!r}"
    return Proposal(
        id="w" + hashlib.sha256(name.encode()).hexdigest()[:12],
        control=model.control,
        value=value,
        unit=model.scale.unit,
        song=song,
        asked=len(model.answers),
        expected_gain=chosen.gain,
    )


def is_settled(model: WindowModel, policy: Policy = USUAL) -> bool:
    """Whether the control needs no more answers: its typical edges are known, or its questions are used up."""
    count = len(model.answers)
    if count >= policy.most or (count >= policy.least and _known(model, policy)):
        return True
    done = [song for song in model.songs if len(model.answers_in(song)) >= policy.per_song]
    return len(done) >= policy.songs


def is_settled_in(belief: SongPosterior, policy: Policy = USUAL) -> bool:
    """Whether the window is known well enough in one song."""
    if len(belief.asked) < policy.least:
        return False
    return max(belief.low.sd, belief.high.sd) <= policy.target


def _known(model: WindowModel, policy: Policy) -> bool:
    return max(model.usual_low.sd, model.usual_high.sd) <= policy.target


def _order(model: WindowModel, songs: Sequence[str], policy: Policy) -> list[str]:
    """Songs begun first, then new ones while there is room for more."""
    begun = [song for song in songs if 0 < len(model.answers_in(song)) < policy.per_song]
    room = policy.songs - len(model.songs)
    fresh = [song for song in songs if song not in model.songs]
    return begun + (fresh if room > 0 else [])


def _starts_upwards(control: Control, song: str) -> bool:
    return hashlib.sha256(f"{control.id}|{song}|first step".encode()).digest()[0] % 2 == 0
