"""`mixtaste saves`: the saves of one song."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste saves 'Lead Song'")
@click.argument("song")
def saves(shell: Shell, song: str) -> None:
    """List the saves of one song, oldest first. SONG is its name or id."""
    from profiler.history.json import save_json
    from tui.views.history import save_lines

    found = shell.pipeline.saves(song)
    shell.answer(
        lambda: map(save_json, found), lambda: save_lines(found, shell.user_names(), columns=shell.out.columns)
    )
