"""What is known of this engineer's taste: the same account as `mixtaste profile show`."""

from __future__ import annotations

from tui.screens.account import AccountScreen
from tui.sitting import Sitting
from tui.views.profile import profile_lines

__all__ = ["profile_screen"]


def profile_screen(sitting: Sitting) -> AccountScreen:
    """The screen about the user's profile."""
    return AccountScreen(
        "profile",
        sitting.user.name,
        lambda columns: profile_lines(
            sitting.pipeline.profile(sitting.user.id), columns=columns, name=sitting.user.name
        ),
    )
