"""`mixtaste suggest`: what became of a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.program import group
from tui.shell import Shell

if TYPE_CHECKING:
    from profiler.service.reports import Feedback


@group(example="mixtaste suggest accept s7d1f0a9c3b2e")
def suggest() -> None:
    """Say what became of a suggestion; ids are from `mixtaste rank`."""


@suggest.subcommand(example="mixtaste suggest accept s7d1f0a9c3b2e")
@click.argument("id")
def accept(shell: Shell, id: str) -> None:
    """Take a suggestion: mixtaste learns from it."""
    _say(shell, id, "accept")


@suggest.subcommand(example="mixtaste suggest retry s7d1f0a9c3b2e")
@click.argument("id")
def retry(shell: Shell, id: str) -> None:
    """Ask for another: mixtaste learns that this one was not it."""
    _say(shell, id, "retry")


@suggest.subcommand(example="mixtaste suggest ignore s7d1f0a9c3b2e")
@click.argument("id")
def ignore(shell: Shell, id: str) -> None:
    """Put a suggestion aside: it teaches nothing."""
    _say(shell, id, "ignore")


def _say(shell: Shell, id: str, kind: Feedback) -> None:
    shell.pipeline.feedback(shell.user_id, id, kind)
    shell.answer_one(
        lambda: {"schema": "mixtaste/feedback/1", "suggestion": id, "kind": kind}, lambda: [(f"{kind}: ", id)]
    )
