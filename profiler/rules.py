"""What an engineer's answers say of similar moves: rules learnt from the reasons that were named.

A rule is a family, at most two circumstances and a label (a reason, or taste). It is evidence from its first answer on;
it is stated as a rule only after three answers from two songs. Source: LEARNING §5.2 of the project's research.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.chance import is_default_tempo
from profiler.justifications.controls import band_value, find_insert, number, region, step_of

__all__ = ["Answer", "Circumstances", "Label", "Rule", "circumstances", "matching", "rules"]

Label: TypeAlias = Literal["reason", "taste", "requested", "mistake", "unknown"]
Circumstances: TypeAlias = Mapping[str, str]

_PREDICATES = ("role", "direction", "region", "plugin", "tempo", "section")
"""The whole language: a rule holds values of at most two of these. Earlier ones are preferred."""

_ALWAYS = ("role", "direction")
"""A rule leaves these out only when answers of several roles, or directions, agree."""

_STATED_ANSWERS, _STATED_SONGS = 3, 2
_HALF_LIFE_SONGS = 20.0
"""An answer counts half once so many further songs have been answered about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engineer said of one gesture, and what the gesture was.

    label    ``reason`` (then `reason` names it: a catalogue name or his own words), ``taste requested mistake unknown``
    subject  the gesture's moves by id, object path and values, so that the answer finds them again
    random   the question was drawn at random: only such answers tell rates
    """

    question: str
    label: Label
    family: str
    song: str
    time: float
    reason: str = ""
    words: str = ""
    circumstances: Circumstances = field(default_factory=dict)
    random: bool = False
    subject: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """In this family and these circumstances, it is this reason (or taste).

    confirmations   further answers that agree, contradictions those that do not, both discounted by age
    """

    family: str
    circumstances: tuple[tuple[str, str], ...]
    label: Label
    reason: str
    confirmations: float
    contradictions: float
    answers: int
    songs: int

    @property
    def strength(self) -> float:
        """Natural log odds that the rule holds for a similar move."""
        return math.log((2.0 + self.confirmations) / (0.6 + self.contradictions))

    @property
    def stated(self) -> bool:
        """Whether it may be told as a rule, beyond serving as evidence."""
        return self.answers >= _STATED_ANSWERS and self.songs >= _STATED_SONGS

    @property
    def sentence(self) -> str:
        """``You said so of 4 moves in 3 songs: EQ on lead vocal, down, is "taste".``"""
        where = ", ".join(value for _, value in self.circumstances)
        what = "taste" if self.label == "taste" else f"“{self.reason}”"
        moves = "one move" if self.answers == 1 else f"{self.answers} moves"
        songs = "one song" if self.songs == 1 else f"{self.songs} songs"
        return f"You said so of {moves} in {songs}: {self.family}{f' ({where})' if where else ''} is {what}."


def circumstances(move: Move, after: Session | None = None) -> dict[str, str]:
    """What holds for this move, of the fixed list that rules may speak of.

    after  the session after it; without one, what only the session knows is left out
    """
    track, insert = move.object.track, move.object.insert
    found = {"role": track.role if track else "project", "direction": _direction(move)}
    if insert is not None:
        found["plugin"] = insert.plugin
    hertz = number(move.after) if describe(move.term).unit == "Hz" else None
    if after is not None:
        if hertz is None and move.object.band is not None:
            hertz = number(band_value(after, move, "frequency"))
        bpm = after.bpm_at(0.0)
        if bpm is not None:
            unset = after.tempo_is_default or (is_default_tempo(bpm) and len(after.tempo_map) == 1)
            found["tempo"] = "tempo not set" if unset else "tempo set"
        if not any(marker.end_s is not None for marker in after.markers):
            found["section"] = "section unknown"
        if insert is not None and find_insert(after.track(track.id) if track else None, insert.id) is None:
            found["plugin"] = f"{insert.plugin} (gone)"
    if hertz is not None:
        found["region"] = region(hertz)
    return found


def _direction(move: Move) -> str:
    step = step_of(move)
    if step is not None:
        return "up" if step > 0 else "down"
    if isinstance(move.after, bool):
        return "on" if move.after else "off"
    return move.term.rpartition(".")[2]


def rules(answers: Sequence[Answer]) -> list[Rule]:
    """Cover the answers of each family and label by as few, as simple and as little contradicted rules as possible.

    What a rule leaves out must have been answered about: one for all roles needs answers of two. Deterministic; the
    order of the answers does not matter.
    """
    by_family: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in sorted(answers, key=lambda a: (a.time, a.question)):
        if answer.label != "unknown":
            by_family[answer.family].append(answer)
    found: list[Rule] = []
    for family, known in sorted(by_family.items()):
        for label, reason in sorted({(a.label, a.reason) for a in known if a.label in ("reason", "taste")}):
            found.extend(_cover(family, label, reason, known))
    return found


def _cover(family: str, label: Label, reason: str, known: Sequence[Answer]) -> Iterable[Rule]:
    left = [a for a in known if (a.label, a.reason) == (label, reason)]
    while left:
        candidates = [rule for pairs in _conjunctions(left) if (rule := _rule(family, pairs, label, reason, known))]
        if not candidates:
            return
        covered = {rule: [a for a in left if _holds(rule.circumstances, a.circumstances)] for rule in candidates}
        best = min(
            candidates,
            key=lambda r: (
                r.contradictions > r.confirmations + 1,
                round(r.contradictions, 6),
                -len(covered[r]),
                len(r.circumstances),
                [_PREDICATES.index(name) for name, _ in r.circumstances],
                r.circumstances,
            ),
        )
        if not covered[best]:
            return
        yield best
        done = set(map(id, covered[best]))
        left = [a for a in left if id(a) not in done]


def _conjunctions(answers: Sequence[Answer]) -> list[tuple[tuple[str, str], ...]]:
    found: set[tuple[tuple[str, str], ...]] = set()
    for answer in answers:
        known = [(name, answer.circumstances[name]) for name in _PREDICATES if name in answer.circumstances]
        for size in range(min(2, len(known)) + 1):
            found.update(itertools.combinations(known, size))
    return sorted(found)


def _rule(
    family: str, pairs: tuple[tuple[str, str], ...], label: Label, reason: str, known: Sequence[Answer]
) -> Rule | None:
    """The rule of these circumstances, or None where so simple a one has not been earned."""
    inside = [answer for answer in known if _holds(pairs, answer.circumstances)]
    agreeing = [answer for answer in inside if (answer.label, answer.reason) == (label, reason)]
    songs = len({answer.song for answer in agreeing})
    if not agreeing or (len(pairs) < 2 and not _varied(pairs, agreeing)):
        return None
    order = list(dict.fromkeys(answer.song for answer in known))
    age = {song: len(order) - 1 - i for i, song in enumerate(order)}
    weight = {id(a): 2.0 ** (-age[a.song] / _HALF_LIFE_SONGS) for a in inside}
    confirmations = sum(weight[id(a)] for a in agreeing[1:])
    contradictions = sum(weight[id(a)] for a in inside if (a.label, a.reason) != (label, reason))
    return Rule(family, pairs, label, reason, confirmations, contradictions, len(agreeing), songs)


def _varied(pairs: tuple[tuple[str, str], ...], agreeing: Sequence[Answer]) -> bool:
    """Whether the answers differ in the role and direction that the rule would leave out: else they say nothing of
    other roles and directions.
    """
    named = {name for name, _ in pairs}
    left_out = [[answer.circumstances.get(name) for answer in agreeing] for name in _ALWAYS if name not in named]
    return all(None in values or len(set(values)) > 1 for values in left_out)


def _holds(pairs: Iterable[tuple[str, str]], known: Circumstances) -> bool:
    return all(known.get(name) == value for name, value in pairs)


def matching(known: Sequence[Rule], family: str, held: Circumstances) -> Rule | None:
    """The strongest rule that speaks of such a move; one that is contradicted too often speaks no more."""
    fitting = [
        rule
        for rule in known
        if rule.family == family and _holds(rule.circumstances, held) and rule.contradictions <= rule.confirmations + 1
    ]
    return max(fitting, key=lambda r: (r.strength, len(r.circumstances), r.circumstances), default=None)
