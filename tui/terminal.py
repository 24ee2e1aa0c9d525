"""The way into the terminal application, where there is a terminal that can show it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tui.errors import NoTerminalError
from tui.output import can_draw
from tui.shell import Shell

if TYPE_CHECKING:
    from tui.app import Begin

__all__ = ["has_terminal", "open_application"]


def has_terminal() -> bool:
    """Whether a person sits at a terminal that can show a full screen; Textual itself would start without one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def open_application(shell: Shell, *, begin: Begin = "home", control: str | None = None) -> None:
    """Run the application until the person leaves it.

    Raises NoTerminalError where no terminal can show it; the commands do the same line by line.
    """
    if not has_terminal():
        raise NoTerminalError(
            "the terminal application needs a terminal that can show a full screen",
            remedy="Use the commands instead: mixtaste --help, and mixtaste ask --plain for questions.",
        )
    from tui.app import MixtasteApp
    from tui.sitting import Sitting

    user = shell.pipeline.user(shell.user)
    MixtasteApp(Sitting(shell.pipeline, user, ascii=not can_draw()), begin=begin, control=control).run()
