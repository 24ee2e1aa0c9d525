"""A control before and after, as a drawn slider."""

from __future__ import annotations

from parsers.session import Scalar
from tui.lines import Line, Style, Styled
from tui.pictures import slider as picture
from tui.widgets.lines_view import LinesView

__all__ = ["SliderPicture"]


class SliderPicture(LinesView):
    """``-inf ───○──●──┼── +12.0 dB`` over its legend; nothing for a control that is no number."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ascii = ascii
        self._shown: tuple[str, Scalar | None, Scalar | None] | None = None

    def draw(self, term: str, before: Scalar | None, after: Scalar | None) -> None:
        """Draw this control."""
        self._shown = (term, before, after)
        self._fill()

    def clear(self) -> None:
        """Draw nothing."""
        self._shown = None
        self._fill()

    def on_resize(self) -> None:
        """Draw as wide as there is room."""
        self._fill()

    def _fill(self) -> None:
        self.show(self._lines())

    def _lines(self) -> list[Line]:
        if self._shown is None or self.size.width < 20:
            return []
        term, before, after = self._shown
        line = picture.slider(term, before, after, columns=self.size.width, ascii=self._ascii)
        if line is None:
            return []
        return [(line,), (Styled(picture.LEGEND_ASCII if self._ascii else picture.LEGEND, Style.DIM),)]
