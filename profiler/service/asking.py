"""Questions put to one engineer, and what his answers do: they settle, teach rules, and queue controls for a window."""

from __future__ import annotations

import difflib
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from parsers.errors import MixtasteError
from profiler.history.records import Move
from profiler.questions import (
    Candidate,
    Choice,
    Question,
    answer_to,
    answer_to_json,
    question_id,
    skip_from_word,
)
from profiler.questions.proposing import Outline, choose, question_about
from profiler.rules import Answer
from profiler.service.archive import ArchiveKeeper
from profiler.service.desk import Desk
from profiler.service.tables import SHOWN, TESTS
from profiler.service.weighing import answers_of
from profiler.verdicts.tables import VERDICTS, verdicts_from_rows
from profiler.windows import Control
from profiler.windows.scales import scale_of
from store import derived
from store.database import Database
from store.words import say, words

__all__ = ["UnknownQuestionError", "ask", "control_of", "controls_named", "question_of", "skip", "tell"]

_DAY_S = 86_400


class UnknownQuestionError(MixtasteError):
    """No question of this id was put or could be put to this engineer."""


def ask(db: Database, desk: Desk, archives: ArchiveKeeper, user: str, n: int, *, now: float) -> list[Question]:
    """The n most useful questions, best first; remembered, so that they can be answered by id.

    The same day draws the same one in ten, so that a list asked for twice is the same list. No song is read but those
    that are asked about.
    """
    outlines = desk.outlines(archives.under(), user)
    chosen = choose(
        list(outlines.values()),
        n=n,
        now=now,
        rng=random.Random(f"{user} {int(now // _DAY_S)}"),  # noqa: S311 - a fair draw, no secret
        skips=[skip_from_word(word.subject, word.time) for word in words(db, user=user, kinds=["skip"])],
        asked_controls=_asked_controls(db, outlines, user),
    )
    candidates = _candidates(db, archives, user, [one.outline for one in chosen])
    found = [question_about(candidates[name], one) for one in chosen if (name := one.outline.gesture) in candidates]
    rows = [
        {"user": user, "id": question.id, "kind": "why", "time": now, "body": asdict(question)} for question in found
    ]
    derived.put(db, SHOWN, rows)
    return found


def question_of(db: Database, desk: Desk, archives: ArchiveKeeper, user: str, id: str) -> Question:
    """The question of this id: as it was put, or as it would be put.

    Raises UnknownQuestionError naming near ids.
    """
    shown = derived.select(db, SHOWN, where={"user": user, "id": id, "kind": "why"})
    if shown:
        body = dict(shown[0]["body"])
        return Question(**{**body, "choices": tuple(Choice(*choice) for choice in body["choices"])})
    outlines = {question_id(name): one for name, one in desk.outlines(archives.under(), user).items()}
    about = _candidates(db, archives, user, [outlines[id]] if id in outlines else [])
    if not about:
        near = difflib.get_close_matches(id, outlines, n=3, cutoff=0.6)
        raise UnknownQuestionError(
            f"there is no question {id}", remedy=f"Near ones: {', '.join(near)}." if near else "List them: questions."
        )
    return question_about(about[outlines[id].gesture])


def tell(db: Database, user: str, question: Question, *, choice: str | None, words: str, now: float) -> Answer:
    """Store an answer; it survives a crash once this returns. Raises MixtasteError for a choice that is none."""
    try:
        answer = answer_to(question, choice=choice, words=words, time=now)
    except ValueError as error:
        offered = ", ".join(offer.id for offer in question.choices)
        raise MixtasteError(str(error), remedy=f"Choices: {offered}; or say it in words.") from error
    say(db, user=user, kind="answer", time=now, subject=answer.subject, body=answer_to_json(answer))
    return answer


def skip(db: Database, user: str, question: Question, *, now: float) -> None:
    """Put a question off: it comes back in a week, twice at most."""
    say(db, user=user, kind="skip", time=now, subject=question.subject, body={"question": question.id})


def control_of(move: Move) -> Control | None:
    """The control whose window a move asks for, or None for a switch, a category, an unknown role."""
    track = move.object.track
    if track is None or track.role == "unknown" or scale_of(move.term) is None or move.object.clip is not None:
        return None
    return Control(track.role, move.term)


def controls_named(answers: Sequence[Answer], moves: Sequence[Move]) -> list[Control]:
    """Controls that answers queued for a window, oldest answer first: a reason or a taste has its limits somewhere."""
    by_id = {move.id: move for move in moves}
    found: dict[Control, None] = {}
    for answer in sorted(answers, key=lambda one: (one.time, one.question)):
        if answer.label not in ("reason", "taste"):
            continue
        for kept in answer.subject.get("moves", ()):
            move = by_id.get(kept["id"])
            control = control_of(move) if move is not None else None
            if control is not None:
                found.setdefault(control)
    return list(found)


def _candidates(db: Database, archives: ArchiveKeeper, user: str, outlines: Sequence[Outline]) -> dict[str, Candidate]:
    """These gestures with all that a question tells of them, but for those whose song is saved again just now."""
    where = {"gesture": [one.gesture for one in outlines]}
    verdicts = verdicts_from_rows(derived.select(db, VERDICTS, where=where))
    held = {row["gesture"]: row["circumstances"] for row in derived.select(db, TESTS, where=where)}
    gestures = archives.part({one.song for one in outlines}).gestures(user)
    known = gestures.keys() & verdicts.keys() & held.keys()
    return {name: Candidate(*gestures[name], verdicts[name], held[name]) for name in where["gesture"] if name in known}


def _asked_controls(db: Database, outlines: Mapping[str, Outline], user: str) -> list[tuple[str, str, str]]:
    asked = (outlines.get(str(answer.subject.get("gesture"))) for answer in answers_of(db, user))
    return [(one.song, one.role, one.term) for one in asked if one is not None]
