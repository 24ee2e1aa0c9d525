"""`mixtaste backup`: a copy of the store."""

from __future__ import annotations

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste backup /media/stick/mixtaste-2026-11-26.db")
@click.argument("target", type=click.Path())
def backup(shell: Shell, target: str) -> None:
    """Copy the store into one file, whole and consistent, while it is in use."""
    path = str(shell.pipeline.backup(target))
    shell.answer_one(lambda: {"schema": "mixtaste/backup/1", "path": path}, lambda: [("Backed up to ", path)])
