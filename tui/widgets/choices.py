"""Likely answers, each with the digit that gives it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.lines import Line, Style, Styled, wrap
from tui.widgets.lines_view import LinesView

__all__ = ["Choices"]


class Choices(LinesView):
    """``1  to a note value of the tempo``; a digit a line, long ones wrapped."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels: tuple[str, ...] = ()

    def offer(self, labels: Sequence[str]) -> None:
        """Offer these; nine at most, one a digit."""
        self._labels = tuple(labels[:9])
        self._fill()

    def on_resize(self) -> None:
        """Wrap to the room there is."""
        self._fill()

    def _fill(self) -> None:
        lines: list[Line] = []
        for digit, label in enumerate(self._labels, start=1):
            texts = wrap(label.split(" "), columns=max(self.size.width, 30), first="    ", rest="    ")
            for number, text in enumerate(texts):
                lines.append((Styled(f" {digit}  ", Style.KEY), text[4:]) if number == 0 else (text,))
        self.show(lines)
