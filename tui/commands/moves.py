"""`mixtaste moves`: what was changed from save to save."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste moves 'Lead Song'\nmixtaste moves --json")
@click.argument("song", required=False)
def moves(shell: Shell, song: str | None) -> None:
    """List what was changed from save to save, in one song or in all, and whether it looks like reason or taste.

    A question mark marks what is not settled.
    """
    from tui.views.json_objects import judged_object
    from tui.views.moves import move_lines

    found = shell.pipeline.moves(song)
    shell.answer(
        lambda: map(judged_object, found),
        lambda: move_lines(
            found, {known.id: known.name for known in shell.pipeline.songs()}, columns=shell.out.columns
        ),
    )
