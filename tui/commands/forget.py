"""`mixtaste forget`: as if it had never been seen."""

from __future__ import annotations

import click

from tui.program import group
from tui.shell import Shell
from tui.views.say import counted


@group(example="mixtaste forget song 'Lead Song' --yes")
def forget() -> None:
    """Take something out of what was learnt, for good."""


@forget.subcommand(example="mixtaste forget song 'Lead Song' --yes")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def song(shell: Shell, name: str, *, yes: bool) -> None:
    """Forget a song: songs, moves and profile are as if it had never been seen.

    Its files are ignored from then on, until `mixtaste learn --again` names them.
    """
    saves = shell.pipeline.saves(name)
    shell.confirm(f"Forget {name} and its {counted(len(saves), 'save')} for good?", yes=yes)
    gone = shell.pipeline.forget_song(name)
    shell.answer_one(
        lambda: {"schema": "mixtaste/forgotten/1", "song": name, "saves": gone},
        lambda: [("Forgot ", name, f": {counted(gone, 'save')}")],
    )
