"""`mixtaste answer`: one question answered, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from tui.program import command
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import WindowAnswer

_WINDOW = frozenset({"too_much", "fine", "not_enough"})


@command(example="mixtaste answer q7d1f0a9c3b2 taste\nmixtaste answer q7d1f0a9c3b2 'to leave room for the snare'")
@click.argument("question")
@click.argument("answer", nargs=-1, required=True, metavar="CHOICE|WORDS…|too_much|fine|not_enough|skip")
def answer(shell: Shell, question: str, answer: tuple[str, ...]) -> None:
    """Answer a question that `questions` or `window ask` printed.

    The answer is one of the question's choices, your own words, or skip (ask another day); for a window question
    too_much, fine or not_enough. What was answered never comes back, and works on all similar moves.
    """
    from tui.views.window import window_line

    said = " ".join(answer)
    if said in _WINDOW:
        window = shell.pipeline.window_answer(shell.user_id, question, cast("WindowAnswer", said))
        shell.answer_one(lambda: window.to_json(with_songs=True), lambda: [window_line(window)])
        return
    from tui.views.question import answered_line, answered_object, choice_of

    if said == "skip":
        shell.pipeline.skip(shell.user_id, question)
        shell.answer_one(
            lambda: {"schema": "mixtaste/skipped/1", "question": question}, lambda: [("It comes back another day.",)]
        )
        return
    choice = choice_of(shell.pipeline.question(shell.user_id, question), said)
    done = shell.pipeline.answer(shell.user_id, question, choice=choice, words="" if choice else said)
    shell.answer_one(lambda: answered_object(done), lambda: [answered_line(done)])
