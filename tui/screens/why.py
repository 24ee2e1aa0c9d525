"""Why one move was made: the same account as `mixtaste why`."""

from __future__ import annotations

from tui.screens.account import AccountScreen
from tui.sitting import Sitting
from tui.views.why import why_lines

__all__ = ["why_screen"]


def why_screen(sitting: Sitting, move: str) -> AccountScreen:
    """The screen about the move with this id."""
    return AccountScreen(
        "why", sitting.user.name, lambda columns: why_lines(sitting.pipeline.why(move), columns=columns)
    )
