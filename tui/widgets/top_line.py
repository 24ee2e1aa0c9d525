"""The first line of every screen: where one is, and whose words are taken."""

from __future__ import annotations

from tui.lines import Style, Styled, cut, pad, width
from tui.widgets.lines_view import LinesView

__all__ = ["TopLine"]


class TopLine(LinesView):
    """``mixtaste · question 3 of 14``, and the user's name at the right."""

    DEFAULT_CSS = """
    TopLine { height: 1; background: $panel; }
    """

    def __init__(self, place: str, user: str) -> None:
        super().__init__()
        self.place = place
        self.user = user

    def on_mount(self) -> None:
        """Show what was given."""
        self._fill()

    def on_resize(self) -> None:
        """Keep the name at the right edge."""
        self._fill()

    def say(self, place: str) -> None:
        """Name another place."""
        self.place = place
        self._fill()

    def _fill(self) -> None:
        columns = max(self.size.width, 20)
        name = cut(self.user, columns // 3)
        left = f" mixtaste · {self.place}"
        self.show([(Styled(pad(left, columns - width(name) - 1), Style.TITLE), name, " ")])
