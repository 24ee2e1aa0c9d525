"""Questions that buy the most certainty for a minute of the engineer's attention, and the answers' way back."""

from __future__ import annotations

from profiler.questions.answering import (
    Skip,
    answer_from_word,
    answer_to,
    answer_to_json,
    attach,
    skip_from_word,
    subject_of,
)
from profiler.questions.proposing import Candidate, entropy_bits, propose
from profiler.questions.question import Choice, Question, question_id
from profiler.questions.wording import open_question

__all__ = [
    "Candidate",
    "Choice",
    "Question",
    "Skip",
    "answer_from_word",
    "answer_to",
    "answer_to_json",
    "attach",
    "entropy_bits",
    "open_question",
    "propose",
    "question_id",
    "skip_from_word",
    "subject_of",
]
