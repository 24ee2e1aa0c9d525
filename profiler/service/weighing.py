"""From tests to verdicts: all gestures of one engineer, or those that an answer or a new save bears on.

What is believed beforehand (priors, reserves, temperature) is learnt from all gestures and answers, in the closing
pass. Between two of these, an answer or a save changes the verdicts that it bears on, under what is believed already.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from profiler.history.records import Gesture, Move
from profiler.justifications.chance import Chance
from profiler.questions import answer_from_word, attach
from profiler.recurrence import Habit, evidence
from profiler.rules import Answer, Circumstances, Rule, matching, rules
from profiler.service.archive import Archive
from profiler.service.tables import TESTS
from profiler.verdicts import Beliefs, Observed, Thresholds, Verdict, judge, learn
from profiler.verdicts.tables import BELIEFS, VERDICTS, beliefs_row, verdict_rows
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


def judge_all(db: Database, archive: Archive, user: str, chance: Chance, *, basis: str, thresholds: Thresholds) -> None:
    """Learn what is to be believed of a user from all gestures; judge those for which anything differs from before."""
    scales = _Scales(db, archive, Said(db, archive, user), archive.gestures(user), thresholds)
    scales.learn_beliefs()
    made = derived.select(db, VERDICTS, where={"user": user}, columns=["gesture", "believed"])
    under = {row["gesture"]: row["believed"] for row in made}
    due = [name for name in scales.held if under.get(name) != scales.under(name)]
    for names in _in_parts(due):
        scales.judge(names)
    derived.put(db, BELIEFS, [beliefs_row(user, chance, scales.beliefs, basis=basis)])


def judge_some(
    db: Database, archive: Archive, said: Said, names: Collection[str], *, thresholds: Thresholds
) -> dict[str, Verdict]:
    """Judge these gestures of a user under what is believed of him already. Returns gesture → verdict."""
    every = archive.gestures(said.user)
    scales = _Scales(db, archive, said, {name: every[name] for name in sorted(names) if name in every}, thresholds)
    for row in derived.select(db, BELIEFS, where={"user": said.user}, columns=["beliefs"]):
        scales.beliefs = Beliefs.from_json(row["beliefs"])
    return {name: verdict for part in _in_parts(list(scales.held)) for name, verdict in scales.judge(part).items()}


def touched_by(
    answer: Answer, archive: Archive, said: Said, alike: Iterable[tuple[Circumstances, Iterable[str]]]
) -> set[str]:
    """Gestures whose verdict an answer bears on: what it speaks of, and those for which another rule holds with it, or
    the same one clearly more or less. The closing pass brings the rest.

    said   all that the user has said, this answer among it
    alike  circumstances, and the gestures of the answer's family that they hold for
    """
    before = rules([one for one in said.answers if one.family == answer.family and one.question != answer.question])
    touched = set(_attached([answer], archive.moves(said.user)))
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
        self.by_gesture = _attached(self.answers, archive.moves(user))

    def drawn(self, gesture: str) -> Answer | None:
        """The answer about it, if it was asked by lot and known."""
        answer = self.by_gesture.get(gesture)
        return answer if answer is not None and answer.random and answer.label != "unknown" else None


class _Scales:
    """Some gestures of one user with all that is weighed: what was tested, habit, rules, answers, beliefs.

    held  circumstances of those that were tested
    """

    def __init__(
        self,
        db: Database,
        archive: Archive,
        said: Said,
        gestures: Mapping[str, tuple[Gesture, tuple[Move, ...]]],
        thresholds: Thresholds,
    ) -> None:
        self._db = db
        self._said = said
        self._gestures = gestures
        self._thresholds = thresholds
        columns = ["gesture", "circumstances", "log_context", "ran"]
        names = list(gestures)
        where = {"gesture": names} if len(names) < _AT_ONCE else {"user": said.user}
        tested = derived.select(db, TESTS, where=where, columns=columns)
        self._tested = [row for row in tested if row["gesture"] in gestures]
        self.held: dict[str, Circumstances] = {row["gesture"]: row["circumstances"] for row in self._tested}
        known = archive.habits(said.user)
        self._habits: dict[str, Habit] = {name: evidence(gestures[name][1][0], known) for name in self.held}
        self.beliefs = Beliefs()

    def learn_beliefs(self) -> None:
        """From these gestures, rounded: what a few moves more would change changes no verdict."""
        learnt = learn(self._observed())
        priors, reserves = (
            {family: round(share, _DIGITS) for family, share in shares.items()}
            for shares in (learnt.priors, learnt.reserves)
        )
        self.beliefs = Beliefs(priors, reserves, learnt.temperature)

    def under(self, name: str) -> str:
        """Of all that the verdict on a gesture rests on beside its tests."""
        family = self._gestures[name][1][0].family
        believed = self.beliefs.prior(family), self.beliefs.reserve(family), self.beliefs.temperature
        told = (believed, self._habits[name], self._rule(name), self._said.by_gesture.get(name), self._thresholds)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def judge(self, names: Sequence[str]) -> dict[str, Verdict]:
        """Judge these and keep the verdicts."""
        found: dict[str, Verdict] = {}
        rows = []
        for row in derived.select(self._db, TESTS, where={"gesture": list(names)}, columns=["gesture", "results"]):
            name = row["gesture"]
            gesture, moves = self._gestures[name]
            found[name] = judge(
                gesture,
                moves,
                tuple(map(reason_from_json, row["results"])),
                beliefs=self.beliefs,
                habit=self._habits[name],
                rule=self._rule(name),
                answer=self._said.by_gesture.get(name),
                thresholds=self._thresholds,
            )
            rows += verdict_rows([(gesture, moves, found[name])], believed=self.under(name))
        derived.replace(self._db, VERDICTS, rows, where={"gesture": list(names)})
        return found

    def _rule(self, name: str) -> Rule | None:
        return matching(self._said.rules, self._gestures[name][1][0].family, self.held[name])

    def _observed(self) -> Iterator[Observed]:
        """What gestures say of how often music has reasons: nothing where a process explains one, or nothing ran."""
        asked = [name for name in self.held if self._said.drawn(name)]
        named = {
            row["gesture"]: {result["name"] for result in row["results"]}
            for row in derived.select(self._db, TESTS, where={"gesture": asked}, columns=["gesture", "results"])
        }
        for row in self._tested:
            name, drawn = row["gesture"], self._said.drawn(row["gesture"])
            if row["log_context"] is None or (drawn is None and not row["ran"]):
                continue
            log_evidence = row["log_context"] - math.log(self._habits[name].likelihood_ratio)
            objective = None if drawn is None else drawn.label != "taste"
            listed = drawn is None or drawn.reason in named[name]
            yield Observed(self._gestures[name][1][0].family, log_evidence, objective, listed)


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _attached(answers: Iterable[Answer], moves: Sequence[Move]) -> dict[str, Answer]:
    """Gesture id → the answer that speaks of it, the last one where there are several."""
    told = list(answers)
    by_song: dict[str, list[Move]] = {answer.song: [] for answer in told}
    for move in moves:
        if move.song in by_song:
            by_song[move.song].append(move)
    found: dict[str, Answer] = {}
    for answer in told:
        near = by_song[answer.song] or moves
        for move in attach(answer.subject, near) or attach(answer.subject, moves):
            if move.gesture is not None:
                found[move.gesture] = answer
    return found


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]
