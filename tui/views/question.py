"""One question as a person is asked it: the change in words, what is drawn of it, what is asked, what is offered."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.lines import Line, Style, Styled, wrap
from tui.pictures.curve import frequencies
from tui.views.moves import move_words
from tui.views.say import counted, joined, when
from tui.views.window import control_words

if TYPE_CHECKING:
    from profiler.history.records import Move
    from profiler.questions import Question
    from profiler.service.reports import Answered, Why
    from tui.ports import Pipeline

__all__ = [
    "QuestionView",
    "answered_line",
    "answered_object",
    "choice_of",
    "next_view",
    "question_head",
    "question_table",
    "question_text",
    "question_view",
]

_MOVES = 3
_AHEAD = 4
"""Questions looked at for the next one: those on the screen and just said may still be among them."""
_GRID_HZ = frequencies(126, ascii=True)
_SMALLEST_CURVE_DB = 0.05
"""Responses that differ by less everywhere are no picture of a change."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with what it is about.

    responses  net curve (dB) of the track's equalisers before and after, at 120 frequencies of equal ratio from 20 Hz
               to 20 kHz; None where no curve changed
    """

    question: Question
    why: Why
    responses: tuple[Sequence[float], Sequence[float]] | None

    @property
    def move(self) -> Move:
        """The gesture's principal move."""
        return self.why.move

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """(what is stored, what is read), nine at most: one a digit."""
        return [(choice.id, choice.text) for choice in self.question.choices[:9]]


def question_view(pipeline: Pipeline, question: Question) -> QuestionView:
    """Gather what the person needs to see."""
    responses = pipeline.responses(question.move, _GRID_HZ)
    changed = responses is not None and any(
        abs(after - before) > _SMALLEST_CURVE_DB for before, after in zip(*responses, strict=True)
    )
    return QuestionView(question, pipeline.why(question.move), responses if changed else None)


def next_view(pipeline: Pipeline, user: str, known: Container[str]) -> QuestionView | None:
    """The most useful question that is none of the known ones (ids), ready to be shown."""
    for question in pipeline.questions(user, _AHEAD):
        if question.id not in known:
            return question_view(pipeline, question)
    return None


def question_head(view: QuestionView, *, columns: int) -> Iterator[Line]:
    """What was changed, where and when."""
    yield (Styled(view.why.song.name, Style.TITLE), Styled(f"   saved {when(view.move.time)}", Style.DIM))
    moves = view.why.moves or (view.move,)
    for move in moves[:_MOVES]:
        for text in wrap(move_words(move).split(" "), columns=columns, rest="    "):
            yield (text,)
    if len(moves) > _MOVES:
        yield (Styled(f"and {counted(len(moves) - _MOVES, 'more change')} made with it", Style.DIM),)


def question_text(view: QuestionView, *, columns: int) -> Iterator[Line]:
    """The open question, and what an answer would settle beside."""
    for text in wrap(view.question.text.split(" "), columns=columns):
        yield (Styled(text, Style.STRONG),)
    if view.question.random:
        yield (
            Styled(
                "Drawn at random: first in your own words, please. Likely reasons are there when asked for.", Style.DIM
            ),
        )
    if view.question.settles_moves:
        yield (
            Styled(f"Your answer speaks for {counted(view.question.settles_moves, 'similar move')} too.", Style.DIM),
        )


def answered_line(answered: Answered) -> Line:
    """What an answer did."""
    parts = ["Taken."]
    if answered.settles:
        parts.append(f"It also settled {counted(len(answered.settles), 'similar move')}.")
    if answered.windows:
        parts.append(f"Queued for a window: {joined([control_words(control) for control in answered.windows])}.")
    return (Styled(" ".join(parts), Style.DIM),)


def answered_object(answered: Answered) -> dict[str, object]:
    """Schema ``mixtaste/answered/1``."""
    return {
        "schema": "mixtaste/answered/1",
        "question": answered.question,
        "move": answered.move,
        "settles": list(answered.settles),
        "windows": list(answered.windows),
    }


def question_table(questions: Sequence[Question], *, columns: int) -> Iterator[Line]:
    """The questions with their choices, for scripts that people read."""
    if not questions:
        yield ("No question waits.",)
        return
    for number, question in enumerate(questions):
        if number:
            yield ()
        for place, text in enumerate(wrap(question.text.split(" "), columns=columns - 14)):
            yield (Styled(f"{question.id:12}  " if place == 0 else " " * 14, Style.KEY), text)
        for digit, choice in enumerate(question.choices, start=1):
            first = f"{'':14}{digit}  "
            for text in wrap(choice.text.split(" "), columns=columns, first=first):
                yield (text,)
    yield ()
    yield (Styled("Answer one: mixtaste answer ID DIGIT, or in your own words.", Style.DIM),)


def choice_of(question: Question, said: str) -> str | None:
    """The choice that was meant by its digit, its id or its text; None for own words."""
    if said.isdecimal() and 0 < int(said) <= len(question.choices):
        return question.choices[int(said) - 1].id
    return next((choice.id for choice in question.choices if said in {choice.id, choice.text}), None)
