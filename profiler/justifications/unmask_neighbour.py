"""E10: cut here so that a neighbour, named beforehand, is heard better.

That masking fell proves nothing: it falls with every cut. What counts is how the cut ranks among the same cut at 32
other frequencies. Source of the bins: JUSTIFICATIONS §4.4 (cut, named target, measure B).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean
from typing import TYPE_CHECKING

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.evidence.masking import Part, Rank, band_move, parts_of, unmasking_rank
from profiler.history.records import Move
from profiler.justifications.controls import insert_of, name_of, on_same_track, percent, step_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of
from profiler.rendering.equaliser import Band, bands_of

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene, TrackAudio

__all__ = ["REASON"]

_S = 0.69
_P0 = Rate(0.17, "rank")
_HIT_RANK = 0.8
_BINS = ((0.9, 5.7), (0.8, 1.7), (0.5, 0.65), (0.0, 0.21))
"""Rank at least → likelihood ratio: 0.57/0.10, 0.12/0.07, 0.20/0.31, 0.11/0.52."""
_MOST_NEIGHBOURS = 3
"""With more candidates the information is gone whatever the rule (§3.2)."""
_PAIRS = {"kick": "bass", "bass": "kick"}
_LEAD = "lead vocal"


def _test(scene: Scene) -> ReasonResult | None:
    """Rank of the cut by what it does for the lead vocal, the kick or bass beside it, or a track raised with it.

    The Bayes factors of one to three neighbours are averaged: they are alternatives.
    """
    found = _cut(scene)
    if found is None:
        return None
    move, before, after = found
    why = audio_of(scene, move)[1]
    if why:
        return _cannot(why)
    named = _neighbours(scene, move)
    if not named:
        return _cannot("no neighbour can be named that it would be for")
    ranks = _ranks(scene, move, before, after, named)
    if not ranks:
        return _cannot(f"no audio found for {', '.join(named.values())}, or they never sound together")
    best = max(ranks, key=lambda track: (ranks[track].rank, named[track]))
    factor = fmean(next(ratio for least, ratio in _BINS if rank.rank >= least) for rank in ranks.values())
    rank, name = ranks[best], named[best]
    numbers = {
        "rank": rank.rank,
        "benefit_db": rank.benefit_db,
        "neighbours": float(len(ranks)),
        "frequency_hz": after.frequency_hz,
        "gain_db": after.gain_db,
    }
    place = describe("eq.1.frequency").say(after.frequency_hz)
    better = f"{percent(rank.rank)} of the same cuts elsewhere would have helped less"
    if rank.rank >= _HIT_RANK and factor > 1:
        sentence = f"Cut {name_of(move)} at {place}, where it covers {name}: {better}."
        result = hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    else:
        sentence = f"The cut of {name_of(move)} at {place} does not single out {name}: {better}."
        result = missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    return replace(result, bayes_factor=factor)


def _cut(scene: Scene) -> tuple[Move, Band | None, Band] | None:
    """The first move that cuts (or moves a cut) by a bell or shelf, with its band before and after."""
    for move in scene.moves:
        if not REASON.applies_to(move.term) or move.object.band is None:
            continue
        new, old = insert_of(scene.after, move), insert_of(scene.before, move)
        after = bands_of(new.parameters).get(move.object.band) if new is not None else None
        before = bands_of(old.parameters).get(move.object.band) if old is not None else None
        if after is None or not after.enabled or after.shape not in ("bell", "low shelf", "high shelf", "notch"):
            continue
        working = before if before is not None and before.enabled else None
        deeper = after.gain_db < (working.gain_db if working is not None else 0.0)
        moved = move.term.endswith(".frequency") and after.gain_db < 0
        if after.shape == "notch" or (after.gain_db < 0 and (deeper or moved)):
            return move, working, after
    return None


def _neighbours(scene: Scene, move: Move) -> dict[str, str]:
    """Track id → name of at most three, by salience: lead vocal, kick or bass partner, what was raised with it."""
    own = move.object.track.id if move.object.track else ""
    role = scene.roles[own].name if own in scene.roles else "unknown"
    wanted = [r for r in (_LEAD, _PAIRS.get(role)) if r is not None and r != role]
    ids = [t.id for r in wanted for t in scene.after.tracks if t.id in scene.roles and scene.roles[t.id].name == r]
    raised = [
        m.object.track.id
        for m in scene.interval
        if m.object.track is not None
        and not on_same_track(m, move)
        and (m.term == "fader.gain" or m.term.endswith(".gain"))
        and (step_of(m) or 0.0) > 0
    ]
    names = {track.id: track.name for track in scene.after.tracks if not track.muted}
    chosen = [track for track in dict.fromkeys([*ids, *raised]) if track != own and track in names]
    return {track: names[track] for track in chosen[:_MOST_NEIGHBOURS]}


def _ranks(scene: Scene, move: Move, before: Band | None, after: Band, named: Mapping[str, str]) -> dict[str, Rank]:

    parts = _parts(_Mix(scene.before, scene.audio))
    own = move.object.track.id if move.object.track else ""
    edited = parts.get(own)
    if edited is None:
        return {}
    change = band_move(edited, before, after)
    found: dict[str, Rank] = {}
    for track in named:
        target = parts.get(track)
        if target is None:
            continue
        others = [part for other, part in parts.items() if other not in (own, track)]
        rank = unmasking_rank(target, edited, others, change, after.frequency_hz)
        if rank is not None:
            found[track] = rank
    return found


@dataclass(frozen=True, eq=False)
class _Mix:
    """A save and its audio, told apart by identity: the gestures of one interval share both."""

    session: Session
    audio: Mapping[str, TrackAudio]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Mix) and self.session is other.session and self.audio is other.audio

    def __hash__(self) -> int:
        return hash((id(self.session), id(self.audio)))


@lru_cache(maxsize=1)
def _parts(mix: _Mix) -> dict[str, Part]:
    """What each track adds to the mix before the move; kept for the next gesture of the same interval."""
    return parts_of(mix.session, mix.audio)


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason(
    "E10 unmask a named neighbour",
    ("eq.*",),
    "neighbours",
    weight=0.4,
    structural=False,
    test=_test,
)
