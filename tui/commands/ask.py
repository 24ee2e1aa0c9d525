"""`mixtaste ask`: questions, most useful first."""

from __future__ import annotations

from tui.program import command
from tui.shell import Shell
from tui.terminal import has_terminal, open_application


@command(example="mixtaste ask\nmixtaste ask --plain")
def ask(shell: Shell) -> None:
    """Answer why you changed something; each answer is applied to all similar moves.

    Opens the question screen of the terminal application; with --plain, or without a terminal, questions are asked line
    by line.
    """
    if has_terminal() and not shell.manner.plain and not shell.manner.json:
        open_application(shell, begin="question")
        return
    from tui.line_mode import ask_questions

    ask_questions(shell)
