"""`mixtaste inspect`: one session as mixtaste reads it."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste inspect 'Lead Song.rpp'\nmixtaste inspect Vocal.RfxChain --json")
@click.argument("file", type=click.Path())
def inspect(shell: Shell, file: str) -> None:
    """Show one session as mixtaste reads it: tracks, faders, plug-in settings, and what could not be read.

    FILE may be a session, one of its backups, a track template or a plug-in chain. Nothing is stored, and the file is
    only read.
    """
    from tui.reading import read_session
    from tui.views.session import session_lines
    from tui.views.session_object import session_object

    session = read_session(file)
    shell.answer_one(
        lambda: session_object(session),
        lambda: session_lines(session, columns=shell.out.columns, plain=shell.manner.plain),
    )
