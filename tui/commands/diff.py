"""`mixtaste diff`: what changed between two saves."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste diff 'Song.rpp-bak' 'Song.rpp'\nmixtaste diff A.rpp B.rpp --noise --json")
@click.argument("before", metavar="A", type=click.Path())
@click.argument("after", metavar="B", type=click.Path())
@click.option("--noise", is_flag=True, help="Also what differs and means nothing, and why.")
def diff(shell: Shell, before: str, after: str, *, noise: bool) -> None:
    """Tell what changed from save A to save B, in an engineer's words. Nothing needs to be learnt for it."""
    from profiler.history.json import move_json, noise_json
    from profiler.history.moves import compare
    from tui.reading import read_session
    from tui.views.diff import diff_lines, nothing_words

    earlier, later = read_session(before), read_session(after)
    found = compare(earlier, later)
    shell.answer(
        lambda: [*map(move_json, found.moves), *(map(noise_json, found.noise) if noise else ())],
        lambda: diff_lines(earlier, later, found, noise=noise, columns=shell.out.columns),
    )
    if not found.moves and not shell.manner.json:
        shell.out.remark(nothing_words(found))
