"""A long account to read and scroll through: why a move was made, a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.lines import Line
from tui.widgets.key_line import KeyLine
from tui.widgets.lines_view import LinesView
from tui.widgets.top_line import TopLine

__all__ = ["AccountScreen"]


class AccountScreen(Screen[None]):
    """Lines under a name; keys scroll.

    place  what it is called in the top line
    user   name of the user
    tell   columns → the lines
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "up", key_display="↑"),
        Binding("down,j", "scroll(1)", "down", key_display="↓"),
        Binding("pageup", "page(-1)", "page up", key_display="PgUp"),
        Binding("pagedown,space", "page(1)", "page down", key_display="PgDn"),
        Binding("escape", "leave", "back", key_display="Esc"),
    ]

    def __init__(self, place: str, user: str, tell: Callable[[int], Iterable[Line]]) -> None:
        super().__init__()
        self._place, self._user, self._tell = place, user, tell

    def compose(self) -> ComposeResult:
        """Top line, the account, keys."""
        yield TopLine(self._place, self._user)
        with VerticalScroll(classes="body spaced", can_focus=False):
            yield LinesView(id="account")
        yield KeyLine()

    def on_mount(self) -> None:
        """Tell it."""
        self.look_again()

    def look_again(self) -> None:
        """Tell it as it is now."""
        self.query_one("#account", LinesView).show(self._tell(max(self.app.size.width - 6, 40)))

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.query_one(".body", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        body = self.query_one(".body", VerticalScroll)
        body.scroll_relative(y=pages * max(body.size.height - 2, 1), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
