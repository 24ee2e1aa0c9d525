"""From tests to verdicts: all gestures of one engineer, or those that an answer or a new save bears on.

What is believed beforehand (priors, reserves, temperature) is learnt from all gestures and answers, in the closing
pass. Between two of these, an answer or a save changes the verdicts that it bears on, under what is believed already.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
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

__all__ = ["answers_of", "basis_of", "judge_all", "judge_some", "touched_by"]

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
    """Learn what is to be believed of a user from all gestures, and judge them all anew."""
    said = _Said(archive, user, answers_of(db, user))
    gestures = archive.gestures(user)
    habits = {name: evidence(moves[0], archive.habits(user)) for name, (_, moves) in gestures.items()}
    beliefs = learn(_observed(db, gestures, habits, said))
    believed = _version(chance.version, beliefs)
    for names in _in_parts(list(gestures)):
        judged = list(_judged(db, gestures, names, habits, said, beliefs, thresholds))
        _write(db, names, judged, believed)
    derived.replace(db, BELIEFS, [beliefs_row(user, chance, beliefs, basis=basis)], where={"user": user})


def judge_some(
    db: Database, archive: Archive, user: str, names: Collection[str], *, thresholds: Thresholds
) -> dict[str, Verdict]:
    """Judge these gestures of a user under what is believed of him already. Returns gesture → verdict."""
    said = _Said(archive, user, answers_of(db, user))
    gestures = archive.gestures(user)
    rows = derived.select(db, BELIEFS, where={"user": user}, columns=["chance_version", "beliefs"])
    version, beliefs = (rows[0]["chance_version"], Beliefs.from_json(rows[0]["beliefs"])) if rows else ("", Beliefs())
    habits = {name: evidence(gestures[name][1][0], archive.habits(user)) for name in names if name in gestures}
    found: dict[str, Verdict] = {}
    for part in _in_parts(sorted(habits)):
        judged = list(_judged(db, gestures, part, habits, said, beliefs, thresholds))
        _write(db, part, judged, _version(version, beliefs))
        found |= {gesture.id: verdict for gesture, _, verdict in judged}
    return found


def touched_by(
    answer: Answer, archive: Archive, user: str, answers: Sequence[Answer], held: Mapping[str, Circumstances]
) -> set[str]:
    """Gestures whose verdict an answer bears on: what it speaks of, and those of which another rule holds with it.

    answers  all of the user's, this one among them
    held     gesture → its circumstances
    """
    before = rules([one for one in answers if one.question != answer.question])
    after = rules(answers)
    told: dict[tuple[tuple[str, str], ...], bool] = {}
    touched = set(_attached([answer], archive.moves(user)))
    for name, (_, moves) in archive.gestures(user).items():
        if moves[0].family == answer.family and name in held:
            key = tuple(held[name].items())
            if key not in told:
                told[key] = matching(before, answer.family, held[name]) != matching(after, answer.family, held[name])
            if told[key]:
                touched.add(name)
    return touched


class _Said:
    """What one user has said that bears on verdicts."""

    def __init__(self, archive: Archive, user: str, answers: Sequence[Answer]) -> None:
        self.by_gesture = _attached(answers, archive.moves(user))
        self.rules = rules([answer for answer in answers if answer.label != "unknown"])

    def drawn(self, gesture: str) -> Answer | None:
        """The answer about it, if it was asked by lot and known."""
        answer = self.by_gesture.get(gesture)
        return answer if answer is not None and answer.random and answer.label != "unknown" else None


_Gestures = Mapping[str, tuple[Gesture, tuple[Move, ...]]]


def _observed(db: Database, gestures: _Gestures, habits: Mapping[str, Habit], said: _Said) -> Iterator[Observed]:
    """What gestures say of how often music has its reasons: nothing where a process explains one, or nothing ran."""
    columns = ["gesture", "log_context", "ran"]
    named = {
        row["gesture"]: {result["name"] for result in row["results"]}
        for row in derived.select(db, TESTS, where={"gesture": [name for name in gestures if said.drawn(name)]})
    }
    for row in derived.select(db, TESTS, columns=columns):
        name, log_context = row["gesture"], row["log_context"]
        if name not in gestures or log_context is None:
            continue
        drawn = said.drawn(name)
        if drawn is None and not row["ran"]:
            continue
        log_evidence = log_context - math.log(habits[name].likelihood_ratio)
        objective = None if drawn is None else drawn.label != "taste"
        yield Observed(
            gestures[name][1][0].family, log_evidence, objective, drawn is None or drawn.reason in named[name]
        )


def _judged(
    db: Database,
    gestures: _Gestures,
    names: Collection[str],
    habits: Mapping[str, Habit],
    said: _Said,
    beliefs: Beliefs,
    thresholds: Thresholds,
) -> Iterator[tuple[Gesture, tuple[Move, ...], Verdict]]:
    songs = sorted({gestures[name][1][0].song for name in names})
    tested = derived.select(db, TESTS, where={"song": songs, "gesture": list(names)})
    for row in tested:
        gesture, moves = gestures[row["gesture"]]
        rule: Rule | None = matching(said.rules, moves[0].family, row["circumstances"])
        verdict = judge(
            gesture,
            moves,
            tuple(map(reason_from_json, row["results"])),
            beliefs=beliefs,
            habit=habits[gesture.id],
            rule=rule,
            answer=said.by_gesture.get(gesture.id),
            thresholds=thresholds,
        )
        yield gesture, moves, verdict


def _write(
    db: Database, names: Collection[str], judged: Iterable[tuple[Gesture, tuple[Move, ...], Verdict]], believed: str
) -> None:
    derived.replace(db, VERDICTS, verdict_rows(judged, believed=believed), where={"gesture": list(names)})


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _attached(answers: Iterable[Answer], moves: Sequence[Move]) -> dict[str, Answer]:
    """Gesture id → the answer that speaks of it, the last one where there are several."""
    by_song: defaultdict[str, list[Move]] = defaultdict(list)
    for move in moves:
        by_song[move.song].append(move)
    found: dict[str, Answer] = {}
    for answer in answers:
        near = by_song.get(answer.song) or moves
        for move in attach(answer.subject, near) or attach(answer.subject, moves):
            if move.gesture is not None:
                found[move.gesture] = answer
    return found


def _version(chance: str, beliefs: Beliefs) -> str:
    return _hash([chance, beliefs.to_json()])


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]
