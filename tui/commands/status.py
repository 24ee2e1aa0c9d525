"""`mixtaste status`: what the store holds and what waits."""

from __future__ import annotations

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste status\nmixtaste status --json")
def status(shell: Shell) -> None:
    """Show what was learnt, what waits for an answer, and which files could not be read."""
    from tui.views.learning import status_lines, status_object

    found = shell.pipeline.status(shell.user_id)
    shell.answer_one(lambda: status_object(found), lambda: status_lines(found))
