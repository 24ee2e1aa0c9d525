"""What becomes of suggestions: accept, retry, ignore, more, less, opposite; and what each teaches.

Everything is derived again from the stored words. An accepted suggestion is a weak observation of taste and a choice
among those shown, which teaches how much each part of the score counts (Plackett–Luce). "More" and "less" are half an
answer to the window of each control touched. Ignored teaches nothing. Source: LEARNING §3.1 of the project's research;
the weights of "retry" alone and of "opposite" are choices.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from profiler.suggestions.errors import CandidateError
from profiler.suggestions.ranking import Suggestion, Touch
from profiler.taste.dimensions import Dimension, scale_of_name
from profiler.taste.observations import Observation
from profiler.taste.profile import PART_WEIGHTS, TEMPERATURE
from profiler.windows import Control, Verdict, WindowAnswer
from profiler.windows.scales import scale_of

__all__ = [
    "Feedback",
    "FeedbackKind",
    "Shown",
    "accepted_observations",
    "feedback_body",
    "feedback_of",
    "half_answers",
    "learnt_weights",
]

FeedbackKind: TypeAlias = Literal["accept", "retry", "ignore", "more", "less", "opposite"]
Floats = NDArray[np.float64]

_KINDS: Mapping[str, FeedbackKind] = {kind: kind for kind in get_args(FeedbackKind)}
_ACCEPTED = 0.3
"""Weight of an accepted value, in songs."""
_HALF = 0.5
_REFUSED = 0.5
_SPREAD = 0.5
_BOUNDS = (0.05, 4.0)
_ROUNDS = 25
_PARTS = tuple(PART_WEIGHTS)


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion as it stood in its ranking. ``parts`` in points before their weights; ``touches`` in steps."""

    id: str
    parts: Mapping[str, float]
    touches: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One word about one suggestion, with the whole ranking that it was shown in."""

    kind: FeedbackKind
    suggestion: str
    song: str
    shown: tuple[Shown, ...]
    time: float | None = None

    @property
    def target(self) -> Shown:
        """The suggestion meant."""
        return next(one for one in self.shown if one.id == self.suggestion)


def feedback_body(
    ranking: Sequence[Suggestion], suggestion: str, kind: str, *, song: str, weights: Mapping[str, float]
) -> dict[str, object]:
    """What is stored of one word: enough to derive again all that it teaches.

    weights  the part weights that the ranking was made with. Raises CandidateError for an unknown id or word.
    """
    if kind not in _KINDS:
        raise CandidateError(f"{kind!r} is nothing to say of a suggestion", remedy=f"One of: {', '.join(_KINDS)}.")
    if all(one.id != suggestion for one in ranking):
        raise CandidateError(f"there is no suggestion {suggestion!r} in this ranking")
    return {
        "kind": kind,
        "suggestion": suggestion,
        "song": song,
        "shown": [
            {
                "id": one.id,
                "parts": {part.name: part.points / max(weights.get(part.name, 1.0), _BOUNDS[0]) for part in one.parts},
                "touches": [[t.dimension.role, t.dimension.name, t.before, t.after] for t in one.touches],
            }
            for one in ranking
        ],
    }


def feedback_of(body: Mapping[str, object], *, time: float | None = None) -> Feedback | None:
    """Inverse of `feedback_body`; None for a word that says nothing this version understands."""
    kind = _KINDS.get(str(body.get("kind")))
    rows = body.get("shown")
    if kind is None or not isinstance(rows, Sequence):
        return None
    shown = tuple(one for row in rows if (one := _shown(row)) is not None)
    suggestion = str(body.get("suggestion", ""))
    if all(one.id != suggestion for one in shown):
        return None
    return Feedback(kind, suggestion, str(body.get("song", "")), shown, time)


def accepted_observations(words: Iterable[Feedback]) -> tuple[Observation, ...]:
    """Each accepted value as three tenths of a song."""
    return tuple(
        Observation(word.song, touch.dimension, touch.after, _ACCEPTED, word.time, rested=False)
        for word in words
        if word.kind == "accept"
        for touch in word.target.touches
    )


def half_answers(words: Iterable[Feedback]) -> tuple[WindowAnswer, ...]:
    """What "more", "less" and "opposite" say of the windows of the controls touched."""
    found = []
    for word in words:
        if word.kind not in ("more", "less", "opposite"):
            continue
        for touch in word.target.touches:
            if scale_of(touch.dimension.term) is None:
                continue
            control = Control(touch.dimension.role, touch.dimension.term, touch.dimension.circumstance)
            up = touch.before is None or touch.after > touch.before
            beyond = up if word.kind == "more" else not up
            verdict: Verdict = "not_enough" if beyond else "too_much"
            places = [touch.after]
            if word.kind == "opposite" and touch.before is not None:
                places.append(touch.before)
            for x in places:
                value = control.scale.value(x)
                found.append(WindowAnswer(control, value, word.song, verdict, word.time, weight=_HALF, spoken=False))
    return tuple(found)


def learnt_weights(words: Iterable[Feedback], *, temperature: float = TEMPERATURE) -> dict[str, float]:
    """How much each part of the score counts for this engineer: prior N(1, .5²), never below a twentieth.

    The most likely weights given his choices, by damped Newton steps.
    """
    events = _choices(sorted(words, key=lambda word: (word.time or 0.0, word.suggestion, word.kind)))
    start = np.array([PART_WEIGHTS[name] for name in _PARTS])
    beta = start.copy()
    for _ in range(_ROUNDS):
        slope = (start - beta) / _SPREAD**2
        curve = np.eye(len(beta)) / _SPREAD**2
        for options, chosen, weight in events:
            x = options / temperature
            odds = x @ beta
            p = np.exp(odds - odds.max())
            p /= p.sum()
            mean = p @ x
            slope = slope + weight * (x[chosen] - mean)
            curve = curve + weight * ((x * p[:, None]).T @ x - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        longest = float(np.abs(step).max())
        beta = np.clip(beta + step * min(1.0, 0.5 / max(longest, 1e-12)), *_BOUNDS)
        if longest < 1e-10:
            break
    return {name: float(value) for name, value in zip(_PARTS, beta, strict=True)}


def _choices(words: Sequence[Feedback]) -> list[tuple[Floats, int, float]]:
    """(features of the options, index of the chosen one, weight) of every choice made.

    Accepting chooses among what was shown and not yet sent back, and before each that was; sending back without ever
    accepting, or wanting the opposite, prefers to leave things as they are.
    """
    found: list[tuple[Floats, int, float]] = []
    rankings: dict[tuple[str, ...], list[Feedback]] = {}
    for word in words:
        rankings.setdefault(tuple(one.id for one in word.shown), []).append(word)
    for said in rankings.values():
        shown = {one.id: _features(one) for one in said[0].shown}
        back: list[str] = []
        accepted = False
        for word in said:
            mine = shown[word.suggestion]
            if word.kind == "retry":
                back.append(word.suggestion)
            elif word.kind == "opposite":
                found.append((np.stack([np.zeros_like(mine), mine]), 0, _REFUSED))
            elif word.kind == "accept":
                accepted = True
                rest = [features for name, features in shown.items() if name not in back and name != word.suggestion]
                found.append((np.stack([mine, *rest]), 0, 1.0))
                found += [(np.stack([mine, shown[name]]), 0, 1.0) for name in back if name != word.suggestion]
        if back and not accepted:
            found += [(np.stack([np.zeros(len(_PARTS)), shown[name]]), 0, _REFUSED) for name in back]
    return found


def _features(shown: Shown) -> Floats:
    return np.array([shown.parts.get(name, 0.0) for name in _PARTS])


def _shown(row: object) -> Shown | None:
    if not isinstance(row, Mapping):
        return None
    parts = row.get("parts")
    touches = row.get("touches")
    if not isinstance(parts, Mapping) or not isinstance(touches, Sequence):
        return None
    points = {str(name): float(value) for name, value in parts.items() if _is_finite(value)}
    read = tuple(touch for entry in touches if (touch := _touch(entry)) is not None)
    return Shown(str(row.get("id", "")), points, read)


def _touch(entry: object) -> Touch | None:
    if not isinstance(entry, Sequence) or isinstance(entry, str) or len(entry) != 4:
        return None
    role, name, before, after = entry
    if not isinstance(role, str) or not isinstance(name, str) or scale_of_name(name) is None or not _is_finite(after):
        return None
    return Touch(Dimension(role, name), float(before) if _is_finite(before) else None, float(after))


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
