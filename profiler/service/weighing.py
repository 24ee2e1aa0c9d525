"""From tests to verdicts: all gestures of one engineer, or those that an answer or a new save bears on.

What is believed beforehand (priors, reserves, temperature) is learnt from all gestures and answers, in the closing
pass. Between two of these, an answer or a save changes the verdicts that it bears on, under what is believed already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from profiler.justifications.chance import Chance
from profiler.questions import answer_from_word, attach
from profiler.recurrence import Habit, evidence
from profiler.rules import Answer, Circumstances, Rule, matching, rules
from profiler.service.archive import Archive
from profiler.service.reports import Progress
from profiler.service.tables import TESTS
from profiler.verdicts import Beliefs, Observed, Thresholds, Verdict, judge, learn
from profiler.verdicts.tables import BELIEFS, VERDICTS, beliefs_row, verdict_row
from profiler.verdicts.verdict_json import reason_from_json
from store import derived
from store.database import Database
from store.words import words

__all__ = ["Said", "answers_of", "basis_of", "judge_all", "judge_some", "touched_by"]

_DIGITS = 2
"""Of priors and reserves: to one in a hundred, which is .04 of log10 odds where they are smallest."""
_MATERIAL = 0.1
"""A change of a rule's log odds by more is worth judging anew at once: 2.5 % at even odds (choice)."""
_AT_ONCE = 500
"""Gestures that are judged and written in one transaction: readers and answers never wait long."""


def answers_of(db: Database, user: str) -> list[Answer]:
    """Every answer of one user; of several to one question the last counts."""
    latest: dict[str, Answer] = {}
    for word in words(db, user=user, kinds=["answer"]):
        answer = answer_from_word(word.subject, word.body)
        latest[answer.question] = answer
    return list(latest.values())


def basis_of(
    db: Database, archive: Archive, user: str, levels: Mapping[str, list[float]], thresholds: Thresholds
) -> str:
    """Of what all verdicts of a user are made: songs as they were derived and heard, answers, thresholds."""
    songs = [[song, under, levels.get(song, [])] for song, under in archive.basis(user)]
    told = [asdict(answer) for answer in sorted(answers_of(db, user), key=lambda one: (one.time, one.question))]
    return _hash([songs, told, asdict(thresholds)])


def judge_all(
    db: Database,
    archive: Archive,
    user: str,
    chance: Chance,
    *,
    basis: str,
    thresholds: Thresholds,
    progress: Callable[[Progress], None],
) -> None:
    """Learn what is to be believed of a user from all gestures; judge those for which anything differs from before."""
    columns = ["gesture", "circumstances", "log_context", "ran"]
    every = archive.gestures(user)
    tested = [
        row for row in derived.select(db, TESTS, where={"user": user}, columns=columns) if row["gesture"] in every
    ]
    scales = _Scales(archive, Said(db, archive, user), tested, thresholds)
    scales.beliefs = _learnt(scales.observed(tested, _reasons_named(db, scales)))
    made = derived.select(db, VERDICTS, where={"user": user}, columns=["gesture", "believed"])
    under = {row["gesture"]: row["believed"] for row in made}
    due = [name for name in scales.held if under.get(name) != scales.under(name)]
    for number, names in enumerate(_in_parts(due)):
        progress(Progress("judging", number * _AT_ONCE, len(due), ""))
        _judge(db, scales, derived.select(db, TESTS, where={"gesture": names}, columns=["gesture", "results"]))
    derived.put(db, BELIEFS, [beliefs_row(user, chance, scales.beliefs, basis=basis)])


def judge_some(
    db: Database, archive: Archive, said: Said, names: Collection[str], *, thresholds: Thresholds
) -> dict[str, Verdict]:
    """Judge these gestures of a user under what is believed of him already. Returns gesture → verdict."""
    every = archive.gestures(said.user)
    rows = derived.select(db, BELIEFS, where={"user": said.user}, columns=["beliefs"])
    beliefs = Beliefs.from_json(rows[0]["beliefs"]) if rows else Beliefs()
    found: dict[str, Verdict] = {}
    for part in _in_parts(sorted(name for name in names if name in every)):
        tested = derived.select(db, TESTS, where={"gesture": part}, columns=["gesture", "circumstances", "results"])
        found |= _judge(db, _Scales(archive, said, tested, thresholds, beliefs), tested)
    return found


def touched_by(
    answer: Answer, archive: Archive, said: Said, alike: Iterable[tuple[Circumstances, Iterable[str]]]
) -> set[str]:
    """Gestures whose verdict an answer bears on: what it speaks of, and those for which another rule holds with it, or
    the same one clearly more or less. The closing pass brings the rest.

    said   all that the user has said, this answer among it
    alike  circumstances, and the gestures of the answer's family that they hold for
    """
    before = rules([one for one in said.answers if one.family == answer.family and one.question != answer.question])
    touched = set(_attached([answer], archive, said.user))
    for held, names in alike:
        if _differ(matching(before, answer.family, held), matching(said.rules, answer.family, held)):
            touched.update(names)
    return touched


def _differ(before: Rule | None, after: Rule | None) -> bool:
    """Whether it is another rule, or says more. That an answer makes all earlier ones a little older is left alone."""
    if before is None or after is None:
        return before is not after
    told = [(one.circumstances, one.label, one.reason, one.answers, one.songs) for one in (before, after)]
    return told[0] != told[1] or abs(before.strength - after.strength) > _MATERIAL


class Said:
    """What one user has said that bears on verdicts: his answers, the rules they make, the gestures they speak of."""

    def __init__(self, db: Database, archive: Archive, user: str) -> None:
        self.user = user
        self.answers = answers_of(db, user)
        self.rules = rules(self.answers)
        self.by_gesture = _attached(self.answers, archive, user)

    def drawn(self, gesture: str) -> Answer | None:
        """The answer about it, if it was asked by lot and known."""
        answer = self.by_gesture.get(gesture)
        return answer if answer is not None and answer.random and answer.label != "unknown" else None


class _Scales:
    """Gestures of one user with all that is weighed beside their tests: habit, rules, answers, beliefs.

    tested  their rows of `TESTS`, with circumstances
    held    circumstances
    """

    def __init__(
        self,
        archive: Archive,
        said: Said,
        tested: Iterable[Mapping[str, Any]],
        thresholds: Thresholds,
        beliefs: Beliefs | None = None,
    ) -> None:
        self.said = said
        self.gestures = archive.gestures(said.user)
        self.thresholds = thresholds
        self.beliefs = beliefs or Beliefs()
        self.held: dict[str, Circumstances] = {row["gesture"]: row["circumstances"] for row in tested}
        known = archive.habits(said.user)
        self.habits: dict[str, Habit] = {name: evidence(self.gestures[name][1][0], known) for name in self.held}

    def rule(self, name: str) -> Rule | None:
        """The learnt rule that speaks of it."""
        return matching(self.said.rules, self.gestures[name][1][0].family, self.held[name])

    def under(self, name: str) -> str:
        """Of all that the verdict on a gesture rests on beside its tests."""
        family = self.gestures[name][1][0].family
        believed = self.beliefs.prior(family), self.beliefs.reserve(family), self.beliefs.temperature
        told = (believed, self.habits[name], self.rule(name), self.said.by_gesture.get(name), self.thresholds)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def observed(self, tested: Iterable[Mapping[str, Any]], named: Mapping[str, set[str]]) -> Iterator[Observed]:
        """What gestures say of how often music has reasons: nothing where a process explains one, or nothing ran.

        named  the reasons that gestures which were asked about by lot were tested for
        """
        for row in tested:
            name, drawn = row["gesture"], self.said.drawn(row["gesture"])
            if row["log_context"] is None or (drawn is None and not row["ran"]):
                continue
            log_evidence = row["log_context"] - self.habits[name].log_evidence
            objective = None if drawn is None else drawn.label != "taste"
            listed = drawn is None or drawn.reason in named[name]
            yield Observed(self.gestures[name][1][0].family, log_evidence, objective, listed)


def _judge(db: Database, scales: _Scales, tested: Iterable[Mapping[str, Any]]) -> dict[str, Verdict]:
    """Judge these and keep the verdicts. tested: rows of `TESTS` with the results."""
    found: dict[str, Verdict] = {}
    rows = []
    for row in tested:
        name = row["gesture"]
        gesture, moves = scales.gestures[name]
        found[name] = judge(
            gesture,
            moves,
            tuple(map(reason_from_json, row["results"])),
            beliefs=scales.beliefs,
            habit=scales.habits[name],
            rule=scales.rule(name),
            answer=scales.said.by_gesture.get(name),
            thresholds=scales.thresholds,
        )
        rows.append(verdict_row(gesture, moves, found[name], scales.held[name], believed=scales.under(name)))
    derived.put(db, VERDICTS, rows)
    return found


def _learnt(observed: Iterable[Observed]) -> Beliefs:
    """What to believe after these, rounded: what a few moves more would change changes no verdict."""
    learnt = learn(observed)
    priors, reserves = (
        {family: round(share, _DIGITS) for family, share in shares.items()}
        for shares in (learnt.priors, learnt.reserves)
    )
    return Beliefs(priors, reserves, learnt.temperature)


def _reasons_named(db: Database, scales: _Scales) -> dict[str, set[str]]:
    """Gesture → the reasons it was tested for, of those that were asked about by lot."""
    where = {"gesture": [name for name in scales.held if scales.said.drawn(name)]}
    rows = derived.select(db, TESTS, where=where, columns=["gesture", "results"])
    return {row["gesture"]: {result["name"] for result in row["results"]} for row in rows}


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _attached(answers: Iterable[Answer], archive: Archive, user: str) -> dict[str, Answer]:
    """Gesture id → the answer that speaks of it, the last one where there are several."""
    by_song = archive.moves_by_song(user)
    found: dict[str, Answer] = {}
    for answer in answers:
        near = by_song.get(answer.song, ())
        for move in attach(answer.subject, near) or attach(answer.subject, archive.moves(user)):
            if move.gesture is not None:
                found[move.gesture] = answer
    return found


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]
