"""What a question is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

__all__ = ["Choice", "Question", "QuestionKind", "question_id"]

QuestionKind: TypeAlias = Literal["why", "window", "confirm"]


class Choice(NamedTuple):
    """One answer that is offered: what is stored, and what is read. Shown only after the open question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one gesture.

    id             of the gesture: the same in every store and after every rebuild
    move           the gesture's principal move, by id
    text           asks openly, without any reason in it
    choices        likely reasons as sentences, then taste, the client, a mistake, do not know
    worth_bits     how much is not known of its verdict
    settles_moves  so many similar open moves would be explained with it (shown, not scored)
    random         drawn at random: its answer tells rates
    subject        what the answer keeps so that it finds its moves again
    """

    id: str
    kind: QuestionKind
    gesture: str
    move: str
    song: str
    text: str
    choices: tuple[Choice, ...]
    worth_bits: float
    seconds: float
    settles_moves: int = 0
    random: bool = False
    subject: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """``mixtaste/question/1``."""
        return {
            "schema": "mixtaste/question/1",
            "id": self.id,
            "kind": self.kind,
            "move": self.move,
            "gesture": self.gesture,
            "song": self.song,
            "text": self.text,
            "choices": [{"id": choice.id, "text": choice.text} for choice in self.choices],
            "worth_bits": round(self.worth_bits, 4),
            "seconds": self.seconds,
            "settles_moves": self.settles_moves,
            "random": self.random,
        }


def question_id(gesture: str) -> str:
    """Id of the question why a gesture was made, from the gesture's id."""
    return "q" + hashlib.sha256(f"why {gesture}".encode()).hexdigest()[:11]
