"""From a question to the stored answer, and from the stored answer back to the moves that it is about.

An answer outlives ids: it keeps object path, names, term and values of every move that it speaks of. When a save found
later splits a move in two, the answer speaks of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers.session import Scalar
from profiler.history.json import from_number, to_number
from profiler.history.records import Gesture, Move
from profiler.questions.question import Question
from profiler.rules import Answer, Circumstances, Label

__all__ = [
    "Skip",
    "answer_from_word",
    "answer_to",
    "answer_to_json",
    "attach",
    "skip_from_word",
    "subject_of",
]

_LABELS: dict[str, Label] = {"taste": "taste", "requested": "requested", "mistake": "mistake", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Skip:
    """A question that was put off."""

    gesture: str
    time: float


def subject_of(gesture: Gesture, moves: Sequence[Move], circumstances: Circumstances) -> dict[str, Any]:
    """Everything that an answer needs to find its moves again, as strict JSON. moves: the principal one first."""
    first = moves[0]
    return {
        "gesture": gesture.id,
        "song": first.song,
        "family": first.family,
        "circumstances": dict(circumstances),
        "moves": [_kept(move) for move in moves],
    }


def _kept(move: Move) -> dict[str, Any]:
    return {
        "id": move.id,
        "object": move.object.key,
        "names": _names(move),
        "term": move.term,
        "before": from_number(move.before),
        "after": from_number(move.after),
        "unit": move.unit,
        "before_save": move.before_save,
        "after_save": move.after_save,
        "time": move.time,
    }


def _names(move: Move) -> list[str]:
    """The object by what it is called: for files whose ids were blanked."""
    thing = move.object
    return [
        thing.track.name if thing.track else "",
        thing.insert.plugin if thing.insert else "",
        str(thing.band or ""),
        thing.send.to_name if thing.send else "",
        thing.clip.name if thing.clip else "",
        thing.envelope or "",
    ]


def answer_to(question: Question, *, choice: str | None, words: str, time: float) -> Answer:
    """The answer that a choice or own words make.

    choice  a choice's id (a reason's name, ``taste requested mistake unknown``), or None for own words
    Raises ValueError when neither is given, or the choice is none of the question's.
    """
    offered = {offer.id for offer in question.choices}
    if choice is None and not words.strip():
        raise ValueError("an answer needs a choice or words")
    if choice is not None and choice not in offered:
        raise ValueError(f"{choice} is none of this question's choices")
    label = "reason" if choice is None else _LABELS.get(choice, "reason")
    reason = (words.strip() if choice is None else choice) if label == "reason" else ""
    subject = dict(question.subject)
    return Answer(
        question=question.id,
        label=label,
        family=str(subject.get("family", "")),
        song=question.song,
        time=time,
        reason=reason,
        words=words.strip(),
        circumstances=dict(subject.get("circumstances", {})),
        random=question.random,
        subject=subject,
    )


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """``mixtaste/answer/1``: what is stored as the word's body; its subject is the answer's."""
    moves = answer.subject.get("moves", [])
    return {
        "schema": "mixtaste/answer/1",
        "question": answer.question,
        "choice": answer.reason if answer.label == "reason" and answer.reason != answer.words else answer.label,
        "label": answer.label,
        "reason": answer.reason,
        "words": answer.words,
        "time": answer.time,
        "song": answer.song,
        "save": moves[0]["after_save"] if moves else None,
        "random": answer.random,
    }


def answer_from_word(subject: Mapping[str, Any], body: Mapping[str, Any]) -> Answer:
    """The answer that a stored word of kind ``answer`` holds. Raises KeyError on what was never one."""
    return Answer(
        question=body["question"],
        label=body["label"],
        family=str(subject.get("family", "")),
        song=body["song"],
        time=float(body["time"]),
        reason=body["reason"],
        words=body["words"],
        circumstances=dict(subject.get("circumstances", {})),
        random=bool(body["random"]),
        subject=dict(subject),
    )


def skip_from_word(subject: Mapping[str, Any], time: float) -> Skip:
    """The skip that a stored word of kind ``skip`` holds."""
    return Skip(str(subject["gesture"]), time)


def attach(subject: Mapping[str, Any], moves: Iterable[Move]) -> list[Move]:
    """The moves that an answer's subject now speaks of, in the order of time.

    By id; else the chain of the same control's moves from the value before to the value after, between the same saves
    as far as they are still known: a save found later splits a move, its answer covers the parts.
    """
    known = list(moves)
    by_id = {move.id: move for move in known if move.id is not None}
    found: dict[int, Move] = {}
    for kept in subject.get("moves", ()):
        same = by_id.get(kept["id"])
        for move in [same] if same is not None else _chain(subject, kept, known):
            found[id(move)] = move
    return sorted(found.values(), key=lambda move: (move.time or 0.0, move.id or ""))


def _chain(subject: Mapping[str, Any], kept: Mapping[str, Any], moves: Sequence[Move]) -> list[Move]:
    """Consecutive moves of the kept move's control that lead from its value before to its value after."""
    control = [m for m in moves if m.term == kept["term"] and m.song == subject["song"]]
    own = [m for m in control if m.object.key == kept["object"]]
    own = own or [m for m in control if _names(m) == list(kept["names"])]
    own.sort(key=lambda m: (m.time or 0.0, m.id or ""))
    start, goal = to_number(kept["before"], kept["unit"]), to_number(kept["after"], kept["unit"])
    runs: list[list[Move]] = []
    for first, move in enumerate(own):
        if not _equal(move.before, start):
            continue
        run: list[Move] = []
        for following in own[first:]:
            if run and not _equal(run[-1].after, following.before):
                break
            run.append(following)
            if _equal(following.after, goal):
                runs.append(list(run))
    # Between the same saves where they are still there, else nearest in time, else the shortest way.
    return min(
        runs,
        key=lambda run: (
            -(run[0].before_save == kept["before_save"]) - (run[-1].after_save == kept["after_save"]),
            abs((run[-1].time or 0.0) - (kept["time"] or 0.0)),
            len(run),
        ),
        default=[],
    )


def _equal(a: Scalar | None, b: Scalar | None) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return a == b or abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
    return a == b
