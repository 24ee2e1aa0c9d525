"""`mixtaste songs`: every song that is known, and the engineer's word on which saves are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.program import group
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.history.records import Song


@group(
    example="mixtaste songs\nmixtaste songs --json\nmixtaste songs merge 'Lead Song' 'Lead Song new'", default="list"
)
def songs() -> None:
    """List the songs that were learnt; or put right what belongs to which: that wins for good."""


@songs.subcommand(name="list", example="mixtaste songs\nmixtaste songs --json")
def list_(shell: Shell) -> None:
    """List the songs that were learnt, with their saves."""
    _show(shell, shell.pipeline.songs())


@songs.subcommand(example="mixtaste songs merge 'Lead Song' 'Lead Song (demo)'")
@click.argument("names", nargs=-1, required=True, metavar="SONG SONG…")
def merge(shell: Shell, names: tuple[str, ...]) -> None:
    """Say that several songs are one; it keeps the first one's name."""
    _show(shell, [shell.pipeline.correct.merge(shell.user_id, names)])


@songs.subcommand(example="mixtaste songs split 'Lead Song' --from 3f2a91c0 --name 'Other Song'")
@click.argument("song")
@click.option("--from", "save", required=True, metavar="SAVE", help="The save (an id of `saves`) that begins it.")
@click.option("--name", default="", metavar="NAME", help="What to call it; default: as that save's file.")
def split(shell: Shell, song: str, save: str, *, name: str) -> None:
    """Say that a save, and all that went on from it, is a song of its own."""
    _show(shell, shell.pipeline.correct.split(shell.user_id, song, save, name=name))


@songs.subcommand(example="mixtaste songs tag 'Lead Song' client:Anna genre:rock requested")
@click.argument("song")
@click.argument("tags", nargs=-1, metavar="TAG…")
@click.option("--remove", multiple=True, metavar="TAG", help="Take a tag away; may be given several times.")
def tag(shell: Shell, song: str, tags: tuple[str, ...], *, remove: tuple[str, ...]) -> None:
    """Give a song tags. Songs of one genre or client are compared with each other.

    A song tagged `requested` (others decided) or `experiment` says nothing of taste.
    """
    _show(shell, [shell.pipeline.correct.tag(shell.user_id, song, tags, remove)])


@songs.subcommand(example="mixtaste songs exclude 'Lead Song'")
@click.argument("song")
@click.option("--undo", is_flag=True, help="Let it count again.")
def exclude(shell: Shell, song: str, *, undo: bool) -> None:
    """Let a song count nowhere: neither in taste nor in habits nor in questions. It stays listed."""
    _show(shell, [shell.pipeline.correct.exclude(shell.user_id, song, excluded=not undo)])


def _show(shell: Shell, found: Sequence[Song]) -> None:
    from profiler.history.json import song_json
    from tui.views.history import song_lines

    shell.answer(
        lambda: map(song_json, found), lambda: song_lines(found, shell.pipeline.makers(), columns=shell.out.columns)
    )
