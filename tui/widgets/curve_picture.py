"""An equaliser's curve before and after."""

from __future__ import annotations

from collections.abc import Sequence

from tui.lines import Line, Style, Styled
from tui.pictures import curve as picture
from tui.widgets.lines_view import LinesView

__all__ = ["CurvePicture"]

_ROOMY = 30
"""Lines of a terminal from which the picture may be tall."""


class CurvePicture(LinesView):
    """Both curves on a logarithmic frequency axis over their legend; nothing where there is no curve."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ascii = ascii
        self._levels: tuple[Sequence[float], Sequence[float]] | None = None

    def draw(self, levels: tuple[Sequence[float], Sequence[float]] | None) -> None:
        """Draw levels (dB) before and after, at equal frequency ratios from 20 Hz to 20 kHz; None draws nothing."""
        self._levels = levels
        self._fill()

    def on_resize(self) -> None:
        """Draw as wide as there is room."""
        self._fill()

    def _fill(self) -> None:
        self.show(self._lines())

    def _lines(self) -> list[Line]:
        columns = min(self.size.width, 100)
        if self._levels is None or columns < 30:
            return []
        dots = len(picture.frequencies(columns, ascii=self._ascii))
        before, after = (_stretched(levels, dots) for levels in self._levels)
        rows = 5 if self.app.size.height < _ROOMY else 9  # odd, so that 0 dB has a row of its own
        drawn = picture.curve(before, after, columns=columns, rows=rows, ascii=self._ascii)
        legend = picture.LEGEND_ASCII if self._ascii else picture.LEGEND
        return [*((line,) for line in drawn), (Styled(" " * 6 + legend, Style.DIM),)]


def _stretched(levels: Sequence[float], dots: int) -> list[float]:
    """The levels at so many places over the same range."""
    step = (len(levels) - 1) / (dots - 1)
    found = []
    for dot in range(dots):
        left = min(int(dot * step), len(levels) - 2)
        share = dot * step - left
        found.append(levels[left] * (1 - share) + levels[left + 1] * share if share else levels[left])
    return found
