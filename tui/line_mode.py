"""Questions line by line, with the content of the screens: for screen readers, pipes and simple terminals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.lines import Style, Styled
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import WindowAnswer

__all__ = ["ask_questions", "ask_windows", "show_home"]

COMMANDS = ("mixtaste ask --plain", "mixtaste window ask --plain", "mixtaste profile show")

_AT_ONCE = 20


def show_home(shell: Shell) -> None:
    """What the application shows first, and which commands lead on from there."""
    from tui.views.home import home_lines
    from tui.views.learning import status_object

    user = shell.user_id
    status = shell.pipeline.status(user)
    sentences = 0 if shell.manner.json else len(shell.pipeline.profile(user).sentences)
    shell.answer_one(
        lambda: status_object(status),
        lambda: [*home_lines(status, sentences, columns=shell.out.columns, keys=COMMANDS)],
    )


def ask_questions(shell: Shell) -> None:
    """Ask why, one change after the other, until the questions, the input or the person's patience ends."""
    from tui.views.question import answered_line, choice_of, question_head, question_text, question_view

    user, answered = shell.user_id, 0
    while questions := shell.pipeline.questions(user, _AT_ONCE):
        for question in questions:
            view = question_view(shell.pipeline, question)
            shell.out.line()
            shell.out.lines(question_head(view, columns=shell.out.columns))
            shell.out.lines(question_text(view, columns=shell.out.columns))
            shell.pipeline.prepare(user)
            given = _prompt(shell, "your own words; Enter shows likely reasons")
            if given == "":
                for digit, (_, label) in enumerate(view.choices, start=1):
                    shell.out.line(f"{digit}: ", label)
                given = _prompt(shell, "a digit, your own words; Enter skips, q ends")
            if given is None or given == "q":
                return
            if given in {"", "s"}:
                shell.pipeline.skip(user, question.id)
                continue
            choice = choice_of(question, given)
            done = shell.pipeline.answer(user, question.id, choice=choice, words="" if choice else given)
            answered += 1
            shell.out.line(*answered_line(done))
    shell.out.line("No question waits." if not answered else "No further question waits.")


def ask_windows(shell: Shell, control: str | None) -> None:
    """Ask values of one control, or of those that wait."""
    from tui.views.window import ANSWERS, question_lines, window_line

    user = shell.user_id
    answers: dict[str, WindowAnswer] = {"1": "too_much", "2": "fine", "3": "not_enough"}
    answers |= {answer: answer for answer in answers.values()}
    songs = {song.id: song.name for song in shell.pipeline.songs()}
    while True:
        question = shell.pipeline.window_question(user, control)
        shell.out.line()
        song = songs.get(question.song, "") if question is not None else ""
        shell.out.lines(question_lines(question, song=song, columns=shell.out.columns, keys=False))
        if question is None:
            return
        for digit, (_, words) in enumerate(ANSWERS, start=1):
            shell.out.line(f"{digit}: {words}")
        given: str | None = ""
        while given is not None and given not in {*answers, "q"}:
            given = _prompt(shell, "1, 2 or 3, q ends")
        if given is None or given == "q":
            return
        shell.out.line(*window_line(shell.pipeline.window_answer(user, question.id, answers[given])))


def _prompt(shell: Shell, what: str) -> str | None:
    """One line of the person's, or None at the end of the input."""
    shell.out.line(Styled(f"({what})", Style.DIM))
    shell.out.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
