"""The terminal application: the stack of screens, and what the store has that is new."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias, runtime_checkable

from textual.app import App

from tui.screens.home import HomeScreen
from tui.screens.question import QuestionScreen
from tui.screens.window import WindowScreen
from tui.sitting import Sitting

__all__ = ["Begin", "MixtasteApp"]

Begin: TypeAlias = Literal["home", "question", "window"]

_POLL_S = 0.25


@runtime_checkable
class _Refreshing(Protocol):
    def look_again(self) -> None:
        """Show what the store has now."""


class MixtasteApp(App[None]):
    """mixtaste in a terminal: keyboard alone, from 80 columns by 24 lines up.

    begin    the screen that is up first; leaving it leads home
    control  what the window screen asks about, None = what waits
    """

    TITLE = "mixtaste"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None  # the screens' own keys work until somebody asks to write
    CSS = """
    Screen { layout: vertical; }
    .body { height: 1fr; padding: 0 2; overflow-y: auto; scrollbar-size: 1 1; }
    .spaced { padding: 1 2 0 2; }
    """

    def __init__(self, sitting: Sitting, *, begin: Begin = "home", control: str | None = None) -> None:
        super().__init__()
        self.sitting = sitting
        self._begin: Begin = begin
        self._control = control
        self._version = sitting.pipeline.version()

    def on_mount(self) -> None:
        """Put up the first screen and begin to look at the store."""
        self.animation_level = "none"
        self.push_screen(HomeScreen(self.sitting))
        if self._begin == "question":
            self.push_screen(QuestionScreen(self.sitting))
        elif self._begin == "window":
            self.push_screen(WindowScreen(self.sitting, control=self._control))
        self.set_interval(_POLL_S, self._look)

    def _look(self) -> None:
        """Let the screens show what has come into the store since the last look."""
        version = self.sitting.pipeline.version()
        if version == self._version:
            return
        self._version = version
        for screen in self.screen_stack:
            if isinstance(screen, _Refreshing):
                screen.look_again()
