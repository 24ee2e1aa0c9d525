"""`mixtaste settings`: where each control came to rest."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste settings 'Lead Song'")
@click.argument("song", required=False)
def settings(shell: Shell, song: str | None) -> None:
    """Show where each control came to rest, once per song: what the engineer's taste is learnt from."""
    from profiler.history.json import setting_json
    from tui.views.history import setting_lines

    found = shell.pipeline.settings(song)
    shell.answer(
        lambda: map(setting_json, found),
        lambda: setting_lines(
            found, {known.id: known.name for known in shell.pipeline.songs()}, shell.pipeline.makers()
        ),
    )
