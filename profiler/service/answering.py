"""What an answer does: it is stored, it settles what it speaks of, and it bears on all that is alike."""

from __future__ import annotations

from collections.abc import Sequence

from profiler.service import asking
from profiler.service.archive import ArchiveKeeper
from profiler.service.desk import Desk
from profiler.service.meanwhile import Meanwhile
from profiler.service.reports import Answered
from profiler.service.weighing import Said, judge_some, touched_by
from profiler.verdicts import Thresholds
from store.database import Database

__all__ = ["answer"]

_AT_ONCE = 150
"""Gestures that an answer has judged before the next question may be asked: a sixteenth of a second."""


def answer(  # noqa: PLR0913 - where it is kept, what is asked, what is said
    db: Database,
    desk: Desk,
    meanwhile: Meanwhile,
    archives: ArchiveKeeper,
    user: str,
    question: str,
    *,
    choice: str | None,
    words: str,
    now: float,
    thresholds: Thresholds,
) -> Answered:
    """Store why a move was made, and judge what that bears on: the least certain at once, very many others meanwhile.

    Raises UnknownQuestionError; MixtasteError for a choice that is none.
    """
    with meanwhile.lock:
        archive = archives.load()
        asked = asking.question_of(db, desk, archives, user, question)
        before = dict(desk.outlines(archive.under, user))
        told = asking.tell(db, user, asked, choice=choice, words=words, now=now)
        alike = desk.alike(user, told.family)
        said = Said(db, archive, user)
        touched = touched_by(told, archive, said, alike)
        bits = {name: before[name].bits if name in before else 0.0 for name in touched}
        due = sorted(touched, key=lambda name: (name != asked.gesture, -bits[name], name))
        after = judge_some(db, archive, said, due[:_AT_ONCE], thresholds=thresholds)
        desk.judged(archive, user, told, after)

    def judge_left(names: Sequence[str]) -> None:
        by_now = Said(db, archive, user)
        desk.judged(archive, user, told, judge_some(db, archive, by_now, names, thresholds=thresholds))

    meanwhile.leave(due[_AT_ONCE:], judge_left)
    of_song = archive.moves_by_song(user).get(told.song, archive.moves(user))
    known = {name for name, one in before.items() if one.settled} | {asked.gesture}
    settled = {name for name, one in after.items() if one.settled} - known
    moves = [move for name, (_, made) in archive.gestures(user).items() if name in settled for move in made]
    return Answered(
        question=asked.id,
        move=asked.move,
        settles=tuple(move.id or "" for move in moves),
        windows=tuple(control.id for control in asking.controls_named([told], of_song)),
    )
