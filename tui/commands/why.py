"""`mixtaste why`: why a move was made."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste why 3f2a9c11d0")
@click.argument("move")
def why(shell: Shell, move: str) -> None:
    """Show why a move was probably made: verdict, every reason tested with odds and numbers, what could not be tested.

    MOVE is its id from `mixtaste moves`; its first letters suffice.
    """
    from tui.views.json_objects import why_object
    from tui.views.why import why_lines

    found = shell.pipeline.why(move)
    shell.answer_one(lambda: why_object(found), lambda: why_lines(found, columns=shell.out.columns))
