"""What each track is in the mix, told from its name, folder, routing, sources and plug-ins.

Every finding is a piece of evidence with a weight; pieces for one role add up as independent hints (1 - the product of
what each leaves open), and strong rivals pull the winner down. Below `_LEAST` a track is ``unknown``: no guess.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from parsers.session import Session, Track
from profiler.history.records import Role
from profiler.history.role_hints import (
    Mix,
    folder_hints,
    instrument_hints,
    is_return,
    mix_of,
    plays_instrument,
    section_hint,
    source_hints,
    structure_hints,
)
from profiler.history.role_names import SAYS_NOTHING, likely_of_name, role_of_name, role_of_played

__all__ = ["ROLES", "roles_of"]

ROLES: tuple[str, ...] = (
    *("kick", "snare", "hi-hat", "tom", "overhead", "room", "percussion", "drum bus", "bass"),
    *("electric guitar", "acoustic guitar", "guitar", "keys", "pad", "synth", "strings", "brass"),
    *("lead vocal", "backing vocal", "vocal", "dialogue", "effects", "bus", "reverb return", "delay return", "master"),
    "unknown",
)
"""Every role there is. Wind instruments of wood count with the brass."""

_LEAST = 0.55
"""Chosen on labelled tracks (`benchmarks/roles.py`)."""
_WEAK = 0.5
"""A name that says less than this is no more than a hint itself, and others are asked for."""
_PLAYED_EFFECT = 0.6
"""What is believed of a likeness to sound effects where an instrument plays: fanciful names of sounds are like them."""
_RIVALRY = 0.4
"""How much of a rival's weight is taken off."""
_MODESTY = 1.5
_SUREST = 0.97
"""Hints that are not at odds are right more often than their weights say. What a role's probability is follows from its
weight by this exponent on what is left open, chosen on labelled tracks in five bins (`benchmarks/roles.py`), and ends
where even plain names were found wrong."""
_GENERIC = {
    "vocal": ("lead vocal", "backing vocal"),
    "guitar": ("electric guitar", "acoustic guitar"),
    "drum bus": ("kick", "snare", "hi-hat", "tom", "overhead", "room", "percussion"),
    "bus": ("drum bus", "reverb return", "delay return"),
    "synth": ("pad",),
}
"""A general role does not contradict these: it supports them."""
_NO_RIVALS = ("synth", "bus")
"""Kicks and basses are played on synthesisers too, and tracks of every role hold others, which makes them no less a
bus."""


def roles_of(session: Session) -> dict[str, Role]:
    """Track id → role, for every track and the master. Tracks that share an id share the first one's role."""
    mix = mix_of(session)
    roles: dict[str, Role] = {}
    for track in session.tracks:
        if track.id not in roles:
            roles[track.id] = _weighed(_hints(track, mix))
    roles[session.master.id] = Role("master", 1.0, ("the session's master",))
    return roles


def _hints(track: Track, mix: Mix) -> Iterator[Role]:
    section = section_hint(track, mix)
    if section is not None:
        yield section
        return
    named = role_of_played(track.name) if track.clips or plays_instrument(track) else role_of_name(track.name)
    if named.name == "room" and is_return(track, mix):
        named = Role("reverb return", named.probability, named.evidence)
    yield named
    if named is SAYS_NOTHING and not track.name_is_default:
        yield _likely(track)
    told = named is not SAYS_NOTHING and named.probability >= _WEAK
    if not told:
        yield from folder_hints(track, mix)
        yield from source_hints(track)
    yield from structure_hints(track, mix)
    if named.name != "unknown" or named is SAYS_NOTHING:
        yield from instrument_hints(track, named=told)


def _likely(track: Track) -> Role:
    likely = likely_of_name(track.name)
    if likely.name == "effects" and plays_instrument(track):
        return Role(likely.name, likely.probability * _PLAYED_EFFECT, likely.evidence)
    return likely


def _weighed(hints: Iterator[Role]) -> Role:
    open_share: dict[str, float] = {}
    evidence: dict[str, list[str]] = {}
    for hint in hints:
        if hint.name == "unknown":
            continue
        open_share[hint.name] = open_share.get(hint.name, 1.0) * (1 - hint.probability)
        evidence.setdefault(hint.name, []).extend(hint.evidence)
    if not open_share:
        return SAYS_NOTHING
    sure = {name: 1 - share for name, share in open_share.items()}
    best = max(sorted(sure), key=lambda name: (sure[name], -_rank(name)))
    rivals = (value for name, value in sure.items() if not _agree(best, name) and name not in _NO_RIVALS)
    pull = 0.0 if best == "bus" else _RIVALRY * max(rivals, default=0.0)
    probability = sure[best] * (1 - pull)
    named = [name for name in sorted(evidence, key=lambda name: name != best) if _agree(best, name)]
    supported = [line for name in named for line in evidence[name]]
    if probability < _LEAST:
        return Role("unknown", probability, (f"perhaps {best}", *supported))
    return Role(best, round(_calibrated(probability), 3), tuple(supported))


def _calibrated(weight: float) -> float:
    """How often a role of this weight is right, as measured; see `_MODESTY`."""
    return min(1 - math.pow(1 - weight, _MODESTY), _SUREST)


def _rank(name: str) -> int:
    return ROLES.index(name)


def _agree(first: str, second: str) -> bool:
    return first == second or second in _GENERIC.get(first, ()) or first in _GENERIC.get(second, ())
