"""What one engineer said of suggestions."""

from __future__ import annotations

from profiler.service.asking import UnknownQuestionError
from profiler.service.tables import SHOWN
from profiler.suggestions.queue import Feedback, feedback_of
from store import derived
from store.database import Database
from store.words import say, words

__all__ = ["feedback_words", "tell_of_suggestion"]


def feedback_words(db: Database, user: str) -> list[Feedback]:
    """Every word about a suggestion that this version understands, oldest first."""
    found = (feedback_of(word.body, time=word.time) for word in words(db, user=user, kinds=["feedback"]))
    return [one for one in found if one is not None]


def tell_of_suggestion(db: Database, user: str, suggestion: str, kind: str, *, now: float) -> None:
    """Store what became of a suggestion that was shown. Raises UnknownQuestionError."""
    shown = derived.select(db, SHOWN, where={"user": user, "id": suggestion, "kind": "suggestion"})
    if not shown:
        raise UnknownQuestionError(
            f"no suggestion {suggestion} was shown", remedy="Rank candidates first: mixtaste rank FILE --session FILE."
        )
    body = {**shown[0]["body"], "kind": kind}
    say(db, user=user, kind="feedback", time=now, subject={"suggestion": suggestion, "song": body["song"]}, body=body)
