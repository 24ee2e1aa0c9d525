"""`mixtaste user`: several engineers on one machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.lines import Style, Styled
from tui.program import group
from tui.shell import Shell

if TYPE_CHECKING:
    from store.users import User


@group(example="mixtaste user list")
def user() -> None:
    """Say who mixes here: each engineer has answers and a taste of their own."""


@user.subcommand(example="mixtaste user add Anna")
@click.argument("name")
def add(shell: Shell, name: str) -> None:
    """Make an engineer known. Give --user NAME to a command, or switch, to speak as them."""
    made = shell.pipeline.add_user(name)
    shell.answer_one(lambda: user_object(made, current=False), lambda: [("Added ", Styled(made.name, Style.STRONG))])


@user.subcommand(name="list", example="mixtaste user list --json")
def list_(shell: Shell) -> None:
    """List the engineers; the one signed in is marked."""
    current = shell.pipeline.user().id
    everyone = shell.pipeline.users()
    shell.answer(
        lambda: [user_object(one, current=one.id == current) for one in everyone],
        lambda: [
            ("* " if one.id == current else "  ", one.name, "  (signed in)" if one.id == current else "")
            for one in everyone
        ],
    )


@user.subcommand(example="mixtaste user switch Anna")
@click.argument("name")
def switch(shell: Shell, name: str) -> None:
    """Sign in as an engineer who is known already."""
    now = shell.pipeline.switch_user(name)
    shell.answer_one(
        lambda: user_object(now, current=True), lambda: [("Signed in as ", Styled(now.name, Style.STRONG))]
    )


def user_object(one: User, *, current: bool) -> dict[str, object]:
    """Schema ``mixtaste/user/1``."""
    return {"schema": "mixtaste/user/1", "id": one.id, "name": one.name, "current": current}
