"""Which questions are worth asking: bits of certainty for seconds of attention, one in ten drawn at random.

Source: LEARNING §5.1 of the project's research. How many similar moves a question would settle is shown, not scored:
measured, it brought nothing.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from profiler.history.records import Gesture, Move
from profiler.questions.answering import Skip, subject_of
from profiler.questions.question import Choice, Question, question_id
from profiler.questions.wording import open_question
from profiler.rules import Circumstances
from profiler.verdicts import Verdict, entropy_bits

__all__ = ["Candidate", "Chosen", "Outline", "choose", "entropy_bits", "outline_of", "propose", "question_about"]

SECONDS_SAME_SONG, SECONDS_OTHER_SONG = 20.0, 45.0
RANDOM_SHARE = 0.1
SKIP_DAYS, MOST_SKIPS = 7.0, 3
"""A skipped question comes back after a week, at most twice."""
LEAST_BITS_PER_MINUTE = 0.25
_DAY_S = 86_400.0
_OFFERED_REASONS = 3
_FEW = 200

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


class Outline(NamedTuple):
    """What of a judged gesture decides whether it is asked about.

    bits   what is not known of it;  moves, how many it has
    role, direction  as in its circumstances
    """

    gesture: str
    song: str
    family: str
    term: str
    role: str
    direction: str
    moves: int
    bits: float
    settled: bool
    answered: bool

    @property
    def similarity(self) -> tuple[str, str, str]:
        """Gestures that are alike in this are settled by one answer."""
        return self.family, self.role, self.direction


def outline_of(
    gesture: str, moves: Sequence[Move], held: Circumstances, *, bits: float, settled: bool, answered: bool
) -> Outline:
    """The outline of a gesture with these moves, the principal one first."""
    first = moves[0]
    role, direction = held.get("role", ""), held.get("direction", "")
    return Outline(gesture, first.song, first.family, first.term, role, direction, len(moves), bits, settled, answered)


class Chosen(NamedTuple):
    """A gesture to ask about.

    similar  open moves that one answer would settle, its own among them;  drawn, by lot
    """

    outline: Outline
    similar: int
    drawn: bool


def choose(
    outlines: Sequence[Outline],
    *,
    n: int,
    now: float,
    rng: random.Random,
    skips: Sequence[Skip] = (),
    open_song: str = "",
    asked_controls: Iterable[tuple[str, str, str]] = (),
) -> list[Chosen]:
    """The n gestures that are most worth asking about, best first, fewer when the rest is not worth the time.

    outlines        of all judged gestures of one engineer, by gesture; what was answered is left out
    now             UTC seconds
    open_song       the song that is open anyway: its questions cost less time
    asked_controls  (song, role, term) that were answered about: one question a control and song
    """
    askable = _askable(outlines, skips, now)
    similar = Counter[tuple[str, str, str]]()
    for one in askable:
        if not one.settled:
            similar[one.similarity] += one.moves
    ranked = _best_first(askable, similar, open_song)
    controls, taken = set(asked_controls), set[str]()
    chosen: list[Chosen] = []

    def is_free(one: Outline) -> bool:
        return one.gesture not in taken and (one.song, one.role, one.term) not in controls

    for _ in range(n):
        lot = rng.random() < RANDOM_SHARE
        if lot:
            free = [one for one in askable if is_free(one)]
            best = free[rng.randrange(len(free))] if free else None
        else:
            best = next(filter(is_free, ranked), None)
            if best is not None and _bits_per_minute(best, open_song) < LEAST_BITS_PER_MINUTE:
                best = None
        if best is None:
            break
        taken.add(best.gesture)
        controls.add((best.song, best.role, best.term))
        chosen.append(Chosen(best, similar[best.similarity], lot))
    return chosen


def propose(
    candidates: Sequence[Candidate],
    *,
    n: int,
    now: float,
    rng: random.Random,
    skips: Sequence[Skip] = (),
    open_song: str = "",
    asked_controls: Iterable[tuple[str, str, str]] = (),
) -> list[Question]:
    """The questions about the gestures that `choose` chooses among these."""
    by_gesture = {candidate.gesture.id: candidate for candidate in candidates}
    outlines = [
        outline_of(
            name,
            one.moves,
            one.circumstances,
            bits=entropy_bits(one.verdict),
            settled=one.verdict.settled,
            answered=one.verdict.answered,
        )
        for name, one in sorted(by_gesture.items())
    ]
    chosen = choose(outlines, n=n, now=now, rng=rng, skips=skips, open_song=open_song, asked_controls=asked_controls)
    return [question_about(by_gesture[one.outline.gesture], one, open_song=open_song) for one in chosen]


def question_about(candidate: Candidate, chosen: Chosen | None = None, *, open_song: str = "") -> Question:
    """The question about a gesture: one that was chosen, or one that was not drawn, nor weighed against others."""
    similar, drawn = (chosen.similar, chosen.drawn) if chosen is not None else (0, False)
    return _question(candidate, open_song, similar, drawn=drawn)


def _askable(outlines: Sequence[Outline], skips: Sequence[Skip], now: float) -> list[Outline]:
    times = Counter(skip.gesture for skip in skips)
    latest = {skip.gesture: skip.time for skip in sorted(skips, key=lambda s: s.time)}
    out = {
        gesture for gesture, count in times.items() if count >= MOST_SKIPS or now - latest[gesture] < SKIP_DAYS * _DAY_S
    }
    return [one for one in outlines if not one.answered and one.gesture not in out]


def _best_first(
    askable: Sequence[Outline], similar: Mapping[tuple[str, str, str], int], open_song: str
) -> Iterator[Outline]:
    """The most bits a minute first, then what has most that is like it. The few best are found without sorting all."""
    worth = [_bits_per_minute(one, open_song) for one in askable]
    above = math.inf
    for count in (_FEW, len(askable)):
        edge = nlargest(count, worth)[-1] if askable else 0.0
        part = [
            (-value, -similar.get(one.similarity, 0), one.gesture, one)
            for value, one in zip(worth, askable, strict=True)
            if edge <= value < above
        ]
        for *_, one in sorted(part):
            yield one
        above = edge


def _bits_per_minute(one: Outline, open_song: str) -> float:
    return 60.0 * one.bits / _seconds(one.song, open_song)


def _seconds(song: str, open_song: str) -> float:
    return SECONDS_SAME_SONG if song == open_song else SECONDS_OTHER_SONG


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
        seconds=_seconds(first.song, open_song),
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
