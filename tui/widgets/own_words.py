"""An answer in the engineer's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

__all__ = ["OwnWords"]

_LONGEST = 500


class OwnWords(Input):
    """One line to write on, hidden until asked for. Enter gives it, Esc puts it away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "put_away", "put away", show=False)]
    DEFAULT_CSS = """
    OwnWords { display: none; border: none; height: 1; padding: 0 1; }
    OwnWords.shown { display: block; }
    """

    @dataclass
    class Given(Message):
        """Something was written and given."""

        words: str

    def __init__(self) -> None:
        super().__init__(placeholder="in your own words, then Enter", max_length=_LONGEST, compact=True)

    def ask(self) -> None:
        """Show an empty line and write on it."""
        self.value = ""
        self.add_class("shown")
        self.focus()

    def action_put_away(self) -> None:
        """Hide it without giving anything."""
        self.remove_class("shown")
        self.screen.set_focus(None)

    async def action_submit(self) -> None:
        """Give what is written, unless nothing is."""
        words = self.value.strip()
        if words:
            self.action_put_away()
            self.post_message(self.Given(words))
