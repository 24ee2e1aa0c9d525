"""`mixtaste watch`: saves are learnt as they land."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.errors import WrongUseError
from tui.program import command
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import Landed


@command(example="mixtaste watch ~/Music/Sessions")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH…]")
def watch(shell: Shell, paths: tuple[str, ...]) -> None:
    """Learn what is new below the paths, then each save within seconds of its landing, until Ctrl-C.

    Without a path the roots of the configuration are watched. One line is printed for each save.
    """
    from threading import Event

    from profiler import config
    from tui.views.learning import landed_object, landed_words

    def say(landed: Landed) -> None:
        shell.answer_one(lambda: landed_object(landed), lambda: [landed_words(landed)])
        shell.out.flush()

    roots = paths or config.load().roots
    if not roots:
        raise WrongUseError("no folder to watch was given", remedy="Name one, or set `roots` in the configuration.")
    stop = Event()
    shell.out.remark(f"watching {', '.join(roots)} (Ctrl-C ends it)")
    try:
        shell.pipeline.watch(roots, user=shell.user_id, on_save=say, stop=stop, by_owner=not shell.user)
    finally:
        stop.set()
