"""`mixtaste role`: what a track is in the mix, in the engineer's own words."""

from __future__ import annotations

import click

from tui.program import group
from tui.shell import Shell


@group(example="mixtaste role set 'Lead Song' 'Combi 2' keys")
def role() -> None:
    """Say what tracks are, where it cannot be told from their names."""


@role.subcommand(name="set", example="mixtaste role set 'Lead Song' 'Combi 2' keys")
@click.argument("song")
@click.argument("track")
@click.argument("role")
def set_(shell: Shell, song: str, track: str, role: str) -> None:
    """Say what a track of a song is; it wins for good. TRACK is a name or an id."""
    found = shell.pipeline.correct.set_role(shell.user_id, song, track, role)
    shell.answer(
        lambda: [
            {
                "schema": "mixtaste/role/1",
                "song": song,
                "track": {"id": one.id, "name": one.name},
                "name": said.name,
                "probability": said.probability,
                "evidence": list(said.evidence),
            }
            for one, said in found
        ],
        lambda: [(one.name or one.id, f" is {said.name}: ", ", ".join(said.evidence)) for one, said in found],
    )
