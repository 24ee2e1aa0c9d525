"""`mixtaste questions`: what would be worth knowing."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste questions -n 3\nmixtaste questions --json")
@click.option("-n", "--number", type=click.IntRange(1, 200), default=10, show_default=True, help="At most so many.")
def questions(shell: Shell, number: int) -> None:
    """List the questions that would settle most, most useful first. `mixtaste ask` asks them one by one."""
    from tui.views.question import question_table

    found = shell.pipeline.questions(shell.user_id, number)
    shell.answer(
        lambda: [question.to_json() for question in found], lambda: question_table(found, columns=shell.out.columns)
    )
