"""R3: settings copied from another instance of the same plug-in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from parsers.session import Insert, Scalar, Session, Track
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.chance import chance_of
from profiler.justifications.controls import insert_of, is_number
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.95
_P0 = Rate(0.001, "choice")
_P0_STATE = Rate(0.05, "choice")
"""Equal bytes of an unreadable plug-in: a preset that both know looks the same."""
_LEAST = 3
_NEARLY_ALL = 0.8
_UNSET = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Where a stored number of unknown meaning rests when nobody set it (two- and three-way switches among them)."""
_WHOLE = ("insert.added", "insert.replaced", "insert.state")


def _test(scene: Scene) -> ReasonResult | None:
    """At least three free parameters now equal another instance's. Free: neither default nor what songs start with."""
    move = scene.moves[0]
    insert = insert_of(scene.after, move)
    if insert is None or any(m.object.insert != move.object.insert for m in scene.moves):
        return None
    rivals = list(_instances(scene, insert))
    if not rivals:
        return None
    free = _free(scene, move, insert, [other for _, other in rivals])
    if len(free) >= _LEAST:
        return _by_parameters(insert, free, rivals)
    if any(m.term in _WHOLE for m in scene.moves) and insert.coverage == "opaque" and insert.state_hash:
        return _by_state(insert, rivals)
    return None


def _by_parameters(insert: Insert, free: Mapping[str, Scalar], rivals: list[tuple[Track, Insert]]) -> ReasonResult:
    equal, track = max(
        ((sum(_holds(other, term, value) for term, value in free.items()), track) for track, other in rivals),
        key=lambda pair: pair[0],
    )
    numbers = {"free": float(len(free)), "equal": float(equal)}
    # Three of many free ones may agree by chance (three round numbers); a copy agrees in nearly all.
    if equal >= _LEAST and equal >= _NEARLY_ALL * len(free):
        sentence = f"{insert.plugin.name} has {equal} of {len(free)} settings of the one on {track.name}: copied."
        return hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = f"No other {insert.plugin.name} has these settings (at most {equal} of {len(free)} agree)."
    return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)


def _by_state(insert: Insert, rivals: list[tuple[Track, Insert]]) -> ReasonResult:
    states = {other.state_hash for _, other in rivals}
    numbers = {"instances": float(len(rivals))}
    if states == {insert.state_hash}:
        why = f"all instances of {insert.plugin.name} are alike, as untouched ones would be"
        return untestable(REASON, why, s=_S, p0=_P0_STATE, numbers=numbers)
    twin = next((track for track, other in rivals if other.state_hash == insert.state_hash), None)
    if twin is None:
        sentence = f"No other {insert.plugin.name} is in this state."
        return missed(REASON, s=_S, p0=_P0_STATE, sentence=sentence, numbers=numbers)
    sentence = f"{insert.plugin.name} is in exactly the state of the one on {twin.name}: copied."
    return hit(REASON, s=_S, p0=_P0_STATE, sentence=sentence, numbers=numbers)


def _instances(scene: Scene, insert: Insert) -> Iterator[tuple[Track, Insert]]:
    """Others of the same plug-in, in the save before (where a copy comes from) and after."""
    sessions: tuple[Session, ...] = (scene.before, scene.after)
    for session in sessions:
        for track in session.every_track():
            for other in track.inserts:
                same = other.plugin.uid == insert.plugin.uid and other.plugin.name == insert.plugin.name
                if same and other.id != insert.id:
                    yield track, other


def _free(scene: Scene, move: Move, insert: Insert, rivals: Sequence[Insert]) -> dict[str, Scalar]:
    """The settings that somebody must have chosen: not what most instances of the plug-in hold anyway."""
    role = move.object.track.role if move.object.track else "unknown"
    if any(m.term in _WHOLE for m in scene.moves):
        values = {term: held.value for term, held in insert.parameters.items()}
    else:
        values = {m.term: m.after for m in scene.moves if m.after is not None}
    usual = chance_of(scene).usual
    return {
        term: value
        for term, value in values.items()
        if is_number(value)
        and value != describe(term).default
        and not (term.startswith("plugin.") and value in _UNSET)
        and not _is_common(term, value, rivals)
        and not _same(value, entry.value if (entry := usual.get((role, insert.plugin.name, term))) else None)
    }


def _is_common(term: str, value: Scalar, rivals: Sequence[Insert]) -> bool:
    """Whether at least half of three or more other instances hold this value."""
    return len(rivals) >= _LEAST and 2 * sum(_holds(rival, term, value) for rival in rivals) >= len(rivals)


def _holds(insert: Insert, term: str, value: Scalar) -> bool:
    held = insert.parameters.get(term)
    return held is not None and _same(value, held.value)


def _same(a: Scalar, b: Scalar | None) -> bool:
    if not is_number(a) or b is None or not is_number(b):
        return False
    return math.isclose(float(a), float(b), rel_tol=1e-4, abs_tol=1e-4)


REASON = Reason(
    "R3 copied settings",
    (*_WHOLE, "eq.*", "hpf.*", "lpf.*", "compressor.*", "gate.*", "delay.*", "limiter.*", "reverb.*", "plugin.*"),
    "session",
    weight=0.03,
    structural=True,
    test=_test,
    tag="copied",
)
