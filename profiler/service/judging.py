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

from profiler.history.records import Gesture, Move
from profiler.justifications.chance import Chance, estimate
from profiler.justifications.reason import ReasonResult
from profiler.questions import answer_from_word, attach
from profiler.recurrence import Habit, evidence, index
from profiler.rules import Answer, Rule, matching, rules
from profiler.service.archive import Archive
from profiler.service.census import known_teachings
from profiler.service.crew import Work, work_on
from profiler.service.deriving import Testing
from profiler.service.rates import Consulted, stands
from profiler.service.reports import Progress
from profiler.service.scenes import Sounds
from profiler.service.tables import CONTEXT, TESTED, TESTS
from profiler.verdicts import Beliefs, Observed, Thresholds, Verdict, judge, learn
from profiler.verdicts.combining import combine
from profiler.verdicts.tables import BELIEFS, VERDICTS, beliefs_row, verdict_rows
from profiler.verdicts.verdict_json import reason_from_json
from store import derived, saves
from store.database import Database
from store.words import words

__all__ = ["answers_of", "close_archive", "judge_user"]

_LISTEN = "profiler.service.deriving:listen"
_TEST = "profiler.service.deriving:test"


def close_archive(
    db: Database,
    archive: Archive,
    sounds: Sounds,
    *,
    thresholds: Thresholds,
    workers: int,
    progress: Callable[[Progress], None],
) -> None:
    """Bring tests, beliefs and verdicts of every user up to date."""
    levels = _measure(db, archive, sounds, workers, progress)
    chances = {
        user: estimate(moves=archive.moves(user), settings=archive.settings(user), tempi=archive.tempi, levels=levels)
        for user in archive.users
    }
    _test(db, archive, sounds, chances, workers, progress)
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
    db: Database, archive: Archive, sounds: Sounds, workers: int, progress: Callable[[Progress], None]
) -> dict[str, list[float]]:
    """Levels of each song's tracks; a song whose audio changed since it was tested is measured and due again."""
    known = {row["song"]: row for row in derived.select(db, TESTED, columns=["song", "audio", "levels"])}
    sources = {row["song"]: row["sources"] for row in derived.select(db, CONTEXT, columns=["song", "sources"])}
    songs = {history.song.id: history.song for history in archive.histories}
    audio = {song: sounds.fingerprint(sources.get(song, ()), one.saves[-1].path) for song, one in songs.items()}
    levels = {song: known[song]["levels"] for song in songs if song in known and known[song]["audio"] == audio[song]}
    due = sorted(songs.keys() - levels.keys())
    found: dict[str, list[float]] = {song: [] for song in due}
    if sounds.store is not None:
        sizes = saves.contents_kept(db)
        last: dict[Work, list[str]] = {}
        for song in due:
            save = songs[song].saves[-1]
            last.setdefault(Work(save.path, sizes[save.content], (save.content, save.path)), []).append(song)
        for done, (work, heard, _) in enumerate(work_on(db, _LISTEN, sounds, list(last), workers=workers)):
            progress(Progress("listening", done, len(last), work.name))
            found |= {song: heard or [] for song in last[work]}
    made = [{"song": song, "asked": None, "audio": audio[song], "levels": found[song]} for song in due]
    derived.replace(db, TESTED, made, where={"song": due})
    return levels | found


def _test(
    db: Database,
    archive: Archive,
    sounds: Sounds,
    chances: Mapping[str, Chance],
    workers: int,
    progress: Callable[[Progress], None],
) -> None:
    """Test every song of whose chance rates something would be answered otherwise than when it was tested."""
    known = {row["song"]: row for row in derived.select(db, TESTED)}
    consulted = {user: Consulted.about(chance) for user, chance in chances.items()}
    sizes = saves.contents_kept(db)
    works = [
        Work(history.song.saves[-1].path, sum(sizes[save.content] for save in history.song.saves), (history.song.id,))
        for history in archive.histories
        if (asked := known[history.song.id]["asked"]) is None or not stands(asked, consulted)
    ]
    shared = Testing(sounds, chances, known_teachings(db))
    for done, (work, tested, error) in enumerate(work_on(db, _TEST, shared, works, workers=workers)):
        song = work.arguments[0]
        progress(Progress("testing", done, len(works), work.name))
        rows, asked = tested if error is None else ([], {})
        made = {**known[song], "asked": asked}
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
