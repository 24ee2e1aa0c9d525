"""`mixtaste restore`: the store as a backup has it."""

from __future__ import annotations

import os

import click

from tui.program import command
from tui.shell import Shell


@command(example="mixtaste restore /media/stick/mixtaste-2026-11-26.db")
@click.argument("source", type=click.Path())
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(shell: Shell, source: str, *, yes: bool) -> None:
    """Put a backup in the place of the store. What was there is kept beside it."""
    from store.backup import restore as put_back
    from store.places import data_folder

    location = shell.location or os.environ.get("MIXTASTE_STORE") or str(data_folder())
    shell.confirm(f"Replace the store in {location}?", yes=yes)
    kept = put_back(source, location)
    shell.answer_one(
        lambda: {
            "schema": "mixtaste/restored/1",
            "path": source,
            "store": location,
            "kept": None if kept is None else str(kept),
        },
        lambda: [
            ("Restored ", source, " to ", location),
            *([] if kept is None else [("What was there is kept as ", str(kept))]),
        ],
    )
