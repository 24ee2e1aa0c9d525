"""`mixtaste saves`: the saves of one song, who made them, and to which song they belong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.errors import WrongUseError
from tui.program import group
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.history.records import Save


@group(example="mixtaste saves 'Lead Song'\nmixtaste saves assign 3f2a91c0 --user Anna", default="list")
def saves() -> None:
    """List the saves of one song; or say who made them and where they belong: that wins for good."""


@saves.subcommand(name="list", example="mixtaste saves 'Lead Song'")
@click.argument("song")
def list_(shell: Shell, song: str) -> None:
    """List the saves of one song, oldest first. SONG is its name or id."""
    _show(shell, shell.pipeline.saves(song))


@saves.subcommand(
    example="mixtaste saves assign 3f2a91c0 77aa01de --user Anna\nmixtaste saves assign 3f2a91c0 --song 'Other Song'"
)
@click.argument("saves", nargs=-1, required=True, metavar="SAVE…")
@click.option("--nobody", is_flag=True, help="Nobody knows who made them.")
@click.option("--song", metavar="NAME", help="Where they belong: a known song, or a new one of that name.")
def assign(shell: Shell, saves: tuple[str, ...], *, nobody: bool, song: str | None) -> None:
    """Say who made some saves (--user NAME), or to which song they belong (--song NAME). Saves are named by id."""
    if not (shell.user or nobody or song):
        raise WrongUseError("say who made them or where they belong", remedy="Add --user NAME or --song NAME.")
    teller = shell.pipeline.user().id
    found: Sequence[Save] = ()
    if song:
        found = shell.pipeline.correct.assign_song(teller, saves, song)
        saves = tuple(save.id for save in found)
    if shell.user or nobody:
        found = shell.pipeline.correct.assign_user(teller, saves, "" if nobody else shell.user_id)
    _show(shell, found)


def _show(shell: Shell, found: Sequence[Save]) -> None:
    from profiler.history.json import save_json
    from tui.views.history import save_lines

    shell.answer(
        lambda: map(save_json, found), lambda: save_lines(found, shell.pipeline.makers(), columns=shell.out.columns)
    )
