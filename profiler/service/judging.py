"""The closing pass over the archive: chance rates, tests under them, beliefs, and a verdict on every gesture.

One save changes one song; this pass brings the whole archive under one set of rates, so that the order of learning
leaves no trace. Songs already tested under the present rates and audio are left alone.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers import registry
from parsers.session import Session
from parsers.taught import TaughtReader
from profiler.history import tables as history_tables
from profiler.history.records import Gesture, Move, Setting, SongHistory
from profiler.justifications.chance import Chance, estimate
from profiler.justifications.reason import ReasonResult
from profiler.questions import answer_from_word, attach
from profiler.recurrence import Habit, evidence, index
from profiler.rules import Answer, Rule, matching, rules
from profiler.service.census import known_teachings
from profiler.service.histories import load_session
from profiler.service.reports import Progress
from profiler.service.scenes import Sounds, levels_of, test_song
from profiler.service.tables import CONTEXT, TESTED, TESTS
from profiler.verdicts import Beliefs, Observed, Thresholds, Verdict, judge, learn
from profiler.verdicts.combining import combine
from profiler.verdicts.tables import BELIEFS, VERDICTS, beliefs_row, verdict_rows
from profiler.verdicts.verdict_json import reason_from_json
from store import derived
from store.database import Database
from store.words import words

__all__ = ["Archive", "answers_of", "close_archive", "judge_user", "load_archive"]


_NOT_OWN = frozenset({"requested", "experiment"})
"""Tags of songs that say nothing of taste."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Every song's history, and what the songs' latest saves say of tempo.

    histories  of the songs that count;  aside, of those that do not: excluded ones and templates
    """

    histories: tuple[SongHistory, ...]
    tempi: Mapping[str, float]
    aside: tuple[SongHistory, ...] = ()

    @property
    def every(self) -> tuple[SongHistory, ...]:
        """All of them, songs by name."""
        return tuple(sorted((*self.histories, *self.aside), key=lambda history: (history.song.name, history.song.id)))

    @property
    def chosen(self) -> tuple[SongHistory, ...]:
        """Those whose settings were the engineer's own choice: not asked for by others, no experiment."""
        return tuple(history for history in self.histories if not _NOT_OWN & set(history.song.tags))

    @property
    def users(self) -> tuple[str, ...]:
        """Everyone who made a move or a setting, sorted."""
        found = {move.user for history in self.histories for move in history.moves}
        return tuple(sorted(found | {one.user for history in self.histories for one in history.settings}))

    def moves(self, user: str) -> list[Move]:
        """One user's, song by song, in the order they were made."""
        return [move for history in self.histories for move in history.moves if move.user == user]

    def gestures(self, user: str) -> list[tuple[Gesture, tuple[Move, ...]]]:
        """One user's gestures with their moves, song by song."""
        found = []
        for history in self.histories:
            by_id = {move.id: move for move in history.moves}
            for gesture in history.gestures:
                moves = tuple(by_id[name] for name in gesture.moves)
                if moves[0].user == user:
                    found.append((gesture, moves))
        return found

    def settings(self, user: str) -> list[Setting]:
        """One user's, song by song."""
        return [setting for history in self.histories for setting in history.settings if setting.user == user]


def load_archive(db: Database) -> Archive:
    """Everything that history derived, songs by name."""
    rows = {table.name: derived.select(db, table) for table in history_tables.TABLES if table != history_tables.FACTS}
    tempi = {row["song"]: row["bpm"] for row in derived.select(db, CONTEXT) if row["bpm"] is not None}
    histories = sorted(history_tables.from_rows(rows), key=lambda history: (history.song.name, history.song.id))
    aside = tuple(history for history in histories if not history.song.counts)
    return Archive(tuple(history for history in histories if history.song.counts), tempi, aside)


def close_archive(
    db: Database,
    sounds: Sounds,
    *,
    thresholds: Thresholds,
    progress: Callable[[Progress], None],
) -> None:
    """Bring tests, beliefs and verdicts of every user up to date."""
    archive = load_archive(db)
    levels = _measure(db, archive, sounds, progress)
    chances = {
        user: estimate(moves=archive.moves(user), settings=archive.settings(user), tempi=archive.tempi, levels=levels)
        for user in archive.users
    }
    _test(db, archive, sounds, chances, progress)
    for user in archive.users:
        judge_user(db, archive, user, chances[user], thresholds=thresholds)
    _drop_strangers(db, archive)


def judge_user(
    db: Database, archive: Archive, user: str, chance: Chance, *, thresholds: Thresholds
) -> dict[str, Verdict]:
    """Judge all gestures of one user from the tests in the store. Returns gesture id → verdict."""
    tested = {row["gesture"]: row for row in derived.select(db, TESTS, where={"user": user})}
    known = index(archive.settings(user))
    answers = answers_of(db, user)
    by_gesture = _attached(answers, archive.moves(user))
    learnt = rules([answer for answer in answers if answer.label != "unknown"])
    cases = [
        _Case(
            gesture,
            moves,
            tuple(map(reason_from_json, tested[gesture.id]["results"])),
            evidence(moves[0], known),
            matching(learnt, moves[0].family, tested[gesture.id]["circumstances"]),
            by_gesture.get(gesture.id),
        )
        for gesture, moves in archive.gestures(user)
        if gesture.id in tested
    ]
    beliefs = learn(observed for case in cases if (observed := _observed(case)) is not None)
    judged = [
        (
            case.gesture,
            case.moves,
            judge(
                case.gesture,
                case.moves,
                case.results,
                beliefs=beliefs,
                habit=case.habit,
                rule=case.rule,
                answer=case.answer,
                thresholds=thresholds,
            ),
        )
        for case in cases
    ]
    believed = _version(chance, beliefs)
    derived.replace_many(
        db,
        [
            (VERDICTS, verdict_rows(judged, believed=believed), {"user": user}),
            (BELIEFS, [beliefs_row(user, chance, beliefs)], {"user": user}),
        ],
    )
    return {gesture.id: verdict for gesture, _, verdict in judged}


def answers_of(db: Database, user: str) -> list[Answer]:
    """Every answer of one user; of several to one question the last counts."""
    latest: dict[str, Answer] = {}
    for word in words(db, user=user, kinds=["answer"]):
        answer = answer_from_word(word.subject, word.body)
        latest[answer.question] = answer
    return list(latest.values())


@dataclass(frozen=True, slots=True)
class _Case:
    """One gesture with all that is to be weighed."""

    gesture: Gesture
    moves: tuple[Move, ...]
    results: tuple[ReasonResult, ...]
    habit: Habit
    rule: Rule | None
    answer: Answer | None


def _observed(case: _Case) -> Observed | None:
    """What the case says of how often music has its reasons: nothing where a process explains it, or nothing ran."""
    drawn = case.answer if case.answer is not None and case.answer.random and case.answer.label != "unknown" else None
    musical = [result for result in case.results if not result.structural]
    if any(result.structural and result.outcome == "hit" for result in case.results):
        return None
    if drawn is None and all(result.outcome == "untestable" for result in musical):
        return None
    factor = combine(musical).factor / case.habit.likelihood_ratio
    listed = drawn is None or any(result.name == drawn.reason for result in case.results)
    objective = None if drawn is None else drawn.label != "taste"
    return Observed(case.moves[0].family, math.log(factor), objective, listed)


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


def _measure(
    db: Database, archive: Archive, sounds: Sounds, progress: Callable[[Progress], None]
) -> dict[str, list[float]]:
    """Levels of each song's tracks; a song whose audio changed since it was tested is measured and due again."""
    known = {row["song"]: row for row in derived.select(db, TESTED)}
    levels: dict[str, list[float]] = {}
    for done, history in enumerate(archive.histories):
        song = history.song
        save = song.saves[-1]
        row = known.get(song.id)
        if sounds.store is None:
            fingerprint, session = sounds.NOT_LOOKED_AT, None
        else:
            session = load_session(db, save.content, save.path)
            fingerprint = sounds.fingerprint(session, save.path)
        if row is not None and row["audio"] == fingerprint:
            levels[song.id] = row["levels"]
            continue
        progress(Progress("listening", done, len(archive.histories), song.name))
        levels[song.id] = levels_of(sounds.of(session, save.path)) if session is not None else []
        made = {"song": song.id, "under": "", "audio": fingerprint, "levels": levels[song.id]}
        derived.replace(db, TESTED, [made], where={"song": song.id})
    return levels


def _test(
    db: Database,
    archive: Archive,
    sounds: Sounds,
    chances: Mapping[str, Chance],
    progress: Callable[[Progress], None],
) -> None:
    """Test every song that was not tested under these chance rates."""
    known = {row["song"]: row for row in derived.select(db, TESTED)}
    due = []
    for history in archive.histories:
        users = sorted({move.user for move in history.moves})
        under = _hash([chances[user].version for user in users])
        if known[history.song.id]["under"] != under:
            due.append((history, under))
    teachings = known_teachings(db)
    for done, (history, under) in enumerate(due):
        song = history.song.id
        progress(Progress("testing", done, len(due), history.song.name))

        taught, reader = TaughtReader(teachings), registry.Reader()

        def load(content: str, path: str) -> Session:
            return taught(load_session(db, content, path, reader))  # noqa: B023 - called before the loop goes on

        rows: list[dict[str, Any]] = test_song(history, load, sounds, chances)
        made = {**known[song], "under": under}
        derived.replace_many(db, [(TESTS, rows, {"song": song}), (TESTED, [made], {"song": song})])


def _drop_strangers(db: Database, archive: Archive) -> None:
    """Verdicts and beliefs of users, and verdicts on gestures, that are no more."""
    gone = {row["user"] for row in derived.select(db, BELIEFS, columns=["user"])} - set(archive.users)
    for user in sorted(gone):
        derived.replace_many(db, [(VERDICTS, [], {"user": user}), (BELIEFS, [], {"user": user})])


def _version(chance: Chance, beliefs: Beliefs) -> str:
    return _hash([chance.version, beliefs.to_json()])


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
