"""Candidates in the order in which this engineer would want them, each with the named parts that make its score.

The parts add up to the score exactly, and each says its sentence; so the score is its own explanation. Source: LEARNING
§3.1 of the project's research.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Role, Setting
from profiler.suggestions.applying import Check, applied
from profiler.suggestions.candidates import Candidate, candidates_of
from profiler.suggestions.scoring import Scorer, Stages
from profiler.suggestions.telling import Touched, part_sentence
from profiler.taste.dimensions import EQ_BANDS, Dimension
from profiler.taste.observations import Observation, observe_session
from profiler.taste.population import Population, population
from profiler.taste.profile import Profile

__all__ = ["Part", "Suggestion", "Touch", "rank"]

_STRONG, _WEAK = 0.55, 0.3
_EFFORT = 0.05
_FREE_CHANGES = 2
_FAR = 2.5
_HARDLY_FINE = 0.1
_KNOWN_FROM = 3
"""Songs before a band of an equaliser is a control of its own, and before anything is called known."""


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a score, in points, with its sentence."""

    name: str
    points: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Touch:
    """What a candidate does to one dimension, in steps; ``before`` is None where it was not there."""

    dimension: Dimension
    before: float | None
    after: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with its place, why it has it, and what wants an ear.

    confidence  how surely it belongs here and no lower: ``strong``, ``weak`` or ``unknown``
    outside_pattern  it does what this engineer hardly ever does: a new idea, or a mistake
    touches     what it does to the dimensions, for the feedback that it may get
    """

    id: str
    candidate: Candidate
    rank: int
    score: float
    parts: tuple[Part, ...]
    confidence: str
    outside_pattern: bool
    checks: tuple[Check, ...]
    touches: tuple[Touch, ...]
    task: str = "rank"

    def to_json(self) -> dict[str, object]:
        """``mixtaste/suggestion/1``."""
        return {
            "schema": "mixtaste/suggestion/1",
            "id": self.id,
            "candidate": self.candidate.id,
            "changes": [dict(change) for change in self.candidate.raw],
            "note": self.candidate.note,
            "task": self.task,
            "rank": self.rank,
            "score": self.score,
            "parts": [{"name": p.name, "points": p.points, "sentence": p.sentence} for p in self.parts],
            "confidence": self.confidence,
            "outside_pattern": self.outside_pattern,
            "checks": [check.to_json() for check in self.checks],
        }


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    parts: tuple[Part, ...]
    touches: tuple[Touch, ...]
    checks: tuple[Check, ...]
    outside: bool
    known: bool

    @property
    def score(self) -> float:
        return math.fsum(part.points for part in self.parts)


def rank(
    profile: Profile,
    session: Session,
    candidates: object,
    *,
    settings: Sequence[Setting],
    roles: Mapping[str, Role],
    tag: str = "",
    context: str = "",
    expected: Population | None = None,
) -> tuple[Suggestion, ...]:
    """Rank candidates, best first; equal scores keep the order given.

    candidates  a JSON array as other programs write it, or Candidate values already read
    settings    where the session's controls rest;  roles  of its tracks, by id
    tag         genre or client of the song, "" for none
    context     what makes ids unique beyond session and candidate (a store's user, the save)
    Raises      CandidateError for an unknown track or term, naming near ones.
    """
    if isinstance(candidates, Sequence) and all(isinstance(one, Candidate) for one in candidates):
        read = tuple(one for one in candidates if isinstance(one, Candidate))
    else:
        read = candidates_of(candidates, session)
    held = observe_session(settings, roles)
    after = []
    for candidate in read:
        changed, checks = applied(settings, candidate, roles)
        only = {roles[change.track].name for change in candidate.changes if change.track in roles}
        after.append((candidate, _touches(profile, held, observe_session(changed, roles, only=only)), checks))
    free = frozenset(touch.dimension for _, touches, _ in after for touch in touches)
    known = expected if expected is not None else population()
    scorer = Scorer(profile, held, free=free, tag=tag, expected=known)
    scored = [_score(scorer, candidate, touches, checks) for candidate, touches, checks in after]
    scored.sort(key=lambda one: -one.score)
    confidences = _confidences(scored, profile.model.temperature)
    return tuple(
        Suggestion(
            id=_id(session, one.candidate, context),
            candidate=one.candidate,
            rank=place,
            score=one.score,
            parts=one.parts,
            confidence=confidence,
            outside_pattern=one.outside,
            checks=one.checks,
            touches=one.touches,
        )
        for place, (one, confidence) in enumerate(zip(scored, confidences, strict=True), 1)
    )


def _touches(
    profile: Profile, before: Mapping[Dimension, Observation], after: Mapping[Dimension, Observation]
) -> tuple[Touch, ...]:
    """What differs. An equaliser is judged control by control where this engineer's bands are known as controls, else
    by its net curve, never by both.
    """
    moved = []
    for dimension, observation in sorted(after.items()):
        was = before.get(dimension)
        stood = was.x if was is not None else _untouched(dimension)
        if stood is None or abs(stood - observation.x) > 1e-9:
            moved.append(Touch(dimension, stood, observation.x))
    by_band = [touch for touch in moved if _is_band(touch.dimension)]
    by_curve = [touch for touch in moved if touch.dimension.name in EQ_BANDS]
    as_controls = all(_songs(profile, touch.dimension) >= _KNOWN_FROM for touch in by_band)
    left_out = by_curve if by_band and (as_controls or not by_curve) else by_band
    return tuple(touch for touch in moved if touch not in left_out and touch.dimension.name != "eq.tilt")


def _untouched(dimension: Dimension) -> float | None:
    """Where a control stands that has no setting: a channel's at its default, an equaliser flat; None for what is not
    there at all.
    """
    default = 0.0 if dimension.name in EQ_BANDS else describe(dimension.term).default
    if default is None or dimension.family not in ("level", "pan", "eq"):
        return None
    return dimension.scale.steps(default)


def _is_band(dimension: Dimension) -> bool:
    return dimension.name.startswith("eq.") and not dimension.is_derived


def _songs(profile: Profile, dimension: Dimension) -> int:
    fitted = profile.model.fitted.get(dimension)
    return fitted.songs if fitted is not None else 0


def _score(scorer: Scorer, candidate: Candidate, touches: Sequence[Touch], checks: tuple[Check, ...]) -> _Scored:
    gains: dict[str, list[Touched]] = {
        name: [] for name in ("population", "you", "genre or client", "this session", "windows")
    }
    outside, known, more = False, False, list(checks)
    for touch in touches:
        stages = scorer.stages(touch.dimension)
        known = known or stages.fitted.songs >= _KNOWN_FROM
        away = abs(touch.after - stages.session.mean) / math.sqrt(stages.session.variance)
        outside = outside or away > _FAR
        for name, points in _gains(scorer, touch, stages).items():
            gains[name].append(Touched(touch.dimension, touch.before, touch.after, points, stages))
        window = scorer.profile.window_of(touch.dimension)
        if window is not None and math.exp(window.log_p_fine_steps(touch.after)) < _HARDLY_FINE:
            outside = True
            value = touch.dimension.say(touch.dimension.scale.value(touch.after))
            more.append(Check(_track_of(candidate), None, f"{value} lies outside your window of {touch.dimension.id}"))
    if not touches:
        more.append(Check(_track_of(candidate), None, "nothing that it changes is a known dimension of taste"))
    weights = scorer.profile.model.part_weights
    parts = []
    for name, rows in gains.items():
        points = weights.get(name, 1.0) * math.fsum(row.points for row in rows)
        sentence = part_sentence(name, rows, scorer.profile, scorer.tag)
        if rows:
            parts.append(Part(name, points, sentence))
    extra = max(len(candidate.changes) - _FREE_CHANGES, 0)
    if extra:
        points = -weights.get("effort", 1.0) * _EFFORT * extra
        parts.append(Part("effort", points, f"{len(candidate.changes)} controls change at once"))
    return _Scored(candidate, tuple(parts), tuple(touches), tuple(more), outside, known)


def _gains(scorer: Scorer, touch: Touch, stages: Stages) -> dict[str, float]:
    """Per part, in points: what each stage of knowledge adds to the gain over leaving the control where it is."""
    usual = scorer.usual_scale(stages)
    beliefs = (stages.population, stages.you, stages.tag, stages.session)
    gain = []
    for ideal in beliefs:
        reference = touch.before if touch.before is not None else ideal.mean
        gain.append(scorer.loss(reference, ideal, usual) - scorer.loss(touch.after, ideal, usual))
    result = {
        "population": gain[0],
        "you": gain[1] - gain[0],
        "genre or client": gain[2] - gain[1],
        "this session": gain[3] - gain[2],
    }
    window = scorer.profile.window_of(touch.dimension)
    if window is not None:
        strict = scorer.strict_scale(window)
        leaning = scorer.profile.model.asymmetry.get(touch.dimension.id, 1.0)
        reference = touch.before if touch.before is not None else stages.session.mean
        sharper = scorer.loss(reference, stages.session, strict, leaning) - scorer.loss(
            touch.after, stages.session, strict, leaning
        )
        fine = window.log_p_fine_steps(touch.after) - window.log_p_fine_steps(reference)
        result["windows"] = sharper - gain[3] + fine
    return {name: points for name, points in result.items() if name != "genre or client" or scorer.tag}


def _confidences(scored: Sequence[_Scored], temperature: float) -> list[str]:
    """For each place, how likely its candidate is the one to be chosen once those above it are gone."""
    if len(scored) == 1:
        odds = [scored[0].score / temperature]
        shares = [1.0 / (1.0 + math.exp(-min(max(odds[0], -60.0), 60.0)))]
    else:
        shares = []
        for place in range(len(scored)):
            rest = [one.score / temperature for one in scored[min(place, len(scored) - 2) :]]
            top = max(rest)
            total = math.fsum(math.exp(value - top) for value in rest)
            shares.append(math.exp(max(rest) - top) / total)
    return [_confidence(share, one.known) for share, one in zip(shares, scored, strict=True)]


def _confidence(share: float, known: bool) -> str:  # noqa: FBT001 - read beside its only caller
    if not known or share < _WEAK:
        return "unknown"
    return "strong" if share >= _STRONG else "weak"


def _track_of(candidate: Candidate) -> str:
    return candidate.changes[0].name if candidate.changes else ""


def _id(session: Session, candidate: Candidate, context: str) -> str:
    tracks = [track.id for track in session.tracks]
    text = json.dumps([context, session.path, tracks, candidate.id, candidate.raw], sort_keys=True, default=str)
    return "s" + hashlib.sha256(text.encode()).hexdigest()[:12]
