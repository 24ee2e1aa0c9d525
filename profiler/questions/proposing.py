"""Which questions are worth asking: bits of certainty for seconds of attention, one in ten drawn at random.

Source: LEARNING §5.1 of the project's research. How many similar moves a question would settle is shown, not scored:
measured, it brought nothing.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from profiler.history.records import Gesture, Move
from profiler.questions.answering import Skip, subject_of
from profiler.questions.question import Choice, Question, question_id
from profiler.questions.wording import open_question
from profiler.rules import Circumstances
from profiler.verdicts import Verdict

__all__ = ["Candidate", "entropy_bits", "propose", "question_about"]

SECONDS_SAME_SONG, SECONDS_OTHER_SONG = 20.0, 45.0
RANDOM_SHARE = 0.1
SKIP_DAYS, MOST_SKIPS = 7.0, 3
"""A skipped question comes back after a week, at most twice."""
LEAST_BITS_PER_MINUTE = 0.25
_DAY_S = 86_400.0
_OFFERED_REASONS = 3

_FIXED_CHOICES = (
    Choice("taste", "Taste: I like it so."),
    Choice("requested", "The client or artist asked for it."),
    Choice("mistake", "A mistake, or I undid it."),
    Choice("unknown", "I do not know any more."),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A judged gesture that could be asked about. moves: the gesture's, the principal one first."""

    gesture: Gesture
    moves: tuple[Move, ...]
    verdict: Verdict
    circumstances: Circumstances


def propose(
    candidates: Sequence[Candidate],
    *,
    n: int,
    now: float,
    rng: random.Random,
    skips: Sequence[Skip] = (),
    open_song: str = "",
    asked_controls: Sequence[tuple[str, str, str]] = (),
) -> list[Question]:
    """The n most useful questions, best first, fewer when the rest is not worth the time.

    candidates      all judged gestures of one engineer; what was answered is left out
    now             UTC seconds
    open_song       the song that is open anyway: its questions cost less time
    asked_controls  (song, role, term) that were answered about: one question a control and song
    """
    open_to_ask = _askable(candidates, skips, now)
    values = {c.gesture.id: _bits_per_minute(c, open_song) for c in open_to_ask}
    similar = Counter(_similarity(c) for c in open_to_ask if not c.verdict.settled for _ in c.moves)
    ranked = sorted(open_to_ask, key=lambda c: (-values[c.gesture.id], -similar[_similarity(c)], c.gesture.id))
    drawable = sorted(open_to_ask, key=lambda c: c.gesture.id)
    controls, taken = set(asked_controls), set[str]()
    chosen: list[Question] = []
    for _ in range(n):
        lot = rng.random() < RANDOM_SHARE
        free = [c for c in (drawable if lot else ranked) if c.gesture.id not in taken and _control(c) not in controls]
        if not free:
            break
        candidate = free[rng.randrange(len(free))] if lot else free[0]
        if not lot and values[candidate.gesture.id] < LEAST_BITS_PER_MINUTE:
            break
        taken.add(candidate.gesture.id)
        controls.add(_control(candidate))
        chosen.append(_question(candidate, open_song, similar[_similarity(candidate)], drawn=lot))
    return chosen


def question_about(candidate: Candidate) -> Question:
    """The question about a gesture that was not drawn, nor weighed against others."""
    return _question(candidate, "", 0, drawn=False)


def _askable(candidates: Sequence[Candidate], skips: Sequence[Skip], now: float) -> list[Candidate]:
    times = Counter(skip.gesture for skip in skips)
    latest = {skip.gesture: skip.time for skip in sorted(skips, key=lambda s: s.time)}
    return [
        c
        for c in candidates
        if not c.verdict.answered
        and times[c.gesture.id] < MOST_SKIPS
        and now - latest.get(c.gesture.id, -math.inf) >= SKIP_DAYS * _DAY_S
    ]


def entropy_bits(verdict: Verdict) -> float:
    """What is not known: taste, each reason that was found, or a reason that nobody listed."""
    p = verdict.p_objective
    shares = [r.share for r in verdict.reasons if r.weight > 0]
    parts = [1.0 - p, *(p * share for share in shares), p * max(1.0 - sum(shares), 0.0)]
    return -sum(part * math.log2(part) for part in parts if part > 0)


def _seconds(candidate: Candidate, open_song: str) -> float:
    return SECONDS_SAME_SONG if candidate.moves[0].song == open_song else SECONDS_OTHER_SONG


def _bits_per_minute(candidate: Candidate, open_song: str) -> float:
    return 60.0 * entropy_bits(candidate.verdict) / _seconds(candidate, open_song)


def _control(candidate: Candidate) -> tuple[str, str, str]:
    move = candidate.moves[0]
    return move.song, candidate.circumstances.get("role", ""), move.term


def _similarity(candidate: Candidate) -> tuple[str, str, str]:
    known = candidate.circumstances
    return candidate.moves[0].family, known.get("role", ""), known.get("direction", "")


def _question(candidate: Candidate, open_song: str, similar: int, *, drawn: bool) -> Question:
    first, verdict = candidate.moves[0], candidate.verdict
    return Question(
        id=question_id(candidate.gesture.id),
        kind="why",
        gesture=candidate.gesture.id,
        move=first.id or "",
        song=first.song,
        text=open_question(candidate.moves),
        choices=_choices(verdict),
        worth_bits=entropy_bits(verdict),
        seconds=_seconds(candidate, open_song),
        settles_moves=max(similar - (0 if verdict.settled else len(candidate.moves)), 0),
        random=drawn,
        subject=subject_of(candidate.gesture, candidate.moves, candidate.circumstances),
    )


def _choices(verdict: Verdict) -> tuple[Choice, ...]:
    """Reasons that hit, then those that could not be tested, by share; then the answers that always fit."""
    offered = [r for r in verdict.reasons if r.weight > 0 and r.outcome != "missed"]
    offered.sort(key=lambda r: (r.outcome != "hit", -r.share, r.name))
    reasons = [
        Choice(r.name, r.sentence if r.outcome == "hit" else f"{_plain(r.name)} (could not be tested)")
        for r in offered[:_OFFERED_REASONS]
    ]
    return (*reasons, *_FIXED_CHOICES)


def _plain(name: str) -> str:
    """``T1 delay on a note value`` → ``Delay on a note value``."""
    words = name.partition(" ")[2]
    return words[:1].upper() + words[1:]
