"""An equaliser's curve before and after."""

from __future__ import annotations

from tui.lines import Line, Style, Styled
from tui.pictures import curve as picture
from tui.pictures.responses import Responses
from tui.widgets.lines_view import LinesView

__all__ = ["CurvePicture"]

_ROOMY = 30
"""Lines of a terminal from which the picture may be tall."""


class CurvePicture(LinesView):
    """Both curves on a logarithmic frequency axis over their legend; nothing where there is no curve."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ascii = ascii
        self._responses: Responses | None = None

    def draw(self, responses: Responses | None) -> None:
        """Draw what this gives at the frequencies for which there is room; None draws nothing."""
        self._responses = responses
        self._fill()

    def on_resize(self) -> None:
        """Draw as wide as there is room."""
        self._fill()

    def _fill(self) -> None:
        self.show(self._lines())

    def _lines(self) -> list[Line]:
        columns = min(self.size.width, 100)
        if self._responses is None or columns < 30:
            return []
        levels = self._responses(picture.frequencies(columns, ascii=self._ascii))
        if levels is None:
            return []
        before, after = levels
        rows = 5 if self.app.size.height < _ROOMY else 9  # odd, so that 0 dB has a row of its own
        drawn = picture.curve(before, after, columns=columns, rows=rows, ascii=self._ascii)
        legend = picture.LEGEND_ASCII if self._ascii else picture.LEGEND
        return [*((line,) for line in drawn), (Styled(" " * 6 + legend, Style.DIM),)]
