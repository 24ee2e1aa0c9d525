"""The last line of every screen: its keys, made from the screen's own bindings."""

from __future__ import annotations

from textual.binding import Binding

from tui.lines import Style, Styled
from tui.widgets.lines_view import LinesView

__all__ = ["KeyLine"]

_NAMES = {"question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space", "up": "↑", "down": "↓"}


class KeyLine(LinesView):
    """``1-9 choose · w own words · s skip · ? why · Esc back``."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; }
    """

    def on_mount(self) -> None:
        """Read the screen's bindings."""
        spans: list[str | Styled] = [" "]
        for binding in self.screen.BINDINGS:
            if not isinstance(binding, Binding) or not binding.show:
                continue
            key = binding.key_display or _NAMES.get(binding.key, binding.key)
            if len(spans) > 1:
                spans.append("  ")
            spans += [Styled(key, Style.KEY), f" {binding.description}"]
        self.show([spans])
