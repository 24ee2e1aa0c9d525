"""`mixtaste songs`: every song that is known."""

from __future__ import annotations

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste songs\nmixtaste songs --json")
def songs(shell: Shell) -> None:
    """List the songs that were learnt, with their saves."""
    from profiler.history.json import song_json
    from tui.views.history import song_lines

    found = shell.pipeline.songs()
    shell.answer(
        lambda: map(song_json, found), lambda: song_lines(found, shell.user_names(), columns=shell.out.columns)
    )
