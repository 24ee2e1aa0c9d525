"""`mixtaste learn`: an archive is read and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from tui.exits import Exit
from tui.program import command
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import Audio


@command(example="mixtaste learn ~/Music/Sessions\nmixtaste learn --dry-run ~/Music/Sessions --json")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@click.option("--dry-run", is_flag=True, help="Only say what would be read.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processes that read; default: one a core.")
@click.option("--as-song", default="", metavar="NAME", help="Take everything under the paths as saves of one song.")
@click.option(
    "--audio",
    type=click.Choice(["none", "excerpt", "full"]),
    help="How much of the audio files that sessions name is listened to; default: as configured.",
)
@click.option("--again", is_flag=True, help="Also what was forgotten, and files that did not change.")
def learn(
    shell: Shell,
    paths: tuple[str, ...],
    *,
    dry_run: bool,
    workers: int | None,
    as_song: str,
    audio: str | None,
    again: bool,
) -> Exit:
    """Read every session below the paths, find what changed from save to save, and judge why.

    Nothing is written into the folders. Files that did not change since the last time are not read again, so giving
    the command once more after an interruption goes on where it stopped.
    """
    from tui.progress import ProgressLine
    from tui.views.learning import learn_lines, learn_object

    with ProgressLine(shell.out) as progress:
        report = shell.pipeline.learn(
            paths,
            user=shell.user_id,
            workers=workers,
            as_song=as_song,
            audio=cast("Audio | None", audio),
            dry_run=dry_run,
            again=again,
            by_owner=not shell.user,
            progress=progress,
        )
    shell.answer_one(lambda: learn_object(report), lambda: learn_lines(report))
    if report.failed and not report.read and not report.unchanged:
        return Exit.UNREADABLE
    return Exit.PARTLY if report.failed else Exit.DONE
