"""Questions line by line, for screen readers, pipes and terminals without a full screen: the same content as screens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tui.lines import Style, Styled
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import WindowAnswer

__all__ = ["ask_questions", "ask_windows"]

_AT_ONCE = 20


def ask_questions(shell: Shell) -> None:
    """Ask why, one change after the other, until the questions, the input or the person's patience ends."""
    from tui.views.question import answered_words, question_head, question_text, question_views

    user, answered = shell.user_id, 0
    while views := question_views(shell.pipeline, user, _AT_ONCE):
        for view in views:
            shell.out.line()
            shell.out.lines(question_head(view, columns=shell.out.columns))
            shell.out.lines(question_text(view, columns=shell.out.columns))
            for digit, (_, label) in enumerate(view.choices, start=1):
                shell.out.line(f"{digit}: ", label)
            given = _prompt(shell, "a digit, your own words, s skips, q ends")
            if given is None or given == "q":
                return
            if given in {"", "s"}:
                shell.pipeline.skip(user, view.id)
                continue
            chosen = int(given) - 1 if given.isdecimal() and 0 < int(given) <= len(view.choices) else None
            done = shell.pipeline.answer(
                user,
                view.id,
                choice=None if chosen is None else view.choices[chosen][0],
                words=given if chosen is None else "",
            )
            answered += 1
            shell.out.line(*answered_words(done))
    shell.out.line("No question waits." if not answered else "No further question waits.")


def ask_windows(shell: Shell, control: str | None) -> None:
    """Ask values of one control, or of those that wait."""
    from tui.views.window import ANSWERS, question_lines, window_line

    user = shell.user_id
    answers: dict[str, WindowAnswer] = {"1": "too_much", "2": "fine", "3": "not_enough"}
    while True:
        question = shell.pipeline.window_question(user, control)
        shell.out.line()
        shell.out.lines(question_lines(question, columns=shell.out.columns, keys=False))
        if question is None:
            return
        for digit, (_, words) in enumerate(ANSWERS, start=1):
            shell.out.line(f"{digit}: {words}")
        given = _prompt(shell, "1, 2 or 3, q ends")
        while given is not None and given not in {*answers, "q", *answers.values()}:
            given = _prompt(shell, "1, 2 or 3, q ends")
        if given is None or given == "q":
            return
        answer: WindowAnswer = answers.get(given) or next(each for each in answers.values() if each == given)
        shell.out.line(*window_line(shell.pipeline.window_answer(user, question.id, answer)))


def _prompt(shell: Shell, what: str) -> str | None:
    """One line of the person's, or None at the end of the input."""
    shell.out.line(Styled(f"({what})", Style.DIM))
    shell.out.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
